/** The day a client secret ends, as somebody typed it in. @see reference 2.3 */
import { appError, type AppError } from '../app-error.ts'
import type { Finding } from '../lint/finding.ts'
import { err, ok, type Result } from '../result.ts'

const mostMonths = 24
const monthMs = 30.5 * 86_400_000

/** A day or a moment becomes a moment; a day counts from its beginning, so that nobody is told too late. */
export function parseEnd(text: string): Result<string, AppError> {
  const trimmed = text.trim()
  const day = /^\d{4}-\d{2}-\d{2}$/.test(trimmed)
  const moment = new Date(day ? `${trimmed}T00:00:00Z` : trimmed)
  const valid =
    /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?$/.test(trimmed) && !Number.isNaN(moment.getTime())
  // 30 February rolls over into March
  if (valid && (!day || moment.toISOString().startsWith(trimmed))) return ok(moment.toISOString())
  return err(
    appError('bad-input', 'The end date is not a date.', {
      field: 'expires',
      next: 'Write it like 2027-11-30, as the column Expires shows it.',
    }),
  )
}

export function lintEnd(expiresAt: string | null, now: string): Finding[] {
  const make = (id: string, severity: Finding['severity'], sentence: string, fix: string): Finding => ({
    id,
    severity,
    field: 'expires',
    sentence,
    fix,
  })
  if (expiresAt === null)
    return [
      make(
        'end-unknown',
        'note',
        'Without its end date nobody can be reminded in time.',
        'Copy the date from the column Expires.',
      ),
    ]
  const left = Date.parse(expiresAt) - Date.parse(now)
  if (left <= 0)
    return [
      make(
        'end-past',
        'error',
        `The secret ended on ${expiresAt.slice(0, 10)} (AADSTS7000222).`,
        'Create another secret and copy its Value.',
      ),
    ]
  return left > (mostMonths + 1) * monthMs
    ? [
        make(
          'end-far',
          'warning',
          'The portal gives a secret 24 months at most; this date is later.',
          'Look at the column Expires again.',
        ),
      ]
    : []
}
