/** A step of which a person and Microsoft 365 say different things. */
import { z } from 'zod'
import { StepStateSchema } from '../step/step-record.schema.ts'

const Word = z.strictObject({
  who: z.string(),
  state: StepStateSchema,
  /** Null for what Sendproof sees now. */
  at: z.iso.datetime().nullable(),
  note: z.string().nullable(),
})

export const StepConflictSchema = z.strictObject({
  step: z.string(),
  title: z.string(),
  person: Word,
  seen: Word,
})
export type StepConflict = z.infer<typeof StepConflictSchema>
