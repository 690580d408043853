/** Passing trouble is ridden out within limits; nothing that may have left is ever tried again. */
import { expect, test } from 'vitest'
import { noTries, rideOut, type Attempt } from '../../../../src/domain/run/ride-out.ts'

const attempt = (changes: Partial<Attempt>): Attempt => ({
  outcome: 'refused',
  stage: 'request',
  reply: '',
  ms: 100,
  ...changes,
})

test.each([
  ['an expired token at Graph', { reply: 'HTTP 401 InvalidAuthenticationToken: expired' }, 'expired'],
  ['an expired token at SMTP', { stage: 'auth', reply: '535 5.7.3 token expired' }, 'expired'],
  [
    'a fourth connection',
    { stage: 'auth', reply: '432 4.3.2 Concurrent connections limit exceeded' },
    'throttled',
  ],
  ['a throttled address', { stage: 'mail', reply: '451 4.7.500 Server busy' }, 'throttled'],
  ['maintenance', { stage: 'connect', reply: '421 4.3.2 Service not available' }, 'throttled'],
  ['Graph’s wish to slow down', { reply: 'HTTP 429 ApplicationThrottled: wait' }, 'throttled'],
  [
    'a reset before anything left',
    { outcome: 'failed', stage: 'auth', reply: 'ended: ECONNRESET' },
    'dropped',
  ],
] as const)('%s is tried again', (_, changes, reason) => {
  expect(rideOut(attempt(changes), noTries)?.reason).toBe(reason)
})

test.each([
  ['a message that may have left', { outcome: 'uncertain', stage: 'body', reply: 'ended' }],
  ['a message that was taken', { outcome: 'accepted', stage: 'body', reply: '250 OK' }],
  ['a plain refusal', { stage: 'auth', reply: '535 5.7.3 Authentication unsuccessful' }],
  ['an untrusted server', { outcome: 'failed', stage: 'tls', reply: 'could not be trusted: certificate' }],
  [
    'a host nobody knows',
    { outcome: 'failed', stage: 'connect', reply: 'the host name is not known to DNS' },
  ],
  ['a missing token', { outcome: 'failed', stage: 'token', reply: 'AADSTS50173' }],
  ['a server that wants an hour', { reply: 'HTTP 429 x', retryAfterMs: 3_600_000 }],
] as const)('%s is not', (_, changes) => {
  expect(rideOut(attempt(changes), noTries)).toBeNull()
})

test('each kind of trouble has its own end', () => {
  expect(rideOut(attempt({ reply: 'HTTP 401 x' }), { ...noTries, expired: 1 })).toBeNull()
  expect(rideOut(attempt({ reply: '432 4.3.2 x' }), { ...noTries, throttled: 5 })).toBeNull()
  expect(
    rideOut(attempt({ outcome: 'failed', stage: 'mail', reply: 'x' }), { ...noTries, dropped: 2 }),
  ).toBeNull()
})

test('after the computer slept the token is fetched anew', () => {
  const slept = attempt({ outcome: 'failed', stage: 'mail', reply: 'the server closed it', ms: 3_600_000 })
  expect(rideOut(slept, noTries)).toMatchObject({ reason: 'dropped', freshToken: true })
})
