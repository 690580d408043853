import { expect, test } from 'vitest'
import { signInLine, signInState, type SignInState } from '../../../src/renderer/shell/sign-in-state.ts'

test.each<[string, SignInState[], SignInState]>([
  ['nothing is known of any', [], 'not-tried'],
  ['all answered', ['reachable', 'reachable'], 'reachable'],
  ['one was never asked', ['reachable', 'not-tried'], 'not-tried'],
  ['one cannot be reached', ['reachable', 'not-reachable', 'not-tried'], 'not-reachable'],
])('the frame never says more than was seen: %s', (_, states, said) => {
  expect(signInState(states.map((state) => ({ state })))).toBe(said)
})

test('why a host cannot be reached stands beside it', () => {
  const line = signInLine({
    host: 'login.microsoftonline.com',
    state: 'not-reachable',
    at: '2026-11-21T09:00:00.000Z',
    reason: { code: 'host-unknown', server: 'login.microsoftonline.com', error: 'ENOTFOUND' },
  })
  expect(line).toMatch(/could not be reached at \d\d:00\. The name of .* cannot be resolved \(ENOTFOUND\)/)
})
