/** A mailbox: a sender (or the recipient of verification messages) with its authorisation. */
import { z } from 'zod'
import { AppErrorSchema } from '../problem/app-error.schema.ts'

export const mailboxKinds = ['user', 'shared', 'group'] as const
export const mailboxPurposes = ['sender', 'recipient', 'outside', 'calendar'] as const

/** Facts of a mailbox user's own sign-in. The tokens themselves live in the vault. */
export const AuthorisationSchema = z.strictObject({
  username: z.string(),
  objectId: z.string(),
  tenantId: z.string(),
  at: z.iso.datetime(),
  scopes: z.array(z.string()),
  /** When it was last renewed since; left out while it never was. */
  usedAt: z.iso.datetime().optional(),
})
export type Authorisation = z.infer<typeof AuthorisationSchema>

export const MailboxSchema = z.strictObject({
  id: z.uuid(),
  address: z.string(),
  kind: z.enum(mailboxKinds),
  displayName: z.string().nullable(),
  /**
   * Who signs in. The mailbox itself, or for a shared mailbox or group the delegate that holds Send As:
   * over SMTP the sign-in name is the delegate's. @see reference 4.7
   */
  signInAs: z.string(),
  /**
   * outside: a mailbox the application must not be able to send as; nothing is ever delivered to it. calendar: one
   * whose appointments the application keeps in step; it need not send.
   */
  purpose: z.enum(mailboxPurposes),
  authorisation: AuthorisationSchema.nullable(),
  /**
   * Why signing in, or using the sign-in that is kept, was refused the last time; null after a success. A network that
   * was down says nothing about a sign-in that is kept, and never stands beside one.
   */
  problem: AppErrorSchema.nullable(),
})
export type Mailbox = z.infer<typeof MailboxSchema>
export type MailboxKind = Mailbox['kind']

/** A mailbox as it was pasted or read from a CSV file, before it has an identity. */
export const MailboxRowSchema = z.strictObject({
  address: z.string().max(254),
  kind: z.enum(mailboxKinds),
  displayName: z.string().max(200).nullable(),
  signInAs: z.string().max(254),
})
export type MailboxRow = z.infer<typeof MailboxRowSchema>
