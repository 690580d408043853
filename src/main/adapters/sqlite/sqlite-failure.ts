/** What SQLite says when the machine fails it, as problems. @see https://www.sqlite.org/rescode.html */
import type { AppError } from '../../../domain/problem/app-error.ts'

const generic = 1
const busy = 5
const readOnly = 8
const ioError = 10
const corrupt = 11
const full = 13
const cannotOpen = 14
const notADatabase = 26

/** The primary result code; 0 when SQLite did not say this. */
function codeOf(error: unknown): number {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0
}

/**
 * A row that SQLite hands out and that does not hold what was written: text that is no JSON any more, for SQLite's own
 * functions or for us, or a value no schema knows. The checks on opening look at pages and never into what rows say.
 */
function isDamagedEntry(error: unknown): boolean {
  if (error instanceof SyntaxError) return true
  if (!(error instanceof Error)) return false
  return error.name === 'ZodError' || (codeOf(error) === generic && /malformed JSON/i.test(error.message))
}

export function isDamage(error: unknown): boolean {
  const code = codeOf(error)
  return code === corrupt || code === notADatabase
}

/** Null: not the machine's fault but ours. */
export function storeError(file: string, error: unknown): AppError | null {
  const details = error instanceof Error ? error.message : String(error)
  switch (codeOf(error)) {
    case full:
      return { code: 'store-full', file, details }
    case ioError:
      return { code: 'store-failing', file, details }
    case busy:
      return { code: 'store-held', file, details }
    case readOnly:
    case cannotOpen:
      return { code: 'store-read-only', file, details }
    case corrupt:
    case notADatabase:
      return { code: 'store-damaged', file, details }
    default:
      return isDamagedEntry(error) ? { code: 'store-entry-damaged', file } : null
  }
}
