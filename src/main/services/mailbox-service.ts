/** The mailboxes of a setup: taken in from paste or CSV, all or nothing. */
import type { MailboxPreviewView } from '../../contract/views.ts'
import { appError, type AppError } from '../../domain/app-error.ts'
import type { Mailbox, MailboxRow } from '../../domain/mailbox/mailbox.ts'
import { parseMailboxes } from '../../domain/mailbox/parse-mailboxes.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { checkAddress } from '../../domain/setup/answers.ts'
import type { Ids } from '../ports/ids.ts'
import type { MailboxStore } from '../ports/mailbox-store.ts'
import type { SetupStore } from '../ports/setup-store.ts'
import type { Announcer } from './announcer.ts'
import type { SetupDesk } from './setup-desk.ts'
import { authorisationName, type VaultChoice } from './vault-choice.ts'

export class MailboxService {
  readonly #ports: { readonly setups: SetupStore; readonly mailboxes: MailboxStore; readonly ids: Ids }
  readonly #desk: SetupDesk
  readonly #vaults: VaultChoice
  readonly #announcer: Announcer

  constructor(
    ports: { readonly setups: SetupStore; readonly mailboxes: MailboxStore; readonly ids: Ids },
    desk: SetupDesk,
    vaults: VaultChoice,
    announcer: Announcer,
  ) {
    this.#ports = ports
    this.#desk = desk
    this.#vaults = vaults
    this.#announcer = announcer
  }

  list(setupId: string): Result<Mailbox[], AppError> {
    const opened = this.#desk.open(setupId)
    return opened.ok ? ok(this.#ports.mailboxes.listMailboxes(setupId)) : opened
  }

  /** What an import would do, with every line that cannot be taken; changes nothing. */
  preview(setupId: string, text: string): Result<MailboxPreviewView, AppError> {
    const opened = this.#desk.open(setupId)
    return opened.ok ? ok(parseMailboxes(text, this.#desk.senders(setupId))) : opened
  }

  /** Takes all rows or none. Addresses already there are updated and keep their authorisation unless the sign-in changes. */
  import(setupId: string, rows: readonly MailboxRow[]): Result<{ added: number; updated: number }, AppError> {
    const opened = this.#desk.open(setupId)
    if (!opened.ok) return opened
    const known = new Map(
      this.#desk.senders(setupId).map((mailbox) => [mailbox.address.toLowerCase(), mailbox]),
    )
    const taken = new Map<string, Mailbox>()
    let updated = 0
    for (const row of rows) {
      const address = checkAddress(row.address)
      if (!address.ok) return address
      const signInAs = checkAddress(row.signInAs)
      if (!signInAs.ok) return signInAs
      const key = address.value.toLowerCase()
      if (taken.has(key))
        return err(
          appError('bad-input', `${address.value} is in the list twice.`, {
            field: 'mailboxes',
            next: 'Remove one of the two. Nothing was taken in.',
          }),
        )
      const before = known.get(key)
      if (before !== undefined) updated += 1
      const sameSignIn =
        before !== undefined && before.signInAs.toLowerCase() === signInAs.value.toLowerCase()
      taken.set(key, {
        id: before?.id ?? this.#ports.ids.uuid(),
        address: address.value,
        kind: row.kind,
        displayName: row.displayName,
        signInAs: signInAs.value,
        purpose: 'sender',
        authorisation: sameSignIn ? before.authorisation : null,
        problem: sameSignIn ? before.problem : null,
      })
    }
    this.#ports.mailboxes.saveMailboxes(setupId, [...taken.values()])
    this.#announcer.emit('setup.changed', { setup: setupId })
    return ok({ added: taken.size - updated, updated })
  }

  /** Removes mailboxes from the list and their tokens from the vault; nothing happens to the mailbox itself. */
  async remove(setupId: string, ids: readonly string[]): Promise<Result<null, AppError>> {
    const opened = this.#desk.open(setupId)
    if (!opened.ok) return opened
    const mine = new Set(this.#ports.mailboxes.listMailboxes(setupId).map((mailbox) => mailbox.id))
    const going = ids.filter((id) => mine.has(id))
    const vault = await this.#vaults.forSetup(opened.value.setup)
    if (vault.ok) for (const id of going) await vault.value.remove(authorisationName(setupId, id))
    this.#ports.mailboxes.removeMailboxes(going)
    this.#announcer.emit('setup.changed', { setup: setupId })
    return ok(null)
  }

  /** Names the mailboxes that the application must not reach, in place of those named before. */
  async setOutside(setupId: string, texts: readonly string[]): Promise<Result<null, AppError>> {
    const opened = this.#desk.open(setupId)
    if (!opened.ok) return opened
    const all = this.#ports.mailboxes.listMailboxes(setupId)
    const senders = new Set(
      all.filter(({ purpose }) => purpose === 'sender').map(({ address }) => address.toLowerCase()),
    )
    const wanted = new Map<string, string>()
    for (const text of texts) {
      const address = checkAddress(text)
      if (!address.ok) return address
      if (senders.has(address.value.toLowerCase()))
        return err(
          appError(
            'bad-input',
            `${address.value} is one of the senders, so it cannot be outside their group.`,
            {
              field: 'addresses',
              next: 'Name a mailbox the product never sends from.',
            },
          ),
        )
      wanted.set(address.value.toLowerCase(), address.value)
    }
    const outside = all.filter(({ purpose }) => purpose === 'outside')
    const known = new Set(outside.map(({ address }) => address.toLowerCase()))
    this.#ports.mailboxes.removeMailboxes(
      outside.filter(({ address }) => !wanted.has(address.toLowerCase())).map(({ id }) => id),
    )
    const added = [...wanted].filter(([key]) => !known.has(key)).map(([, address]) => address)
    if (added.length > 0)
      this.#ports.mailboxes.saveMailboxes(
        setupId,
        added.map((address) => ({
          id: this.#ports.ids.uuid(),
          address,
          kind: 'user',
          displayName: null,
          signInAs: address,
          purpose: 'outside',
          authorisation: null,
          problem: null,
        })),
      )
    this.#announcer.emit('setup.changed', { setup: setupId })
    return ok(null)
  }

  /** Names the mailbox that verification messages go to. */
  async setRecipient(setupId: string, text: string): Promise<Result<null, AppError>> {
    const opened = this.#desk.open(setupId)
    if (!opened.ok) return opened
    const address = checkAddress(text)
    if (!address.ok) return address
    const others = this.#ports.mailboxes
      .listMailboxes(setupId)
      .filter(
        (mailbox) =>
          mailbox.purpose === 'recipient' && mailbox.address.toLowerCase() !== address.value.toLowerCase(),
      )
    await this.remove(
      setupId,
      others.map((mailbox) => mailbox.id),
    )
    const here = this.#ports.mailboxes
      .listMailboxes(setupId)
      .some((mailbox) => mailbox.purpose === 'recipient')
    if (!here)
      this.#ports.mailboxes.saveMailboxes(setupId, [
        {
          id: this.#ports.ids.uuid(),
          address: address.value,
          kind: 'user',
          displayName: null,
          signInAs: address.value,
          purpose: 'recipient',
          authorisation: null,
          problem: null,
        },
      ])
    this.#ports.setups.saveSetup({ ...opened.value.setup, recipient: address.value })
    this.#announcer.emit('setup.changed', { setup: setupId })
    return ok(null)
  }
}
