/** Makes the plan that goes to another person, and reads the form they send back. */
import type { AppError } from '../problem/app-error.ts'
import type { Checklist, ChecklistStep } from '../checklist/checklist.schema.ts'
import type { Recipe } from '../recipe/recipe.schema.ts'
import { err, ok, type Result } from '../result.ts'
import type { Setup } from '../setup/setup.schema.ts'
import { oneLine } from '../text/escape.ts'
import type { HandoffRole } from '../step/handoff-roles.ts'
import { enterpriseObjectId } from './reply-ids.ts'
import { laterSteps } from './sendings.ts'
import { readStrict } from '../transfer/read-strict.schema.ts'
import {
  planFormat,
  answerFormat,
  type HandoffPlan,
  type SayStep,
  AnswerSchema,
  type Answer,
  type Warned,
} from './handoff.schema.ts'

export const largestAnswer = 2 * 1024 * 1024

/** What a pack is made of, as of `now` (ISO time). */
export interface HandoffFacts {
  readonly setup: Setup
  readonly recipe: Recipe
  readonly checklist: Checklist
  readonly warned: Warned
  readonly now: string
}

/** Null when the role has nothing to do in this setup. Done steps stay in: the reader sees what was there before. */
export function handoffPlan(
  { setup, recipe, checklist, warned, now }: HandoffFacts,
  role: HandoffRole,
  say: SayStep,
): HandoffPlan | null {
  const own = checklist.steps.filter((step) => step.role === role && step.state !== 'not-needed')
  if (own.length === 0) return null
  const later = laterSteps(checklist.steps, role)
  const steps = [...own.filter(({ id }) => !later.has(id)), ...own.filter(({ id }) => later.has(id))]
  const third = enterpriseObjectId(setup, recipe)
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
      ...(third === undefined ? {} : { enterpriseObjectId: third }),
      practice: setup.practice !== null,
    },
    role,
    minutes: steps.filter(isOpen).reduce((sum, step) => sum + step.minutes, 0),
    warned,
    steps: steps.map((step) => ({ ...planStep(step, checklist.steps, say), later: later.has(step.id) })),
  }
}

export const isOpen = (step: Pick<ChecklistStep, 'state'>) => step.state !== 'done'

function planStep(
  { history: _history, practice: _practice, ...step }: ChecklistStep,
  all: readonly ChecklistStep[],
  say: SayStep,
): Omit<HandoffPlan['steps'][number], 'later'> {
  const first = all.filter(({ id }) => step.waitsFor.includes(id)).map(({ title, role }) => ({ title, role }))
  return { ...step, ...say(step), first }
}

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
    ...(plan.setup.enterpriseObjectId === undefined ? {} : { enterpriseObjectId: '' }),
    steps: plan.steps
      .filter((step) => step.automation === null || step.automation === 'refusal')
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
