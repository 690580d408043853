/** Passing trouble is ridden out within limits; nothing that may have left is ever tried again. */
import { expect, test } from 'vitest'
import { unconnected } from '../../../../src/domain/run/reason.ts'
import { noTries, rideOut, type Tried } from '../../../../src/domain/run/ride-out.ts'

const tried = (changes: Partial<Tried>): Tried => ({
  outcome: 'failed',
  reason: { code: 'server' },
  retryAfterMs: null,
  ms: 100,
  ...changes,
})

test.each([
  [
    'a token that was good a moment ago',
    { outcome: 'refused', reason: { code: 'token-refused' } },
    'expired',
  ],
  ['a server that asks to slow down', { outcome: 'refused', reason: { code: 'throttled' } }, 'throttled'],
  ['a reset before anything left', { reason: { code: 'dropped' } }, 'dropped'],
  ['a server that says nothing', { reason: { code: 'silent' } }, 'dropped'],
  ['a closed port', { reason: { code: 'refused-connection' } }, 'dropped'],
  ['an answer that broke off', { reason: { code: 'broken-reply' } }, 'dropped'],
] as const)('%s is tried again', (_, changes, trouble) => {
  expect(rideOut(tried(changes), noTries)?.trouble).toBe(trouble)
})

test.each([
  ['a message that may have left', { outcome: 'uncertain', reason: { code: 'dropped' } }],
  ['a message that was taken', { outcome: 'accepted', reason: null }],
  ['a plain refusal', { outcome: 'refused', reason: { code: 'server' } }],
  ['an untrusted server', { reason: { code: 'untrusted' } }],
  ['a server without STARTTLS', { reason: { code: 'no-starttls' } }],
  ['a host nobody knows', { reason: { code: 'host-unknown' } }],
  ['a missing token', { reason: { code: 'no-token' } }],
  ['a stopped run', { reason: { code: 'stopped' } }],
  ['a server that wants an hour', { reason: { code: 'throttled' }, retryAfterMs: 3_600_000 }],
] as const)('%s is not', (_, changes) => {
  expect(rideOut(tried(changes), noTries)).toBeNull()
})

test.each(['ENOTFOUND', 'EDNS', 'EAI_AGAIN'])(
  'a name that cannot be resolved ends alike, whichever library says so: %s',
  (error) => {
    const reason = unconnected(error, 'smtp.example:587', 'x')
    expect(reason).toEqual({ code: 'host-unknown', server: 'smtp.example:587', error })
    expect(rideOut(tried({ reason }), noTries)).toBeNull()
  },
)

test('each kind of trouble has its own end', () => {
  const refused = tried({ outcome: 'refused', reason: { code: 'token-refused' } })
  expect(rideOut(refused, { ...noTries, expired: 1 })).toBeNull()
  expect(rideOut(tried({ reason: { code: 'throttled' } }), { ...noTries, throttled: 5 })).toBeNull()
  expect(rideOut(tried({ reason: { code: 'dropped' } }), { ...noTries, dropped: 2 })).toBeNull()
})

test('a server is waited for as long as it asked', () => {
  const asked = tried({ outcome: 'refused', reason: { code: 'throttled' }, retryAfterMs: 7_000 })
  expect(rideOut(asked, noTries)).toEqual({ trouble: 'throttled', afterMs: 7_000, freshToken: false })
})

test('after the computer slept the token is fetched anew', () => {
  const slept = tried({ reason: { code: 'dropped' }, ms: 3_600_000 })
  expect(rideOut(slept, noTries)).toMatchObject({ trouble: 'dropped', freshToken: true })
})
