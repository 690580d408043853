/** The checklist as people read it: recipe + answers + facts + records, filled in. Built by build-checklist.ts. */
import { z } from 'zod'
import { PortalPart } from '../recipe/recipe-text.schema.ts'
import {
  automations,
  ManualNote,
  roles,
  stages,
  StepNote,
  stepScripts,
} from '../recipe/recipe-step.schema.ts'
import { StepMoveSchema, stepStates, StepStateSchema } from '../step/step-record.schema.ts'

/** `changed`: done, but for other values than the step has now. It is never recorded; it follows from what is. */
export const ShownStateSchema = z.enum([...stepStates, 'changed'])
export type ShownState = z.infer<typeof ShownStateSchema>

/** A value that differs from the one the step was done for; null where there was none, or is none any more. */
export const ValueChangeSchema = z.strictObject({
  label: z.string(),
  before: z.string().nullable(),
  now: z.string().nullable(),
  /** Of a list: what came in and what went, so that nobody has to compare two of them. */
  added: z.array(z.string()),
  removed: z.array(z.string()),
})
export type ValueChange = z.infer<typeof ValueChangeSchema>

export const ChecklistStepSchema = z.strictObject({
  id: z.string(),
  stage: z.enum(stages),
  title: z.string(),
  role: z.enum(roles),
  minutes: z.int(),
  waitMinutes: z.int(),
  what: z.string(),
  /** How, one act a line, in order; empty where the way is not certain. */
  clicks: z.array(z.string()).default([]),
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
  state: ShownStateSchema,
  /** Of a step that is `changed`: which values differ from those it was done for. */
  changes: z.array(ValueChangeSchema).optional(),
  waitUntil: z.iso.datetime().nullable(),
  automation: z.enum(automations).nullable(),
  /** Of a step that the result of a script moves: which script. */
  script: z.enum(stepScripts).optional(),
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
