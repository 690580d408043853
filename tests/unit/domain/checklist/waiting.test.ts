/** A person who waits for Microsoft closes the program, comes back, and must learn when to look. */
import { describe, expect, test } from 'vitest'
import type { ChecklistStep } from '../../../../src/domain/checklist/checklist.schema.ts'
import type { StepMove } from '../../../../src/domain/step/step-record.schema.ts'
import { minutesOfWait, soonestWait, waitOf } from '../../../../src/domain/checklist/waiting.ts'
import { effortLeft } from '../../../../src/domain/checklist/what-is-left.ts'
import { checklistOf, now, recordOf } from '../../../kit/contoso.ts'

const began = '2026-11-21T12:30:00.000Z'
const moved = (from: StepMove['from'], to: StepMove['to'], at: string): StepMove => ({
  at,
  who: 'anna',
  by: 'person',
  from,
  to,
  note: null,
})

/** The step as the checklist shows it at `at`, after somebody said at `began` that it is done. */
function waiting(id: string, waitUntil: string | null, at = now): ChecklistStep {
  const history = [moved('todo', 'waiting', began)]
  const checklist = checklistOf({ records: [recordOf(id, 'waiting', { history, waitUntil })], now: at })
  const step = checklist.steps.find((one) => one.id === id)
  if (step === undefined) throw new Error(id)
  return step
}

describe('the timer of a waiting step', () => {
  test('counts from when the wait began, whenever the program was started', () => {
    const wait = waitOf(waiting('smtp-auth', '2026-11-21T13:30:00.000Z'))
    expect(wait).toMatchObject({ step: 'smtp-auth', since: began, until: '2026-11-21T13:30:00.000Z' })
    if (wait === null) throw new Error('no wait')
    expect(minutesOfWait(wait, Date.parse('2026-11-21T13:18:00.000Z'))).toBe(12)
    expect(minutesOfWait(wait, Date.parse('2026-11-21T13:17:59.000Z'))).toBe(13)
    expect(minutesOfWait(wait, Date.parse('2026-11-22T09:00:00.000Z'))).toBe(0)
  })

  test('is read from the history when no end was recorded', () => {
    const step = waiting('smtp-auth', null)
    const until = new Date(Date.parse(began) + step.waitMinutes * 60_000).toISOString()
    expect(waitOf(step)).toMatchObject({ since: began, until })
  })

  test('stays when its time is over, until somebody has looked', () => {
    const step = waiting('smtp-auth', '2026-11-21T13:00:00.000Z')
    expect(step.state).toBe('doing')
    expect(waitOf(step)).toMatchObject({ until: '2026-11-21T13:00:00.000Z' })
    expect(waitOf({ ...step, state: 'done', waitUntil: null })).toBeNull()
  })

  test('is none for a step that waits for something without a usual time', () => {
    expect(waitOf({ ...waiting('smtp-auth', null), waitMinutes: 0 })).toBeNull()
  })

  test('is never longer than the wait, even for a clock that was read before it began', () => {
    const wait = { since: began, until: '2026-11-21T13:30:00.000Z' }
    expect(minutesOfWait(wait, Date.parse('2026-11-21T12:29:46.000Z'))).toBe(60)
  })

  test('that ends first is the one a person comes back for', () => {
    const late = waiting('smtp-auth', '2026-11-21T14:00:00.000Z')
    const soon = { ...late, id: 'consent', waitUntil: '2026-11-21T13:10:00.000Z' }
    expect(soonestWait([late, soon])?.step).toBe('consent')
    expect(soonestWait([])).toBeNull()
  })
})

describe('the effort that is left', () => {
  const step = (changes: Partial<ChecklistStep>) => ({
    ...waiting('smtp-auth', null),
    state: 'todo' as const,
    minutes: 5,
    waitMinutes: 60,
    ...changes,
  })

  test.each([
    ['a step to do costs work and its wait', [step({})], { work: 5, waiting: 60 }],
    [
      'of a step that waits only the rest of the wait is left',
      [step({ state: 'waiting', waitUntil: '2026-11-21T13:14:00.000Z' })],
      { work: 0, waiting: 12 },
    ],
    [
      'a wait that is over costs nothing any more',
      [step({ state: 'doing', waitUntil: '2026-11-21T13:00:00.000Z' })],
      { work: 0, waiting: 0 },
    ],
    [
      'what is done or not needed costs nothing',
      [step({ state: 'done' }), step({ state: 'not-needed' })],
      { work: 0, waiting: 0 },
    ],
    ['everything is added up', [step({}), step({ waitMinutes: 0, minutes: 7 })], { work: 12, waiting: 60 }],
  ])('%s', (_, steps, expected) => {
    expect(effortLeft(steps, now)).toEqual(expected)
  })
})
