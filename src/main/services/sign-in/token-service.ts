/** Access tokens of authorised mailboxes: from the vault, refreshed when needed, rotated caches put back. */
import { kindOf, type AppError } from '../../../domain/problem/app-error.ts'
import type { Mailbox } from '../../../domain/mailbox/mailbox.schema.ts'
import { err, type Result } from '../../../domain/result.ts'
import type { Clock } from '../surroundings/surroundings.port.ts'
import type { MailboxStore } from '../desk/stores.port.ts'
import type { AccessToken, TokenClient } from './token-client.port.ts'
import type { ConnectedSetup } from '../desk/setup-desk.ts'
import { authorisationName, type VaultChoice } from './vault-choice.ts'

/** A token is fetched anew when it has less than this left, so that it does not expire in mid-send. */
const spareMs = 5 * 60_000

interface Asked {
  readonly fresh: boolean
  /** True when a refusal is nobody's business but the caller's. */
  readonly quietly: boolean
}

interface TokenServiceDeps {
  readonly tokens: TokenClient
  readonly mailboxes: MailboxStore
  readonly clock: Clock
  readonly vaults: VaultChoice
}

export class TokenService {
  readonly #deps: TokenServiceDeps
  readonly #held = new Map<string, AccessToken>()
  /** One refresh at a time a mailbox: refresh tokens rotate, and two at once would lose one. */
  readonly #queue = new Map<string, Promise<unknown>>()

  constructor(deps: TokenServiceDeps) {
    this.#deps = deps
  }

  /** A token for `scopes` in the name of the mailbox's authorisation; `fresh`: whatever is held was refused. */
  async accessToken(
    where: ConnectedSetup,
    mailbox: Mailbox,
    scopes: readonly string[],
    fresh = false,
  ): Promise<Result<AccessToken, AppError>> {
    return this.#inTurn(where, mailbox, scopes, { fresh, quietly: false })
  }

  /** The same for a right that nobody promised: a refusal says nothing about the sign-in, so it is not kept with it. */
  async tokenIfAllowed(
    where: ConnectedSetup,
    mailbox: Mailbox,
    scopes: readonly string[],
  ): Promise<Result<AccessToken, AppError>> {
    return this.#inTurn(where, mailbox, scopes, { fresh: false, quietly: true })
  }

  #inTurn(
    where: ConnectedSetup,
    mailbox: Mailbox,
    scopes: readonly string[],
    how: Asked,
  ): Promise<Result<AccessToken, AppError>> {
    const previous = this.#queue.get(mailbox.id) ?? Promise.resolve()
    const mine = previous.then(() => this.#fetch(where, mailbox, scopes, how))
    this.#queue.set(
      mailbox.id,
      mine.catch(() => undefined),
    )
    return mine
  }

  /** Forgets what is held in memory, after a mailbox was authorised anew or forgotten. */
  drop(mailboxId: string): void {
    for (const key of this.#held.keys()) if (key.startsWith(`${mailboxId} `)) this.#held.delete(key)
  }

  async #fetch(
    where: ConnectedSetup,
    mailbox: Mailbox,
    scopes: readonly string[],
    { fresh, quietly }: Asked,
  ): Promise<Result<AccessToken, AppError>> {
    const key = `${mailbox.id} ${scopes.join(' ')}`
    const held = this.#held.get(key)
    if (!fresh && held !== undefined && held.expiresAt.getTime() - this.#deps.clock.now().getTime() > spareMs)
      return { ok: true, value: held }
    const { setup, cloud } = where
    if (setup.tenantId === null || setup.clientId === null)
      return err({ code: 'token-without-ids', field: 'clientId' })
    const vault = await this.#deps.vaults.forSetup(setup)
    if (!vault.ok) return vault
    const name = authorisationName(setup.id, mailbox.id)
    const cache = await vault.value.get(name)
    if (!cache.ok) return cache
    if (cache.value === null) return err({ code: 'mailbox-not-signed-in-here', signInAs: mailbox.signInAs })
    const app = { cloud, tenantId: setup.tenantId, clientId: setup.clientId }
    const got = await this.#deps.tokens.silent(app, cache.value, scopes, fresh)
    if (!got.ok) {
      // a line that is down says nothing about the sign-in
      if (!quietly && kindOf(got.error) !== 'network')
        this.#deps.mailboxes.setAuthorisation(mailbox.id, mailbox.authorisation, got.error)
      return got
    }
    if (got.value.cache !== cache.value) {
      const kept = await vault.value.put(name, got.value.cache)
      if (!kept.ok) return kept
      this.#used(mailbox.id)
    }
    if (!quietly && mailbox.problem !== null)
      this.#deps.mailboxes.setAuthorisation(mailbox.id, mailbox.authorisation, null)
    this.#held.set(key, got.value.token)
    return { ok: true, value: got.value.token }
  }

  /** The sign-in was renewed: its idle days begin anew. What is kept of it is read here, as somebody may have signed in since. */
  #used(mailboxId: string): void {
    const { mailboxes, clock } = this.#deps
    const now = mailboxes.getMailbox(mailboxId)
    if (now === null || now.authorisation === null) return
    const usedAt = clock.now().toISOString()
    mailboxes.setAuthorisation(mailboxId, { ...now.authorisation, usedAt }, now.problem)
  }
}
