/** Calls of an invitation, on both PCs: what it asks for and where its files lie. No call carries the sign-in. */
import { z } from 'zod'
import { nothing, Saved, setup } from './call-shapes.schema.ts'

/** A file that was dropped on the page; null: main asks for one. */
const dropped = z.string().max(1_000_000).nullable()
/** Of an invitation that was opened in this session: means nothing elsewhere. */
const opened = z.uuid()

export const InvitationAskView = z.strictObject({
  opened,
  product: z.string(),
  from: z.string(),
  address: z.string(),
  tenantId: z.string(),
  tenantName: z.string().nullable(),
  clientId: z.string(),
  scopes: z.array(z.string()).readonly(),
  expiresAt: z.iso.datetime(),
  practice: z.boolean(),
})
export type InvitationAskView = z.infer<typeof InvitationAskView>

export const invitationCalls = {
  /** Writes the file for the owner of a mailbox, to a place chosen in main. An earlier one for it no longer counts. */
  'invitation.make': {
    input: z.strictObject({ setup, mailbox: z.uuid() }),
    output: z.strictObject({ ...Saved.shape, expiresAt: z.iso.datetime().nullable() }),
  },
  /** On the owner's PC: what an invitation asks for; null when cancelled. Nobody signs in yet. */
  'invitation.open': { input: z.strictObject({ text: dropped }), output: InvitationAskView.nullable() },
  /** Signs the owner in; the sealed answer waits in main until it is saved. */
  'invitation.answer': { input: z.strictObject({ opened, pickAccount: z.boolean() }), output: nothing },
  'invitation.stop': { input: z.strictObject({ opened }), output: nothing },
  'invitation.save': { input: z.strictObject({ opened }), output: Saved },
  /** On the inviting PC again; null when cancelled. */
  'invitation.takeIn': {
    input: z.strictObject({ setup, text: dropped }),
    output: z.strictObject({ address: z.string(), username: z.string() }).nullable(),
  },
} as const
