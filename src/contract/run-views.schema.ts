/** What the page is told of runs: the plan of one, its figures, its attempts. */
import { z } from 'zod'
import { ObstacleSchema } from '../domain/run/obstacle.schema.ts'
import { missingChecks } from '../domain/run/plan-run.ts'
import { TranscriptLineSchema } from '../domain/run/transcript.schema.ts'
import { ProbeSchema, RunSchema, RunSummarySchema } from '../domain/run/run.schema.ts'
import { transportKinds } from '../domain/transport/transports.ts'

export const PlannedProbeView = z.strictObject({
  check: z.string().nullable(),
  mailboxId: z.uuid(),
  mailbox: z.string(),
  from: z.string(),
  to: z.string(),
  transport: z.enum(transportKinds),
  expected: z.enum(['accepted', 'refused']),
  /** What this attempt proves, in the recipe's words. */
  why: z.string(),
  /** Why this probe cannot be sent yet; null when it can. */
  obstacle: ObstacleSchema.nullable(),
})

export const RunPlanView = z.strictObject({
  to: z.string().nullable(),
  probes: z.array(PlannedProbeView),
  /** True when arrivals are read back through Graph; false when the code from the mail is typed in. */
  readsBack: z.boolean(),
  /** What the recipe wants tried and nothing here allows. */
  missing: z.array(z.enum(missingChecks)),
  /** True when a mailbox is tried that has to refuse. */
  needsOutside: z.boolean(),
  /** True when the calendar of named mailboxes is tried. */
  needsCalendars: z.boolean(),
  /** True when these answers leave nothing that could be tried from here, whatever mailboxes there are. */
  triesNothing: z.boolean(),
  /** True when the application signs in and nothing is kept to sign in with. */
  needsCredential: z.boolean(),
})

const runFigures = {
  run: RunSchema,
  summary: RunSummarySchema,
  /** Grows with every change: what carries a smaller number is older. */
  revision: z.int(),
  /** Probes a second over the last seconds, and the seconds left; null while unknown or done. */
  rate: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  /** Probes whose arrival is still being looked for. */
  lookingFor: z.int(),
}

/** A whole run. */
export const RunView = z.strictObject({ ...runFigures, probes: z.array(ProbeSchema) })

/** What changed in a run since it was last told: the figures, and only the probes that moved. */
export const RunProgressView = z.strictObject({ ...runFigures, changed: z.array(ProbeSchema) })

export const ProbeDetailView = z.strictObject({
  probe: ProbeSchema,
  /** Masked: no token, no password ever. */
  transcript: z.array(TranscriptLineSchema),
})

export type PlannedProbeView = z.infer<typeof PlannedProbeView>
export type RunPlanView = z.infer<typeof RunPlanView>
export type RunView = z.infer<typeof RunView>
export type RunProgressView = z.infer<typeof RunProgressView>
export type ProbeDetailView = z.infer<typeof ProbeDetailView>
