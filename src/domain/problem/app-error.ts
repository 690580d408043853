/** The failure every call and use case answers with: a problem (facts) or, until its topic is moved, a sentence. */
import { isProblemCode, kindOfCode, type Problem } from './problem.ts'
import type { ProblemKind } from './problem-kind.ts'

/** Written as a sentence where it happened. New code says facts: a `Problem`. */
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

/** Builds a sentence where it happens; goes when its last caller says facts instead. */
export function appError(code: ErrorCode, what: string, extra: Omit<Said, 'code' | 'what'> = {}): Said {
  return { code, what, ...extra }
}
