/** What goes to the person who holds a missing role: the plan of their steps, and the form they send back. */
import { z } from 'zod'
import type { AppError } from '../problem/app-error.ts'
import { WrittenStepSchema, type Checklist, type ChecklistStep } from '../checklist/checklist.ts'
import { stepStates } from '../step/step-record.ts'
import { Id } from '../recipe/recipe-text.ts'
import { roles, type Recipe } from '../recipe/recipe.ts'
import { err, ok, type Result } from '../result.ts'
import type { Setup } from '../setup/setup.ts'
import { oneLine } from '../text/escape.ts'
import { handoffRoles, type HandoffRole } from '../step/handoff-roles.ts'
import { readStrict } from '../transfer/read-strict.ts'

export { handoffRoles, type HandoffRole }

export const planFormat = 'sendproof-plan'
export const answerFormat = 'sendproof-answer'
export const largestAnswer = 2 * 1024 * 1024

/** A step without its history: what others wrote about it is not for the next reader. */
const PlanStep = WrittenStepSchema.omit({ history: true, practice: true }).extend({
  /** What has to be done before, in words: it may be another role's. */
  first: z.array(z.strictObject({ title: z.string(), role: z.enum(roles) })),
})

export const HandoffPlanSchema = z.strictObject({
  format: z.literal(planFormat),
  version: z.literal(1),
  generatedAt: z.iso.datetime(),
  setup: z.strictObject({
    id: z.uuid(),
    name: z.string(),
    recipe: z.strictObject({ id: z.string(), name: z.string(), revision: z.int() }),
    tenantId: z.string().nullable(),
    tenantName: z.string().nullable(),
    clientId: z.string().nullable(),
    practice: z.boolean(),
  }),
  role: z.enum(roles),
  minutes: z.int(),
  steps: z.array(PlanStep),
})
export type HandoffPlan = z.infer<typeof HandoffPlanSchema>

/** Puts what a step says in codes into the words of whoever reads the plan. */
type SayStep = (
  step: Pick<ChecklistStep, 'portal' | 'manual'>,
) => Pick<HandoffPlan['steps'][number], 'portal' | 'manual'>

/** Null when the role has nothing to do in this setup. Done steps stay in: the reader sees what was there before. */
export function handoffPlan(
  setup: Setup,
  recipe: Recipe,
  checklist: Checklist,
  role: HandoffRole,
  now: string,
  say: SayStep,
): HandoffPlan | null {
  const steps = checklist.steps.filter((step) => step.role === role && step.state !== 'not-needed')
  if (steps.length === 0) return null
  return {
    format: planFormat,
    version: 1,
    generatedAt: now,
    setup: {
      id: setup.id,
      name: setup.name,
      recipe: { id: recipe.id, name: recipe.name, revision: recipe.revision },
      tenantId: setup.tenantId,
      tenantName: setup.tenantName,
      clientId: setup.clientId,
      practice: setup.practice !== null,
    },
    role,
    minutes: steps.filter(isOpen).reduce((sum, step) => sum + step.minutes, 0),
    steps: steps.map((step) => planStep(step, checklist.steps, say)),
  }
}

export const isOpen = (step: Pick<ChecklistStep, 'state'>) => step.state !== 'done'

function planStep(
  { history: _history, practice: _practice, ...step }: ChecklistStep,
  all: readonly ChecklistStep[],
  say: SayStep,
): HandoffPlan['steps'][number] {
  const first = all.filter(({ id }) => step.waitsFor.includes(id)).map(({ title, role }) => ({ title, role }))
  return { ...step, ...say(step), first }
}

const AnswerState = z.union([z.literal(''), z.enum(stepStates)])

export const AnswerSchema = z.strictObject({
  format: z.literal(answerFormat),
  version: z.literal(1),
  /** For the person who fills it in; not read. */
  how: z.string().max(2000).optional(),
  setup: z.uuid(),
  setupName: z.string().max(200).optional(),
  who: z.string().max(200),
  tenantId: z.string().max(300).default(''),
  clientId: z.string().max(300).default(''),
  steps: z
    .array(
      z.strictObject({
        step: Id,
        title: z.string().max(1000).optional(),
        /** Empty: nothing to say about this step. */
        state: AnswerState,
        note: z.string().max(4000).default(''),
      }),
    )
    .max(500),
})
export type Answer = z.infer<typeof AnswerSchema>

/** The form to fill in: empty states say nothing, so a form sent back untouched changes nothing. `how`: in words. */
export function answerForm(plan: HandoffPlan, how: string): Answer {
  return {
    format: answerFormat,
    version: 1,
    how,
    setup: plan.setup.id,
    setupName: plan.setup.name,
    who: '',
    tenantId: '',
    clientId: '',
    steps: plan.steps
      .filter((step) => step.automation === null)
      .map(({ id, title }) => ({ step: id, title, state: '' as const, note: '' })),
  }
}

export function readAnswer(text: string): Result<Answer, AppError> {
  const read = readStrict(text, 'reply', { version: 1, schema: AnswerSchema })
  if (!read.ok) return read
  const who = oneLine(read.value.who)
  if (who === '') return err({ code: 'reply-without-name', field: 'who' })
  const ids = read.value.steps.map(({ step }) => step)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) return err({ code: 'reply-step-twice', step: twice })
  return ok({ ...read.value, who })
}
