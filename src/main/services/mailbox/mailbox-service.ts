/** The mailboxes of a setup: taken in from paste or CSV, all or nothing. */
import { basename } from 'node:path'
import type { MailboxPreviewView } from '../../../contract/views.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { checkAddress } from '../../../domain/fields/address.ts'
import type { Mailbox, MailboxRow } from '../../../domain/mailbox/mailbox.schema.ts'
import { readList, type ListEncoding, type ListText } from '../../../domain/mailbox/read-list.ts'
import { parseMailboxes } from '../../../domain/mailbox/parse-mailboxes.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { needsSignIns } from '../../../domain/run/plan-run.ts'
import { mailboxCsv } from '../../../documents/files/mailbox-csv.ts'
import type { Words } from '../../../words/words.ts'
import type { Files } from '../surroundings/files.port.ts'
import type { Ids } from '../surroundings/surroundings.port.ts'
import type { MailboxStore, SetupStore } from '../desk/stores.port.ts'
import type { Announcer } from '../desk/announcer.ts'
import type { SetupDesk } from '../desk/setup-desk.ts'
import { authorisationName, type VaultChoice } from '../sign-in/vault-choice.ts'

export interface MailboxServiceDeps {
  readonly words: Words
  readonly setups: SetupStore
  readonly mailboxes: MailboxStore
  readonly ids: Ids
  readonly files: Files
  readonly desk: SetupDesk
  readonly vaults: VaultChoice
  readonly announcer: Announcer
}

/** Characters of a list that are read; what is pasted is held to the same. */
const longestList = 2_000_000
/** UTF-16 takes two bytes for a character. */
const largestFile = 2 * longestList

export class MailboxService {
  readonly #deps: MailboxServiceDeps

  constructor(deps: MailboxServiceDeps) {
    this.#deps = deps
  }

