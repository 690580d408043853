/** The report of a setup as facts: codes, names, counts and times. `src/documents` makes the files that people read. */
import { z } from 'zod'
import { PeopleSchema } from '../expiry/people.schema.ts'
import { AppErrorSchema } from '../problem/app-error.schema.ts'
import { AttachmentSchema } from '../attachment/attachment.schema.ts'
import { ChecklistStepSchema } from '../checklist/checklist.schema.ts'
import { StepStateSchema } from '../step/step-record.schema.ts'
import { CredentialSchema } from '../credential/credential.schema.ts'
import { probeKinds } from '../recipe/recipe.schema.ts'
import { ManualNote, stages } from '../recipe/recipe-step.schema.ts'
import { ProbeSchema, RunSchema, RunSummarySchema } from '../run/run.schema.ts'
import { BriefSchema, NotTriedSchema } from './brief.schema.ts'
import { IntegritySchema } from './integrity.schema.ts'

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

/** One step that changed the tenant and still stands: what was taken back, and what changes nothing, is not in it. */
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
  /** seen: Sendproof read it back · practice: the practice administrator did it · told: a person said so. */
  known: z.enum(['seen', 'practice', 'told']),
})

export const MailboxLineSchema = z.strictObject({
  address: z.string(),
  kind: z.string(),
  purpose: z.string(),
  signInAs: z.string(),
  authorisedBy: z.string().nullable(),
  authorisedAt: z.iso.datetime().nullable(),
  problem: AppErrorSchema.nullable(),
})

export const DeadlineLineSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** From the first day it may happen to the last. */
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
  /** As announced: “second half of 2027”. */
  announced: z.string(),
  state: z.enum(['ahead', 'now', 'past', 'undated']),
  what: z.string(),
  source: z.string(),
  checkedOn: z.iso.date(),
  sure: z.enum(['confirmed', 'announced', 'not-confirmed']),
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
  /** Whether people sign in for the senders; false where the application signs in by itself. */
  peopleSignIn: z.boolean(),
  verdict: z.enum(['proven', 'not-proven', 'not-run']),
  brief: BriefSchema,
  steps: z.strictObject({ total: z.int(), done: z.int(), list: z.array(ChecklistStepSchema) }),
  mailboxes: z.array(MailboxLineSchema),
  run: RunSchema.nullable(),
  /** Runs in this report that came out of a file: another PC's record, never proof. */
  imported: z.array(z.strictObject({ run: z.uuid(), at: z.iso.datetime() })),
  /** The time of a run begun before this one that is dated later: the clock of this PC went back. Null when none is. */
  clockSetBack: z.iso.datetime().nullable(),
  summary: RunSummarySchema.nullable(),
  checks: z.array(CheckSchema),
  probes: z.array(ProbeSchema),
  /** What the recipe wants tried and no attempt shows. */
  notTried: z.array(NotTriedSchema),
  /** That Microsoft Entra refused the application's credential since; null when it did not, or none is needed. */
  refused: z
    .strictObject({ kind: CredentialSchema.shape.kind, at: z.iso.datetime(), reply: z.string() })
    .nullable(),
  /** Files kept as evidence of a step: name and hash, never the content. */
  attachments: z.array(AttachmentSchema),
  changes: z.array(ChangeSchema),
  /** Secrets and certificates of the registration, the one in use first: facts, never the secret. */
  credentials: z.array(
    CredentialSchema.omit({ id: true, addedBy: true }).extend({
      /** Whole days until it expires; negative afterwards, null when nobody has entered a date. */
      daysLeft: z.int().nullable(),
    }),
  ),
  /** Who is responsible for what expires, as somebody entered it; nobody has proven it. */
  people: PeopleSchema.default([]),
  /** Announced changes of Microsoft 365 that concern this product. */
  deadlines: z.array(DeadlineLineSchema),
  /** Where the vendor's manual was not followed, and why. */
  departures: z.array(ManualNote),
  /** Null while nothing was written to a file. */
  integrity: IntegritySchema.nullable(),
})
export type Report = z.infer<typeof ReportSchema>
export type ReportCheck = Report['checks'][number]
