/** Mailboxes of a setup with the facts of their authorisation. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Authorisation, Mailbox } from '../../../domain/mailbox/mailbox.schema.ts'

export interface MailboxStore {
  /** All of them, in the order in which they came. */
  listMailboxes(setupId: string): Mailbox[]
  /** Those the product sends from. */
  senders(setupId: string): Mailbox[]
  /** Whoever receives the messages of a verification; null while nobody was chosen. */
  recipient(setupId: string): Mailbox | null
  /** Those the application must not reach. */
  outside(setupId: string): Mailbox[]
  /** By its address, in whatever case. */
  findMailbox(setupId: string, purpose: Mailbox['purpose'], address: string): Mailbox | null
  getMailbox(id: string): Mailbox | null
  /** All or nothing. Existing addresses (compared without case, per purpose) are updated and keep their id. */
  saveMailboxes(setupId: string, mailboxes: readonly Mailbox[]): void
  removeMailboxes(ids: readonly string[]): void
  setAuthorisation(id: string, authorisation: Authorisation | null, problem: AppError | null): void
}