  list(setupId: string): Result<Mailbox[], AppError> {
    const opened = this.#deps.desk.open(setupId)
    return opened.ok ? ok(this.#deps.mailboxes.listMailboxes(setupId)) : opened
  }

  /** The senders as CSV, made as it is written, and the setup's name for the file. */
  asCsv(setupId: string): Result<{ name: string; lines: Iterable<string> }, AppError> {
    const opened = this.#deps.desk.open(setupId)
    if (!opened.ok) return opened
    const { recipe, setup } = opened.value
    const people = needsSignIns(recipe, setup.answers)
    const lines = mailboxCsv(this.#deps.mailboxes.senders(setupId), { people, words: this.#deps.words })
    return ok({ name: setup.name, lines })
  }

  /** The text of a list as Windows wrote it; `encoding` where a person says which it is. */
  async readFile(path: string, encoding?: ListEncoding): Promise<Result<ListText, AppError>> {
    const bytes = await this.#deps.files.readBytes(path, largestFile)
    if (!bytes.ok) return bytes
    const locale = new Intl.DateTimeFormat().resolvedOptions().locale
    const list = readList(basename(path), bytes.value, {
      locale,
      ...(encoding === undefined ? {} : { encoding }),
    })
    return list.ok && list.value.text.length > longestList
      ? err({ code: 'document-too-large', bytes: bytes.value.length, most: longestList })
      : list
  }

  /** What an import would do, with every line that cannot be taken; changes nothing. */
  preview(setupId: string, text: string): Result<MailboxPreviewView, AppError> {
    const opened = this.#deps.desk.open(setupId)
    if (!opened.ok) return opened
    const { recipe, setup } = opened.value
    return ok(
      parseMailboxes(text, {
        senders: this.#deps.mailboxes.senders(setupId),
        peopleSignIn: needsSignIns(recipe, setup.answers),
      }),
    )
  }

  /** Takes all rows or none. Addresses already there are updated and keep their authorisation unless the sign-in changes. */
  import(setupId: string, rows: readonly MailboxRow[]): Result<{ added: number; updated: number }, AppError> {
    const opened = this.#deps.desk.open(setupId)
    if (!opened.ok) return opened
    const known = new Map(
      this.#deps.mailboxes.senders(setupId).map((mailbox) => [mailbox.address.toLowerCase(), mailbox]),
    )
    const taken = new Map<string, Mailbox>()
    let updated = 0
    for (const row of rows) {
      const address = checkAddress(row.address)
      if (!address.ok) return address
      const signInAs = checkAddress(row.signInAs)
      if (!signInAs.ok) return signInAs
      const key = address.value.toLowerCase()
      if (taken.has(key)) return err({ code: 'mailbox-twice', field: 'mailboxes', address: address.value })
      const before = known.get(key)
      if (before !== undefined) updated += 1
      const sameSignIn =
        before !== undefined && before.signInAs.toLowerCase() === signInAs.value.toLowerCase()
      taken.set(key, {
        id: before?.id ?? this.#deps.ids.uuid(),
        address: address.value,
        kind: row.kind,
        displayName: row.displayName,
        signInAs: signInAs.value,
        purpose: 'sender',
        authorisation: sameSignIn ? before.authorisation : null,
        problem: sameSignIn ? before.problem : null,
      })
    }
    this.#deps.mailboxes.saveMailboxes(setupId, [...taken.values()])
    this.#deps.announcer.emit('setup.changed', { setup: setupId })
    return ok({ added: taken.size - updated, updated })
  }

  /** Removes mailboxes from the list and their tokens from the vault; nothing happens to the mailbox itself. */
  async remove(setupId: string, ids: readonly string[]): Promise<Result<null, AppError>> {
    const opened = this.#deps.desk.open(setupId)
    if (!opened.ok) return opened
    const mine = new Set(this.#deps.mailboxes.listMailboxes(setupId).map((mailbox) => mailbox.id))
    const going = ids.filter((id) => mine.has(id))
    const vault = await this.#deps.vaults.forSetup(opened.value.setup)
    if (vault.ok) for (const id of going) await vault.value.remove(authorisationName(setupId, id))
    this.#deps.mailboxes.removeMailboxes(going)
    this.#deps.announcer.emit('setup.changed', { setup: setupId })
    return ok(null)
  }

  /** Names the mailboxes that the application must not reach, in place of those named before. */
  async setOutside(setupId: string, texts: readonly string[]): Promise<Result<null, AppError>> {
    return this.#setNamed(setupId, 'outside', texts)
  }

  /** The same for the mailboxes whose calendar the application works with; they may be senders too. */
  async setCalendars(setupId: string, texts: readonly string[]): Promise<Result<null, AppError>> {
    return this.#setNamed(setupId, 'calendar', texts)
  }

  async #setNamed(
    setupId: string,
    purpose: 'outside' | 'calendar',
    texts: readonly string[],
  ): Promise<Result<null, AppError>> {
    const opened = this.#deps.desk.open(setupId)
    if (!opened.ok) return opened
    const { mailboxes } = this.#deps
    const senders = new Set(mailboxes.senders(setupId).map(({ address }) => address.toLowerCase()))
    const wanted = new Map<string, string>()
    for (const text of texts) {
      const address = checkAddress(text)
      if (!address.ok) return address
      if (purpose === 'outside' && senders.has(address.value.toLowerCase()))
        return err({ code: 'mailbox-outside-is-sender', field: 'addresses', address: address.value })
      wanted.set(address.value.toLowerCase(), address.value)
    }
    const named = mailboxes.listMailboxes(setupId).filter((one) => one.purpose === purpose)
    const known = new Set(named.map(({ address }) => address.toLowerCase()))
    mailboxes.removeMailboxes(
      named.filter(({ address }) => !wanted.has(address.toLowerCase())).map(({ id }) => id),
    )
    const added = [...wanted].filter(([key]) => !known.has(key)).map(([, address]) => address)
    mailboxes.saveMailboxes(
      setupId,
      added.map((address) => this.#newMailbox(address, purpose)),
    )
    this.#deps.announcer.emit('setup.changed', { setup: setupId })
    return ok(null)
  }

  /** Names the mailbox that verification messages go to. */
  async setRecipient(setupId: string, text: string): Promise<Result<null, AppError>> {
    const opened = this.#deps.desk.open(setupId)
    if (!opened.ok) return opened
    const address = checkAddress(text)
    if (!address.ok) return address
    const former = this.#deps.mailboxes.recipient(setupId)
    const stays = former?.address.toLowerCase() === address.value.toLowerCase()
    if (former !== null && !stays) await this.remove(setupId, [former.id])
    if (!stays) this.#deps.mailboxes.saveMailboxes(setupId, [this.#newMailbox(address.value, 'recipient')])
    this.#deps.setups.saveSetup({ ...opened.value.setup, recipient: address.value })
    this.#deps.announcer.emit('setup.changed', { setup: setupId })
    return ok(null)
  }

  /** One that is named by its address alone. */
  #newMailbox(address: string, purpose: Mailbox['purpose']): Mailbox {
    return {
      id: this.#deps.ids.uuid(),
      address,
      kind: 'user',
      displayName: null,
      signInAs: address,
      purpose,
      authorisation: null,
      problem: null,
    }
  }
}
