/** The terminal as a command sees it, and how a failure is written there. */
import type { AppError } from '../../domain/problem/app-error.ts'
import { sayProblem } from '../../words/shape/say-problem.ts'
import type { Words } from '../../words/words.ts'

export interface Io {
  /** Results, on stdout. */
  readonly out: (text: string) => void
  /** A result that is large: a line made of parts, the next one made when whoever reads has taken the one before. */
  readonly outParts: (parts: Iterable<string>) => Promise<void>
  /** Progress and messages, on stderr. */
  readonly err: (text: string) => void
  /** Everything on stdin, as text. */
  readonly read: () => Promise<string>
  /** Ends when the person presses Ctrl+C. */
  readonly interrupted: AbortSignal
}

/** The sentence a person reads; one line. */
export function errorLine(words: Words, error: AppError): string {
  const { what, next } = sayProblem(words, error, 'cli')
  const field = error.field === undefined || what.includes(error.field) ? '' : `${error.field}: `
  const details = error.details === undefined ? '' : ` (${error.details})`
  return `${field}${what}${details}${next === undefined ? '' : ` ${next}`}`.replace(/\s*[\r\n]+\s*/g, ' ')
}
