/** Mailboxes of a setup with the facts of their authorisation. */
import type { AppError } from '../../domain/app-error.ts'
import type { Authorisation, Mailbox } from '../../domain/mailbox/mailbox.ts'

export interface MailboxStore {
  listMailboxes(setupId: string): Mailbox[]
  /** By its address, in whatever case. */
  findMailbox(setupId: string, purpose: Mailbox['purpose'], address: string): Mailbox | null
  getMailbox(id: string): Mailbox | null
  /** All or nothing. Existing addresses (compared without case, per purpose) are updated and keep their id. */
  saveMailboxes(setupId: string, mailboxes: readonly Mailbox[]): void
  removeMailboxes(ids: readonly string[]): void
  setAuthorisation(id: string, authorisation: Authorisation | null, problem: AppError | null): void
}
