/** People err and disagree with what was seen: both stay visible. */
import { describe, expect, test } from 'vitest'
import { moveStep } from '../../../../src/domain/checklist/move-step.ts'
import { stepConflicts } from '../../../../src/domain/checklist/step-conflicts.ts'
import type { StepMove } from '../../../../src/domain/step/step-record.schema.ts'
import { lastToUndo, undoStep } from '../../../../src/domain/checklist/undo-step.ts'
import { minutesLeft, stepsFor } from '../../../../src/domain/checklist/what-is-left.ts'
import { eap } from '../../../kit/assets.ts'
import { checklistOf, contosoMailbox, contosoSetup, now, recordOf } from '../../../kit/contoso.ts'
import { plainly } from '../../../fakes/plainly.ts'

const moved = (by: StepMove['by'], from: StepMove['from'], to: StepMove['to'], at = now): StepMove => ({
  at,
  who: by === 'person' ? 'anna' : 'Exchange check',
  by,
  from,
  to,
  note: null,
})

function stepWith(id: string, history: StepMove[], waitUntil: string | null = null) {
  const state = history.at(-1)?.to ?? 'todo'
  const checklist = checklistOf({ records: [recordOf(id, state, { history, waitUntil })] })
  const step = checklist.steps.find((one) => one.id === id)
  if (step === undefined) throw new Error(id)
  return step
}

describe('Ctrl+Z takes back', () => {
  const opened = '2026-11-21T12:00:00.000Z'
  const at = (minute: number) => new Date(Date.parse(opened) + minute * 60_000).toISOString()
  const registered = (minute: number) =>
    stepWith('register-application', [moved('person', 'todo', 'done', at(minute))])
  const consented = (minute: number) => stepWith('consent', [moved('person', 'todo', 'done', at(minute))])
  const takenBack = (minute: number) => {
    const step = consented(minute)
    const undone = undoStep(step, 'anna', at(minute + 1))
    if (!undone.ok) throw new Error(plainly(undone.error).what)
    return { ...step, history: [...step.history, undone.value.move] }
  }
  const seen = stepWith('smtp-auth', [moved('check', 'todo', 'done', at(9))])
  test.each([
    ['the newest move', [consented(2), registered(1)], 'consent'],
    ['the one before, once the newest is taken back', [takenBack(2), registered(1)], 'register-application'],
    ['nothing that a check has seen', [seen, registered(1)], 'register-application'],
    ['nothing of an earlier day', [registered(-600)], undefined],
    ['nothing where nothing was moved', [stepWith('consent', [])], undefined],
  ])('%s', (_, steps, expected) => {
    expect(lastToUndo(steps, opened)?.id).toBe(expected)
  })
})

describe('taking back a move', () => {
  test('moves the step back and leaves both in the history', () => {
    const undone = undoStep(stepWith('consent', [moved('person', 'todo', 'done')]), 'bert', now)
    expect(undone).toMatchObject({
      ok: true,
      value: { move: { who: 'bert', by: 'person', from: 'done', to: 'todo' }, waitUntil: null },
    })
  })

  test('of a wait that was ended too early lets the wait go on from when it began', () => {
    const began = '2026-11-21T12:50:00.000Z'
    const step = stepWith('smtp-auth', [
      moved('person', 'todo', 'waiting', began),
      moved('person', 'waiting', 'done'),
    ])
    const undone = undoStep(step, 'anna', now)
    const over = new Date(Date.parse(began) + step.waitMinutes * 60_000).toISOString()
    expect(undone).toMatchObject({ ok: true, value: { move: { to: 'waiting' }, waitUntil: over } })
  })

  test('twice brings back what was taken back', () => {
    const first = undoStep(stepWith('consent', [moved('person', 'todo', 'done')]), 'anna', now)
    if (!first.ok) throw new Error(plainly(first.error).what)
    const again = undoStep(
      stepWith('consent', [moved('person', 'todo', 'done'), first.value.move]),
      'anna',
      now,
    )
    expect(again).toMatchObject({ ok: true, value: { move: { from: 'todo', to: 'done' } } })
  })

  test.each([
    ['nobody moved', [], 'step-never-moved'],
    [
      'a check moved last',
      [moved('person', 'todo', 'done'), moved('check', 'done', 'blocked')],
      'step-moved-by-other',
    ],
    ['only got a note', [moved('person', 'done', 'done')], 'step-only-noted'],
  ] as [string, StepMove[], string][])('of a step that %s is refused', (_, history, code) => {
    const undone = undoStep(stepWith('consent', history), 'anna', now)
    expect(undone).toMatchObject({ ok: false, error: { code } })
  })
})

