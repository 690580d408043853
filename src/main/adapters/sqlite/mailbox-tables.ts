/** Mailboxes of a setup, as rows. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import { MailboxSchema, type Authorisation, type Mailbox } from '../../../domain/mailbox/mailbox.schema.ts'
import type { MailboxStore } from '../../services/desk/stores.port.ts'
import type { Database } from './database.ts'
import { plainCheck } from './plain-check.ts'

const isPlainMailbox = plainCheck(MailboxSchema)

const selectMailboxes = (where: string) =>
  `SELECT id, address, kind, display_name, sign_in_as, purpose, authorisation, problem FROM mailboxes WHERE ${where} ORDER BY seq`
const everything = ['address', 'address_key', 'kind', 'display_name', 'sign_in_as', 'purpose']
  .map((column) => `${column} = excluded.${column}`)
  .join(', ')
const sameSignIn = 'lower(mailboxes.sign_in_as) = lower(excluded.sign_in_as)'

export class MailboxTables implements MailboxStore {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  listMailboxes(setupId: string): Mailbox[] {
    return this.#db.lists(toMailbox, selectMailboxes('setup_id = ?'), setupId)
  }

  senders(setupId: string): Mailbox[] {
    return this.#listFor(setupId, 'sender')
  }

  recipient(setupId: string): Mailbox | null {
    return this.#listFor(setupId, 'recipient')[0] ?? null
  }

  outside(setupId: string): Mailbox[] {
    return this.#listFor(setupId, 'outside')
  }

  #listFor(setupId: string, purpose: Mailbox['purpose']): Mailbox[] {
    return this.#db.lists(toMailbox, selectMailboxes('setup_id = ? AND purpose = ?'), setupId, purpose)
  }

  findMailbox(setupId: string, purpose: Mailbox['purpose'], address: string): Mailbox | null {
    const one = selectMailboxes('setup_id = ? AND purpose = ? AND address_key = ?')
    return this.#db.lists(toMailbox, one, setupId, purpose, address.toLowerCase())[0] ?? null
  }

  getMailbox(id: string): Mailbox | null {
    return this.#db.lists(toMailbox, selectMailboxes('id = ?'), id)[0] ?? null
  }

  /**
   * An address that comes in again under a new id is the same mailbox read from a list once more: it keeps its id,
   * and its authorisation as long as the same person signs in.
   */
  saveMailboxes(setupId: string, mailboxes: readonly Mailbox[]): void {
    this.#db.transaction(() => {
      for (const mailbox of mailboxes)
        this.#db.run(
          `INSERT INTO mailboxes (id, setup_id, address, address_key, kind, display_name, sign_in_as, purpose, authorisation, problem)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET ${everything}, authorisation = excluded.authorisation, problem = excluded.problem
           ON CONFLICT (setup_id, purpose, address_key) DO UPDATE SET ${everything},
             authorisation = CASE WHEN ${sameSignIn} THEN mailboxes.authorisation ELSE excluded.authorisation END,
             problem = CASE WHEN ${sameSignIn} THEN mailboxes.problem ELSE excluded.problem END`,
          mailbox.id,
          setupId,
          mailbox.address,
          mailbox.address.toLowerCase(),
          mailbox.kind,
          mailbox.displayName,
          mailbox.signInAs,
          mailbox.purpose,
          toJson(mailbox.authorisation),
          toJson(mailbox.problem),
        )
    })
  }

  removeMailboxes(ids: readonly string[]): void {
    this.#db.transaction(() => {
      for (const id of ids) this.#db.run('DELETE FROM mailboxes WHERE id = ?', id)
    })
  }

  setAuthorisation(id: string, authorisation: Authorisation | null, problem: AppError | null): void {
    this.#db.run(
      'UPDATE mailboxes SET authorisation = ?, problem = ? WHERE id = ?',
      toJson(authorisation),
      toJson(problem),
      id,
    )
  }
}

function toJson(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value)
}

function fromJson(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : null
}

/** `row` in the order of selectMailboxes. */
function toMailbox([id, address, kind, displayName, signInAs, purpose, signIn, wrong]: readonly unknown[]) {
  const read: unknown = {
    ...{ id, address, kind, displayName, signInAs, purpose },
    authorisation: fromJson(signIn),
    problem: fromJson(wrong),
  }
  return isPlainMailbox(read) ? read : MailboxSchema.parse(read)
}
