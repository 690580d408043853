/** Times as documents show them: readable anywhere, because the zone is named. `locale` says the day of the week. */

const fallback = 'UTC'

/** “Sat 2026-11-21 14:02:10” in the zone; seconds are left out with `minutes`. */
export function localTime(
  iso: string,
  timeZone: string,
  locale: string,
  precision: 'seconds' | 'minutes' = 'seconds',
): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return iso
  const shown = shownTime(date, timeZone, locale)
  return precision === 'minutes' ? shown.slice(0, shown.lastIndexOf(':')) : shown
}

/** A hundred messages of a run have the same second, and to put one into words costs more than all else of a row. */
const shownTimes = new Map<string, string>()
const mostKept = 5_000

function shownTime(date: Date, timeZone: string, locale: string): string {
  const second = [Math.floor(date.getTime() / 1000), timeZone, locale].join(' ')
  const known = shownTimes.get(second)
  if (known !== undefined) return known
  const parts = new Map(
    formatter(timeZone, locale)
      .formatToParts(date)
      .map((part) => [part.type, part.value]),
  )
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? ''
  const day = `${part('weekday')} ${part('year')}-${part('month')}-${part('day')}`
  const text = `${day} ${part('hour')}:${part('minute')}:${part('second')}`
  if (shownTimes.size >= mostKept) shownTimes.clear()
  shownTimes.set(second, text)
  return text
}

/** “Europe/Berlin (UTC+01:00)” at that moment. */
export function zoneName(iso: string, timeZone: string): string {
  const name = isZone(timeZone) ? timeZone : fallback
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: name,
    timeZoneName: 'longOffset',
  }).formatToParts(new Date(iso))
  const offset = parts.find((part) => part.type === 'timeZoneName')?.value.replace('GMT', 'UTC') ?? ''
  return offset === '' || offset === name ? name : `${name} (${offset === 'UTC' ? 'UTC+00:00' : offset})`
}

/** Making one costs a thousand times what using it does, and a report shows a time for every message. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(timeZone: string, locale: string): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone}`
  const known = formatters.get(key) ?? makeFormatter(timeZone, locale)
  formatters.set(key, known)
  return known
}

function makeFormatter(timeZone: string, locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, {
    timeZone: isZone(timeZone) ? timeZone : fallback,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: name }).format(0) !== ''
  } catch {
    return false
  }
}
