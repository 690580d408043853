/** Days and times of day as somebody types them in. @see reference 2.3 */
import { found, shown, type Finding } from '../problem/finding.ts'
import { checked, type Checked } from './checked.ts'

const mostMonths = 24
const monthMs = 30.5 * 86_400_000

/**
 * A day or a moment becomes a moment in ISO 8601; a day counts from its beginning in UTC, so that nobody is told too
 * late. Other ways to write a date are refused: 05/06 is May or June.
 */
export function checkDate(text: string, field = 'expires'): Checked<string> {
  const trimmed = text.trim()
  const day = /^\d{4}-\d{2}-\d{2}$/.test(trimmed)
  const moment = new Date(day ? `${trimmed}T00:00:00Z` : trimmed)
  const valid =
    /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?$/.test(trimmed) && !Number.isNaN(moment.getTime())
  // 30 February rolls over into March
  if (valid && (!day || moment.toISOString().startsWith(trimmed)))
    return checked(field, moment.toISOString(), [])
  return checked(field, '', [found('date-shape', {})])
}

/** Whether a client secret can expire then; `expiresAt` null: nobody has said. Both in ISO 8601. */
export function endFindings(expiresAt: string | null, now: string): Finding[] {
  if (expiresAt === null) return [found('end-unknown', {})]
  const left = Date.parse(expiresAt) - Date.parse(now)
  if (left <= 0) return [found('end-past', { on: expiresAt })]
  return left > (mostMonths + 1) * monthMs ? [found('end-far', { months: mostMonths })] : []
}

/** 24 hours, with or without the leading nought: “6:30” is kept as “06:30”. */
export function checkTimeOfDay(text: string, field: string): Checked<string> {
  const [, hour = '', minute = ''] = /^\s*(\d{1,2}):(\d{2})\s*$/.exec(text) ?? []
  const valid = hour !== '' && Number(hour) < 24 && Number(minute) < 60
  return checked(
    field,
    `${hour.padStart(2, '0')}:${minute}`,
    valid ? [] : [found('time-shape', { text: shown(text) })],
  )
}
