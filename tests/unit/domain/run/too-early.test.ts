/** A change takes its time: what may only be too early is not called a failure, and not waited for without end. */
import { expect, test } from 'vitest'
import { tooEarly, type TooEarlyInput } from '../../../../src/domain/run/too-early.ts'
import type { StepRecord } from '../../../../src/domain/step/step-record.schema.ts'

const minute = 60_000
const begun = Date.parse('2026-11-21T08:00:00.000Z')
const at = (minutes: number) => new Date(begun + minutes * minute).toISOString()

const record = (stepId: string, minutes: number): StepRecord => ({
  stepId,
  state: 'done',
  waitUntil: null,
  history: [{ at: at(minutes), who: 'anna', by: 'person', from: 'todo', to: 'done', note: null }],
})
const step = (id: string, practice: TooEarlyInput['steps'][number]['practice'] = []) => ({
  id,
  stage: 'exchange' as const,
  title: id,
  waitMinutes: 0,
  practice,
})
const failed = (tag: string, tries = 1): TooEarlyInput['probe'] => ({
  outcome: 'refused',
  expected: 'accepted',
  tries,
  diagnosis: {
    candidates: [{ tag, confidence: 0.9, title: '', explanation: '', remedies: [] }],
    questions: [],
  },
})
const ask = (changes: Partial<TooEarlyInput>) =>
  tooEarly({
    probe: failed('mailbox_smtp_auth_disabled'),
    steps: [step('smtp-auth', ['enable-smtp-auth'])],
    records: [record('smtp-auth', 10)],
    setupSince: at(0),
    now: new Date(at(12)),
    minuteMs: minute,
    notBefore: null,
    ...changes,
  })

test('the switch was turned two minutes ago: tried again in a minute, for an hour', () => {
  expect(ask({})).toMatchObject({ since: at(10), until: at(70), nextAt: at(13) })
})

test.each([
  [1, 13],
  [2, 14],
  [3, 17],
  [4, 22],
  [5, 27],
  [6, 42],
  [20, 42],
])('after %i tries the next one is at minute %i', (tries, minutes) => {
  expect(ask({ probe: failed('mailbox_smtp_auth_disabled', tries) })?.nextAt).toBe(at(minutes))
})

test('the last try is when the usual delay is over, and then it is a failure', () => {
  expect(ask({ now: new Date(at(65)), probe: failed('mailbox_smtp_auth_disabled', 9) })?.nextAt).toBe(at(70))
  expect(ask({ now: new Date(at(70)) })).toBeNull()
})

test.each([
  ['a cause no delay explains', { probe: failed('secret_expired') }],
  [
    'a change that explains another cause',
    { steps: [step('send-as', ['grant-send-as'])], records: [record('send-as', 10)] },
  ],
  ['a step nobody has done', { records: [] }],
  ['what was in place from the start', { setupSince: at(10) }],
  [
    'an acceptance that had to be a refusal',
    { probe: { ...failed('send_as_denied'), expected: 'refused' as const, outcome: 'accepted' as const } },
  ],
])('%s is no reason to wait', (_, changes) => {
  expect(ask(changes)).toBeNull()
})

test('a step that waits counts from when it was done, not from when the wait ended', () => {
  const waited: StepRecord = {
    ...record('smtp-auth', 5),
    history: [
      { at: at(5), who: 'anna', by: 'person', from: 'todo', to: 'waiting', note: null },
      { at: at(11), who: 'anna', by: 'person', from: 'waiting', to: 'done', note: null },
    ],
  }
  expect(ask({ records: [waited] })).toMatchObject({ since: at(5), until: at(65) })
})

test('a mailbox that must refuse, and was not even asked because the application got no token, is asked again', () => {
  const unasked = { ...failed('app_not_in_tenant'), expected: 'refused' as const, outcome: 'failed' as const }
  const consented = { steps: [step('consent', ['grant-consent'])], records: [record('consent', 10)] }
  expect(ask({ ...consented, probe: unasked })).toMatchObject({ nextAt: at(13), until: at(25) })
  expect(ask({ ...consented, probe: { ...unasked, outcome: 'accepted' } })).toBeNull()
})
