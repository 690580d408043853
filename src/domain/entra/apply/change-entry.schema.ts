/** One change of a tenant in the journal: written before it is tried, and again when it is known what came of it. */
import { z } from 'zod'
import { ChangeSchema } from '../plan/change.schema.ts'

/**
 * begun: about to be made; of one that stays so nobody knows what came of it. done: made. already: it was so by itself,
 * so there is nothing to take back. failed: not made. lost: a secret was made and its value never arrived.
 */
export const entryStates = ['begun', 'done', 'already', 'failed', 'lost'] as const

/**
 * What an act was for; an entry from before there were several was an apply. administration: about the registration that
 * signs administrators in, which is not the setup's.
 */
export const actPurposes = ['apply', 'rollover', 'decommission', 'administration'] as const
export type ActPurpose = (typeof actPurposes)[number]

/** Ids that are known only once a change was made. */
export const MadeSchema = z.strictObject({
  /** Of this change: object id, id of a grant or an assignment, keyId of a credential. */
  id: z.string().max(200).nullable(),
  /** Object ids of the application and its service principal, and the client id. */
  application: z.string().max(64).nullable(),
  client: z.string().max(64).nullable(),
  appId: z.string().max(64).nullable(),
  /** Id of the credential that is kept on this PC for it. */
  kept: z.string().max(64).nullable(),
})
export type MadeIds = z.infer<typeof MadeSchema>

export const ChangeEntrySchema = z.strictObject({
  id: z.uuid(),
  /** All changes of one apply, revert or rollover. */
  act: z.uuid(),
  purpose: z.enum(actPurposes).default('apply'),
  /** With what was there before and after. */
  change: ChangeSchema,
  state: z.enum(entryStates),
  at: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  /** Who was signed in to the tenant. */
  who: z.string().max(256),
  /** Whose account on this PC. */
  user: z.string().max(200),
  made: MadeSchema.nullable(),
  /** Under which Microsoft's support finds the call. */
  requestId: z.string().max(100).nullable(),
  /** Code of a refusal, as Graph names it. */
  refused: z.string().max(200).nullable(),
  /** The entry this one takes back. */
  reverts: z.uuid().nullable(),
})
export type ChangeEntry = z.infer<typeof ChangeEntrySchema>
