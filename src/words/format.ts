/** Numbers, lists and sizes as a language writes them. `locale`: what `Intl` calls the language. */

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
