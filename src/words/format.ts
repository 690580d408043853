/** Dates, numbers, lists and plurals as a language writes them, by `Intl`. */

/** A day in words. A moment is the day it is in UTC, as expiry dates are kept. */
export function formatDay(iso: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso))
}
