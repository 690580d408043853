/** The checklist as people read it: recipe + answers + facts + records, filled in. Built by build-checklist.ts. */
import { z } from 'zod'
import { PortalPart } from '../recipe/recipe-text.schema.ts'
import { ManualNote, roles, stages, StepNote } from '../recipe/recipe.schema.ts'
import { StepMoveSchema, StepStateSchema } from '../step/step-record.schema.ts'

export const ChecklistStepSchema = z.strictObject({
  id: z.string(),
  stage: z.enum(stages),
  title: z.string(),
  role: z.enum(roles),
  minutes: z.int(),
  waitMinutes: z.int(),
  what: z.string(),
  why: z.string(),
  portal: z.array(PortalPart),
  link: z.string().nullable(),
  /** `missing` lists the placeholders nobody has answered yet. A secret's value is never filled in. */
  values: z.array(
    z.strictObject({
      label: z.string(),
      value: z.string(),
      secret: z.boolean(),
      missing: z.array(z.string()),
    }),
  ),
  after: z.string().nullable(),
  manual: z.array(StepNote),
  needs: z.array(z.string()),
  /** Steps of `needs` that are not done yet. */
  waitsFor: z.array(z.string()),
  state: StepStateSchema,
  waitUntil: z.iso.datetime().nullable(),
  automation: z.enum(['authorise', 'verify']).nullable(),
  /** True when the practice administrator can do this step in a practice setup. */
  practice: z.boolean(),
  history: z.array(StepMoveSchema),
})
export type ChecklistStep = z.infer<typeof ChecklistStepSchema>

/** A step all in words, for documents that are read where no words of ours are. */
export const WrittenStepSchema = ChecklistStepSchema.extend({
  portal: z.array(z.string()),
  manual: z.array(ManualNote),
})

export const ChecklistSchema = z.strictObject({
  steps: z.array(ChecklistStepSchema),
  /** Counts over the steps that are needed. */
  total: z.int(),
  done: z.int(),
  /** The one next thing; null when everything is done. */
  next: z.string().nullable(),
})
export type Checklist = z.infer<typeof ChecklistSchema>

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
