/** Notes as they come out of the store or over the bridge. */
import { z } from 'zod'

export const NoteSchema = z.discriminatedUnion('code', [
  /** Written as a sentence by an earlier version. */
  z.strictObject({ code: z.literal('as-written'), text: z.string() }),
  z.strictObject({ code: z.literal('inbox-readable'), mailbox: z.string(), messages: z.int() }),
  /** A folder that somebody is about to hand to a product; `folder` null is the Inbox. */
  z.strictObject({ code: z.literal('folder-holds'), folder: z.string().nullable(), messages: z.int() }),
  z.strictObject({ code: z.literal('ews-answers') }),
  /** Found in Junk Email of `to`; `failed` are the checks of the sender's domain that did not pass. */
  z.strictObject({
    code: z.literal('in-junk'),
    to: z.string(),
    failed: z.array(z.enum(['SPF', 'DKIM', 'DMARC'])),
  }),
  /** The message trace tells that much and no more: not which folder it is in. @see reference 5.4 */
  z.strictObject({ code: z.literal('filtered-as-spam') }),
  /** A refusal was wanted, and this ending proves nothing about the limit. */
  z.strictObject({
    code: z.literal('no-proof'),
    because: z.enum(['no-token', 'not-asked', 'other-refusal']),
  }),
])
export type Note = z.infer<typeof NoteSchema>
