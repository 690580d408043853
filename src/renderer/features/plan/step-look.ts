/** How the states of a step look and are ordered in the plan. Pure. */
import type { ChecklistStep, ShownState } from '../../../domain/checklist/checklist.schema.ts'
import type { StepMove, StepState } from '../../../domain/step/step-record.schema.ts'
import type { Role, Stage } from '../../../domain/recipe/recipe-step.schema.ts'
import type { Tone } from '../../kit/tones.ts'

export const toneOf: Readonly<Record<ShownState, Tone>> = {
  todo: 'todo',
  doing: 'busy',
  waiting: 'wait',
  done: 'good',
  blocked: 'bad',
  'not-needed': 'off',
  changed: 'wait',
}

export const stageOrder: readonly Stage[] = ['registration', 'exchange', 'mailboxes', 'product', 'verify']

/** Everybody who has something to do here, in the order of the plan. */
export function rolesOf(steps: readonly ChecklistStep[]): readonly Role[] {
  return [...new Set(steps.map((step) => step.role))]
}

export function byStage(
  steps: readonly ChecklistStep[],
): readonly { readonly stage: Stage; readonly steps: readonly ChecklistStep[] }[] {
  return stageOrder
    .map((stage) => ({ stage, steps: steps.filter((step) => step.stage === stage) }))
    .filter((group) => group.steps.length > 0)
}

/** How many steps of a stage are in each state that asks for something. */
export function countStates(
  steps: readonly Pick<ChecklistStep, 'state'>[],
): Readonly<Record<ShownState, number>> {
  const counts = { todo: 0, doing: 0, waiting: 0, done: 0, blocked: 0, 'not-needed': 0, changed: 0 }
  for (const step of steps) counts[step.state] += 1
  return counts
}

/** The moves a person can make from here, besides the one the page offers first. */
export function otherStates(state: ShownState): readonly StepState[] {
  const offered: readonly StepState[] = ['todo', 'doing', 'waiting', 'blocked', 'not-needed']
  // A settled step is reopened with a button of its own.
  return offered.filter((other) => other !== state && !(other === 'todo' && isSettled(state)))
}

export const isSettled = (state: ShownState) => state === 'done' || state === 'not-needed'

/** A move with a key of its own: two sides may have moved a step at the same moment. */
interface KeyedMove {
  readonly move: StepMove
  readonly key: string
}

/** What people wrote, and what a template brought along. Newest first. */
export function notesOf(history: readonly StepMove[]): readonly KeyedMove[] {
  return keyed(history).filter(({ move }) => says(move) && isNote(move))
}

/** What was read or done by something other than a person. Newest first. */
export function evidenceOf(history: readonly StepMove[]): readonly KeyedMove[] {
  return keyed(history).filter(({ move }) => says(move) && !isNote(move))
}

/** The addresses of a value that is nothing but a list of them; else none. */
export function addressesIn(value: string): readonly string[] {
  const parts = value.split(', ')
  return parts.length > 1 && parts.every((part) => /^[^\s@,]+@[^\s@,]+$/.test(part)) ? parts : []
}

const says = ({ note, events = [] }: StepMove) => note !== null || events.length > 0
const isNote = ({ by, from, to }: StepMove) => by === 'person' || (by === 'app' && from === to)

const keyed = (history: readonly StepMove[]) =>
  history.map((move, index) => ({ move, key: String(index) })).toReversed()
