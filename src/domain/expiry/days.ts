/** Whole days until a day, counted in UTC so that every PC says the same; negative once it is over. */
export function daysUntil(at: string, now: string): number {
  return dayOf(at) - dayOf(now)
}

function dayOf(date: string): number {
  return Math.floor(Date.parse(date) / 86_400_000)
}
