/** A setup as a file that goes to another computer: everything a colleague needs to go on, nothing secret. */
import { z } from 'zod'
import { AttachmentSchema, largestAttachment } from '../attachment/attachment.schema.ts'
import { StepMoveSchema } from '../step/step-record.schema.ts'
import { cloudKinds } from '../cloud/cloud.schema.ts'
import { MailboxRowSchema, mailboxPurposes } from '../mailbox/mailbox.schema.ts'
import { PeopleSchema } from '../expiry/people.schema.ts'
import { FieldTickSchema } from '../field-sheet/field-sheet.schema.ts'
import { Id } from '../recipe/recipe-text.schema.ts'
import { ProbeSchema, RunSchema } from '../run/run.schema.ts'
import { SetupSchema } from '../setup/setup.schema.ts'

export const documentFormat = 'sendproof-setup'
export const documentVersion = 1

/** As many senders as a list may bring, their recipient, and mailboxes that must not be reached. */
const mostMailboxes = 10_100
/** A file of the largest size holds no more of either: whatever can be exported, a task of every hour's, is taken in. */
const mostRuns = 250_000
const mostProbes = 250_000
const largestBase64 = Math.ceil(largestAttachment / 3) * 4

/**
 * The cloud travels by name: a file must not be able to say where somebody's sign-in or mail goes. Sign-ins stay too:
 * their tokens never leave the computer they were made on.
 */
export const SetupDocumentSchema = z.strictObject({
  format: z.literal(documentFormat),
  version: z.literal(documentVersion),
  exportedAt: z.iso.datetime(),
  exportedBy: z.string().max(200),
  setup: SetupSchema.omit({ cloud: true }),
  cloud: z.strictObject({ name: z.string().min(1).max(80), kind: z.enum(cloudKinds) }),
  steps: z
    .array(
      z.strictObject({
        stepId: Id,
        waitUntil: z.iso.datetime().nullable(),
        history: z.array(StepMoveSchema).min(1).max(10_000),
      }),
    )
    .max(500),
  mailboxes: z
    .array(MailboxRowSchema.extend({ id: z.uuid(), purpose: z.enum(mailboxPurposes) }))
    .max(mostMailboxes),
  /** Results: a run in a file is a record, it cannot be taken up again. */
  runs: z
    .array(z.strictObject({ run: RunSchema, probes: z.array(ProbeSchema).max(mostProbes) }))
    .max(mostRuns),
  attachments: z.array(AttachmentSchema.extend({ data: z.base64().max(largestBase64).nullable() })).max(5000),
  /** Which fields of the product are typed in. */
  ticks: z.array(FieldTickSchema).max(1000).default([]),
  /** Who is responsible for what expires. */
  people: PeopleSchema.default([]),
})
export type SetupDocument = z.infer<typeof SetupDocumentSchema>
