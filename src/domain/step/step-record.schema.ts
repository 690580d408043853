/** What happened to one step: its state and everyone who moved it. */
import { z } from 'zod'
import { StepEventSchema } from './step-event.schema.ts'

export const stepStates = ['todo', 'doing', 'waiting', 'done', 'blocked', 'not-needed'] as const
export const StepStateSchema = z.enum(stepStates)
export type StepState = z.infer<typeof StepStateSchema>

/**
 * One value a step was done for, as people read it then. `value` is null when it was not known yet; `digest` stands for
 * a value too long to keep, of which `value` is the beginning.
 */
export const DoneForSchema = z.strictObject({
  label: z.string().max(300),
  value: z.string().max(2000).nullable(),
  digest: z.string().max(40).optional(),
})
export type DoneFor = z.infer<typeof DoneForSchema>

export const StepMoveSchema = z.strictObject({
  at: z.iso.datetime(),
  /** Windows account name, or what in this program moved it. */
  who: z.string().max(200),
  by: z.enum(['person', 'check', 'app', 'practice']),
  from: StepStateSchema,
  to: StepStateSchema,
  /** A person's own words. Older versions also put here what Sendproof had to say. */
  note: z.string().max(4000).nullable(),
  /** What Sendproof or the practice administrator has to say, as facts. */
  events: z.array(StepEventSchema).max(20).optional(),
  /** Of a move that says the step is done: what it was done for, and by which revision of the recipe. */
  doneFor: z.strictObject({ revision: z.int(), values: z.array(DoneForSchema).max(60) }).optional(),
})
export type StepMove = z.infer<typeof StepMoveSchema>

export const StepRecordSchema = z.strictObject({
  stepId: z.string(),
  state: StepStateSchema,
  /** When the state is `waiting`: the moment the usual delay is over. */
  waitUntil: z.iso.datetime().nullable(),
  history: z.array(StepMoveSchema),
})
export type StepRecord = z.infer<typeof StepRecordSchema>
