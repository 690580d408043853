/** What a recipe asks, and how its parts depend on the answers. */
import { z } from 'zod'
import { Id, Line, Text } from './recipe-text.schema.ts'

/**
 * Something is needed only when an answer has this value; of several values any one will do. For a question with
 * several choices it is enough that the value is among them.
 */
export const Condition = z.strictObject({
  answer: Id,
  is: z.union([z.string().max(200), z.boolean(), z.array(z.string().max(200)).min(1).max(12)]),
})
/** One condition, or several that must all hold. */
export const When = z.union([Condition, z.array(Condition).min(1).max(6)])

const shapes = ['host-name', 'address', 'plain-name', 'guid', 'path', 'any'] as const

const Option = z.strictObject({ value: Id, label: Line })

export const Question = z.discriminatedUnion('type', [
  z.strictObject({
    id: Id,
    type: z.literal('text'),
    label: Line,
    help: Text.optional(),
    placeholder: Line.optional(),
    default: z.string().max(200).optional(),
    /** Checked against the whole answer; a catalogue of named shapes, so that a recipe cannot bring a regular expression of its own. */
    shape: z.enum(shapes).default('any'),
    required: z.boolean().default(true),
    /** The question matters only then; otherwise it may stay open. */
    when: When.optional(),
  }),
  z.strictObject({
    id: Id,
    type: z.literal('choice'),
    label: Line,
    help: Text.optional(),
    options: z.array(Option).min(2).max(12),
    default: Id,
    when: When.optional(),
  }),
  z.strictObject({
    id: Id,
    type: z.literal('choices'),
    label: Line,
    help: Text.optional(),
    options: z.array(Option).min(2).max(12),
    /** Values with commas between them, the form in which the answer is kept as well. */
    default: z.string().max(300),
    placeholder: Line.optional(),
    /** Whether at least one has to be chosen. */
    required: z.boolean().default(true),
    when: When.optional(),
  }),
  z.strictObject({
    id: Id,
    type: z.literal('flag'),
    label: Line,
    help: Text.optional(),
    default: z.boolean(),
    when: When.optional(),
  }),
])

/** Any of them, in part: for what several recipes ask alike. */
export const QuestionPart = z
  .strictObject({
    type: z.enum(['text', 'choice', 'choices', 'flag']),
    label: Line,
    help: Text,
    placeholder: Line,
    default: z.union([z.string().max(300), z.boolean()]),
    shape: z.enum(shapes),
    required: z.boolean(),
    options: z.array(Option).min(2).max(12),
    when: When,
  })
  .partial()

export type Question = z.infer<typeof Question>
export type Condition = z.infer<typeof Condition>
export type When = z.infer<typeof When>
