/** Where a person's word and what was seen differ: shown, never settled quietly. */
import { buildChecklist, type ChecklistInput } from './build-checklist.ts'
import type { StepMove, StepState } from '../step/step-record.schema.ts'
import type { StepConflict } from './checklist.schema.ts'

/**
 * - The last check failed while a person's last word is that the step is done (or waits to be).
 * - The last check passed while a person's later word is that the step is blocked.
 * - Sendproof's own steps: a person said done, and the facts say otherwise.
 */
export function stepConflicts(input: ChecklistInput): StepConflict[] {
  const { steps } = buildChecklist(input)
  return steps.flatMap((step): StepConflict[] => {
    if (step.state === 'not-needed') return []
    // A note says nothing about the state.
    const person = step.history.findLast((move) => move.by === 'person' && move.from !== move.to)
    if (person === undefined) return []
    const check = step.history.findLast((move) => move.by === 'check')
    const fact = step.automation === null ? undefined : factState(input, step.id)
    const seen =
      check !== undefined && contradicts(person, check, step.history)
        ? { who: check.who, state: check.to, at: check.at, note: check.note }
        : fact !== undefined && person.to === 'done' && fact !== 'done'
          ? { who: 'Sendproof', state: fact, at: null, note: null }
          : null
    if (seen === null) return []
    return [
      {
        step: step.id,
        title: step.title,
        person: { who: person.who, state: person.to, at: person.at, note: person.note },
        seen,
      },
    ]
  })
}

function contradicts(person: StepMove, check: StepMove, history: readonly StepMove[]): boolean {
  if (check.to === 'blocked') return person.to === 'done' || person.to === 'waiting'
  return check.to === 'done' && person.to === 'blocked' && history.indexOf(person) > history.indexOf(check)
}

/** What the facts alone say: the same checklist as if nobody had moved the step. */
function factState(input: ChecklistInput, stepId: string): StepState | undefined {
  const records = input.records.filter((record) => record.stepId !== stepId)
  const state = buildChecklist({ ...input, records }).steps.find((step) => step.id === stepId)?.state
  return state === 'changed' ? 'done' : state
}
