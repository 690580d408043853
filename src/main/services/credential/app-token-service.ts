/** Access tokens of the application itself: by its current credential, asked for once for all who need one. */
import { kindOf, type AppError } from '../../../domain/problem/app-error.ts'
import { appScope } from '../../../domain/cloud/cloud.ts'
import type { AppResource } from '../../../domain/transport/transports.ts'
import { err, type Result } from '../../../domain/result.ts'
import type { Clock } from '../surroundings/surroundings.port.ts'
import type { AccessToken, TokenClient } from '../sign-in/token-client.port.ts'
import type { CredentialService } from './credential-service.ts'
import type { ConnectedSetup } from '../desk/setup-desk.ts'

/** A token is fetched anew when it has less than this left, so that it does not expire in mid-send. */
const spareMs = 5 * 60_000
/** Without an end of its own a request to a dead server would hold up everything behind it. */
const giveUpMs = 60_000
/**
 * An answer this young is not asked for again: what the sign-in service refuses to one probe it refuses to the next
 * five hundred, and a token that a server refuses to all of them is renewed once.
 */
const freshMs = 30_000

interface Answer {
  readonly at: number
  readonly token: Result<AccessToken, AppError>
}

interface AppTokenServiceDeps {
  readonly tokens: TokenClient
  readonly clock: Clock
  readonly keeper: Pick<CredentialService, 'open' | 'currentId' | 'noteProven' | 'noteRefused'>
}

export class AppTokenService {
  readonly #deps: AppTokenServiceDeps
  readonly #held = new Map<string, Answer>()
  /** One request at a time for a setup and resource: many senders start together and one token serves all. */
  readonly #queue = new Map<string, Promise<unknown>>()

  constructor(deps: AppTokenServiceDeps) {
    this.#deps = deps
  }

  /** `renew`: not one from before, because a server has just refused it. */
  async appToken(
    where: ConnectedSetup,
    resource: AppResource,
    renew: boolean,
    signal?: AbortSignal,
  ): Promise<Result<AccessToken, AppError>> {
    const line = `${where.setup.id} ${resource}`
    const previous = this.#queue.get(line) ?? Promise.resolve()
    const mine = previous.then(() => this.#fetch(where, resource, renew, signal))
    this.#queue.set(
      line,
      mine.catch(() => undefined),
    )
    return mine
  }

  /** Forgets every answer, for what was changed in the tenant since. A replaced credential is noticed without it. */
  drop(setupId: string): void {
    for (const key of this.#held.keys()) if (key.startsWith(`${setupId} `)) this.#held.delete(key)
  }

  /**
   * A token by this credential, asked for now; what comes of it is noted at the credential. Errors: bad-input,
   * no-credential, sign-in-failed, network.
   */
  async request(
    { setup, cloud }: ConnectedSetup,
    credentialId: string,
    resource: AppResource,
    signal?: AbortSignal,
  ): Promise<Result<AccessToken, AppError>> {
    const { tenantId, clientId } = setup
    if (tenantId === null || clientId === null) return err({ code: 'token-without-ids', field: 'clientId' })
    const kept = await this.#deps.keeper.open(setup, credentialId)
    if (!kept.ok) return kept
    if (kept.value === null) return err({ code: 'credential-not-here' })
    const ends = AbortSignal.timeout(giveUpMs)
    const got = await this.#deps.tokens.forApp(
      { cloud, tenantId, clientId },
      kept.value,
      appScope(cloud, resource),
      signal === undefined ? ends : AbortSignal.any([signal, ends]),
    )
    if (got.ok) this.#deps.keeper.noteProven(setup.id, credentialId)
    else this.#deps.keeper.noteRefused(setup.id, credentialId, got.error)
    return got
  }

  async #fetch(
    where: ConnectedSetup,
    resource: AppResource,
    renew: boolean,
    signal: AbortSignal | undefined,
  ): Promise<Result<AccessToken, AppError>> {
    const { id, tenantId, clientId } = where.setup
    const credentialId = this.#deps.keeper.currentId(id)
    if (credentialId === null) return err({ code: 'credential-none' })
    const key = [id, resource, tenantId, clientId, credentialId].join(' ')
    const held = this.#held.get(key)
    if (held !== undefined && this.#serves(held, renew)) return held.token
    const got = await this.request(where, credentialId, resource, signal)
    // what ended by itself or by a dead network was no answer
    if (got.ok || kindOf(got.error) === 'sign-in-failed')
      this.#held.set(key, { at: this.#deps.clock.now().getTime(), token: got })
    return got
  }

  #serves({ at, token }: Answer, renew: boolean): boolean {
    const now = this.#deps.clock.now().getTime()
    if (renew || !token.ok) return now - at < freshMs
    return token.value.expiresAt.getTime() - now > spareMs
  }
}
