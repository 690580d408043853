/** Dates, numbers, lists and sizes as a language writes them, by `Intl`. `locale`: what `Intl` calls the language. */

/** A day in words. A moment is the day it is in UTC, as expiry dates are kept. */
export function formatDay(iso: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso))
}

/** “a, b and c”. */
export function list(parts: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(parts)
}
