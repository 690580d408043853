/** The report model: what a setup is handed over with. HTML and JSON are written from this one value. */
import { z } from 'zod'
import { ChecklistStepSchema } from '../checklist/checklist.ts'
import { ManualNote } from '../recipe/recipe.ts'
import { ProbeSchema, RunSchema, RunSummarySchema } from '../run/run.ts'

export const ReportSchema = z.strictObject({
  schema: z.literal(1),
  generatedAt: z.iso.datetime(),
  /** IANA name, so that the times can be read elsewhere. */
  timeZone: z.string(),
  app: z.strictObject({ name: z.literal('Sendproof'), version: z.string() }),
  setup: z.strictObject({
    id: z.string(),
    name: z.string(),
    recipe: z.strictObject({ id: z.string(), name: z.string(), revision: z.int() }),
    tenantId: z.string().nullable(),
    tenantName: z.string().nullable(),
    clientId: z.string().nullable(),
    cloud: z.strictObject({ name: z.string(), kind: z.string(), smtp: z.string() }),
    practice: z.boolean(),
  }),
  verdict: z.enum(['proven', 'not-proven', 'not-run']),
  steps: z.strictObject({ total: z.int(), done: z.int(), list: z.array(ChecklistStepSchema) }),
  mailboxes: z.array(
    z.strictObject({
      address: z.string(),
      kind: z.string(),
      purpose: z.string(),
      signInAs: z.string(),
      authorisedBy: z.string().nullable(),
      authorisedAt: z.iso.datetime().nullable(),
      problem: z.string().nullable(),
    }),
  ),
  run: RunSchema.nullable(),
  summary: RunSummarySchema.nullable(),
  probes: z.array(ProbeSchema),
  /** Where the vendor's manual was not followed, and why. */
  departures: z.array(ManualNote),
})
export type Report = z.infer<typeof ReportSchema>
