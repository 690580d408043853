/** The day a client secret ends, as somebody typed it in. */
import { appError, type AppError } from '../app-error.ts'
import { err, ok, type Result } from '../result.ts'

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
