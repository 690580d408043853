/** A finding as it crosses a boundary. What its facts are is the business of the code. */
import { z } from 'zod'
import { findingCodes, type Finding, type FindingCode } from './finding.ts'

const Fact = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])

export const FindingSchema = z
  .object({
    code: z.enum(findingCodes as [FindingCode, ...FindingCode[]]),
    severity: z.enum(['error', 'warning', 'note']),
  })
  .catchall(Fact) as unknown as z.ZodType<Finding>

/** What a schema has to say about a value: where it is wrong, and how. */
export type SchemaIssue = z.core.$ZodIssue
