/** A setup as the pattern for the next customer: answers and notes, and nothing that names the last one. */
import { z } from 'zod'
import { Id } from '../recipe/recipe-text.schema.ts'
import { AnswersSchema } from '../setup/setup.schema.ts'

export const templateFormat = 'sendproof-template'
export const templateVersion = 1

export const TemplateNotesSchema = z
  .array(z.strictObject({ step: Id, note: z.string().min(1).max(4000) }))
  .max(2000)

export const TemplateSchema = z.strictObject({
  format: z.literal(templateFormat),
  version: z.literal(templateVersion),
  recipe: z.strictObject({ id: Id, revision: z.int().min(1) }),
  answers: AnswersSchema,
  notes: TemplateNotesSchema,
})
export type Template = z.infer<typeof TemplateSchema>
