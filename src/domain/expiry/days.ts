/** Days until an end, and how they are said. */

/** Whole days, counted in UTC so that every machine says the same; negative once it is over. */
export function daysUntil(at: string, now: string): number {
  return dayOf(at) - dayOf(now)
}

export function daysInWords(daysLeft: number): string {
  if (daysLeft > 1) return `in ${daysLeft} days`
  if (daysLeft === 1) return 'tomorrow'
  if (daysLeft === 0) return 'today'
  return daysLeft === -1 ? 'ended yesterday' : `ended ${-daysLeft} days ago`
}

function dayOf(date: string): number {
  return Math.floor(Date.parse(date) / 86_400_000)
}
