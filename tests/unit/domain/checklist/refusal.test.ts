/** The proof that other mailboxes are out of reach is what a run saw, not what somebody ticked. */
import { expect, test } from 'vitest'
import {
  buildChecklist,
  type ChecklistInput,
  type Refusals,
} from '../../../../src/domain/checklist/build-checklist.ts'
import { stepConflicts } from '../../../../src/domain/checklist/step-conflicts.ts'
import type { StepRecord } from '../../../../src/domain/step/step-record.schema.ts'
import { recipeIds, recipeOf } from '../recipe/recipes.ts'
import { contosoSetup, now, recordOf } from '../../../kit/contoso.ts'

function inputOf(refusals: Refusals | null, records: readonly StepRecord[] = []): ChecklistInput {
  const recipe = recipeOf('finpower-connect')
  return {
    recipe,
    setup: contosoSetup({ recipeId: recipe.id, answers: {} }),
    mailboxes: [],
    records,
    runs: { lastSummary: null, refusals },
    now,
  }
}

const proofIn = (input: ChecklistInput) =>
  buildChecklist(input).steps.find(({ id }) => id === 'negative-proof')

test.each([
  ['nobody tried yet', null, 'todo'],
  ['every attempt was refused', { planned: 2, refused: 2, letIn: 0 }, 'done'],
  ['one has not ended', { planned: 2, refused: 1, letIn: 0 }, 'todo'],
  ['the application was let in once', { planned: 2, refused: 1, letIn: 1 }, 'blocked'],
] as const)('when %s, the step says so', (_, refusals, state) => {
  expect(proofIn(inputOf(refusals))?.state).toBe(state)
})

test('an administrator who ticked it is contradicted by a run in which the application was let in', () => {
  const move = { at: now, who: 'anna', by: 'person', from: 'todo', to: 'done', note: null } as const
  const input = inputOf({ planned: 1, refused: 0, letIn: 1 }, [
    recordOf('negative-proof', 'done', { history: [move] }),
  ])
  expect(stepConflicts(input)).toMatchObject([
    { step: 'negative-proof', person: { state: 'done' }, seen: { who: 'Sendproof', state: 'blocked' } },
  ])
})

test('every product that is kept out of other mailboxes has the step follow its runs', () => {
  for (const id of recipeIds()) {
    const steps = recipeOf(id).steps.filter((step) => step.id === 'negative-proof')
    expect(steps.map(({ automation }) => automation)).toEqual(steps.map(() => 'refusal'))
  }
})
