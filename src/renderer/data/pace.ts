/** How long work in a row still takes, by the pace it has had since it was first seen. Pure. */

export interface Seen {
  readonly at: number
  readonly done: number
}

/** Below this much work or time the pace says nothing. */
const fewest = 2

/**
 * Whole minutes, at least 1; null while nobody can say. `first`: when this queue was first seen, and how much of it was
 * done then. `now` in milliseconds, as `first.at`.
 */
export function minutesLeftAt(first: Seen, now: number, done: number, total: number): number | null {
  const worked = done - first.done
  if (worked < fewest || now <= first.at || done >= total) return null
  return Math.max(1, Math.round((((now - first.at) / worked) * (total - done)) / 60_000))
}
