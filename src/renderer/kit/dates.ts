/** Dates as people here read them: ISO with the weekday in their own language, times in 24 hours. */
const two = (value: number) => String(value).padStart(2, '0')

const day = (at: Date) => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`

export function clockTime(iso: string, seconds = false): string {
  const at = new Date(iso)
  return `${two(at.getHours())}:${two(at.getMinutes())}${seconds ? `:${two(at.getSeconds())}` : ''}`
}

/** "Sat 2026-11-21 14:02" */
export function fullDate(iso: string, locale?: string): string {
  const at = new Date(iso)
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short' }).format(at)
  return `${weekday} ${day(at)} ${clockTime(iso)}`
}

export function isSameDay(iso: string, now: number): boolean {
  return day(new Date(iso)) === day(new Date(now))
}

/** "45 s", "5 min", "1 h", "1 h 30 min" */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const rest = minutes % 60
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`
}
