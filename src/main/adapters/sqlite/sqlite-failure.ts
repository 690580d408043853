/** What SQLite says when the machine fails it, in words for a person. @see https://www.sqlite.org/rescode.html */
import { appError, type AppError } from '../../../domain/app-error.ts'

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

export function isDamage(error: unknown): boolean {
  const code = codeOf(error)
  return code === corrupt || code === notADatabase
}

/** Null: not the machine's fault but ours. */
export function storeError(file: string, error: unknown): AppError | null {
  const details = error instanceof Error ? error.message : String(error)
  const failed = (what: string, next: string) => appError('disk', what, { next, details })
  switch (codeOf(error)) {
    case full:
      return failed(
        `The disk is full: Sendproof could not write its store ${file}.`,
        'Make room on that disk and try again. What was stored before is safe; a run that was under way is taken up with Resume (verify NAME --resume).',
      )
    case ioError:
      return failed(
        `Sendproof could not read or write its store ${file}: the disk is full, its quota is used up, or it is failing.`,
        'Check that disk and try again. What was stored before is safe; a run that was under way is taken up with Resume (verify NAME --resume).',
      )
    case busy:
      return failed(
        `The store ${file} is held by another program.`,
        'Close other Sendproof windows and commands that use this data folder, or wait for them, and try again.',
      )
    case readOnly:
    case cannotOpen:
      return failed(
        `The store ${file} may not be written.`,
        'Check that the data folder exists and may be written and that the disk is not full, or choose another with --data.',
      )
    case corrupt:
    case notADatabase:
      return failed(
        `The store ${file} is damaged.`,
        'Start Sendproof again: it keeps the damaged file aside and begins a new one.',
      )
    default:
      return null
  }
}
