/**
 * What is tried again by itself within one run, how often and when: an expired token, a server that asks to slow
 * down, a connection that broke before anything left, a computer that slept. Never a message that may have left.
 */

/** Tries of one probe for each reason, the first included. */
const mostTries = { throttled: 6, dropped: 3, expired: 2 } as const
/** Waits where the server names none. @see reference 4.9, 5.3, 7.2 rows 106 to 109 */
const throttledWaitsMs = [5_000, 15_000, 30_000, 60_000, 60_000] as const
const droppedWaitsMs = [1_000, 5_000] as const
/** A server that wants more than this is not waited for: the probe ends with what it said. */
const longestWaitMs = 5 * 60_000
/** Longer than any attempt may last by its own timeouts: the computer slept in between. */
const sleptMs = 5 * 60_000

export interface Attempt {
  readonly outcome: 'accepted' | 'refused' | 'failed' | 'uncertain'
  readonly stage: string
  readonly reply: string
  /** What the server asked for with Retry-After. */
  readonly retryAfterMs?: number | undefined
  /** How long the attempt took by the clock on the wall. */
  readonly ms: number
}

/** How often a probe was tried again so far, by reason. */
export interface Tries {
  readonly throttled: number
  readonly dropped: number
  readonly expired: number
}
export const noTries: Tries = { throttled: 0, dropped: 0, expired: 0 }

export interface Again {
  readonly reason: keyof Tries
  readonly afterMs: number
  /** True when the token has to be fetched anew first. */
  readonly freshToken: boolean
  readonly why: string
}

/** Null: this is how it ended. */
export function rideOut(attempt: Attempt, tries: Tries): Again | null {
  if (attempt.outcome === 'accepted' || attempt.outcome === 'uncertain') return null
  if (isExpired(attempt) && tries.expired + 1 < mostTries.expired)
    return { reason: 'expired', afterMs: 0, freshToken: true, why: 'The token was not accepted any more.' }
  if (isThrottled(attempt)) {
    if (tries.throttled + 1 >= mostTries.throttled) return null
    const afterMs = attempt.retryAfterMs ?? throttledWaitsMs[tries.throttled] ?? longestWaitMs
    if (afterMs > longestWaitMs) return null
    return { reason: 'throttled', afterMs, freshToken: false, why: 'The server asked to slow down.' }
  }
  if (!isDropped(attempt) || tries.dropped + 1 >= mostTries.dropped) return null
  const slept = attempt.ms > sleptMs
  return {
    reason: 'dropped',
    afterMs: droppedWaitsMs[tries.dropped] ?? 0,
    freshToken: slept,
    why: slept
      ? 'The computer slept while it was under way, and nothing had left.'
      : 'The connection ended before anything had left.',
  }
}

/** A server's wish to slow down concerns everybody who sends to it. */
export function isThrottled({ outcome, reply }: Pick<Attempt, 'outcome' | 'reply'>): boolean {
  if (outcome !== 'refused') return false
  return (
    /^(?:432|421)\b/.test(reply) ||
    /^451[ -]4\.7\./.test(reply) ||
    /^HTTP (?:429|503|504)\b/.test(reply) ||
    /\b(?:ApplicationThrottled|ErrorServerBusy|ErrorExceededConnectionCount)\b/.test(reply)
  )
}

/** A refused token that was good a moment ago; 535 alone has too many causes. @see reference 7.2 row 95, 7.3 row 134 */
function isExpired({ outcome, reply }: Attempt): boolean {
  if (outcome !== 'refused') return false
  if (/^HTTP 401\b/.test(reply)) return true
  return /^535\b/.test(reply) && /expired/i.test(reply)
}

const unretried =
  /certificate|STARTTLS|not known to DNS|could not be trusted|no token|authority file|Stopped before/i

function isDropped({ outcome, stage, reply }: Attempt): boolean {
  return outcome === 'failed' && stage !== 'token' && !unretried.test(reply)
}
