/** A setup: one recipe carried out in one tenant. */
import { z } from 'zod'
import { CloudSchema } from '../cloud/cloud.schema.ts'

export const AnswersSchema = z.record(z.string().max(60), z.union([z.string().max(300), z.boolean()]))
export type Answers = z.infer<typeof AnswersSchema>

export const SetupIdSchema = z.uuid()

/** A practice setup's own tenant: how many mailboxes it was seeded with, and what was broken on purpose. */
export const PracticeSchema = z.strictObject({
  mailboxes: z.int().min(1).max(10000),
  seed: z.int().min(0).max(2147483647),
  prepared: z.boolean(),
  faults: z.array(z.string().max(120)).max(40),
})

export const SetupSchema = z.strictObject({
  id: SetupIdSchema,
  name: z.string().min(1).max(80),
  recipeId: z.string(),
  recipeRevision: z.int(),
  createdAt: z.iso.datetime(),
  cloud: CloudSchema,
  tenantId: z.string().nullable(),
  tenantName: z.string().nullable(),
  /** The registration that signs mailboxes in: the product's own (ARCHITECTURE, "Decisions"). */
  clientId: z.string().nullable(),
  answers: AnswersSchema,
  /** Address that verification messages are sent to. */
  recipient: z.string().nullable(),
  practice: PracticeSchema.nullable(),
})

export type Setup = z.infer<typeof SetupSchema>
export type Practice = z.infer<typeof PracticeSchema>
