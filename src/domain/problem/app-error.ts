/** The failure every call and use case answers with: a problem, as facts; or a sentence that an older version stored. */
import { isProblemCode, kindOfCode, type Problem } from './problem.ts'
import type { ProblemKind } from './problem-kind.ts'

/** Written as a sentence by an older version, read back from its store and shown as it was written. Never made anew. */
export interface Said {
  readonly code: ProblemKind
  /** One sentence: what happened and, where it is known, why. */
  readonly what: string
  /** One sentence: what to do next. */
  readonly next?: string | undefined
  /** The field of the input that is wrong, in the words of the screen or the command line. */
  readonly field?: string | undefined
  /** What the other side said, already redacted. */
  readonly details?: string | undefined
}

export type AppError = Said | Problem
export type ErrorCode = ProblemKind

export function isSaid(error: AppError): error is Said {
  return !isProblemCode(error.code)
}

/** What the failure asks of whoever handles it. */
export function kindOf(error: AppError): ProblemKind {
  return isSaid(error) ? error.code : kindOfCode(error.code)
}
