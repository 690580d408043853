/** A failure as it comes out of the store or over the bridge. */
import { z } from 'zod'
import type { AppError } from './app-error.ts'
import { problemCodes, type Problem } from './problem.ts'
import { problemKinds } from './problem-kind.ts'

const SaidSchema = z.strictObject({
  code: z.enum(problemKinds),
  what: z.string(),
  next: z.string().optional(),
  field: z.string().optional(),
  details: z.string().optional(),
})

const PlainFactSchema = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.union([z.string(), z.number()])),
])
/** A finding among the facts of a problem is an object of plain facts itself. */
const FactSchema = z.union([PlainFactSchema, z.record(z.string(), PlainFactSchema)])
const ProblemSchema = z
  .object({ code: z.enum(problemCodes as [Problem['code'], ...Problem['code'][]]) })
  .catchall(FactSchema.optional())

export const AppErrorSchema = z.union([SaidSchema, ProblemSchema]) as unknown as z.ZodType<AppError>
