/**
 * What is tried again by itself within one run, how often and when: an expired token, a server that asks to slow
 * down, a connection that broke before anything left, a computer that slept. Never a message that may have left.
 */
import type { ReasonCode } from './reason.ts'

/** Tries of one probe for each trouble, the first included. */
const mostTries = { throttled: 6, dropped: 3, expired: 2 } as const
/** Waits where the server names none. @see reference 4.9, 5.3, 7.2 rows 106 to 109 */
const throttledWaitsMs = [5_000, 15_000, 30_000, 60_000, 60_000] as const
const droppedWaitsMs = [1_000, 5_000] as const
/** A server that wants more than this is not waited for: the probe ends with what it said. */
const longestWaitMs = 5 * 60_000
/** Longer than any attempt may last by its own timeouts: the computer slept in between. */
const sleptMs = 5 * 60_000

export interface Tried {
  readonly outcome: 'accepted' | 'refused' | 'failed' | 'uncertain'
  /** Null when it was accepted. */
  readonly reason: { readonly code: ReasonCode } | null
  /** What the server asked for, e.g. with Retry-After; null when it named nothing. */
  readonly retryAfterMs: number | null
  /** How long the attempt took by the clock on the wall. */
  readonly ms: number
}

/** How often a probe was tried again so far, by trouble. */
export interface Tries {
  readonly throttled: number
  readonly dropped: number
  readonly expired: number
}
export const noTries: Tries = { throttled: 0, dropped: 0, expired: 0 }

export interface Again {
  readonly trouble: keyof Tries
  readonly afterMs: number
  /** True when the token has to be fetched anew first: the one that is held was refused, or is older than the sleep. */
  readonly freshToken: boolean
}

/** Null: this is how it ended. */
export function rideOut(tried: Tried, tries: Tries): Again | null {
  if (tried.outcome === 'accepted' || tried.outcome === 'uncertain') return null
  const trouble = troubleOf(tried.reason?.code)
  if (trouble === null || tries[trouble] + 1 >= mostTries[trouble]) return null
  switch (trouble) {
    case 'expired':
      return { trouble, afterMs: 0, freshToken: true }
    case 'throttled': {
      const afterMs = tried.retryAfterMs ?? throttledWaitsMs[tries.throttled] ?? longestWaitMs
      return afterMs > longestWaitMs ? null : { trouble, afterMs, freshToken: false }
    }
    case 'dropped':
      return { trouble, afterMs: droppedWaitsMs[tries.dropped] ?? 0, freshToken: tried.ms > sleptMs }
  }
}

/** A server's wish to slow down concerns everybody who sends to it. */
export function isThrottled({ reason }: Pick<Tried, 'reason'>): boolean {
  return reason?.code === 'throttled'
}

/** What passes by itself; everything else needs a person, or would only fail in the same way. */
function troubleOf(code: ReasonCode | undefined): keyof Tries | null {
  switch (code) {
    case 'throttled':
      return 'throttled'
    case 'token-refused':
      return 'expired'
    case 'dropped':
    case 'no-answer':
    case 'no-route':
    case 'refused-connection':
    case 'silent':
    case 'timed-out':
    case 'unreachable':
    case 'broken-reply':
      return 'dropped'
    case undefined:
    case 'server':
    case 'no-token':
    case 'host-unknown':
    case 'untrusted':
    case 'no-encryption':
    case 'no-starttls':
    case 'starttls-refused':
    case 'no-xoauth2':
    case 'redirected':
    case 'ca-file':
    case 'cloud-lacks':
    case 'stopped':
    case 'unjournaled':
    case 'no-folder':
    case 'ended-here':
      return null
  }
}
