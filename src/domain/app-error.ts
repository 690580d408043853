/** The failure every call and use case answers with: a problem (facts) or, until its topic is moved, a sentence. */
import { z } from 'zod'
import {
  isProblemCode,
  kindOfCode,
  problemCodes,
  problemKinds,
  type Problem,
  type ProblemKind,
} from './problem/problem.ts'

const SaidSchema = z.strictObject({
  code: z.enum(problemKinds),
  /** One sentence: what happened and, where it is known, why. */
  what: z.string(),
  /** One sentence: what to do next. */
  next: z.string().optional(),
  /** The field of the input that is wrong, in the words of the screen or the command line. */
  field: z.string().optional(),
  /** What the other side said, already redacted. */
  details: z.string().optional(),
})
/** Written as a sentence where it happened. New code says facts: a `Problem`. */
export type Said = z.infer<typeof SaidSchema>

const FactSchema = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.union([z.string(), z.number()])),
])
const ProblemSchema = z
  .object({ code: z.enum(problemCodes as [Problem['code'], ...Problem['code'][]]) })
  .catchall(FactSchema.optional()) as unknown as z.ZodType<Problem>

export const AppErrorSchema = z.union([SaidSchema, ProblemSchema])
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
