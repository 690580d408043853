/** What the frame says of the way to Microsoft sign-in: only what was seen. Pure. */
import type { SignInHostView } from '../../contract/views.schema.ts'
import { sayReason } from '../../words/say-attempt.ts'
import { text, words } from '../desk/words.ts'
import { clockTime } from '../kit/dates.ts'
import type { Tone } from '../kit/tones.ts'

export type SignInState = SignInHostView['state']

export const signInTone: Readonly<Record<SignInState, Tone>> = {
  reachable: 'good',
  'not-reachable': 'bad',
  'not-tried': 'todo',
}

/** One word for all hosts: one that fails counts for all, and reachable are only those that all answered. */
export function signInState(hosts: readonly Pick<SignInHostView, 'state'>[]): SignInState {
  if (hosts.some(({ state }) => state === 'not-reachable')) return 'not-reachable'
  return hosts.length > 0 && hosts.every(({ state }) => state === 'reachable') ? 'reachable' : 'not-tried'
}

/** Host, when it was seen, and why it could not be reached. */
export function signInLine({ host, state, at, reason }: SignInHostView): string {
  const seen = text.frame.signInHost(host, state, at === null ? null : clockTime(at))
  return reason === null ? seen : `${seen} ${sayReason(words, reason, 'window')}`
}
