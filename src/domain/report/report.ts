/** The report model: what a setup is handed over with. Every format is written from this one value. */
import { z } from 'zod'
import { AttachmentSchema } from '../attachment/attachment.ts'
import { ChecklistStepSchema } from '../checklist/checklist.ts'
import { StepStateSchema } from '../checklist/step-record.ts'
import { CredentialSchema } from '../credential/credential.ts'
import { ManualNote, probeKinds, stages } from '../recipe/recipe.ts'
import { ProbeSchema, RunSchema, RunSummarySchema } from '../run/run.ts'
import { IntegritySchema } from './integrity.ts'

/** One column of the matrix: what was tried from every mailbox. */
const CheckSchema = z.strictObject({
  /** Id of the recipe's planned check; null when the recipe names none. */
  id: z.string().nullable(),
  transport: z.enum(probeKinds),
  /** Whose mailbox is tried, as the recipe says it. */
  mailbox: z.string().nullable(),
  expected: z.enum(['accepted', 'refused']),
  /** What it proves, in the recipe's words. */
  why: z.string().nullable(),
})

/** How the tenant came to be as it is: one entry for each time somebody moved a step that changes it. */
const ChangeSchema = z.strictObject({
  step: z.string(),
  title: z.string(),
  stage: z.enum(stages),
  at: z.iso.datetime(),
  who: z.string(),
  before: StepStateSchema,
  after: StepStateSchema,
  /** What was done, in the words of who did it; before and after where they noted them. */
  note: z.string().nullable(),
  /** seen: Sendproof read it back · practice: the practice administrator said so · told: a person said so. */
  known: z.enum(['seen', 'practice', 'told']),
})

export const ReportSchema = z.strictObject({
  schema: z.literal(1),
  generatedAt: z.iso.datetime(),
  /** Account name of the person who wrote it; null in a report nobody in particular wrote. */
  generatedBy: z.string().nullable(),
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
  /** For who decides: does it work, is everybody else kept out, what comes next. One sentence each. */
  sentences: z.array(z.string()),
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
  checks: z.array(CheckSchema),
  probes: z.array(ProbeSchema),
  /** What the recipe wants tried and no attempt shows, one sentence each. */
  notTried: z.array(z.string()),
  /** That the application's credential was refused since, in one sentence; null when it was not, or none is needed. */
  refusal: z.string().nullable().default(null),
  /** Files kept as evidence of a step: name and hash, never the content. */
  attachments: z.array(AttachmentSchema),
  changes: z.array(ChangeSchema),
  /** Secrets and certificates of the registration: facts, never the secret. */
  credentials: z.array(
    CredentialSchema.omit({ id: true, addedBy: true }).extend({
      /** Whole days until it ends; negative afterwards, null when nobody has said when. */
      daysLeft: z.int().nullable(),
    }),
  ),
  /** Announced changes of Microsoft 365 that concern this product. */
  deadlines: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      /** When, in words; says so when it is not confirmed. */
      when: z.string(),
      what: z.string(),
      source: z.string(),
      checkedOn: z.iso.date(),
      sure: z.enum(['confirmed', 'announced', 'not-confirmed']),
    }),
  ),
  /** Where the vendor's manual was not followed, and why. */
  departures: z.array(ManualNote),
  /** Null while nothing was written to a file. */
  integrity: IntegritySchema.nullable(),
})
export type Report = z.infer<typeof ReportSchema>
export type ReportCheck = Report['checks'][number]