function conflictWith(id: string, history: StepMove[], unexpected: number | null = null) {
  return (
    stepConflicts({
      recipe: eap(),
      setup: contosoSetup(),
      mailboxes: [contosoMailbox(1)],
      records: [recordOf(id, history.at(-1)?.to ?? 'todo', { history })],
      runs: {
        lastSummary:
          unexpected === null
            ? null
            : {
                planned: 1,
                accepted: 0,
                refused: unexpected,
                received: 0,
                unexpected,
                toArrive: 0,
                tooEarly: 0,
              },
        lastState: 'finished',
      },
      now,
    }).find(({ step }) => step === id) ?? null
  )
}

describe('a person says done and a check says fail', () => {
  test.each([
    ['the check came later', [moved('person', 'todo', 'done'), moved('check', 'done', 'blocked')]],
    ['the person came later', [moved('check', 'todo', 'blocked'), moved('person', 'blocked', 'done')]],
  ] as [string, StepMove[]][])('shows both when %s', (_, history) => {
    expect(conflictWith('consent', history)).toMatchObject({
      person: { who: 'anna', state: 'done' },
      seen: { who: 'Exchange check', state: 'blocked' },
    })
  })

  test('is settled by a check that passes, or by the person taking it back', () => {
    const fail = [moved('person', 'todo', 'done'), moved('check', 'done', 'blocked')]
    expect(conflictWith('consent', [...fail, moved('check', 'blocked', 'done')])).toBeNull()
    expect(conflictWith('consent', [...fail, moved('person', 'blocked', 'todo')])).toBeNull()
  })

  test('covers the sends themselves: “verified” by hand while the last run failed', () => {
    const verify = eap().steps.find((step) => step.automation === 'verify')?.id ?? ''
    const says = [moved('person', 'todo', 'done')]
    expect(conflictWith(verify, says, 1)).toMatchObject({
      seen: { who: 'Sendproof', state: 'blocked', at: null },
    })
    expect(conflictWith(verify, says, 0)).toBeNull()
  })

  test('does not end, and does not begin, with a note: a note says nothing about the state', () => {
    const fail = [moved('person', 'todo', 'done'), moved('check', 'done', 'blocked')]
    expect(conflictWith('consent', [...fail, moved('person', 'blocked', 'blocked')])).not.toBeNull()
    const authorise = eap().steps.find((step) => step.automation === 'authorise')?.id ?? ''
    const verify = eap().steps.find((step) => step.automation === 'verify')?.id ?? ''
    expect(conflictWith(verify, [moved('person', 'done', 'done')], 1)).toBeNull()
    const noted = recordOf(authorise, 'done', { history: [moved('person', 'done', 'done')] })
    const open = checklistOf({ records: [noted], mailboxes: [contosoMailbox(1, { authorisation: null })] })
    expect(open.steps.find(({ id }) => id === authorise)?.state).toBe('todo')
  })

  test('is nothing when nobody said anything', () => {
    expect(
      stepConflicts({
        recipe: eap(),
        setup: contosoSetup(),
        mailboxes: [],
        records: [recordOf('consent', 'blocked', { history: [moved('check', 'todo', 'blocked')] })],
        runs: { lastSummary: null },
        now,
      }),
    ).toEqual([])
  })
})

describe('what is left for the Exchange admin', () => {
  test('is the open steps of that role, with the minutes a wait still takes', () => {
    const waitUntil = new Date(Date.parse(now) + 90_500).toISOString()
    const checklist = checklistOf({
      records: [
        recordOf('smtp-auth', 'waiting', { history: [moved('person', 'todo', 'waiting')], waitUntil }),
      ],
    })
    const left = stepsFor(checklist, { role: 'exchange-admin', left: true })
    expect(left.map((step) => step.id)).toContain('smtp-auth')
    expect(left.every((step) => step.role === 'exchange-admin' && step.state !== 'not-needed')).toBe(true)
    const waiting = left.find((step) => step.id === 'smtp-auth')
    expect(waiting && minutesLeft(waiting, now)).toBe(2)
    expect(waiting && moveStep(waiting, 'done', 'anna', 'person', now, null)).toMatchObject({
      ok: true,
      value: { move: { to: 'done' } },
    })
  })
})
