/** Dates, numbers, lists and sizes as a language writes them, by `Intl`. `locale`: what `Intl` calls the language. */

/** A day in words. A moment is the day it is in UTC, as expiry dates are kept. */
export function formatDay(iso: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso))
}

const mega = 1024 * 1024

/** “10 MB”, “256 KB”; rounded down, so that what is said to fit does. */
export function size(bytes: number, locale: string): string {
  const [amount, unit] = bytes >= mega ? [bytes / mega, 'MB'] : [bytes / 1024, 'KB']
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(Math.floor(amount))} ${unit}`
}

export function wholeNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(value)
}

/** “a, b and c”. */
export function list(parts: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(parts)
}
