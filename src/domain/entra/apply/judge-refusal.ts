/**
 * What a refusal of Microsoft Graph means for a change. already: it is so. wait: ask again, it may only be too early.
 * stop: asking again changes nothing. @see setup-automation 1.1, 7
 */
import type { ChangeKind } from '../plan/change.schema.ts'

export interface Refusal {
  readonly status: number
  /** As Graph names it; empty where the answer was none of its. */
  readonly code: string
  readonly message: string
}

export type Verdict = 'already' | 'wait' | 'stop'

const busy = [429, 502, 503, 504]
const removals: readonly ChangeKind[] = [
  'delete-application',
  'delete-service-principal',
  'remove-owner',
  'remove-secret',
  'remove-certificate',
  'remove-grant',
  'remove-role',
]

/** `young`: what the change leans on was itself changed minutes ago, so that not every replica knows of it. */
export function judge(kind: ChangeKind, refusal: Refusal, young: boolean): Verdict {
  const { status, code, message } = refusal
  if (busy.includes(status) || code === 'Directory_ConcurrencyViolation') return 'wait'
  if (isThere(refusal)) return 'already'
  if (removals.includes(kind) && (status === 404 || /^No (?:password )?credentials? found/i.test(message)))
    return young ? 'wait' : 'already'
  if (!young) return 'stop'
  const spreading =
    status === 404 ||
    status === 409 ||
    // The same code for “not known yet” and “not allowed”: told apart by time alone.
    (status === 403 && code !== 'Directory_QuotaExceeded') ||
    code === 'NoBackingApplicationObject' ||
    /^Not a valid reference update/.test(message)
  return spreading ? 'wait' : 'stop'
}

/** Whether the time is up without harm: what was to be removed is not found anywhere. */
export function isGone(kind: ChangeKind, { status, message }: Refusal): boolean {
  return removals.includes(kind) && (status === 404 || /^No (?:password )?credentials? found/i.test(message))
}

function isThere({ code, message }: Refusal): boolean {
  return (
    code === 'Request_MultipleObjectsWithSameKeyValue' ||
    /^Permission being assigned already exists/.test(message) ||
    /added object references already exist/.test(message)
  )
}

/** Milliseconds before the next try, in order; the last one again and again. */
export const backOff = [2_000, 4_000, 8_000, 15_000] as const
/** How long a change may take to be accepted, or to be seen everywhere. */
export const patienceMs = 120_000
/** As long as this after a write, what is refused may only be too early. */
export const youngMs = 300_000
