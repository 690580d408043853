/** A fact as it was read, or why it could not be. What could not be read is never taken for absent. */
import type { AdminRight } from './rights.ts'

/** Who read it, when, and under which ids Microsoft's support finds the calls. */
export interface Evidence {
  readonly who: string
  readonly at: string
  readonly requestIds: readonly string[]
}

export const unreadReasons = [
  /** 403: the permission or the role is missing; Graph answers the same for both. */
  'forbidden',
  /** 403 of the sign-in logs: they take a licence that the tenant does not have. */
  'unlicensed',
  /** 401: the token is not taken any more. */
  'unauthorised',
  /** 404 for something that another answer of the same minute names: not on every replica yet. */
  'spreading',
  'throttled',
  'unavailable',
  'offline',
  'not-understood',
  'stopped',
] as const
export type UnreadReason = (typeof unreadReasons)[number]

export interface Unread {
  readonly why: UnreadReason
  /** The permission the call takes, where that may be what is missing. */
  readonly right: AdminRight | null
  readonly status: number | null
  readonly requestId: string | null
  readonly at: string
}

export type Reading<T> =
  | { readonly read: true; readonly value: T; readonly evidence: Evidence }
  | { readonly read: false; readonly unread: Unread }

export function unreadOf(readings: readonly Reading<unknown>[]): Unread | null {
  for (const reading of readings) if (!reading.read) return reading.unread
  return null
}

/** All that was read for one conclusion, as one piece of evidence; the newest time counts. */
export function evidenceOf(readings: readonly Reading<unknown>[]): Evidence | null {
  const all = readings.flatMap((reading) => (reading.read ? [reading.evidence] : []))
  const [first] = all
  if (first === undefined) return null
  return {
    who: first.who,
    at: all.map(({ at }) => at).reduce((a, b) => (a > b ? a : b)),
    requestIds: [...new Set(all.flatMap(({ requestIds }) => requestIds))],
  }
}
