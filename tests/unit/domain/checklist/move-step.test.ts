/** Who moved a step, from where to where, and how long it waits: the record must never contradict itself. */
import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { moveStep } from '../../../../src/domain/checklist/move-step.ts'
import {
  StepMoveSchema,
  stepStates,
  type StepRecord,
  type StepState,
} from '../../../../src/domain/step/step-record.schema.ts'
import { checklistOf, now, recordOf } from '../../../kit/contoso.ts'

const step = (id: string, records: readonly StepRecord[] = [], at = now) => {
  const found = checklistOf({ records, now: at }).steps.find((one) => one.id === id)
  if (found === undefined) throw new Error(`no step ${id}`)
  return found
}
const who = 'CONTOSO\\j.doe'

test('a person’s done on a step Microsoft applies late becomes waiting for an hour', () => {
  expect(moveStep(step('smtp-auth'), 'done', who, 'person', now, ' ticked ')).toEqual({
    ok: true,
    value: {
      move: { at: now, who, by: 'person', from: 'todo', to: 'waiting', note: 'ticked' },
      waitUntil: '2026-11-21T14:02:00.000Z',
      settles: true,
    },
  })
})

describe('a waiting step', () => {
  const waiting = [recordOf('smtp-auth', 'waiting', { waitUntil: '2026-11-21T14:00:00.000Z' })]
  test.each([
    ['during the wait', now],
    ['after it', '2026-11-21T15:00:00.000Z'],
  ])('is done when a person says so again %s', (_, at) => {
    expect(moveStep(step('smtp-auth', waiting, at), 'done', who, 'person', at, null)).toMatchObject({
      ok: true,
      value: { move: { from: 'waiting', to: 'done' }, waitUntil: null },
    })
  })
  test('does not start again because a note was added', () => {
    expect(moveStep(step('smtp-auth', waiting), 'waiting', who, 'person', now, 'asked J.')).toMatchObject({
      ok: true,
      value: { waitUntil: '2026-11-21T14:00:00.000Z' },
    })
  })
})

test('the practice administrator and checks do not wait', () => {
  for (const by of ['practice', 'check', 'app'] as const)
    expect(moveStep(step('smtp-auth'), 'done', who, by, now, null)).toMatchObject({
      ok: true,
      value: { move: { to: 'done' }, waitUntil: null },
    })
})

test('moving back is undo, and says from where', () => {
  expect(
    moveStep(step('consent', [recordOf('consent', 'done')]), 'todo', who, 'person', now, null),
  ).toMatchObject({ ok: true, value: { move: { from: 'done', to: 'todo' } } })
})

test('refuses what says nothing, what is too long, and what this setup rules out', () => {
  expect(moveStep(step('consent'), 'todo', who, 'person', now, '  ')).toMatchObject({
    ok: false,
    error: { code: 'step-state-same', title: 'Grant admin consent', state: 'todo' },
  })
  expect(moveStep(step('consent'), 'done', who, 'person', now, 'x'.repeat(4001))).toMatchObject({
    ok: false,
    error: { code: 'step-note-too-long', characters: 4001, field: 'note' },
  })
  expect(moveStep(step('send-as'), 'done', who, 'person', now, null)).toMatchObject({
    ok: false,
    error: { code: 'step-ruled-out', field: 'step' },
  })
})

test('what a person ruled out can be brought back', () => {
  expect(
    moveStep(step('consent', [recordOf('consent', 'not-needed')]), 'todo', who, 'person', now, null).ok,
  ).toBe(true)
})

test('after any sequence of moves the history is a chain and the record is well formed', () => {
  const moves = fc.array(
    fc.tuple(
      fc.constantFrom<StepState>(...stepStates),
      fc.constantFrom('person', 'check', 'practice'),
      fc.integer({ min: 1, max: 90 }),
    ),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(moves, (list) => {
      let record: StepRecord = { stepId: 'smtp-auth', state: 'todo', waitUntil: null, history: [] }
      let minute = 0
      for (const [to, by, later] of list) {
        minute += later
        const at = new Date(Date.parse(now) + minute * 60_000).toISOString()
        const moved = moveStep(step('smtp-auth', [record], at), to, who, by, at, null)
        if (!moved.ok) continue
        expect(StepMoveSchema.safeParse(moved.value.move).success).toBe(true)
        expect(moved.value.move.from).toBe(record.state)
        if (moved.value.waitUntil !== null) expect(moved.value.move.to).toBe('waiting')
        record = {
          ...record,
          state: moved.value.move.to,
          waitUntil: moved.value.waitUntil,
          history: [...record.history, moved.value.move],
        }
      }
    }),
    { numRuns: 50 },
  )
})
