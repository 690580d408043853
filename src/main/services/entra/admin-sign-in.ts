/** Signs an administrator in for one act and drops the sign-in afterwards: nothing of it is written anywhere. */
import { graphScope } from '../../../domain/cloud/cloud.ts'
import { doorFor, type Door, type DoorWish } from '../../../domain/entra/admin/doors.ts'
import type { AdminRight } from '../../../domain/entra/facts/rights.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { ConnectedSetup } from '../desk/setup-desk.ts'
import type { Identity, TokenClient } from '../sign-in/token-client.port.ts'
import type { BrowserOpener } from '../surroundings/person.port.ts'
import type { Clock } from '../surroundings/surroundings.port.ts'
import type { AdminSettingsSource } from './admin-settings.port.ts'
import type { DirectoryCaller } from './graph-directory.port.ts'

export interface AdminWish extends DoorWish {
  /** Whom to suggest to the browser; of a practice tenant its administrator where nobody is named. */
  readonly account: string | null
  /** A real browser in a practice tenant too, instead of the automatic answer. */
  readonly browser: boolean
  /** Shows a code for another device; null: the browser of this PC. */
  readonly showCode: ((code: ShownCode) => void) | null
  readonly signal: AbortSignal
  /** Told who is signed in, as soon as that is known. */
  readonly signedIn?: (session: Omit<AdminSession, 'caller'>) => void
}

export interface ShownCode {
  readonly address: string
  readonly code: string
}

/** Who acts, through which door, with which rights: always shown. */
export interface AdminSession {
  readonly who: Identity
  readonly door: Door
  /** Rights the token holds, without the resource in front. */
  readonly rights: readonly string[]
  readonly caller: DirectoryCaller
}

/** Every sign-in asks for them; they open nothing. */
const signInScopes = ['openid', 'profile', 'email', 'offline_access']

const signInTimeoutMs = 300_000

export interface AdminSignInPorts {
  readonly tokens: TokenClient
  readonly browser: BrowserOpener
  readonly adminSettings: AdminSettingsSource
  readonly clock: Clock
}

export class AdminSignIn {
  readonly #ports: AdminSignInPorts

  constructor(ports: AdminSignInPorts) {
    this.#ports = ports
  }

  /** The token lives as long as `act` does. Its refresh token is never kept: the next act asks anew. */
  async during<T>(
    setup: ConnectedSetup,
    rights: readonly AdminRight[],
    wish: AdminWish,
    act: (session: AdminSession) => Promise<Result<T, AppError>>,
  ): Promise<Result<T, AppError>> {
    const session = await this.#signIn(setup, rights, wish)
    if (!session.ok) return session
    const { who, door, rights: given } = session.value
    wish.signedIn?.({ who, door, rights: given })
    return act(session.value)
  }

  async #signIn(
    { setup, cloud, practice }: ConnectedSetup,
    rights: readonly AdminRight[],
    wish: AdminWish,
  ): Promise<Result<AdminSession, AppError>> {
    const { tenantId } = setup
    if (tenantId === null) return err({ code: 'admin-without-tenant', field: 'tenantId' })
    const settings = this.#ports.adminSettings.read()
    if (!settings.ok) return settings
    const door = doorFor(cloud, settings.value, wish)
    if (door === null) return err({ code: 'admin-no-door', setup: setup.name })
    if (wish.showCode !== null && !settings.value.deviceCode && practice === null)
      return err({ code: 'admin-code-not-allowed' })
    const account = wish.account ?? practice?.administrator ?? ''
    const { showCode, signal } = wish
    const asked = {
      cloud,
      tenantId,
      clientId: door.clientId,
      scopes: rights.map((right) => graphScope(cloud, right)),
      timeoutMs: signInTimeoutMs,
      signal,
    }
    const hosts = [new URL(cloud.authority).host]
    const signedIn =
      showCode === null
        ? await this.#ports.tokens.signIn({
            ...asked,
            loginHint: account,
            pickAccount: practice === null && account === '',
            open: (url, ended) =>
              practice !== null && !wish.browser
                ? practice.answer(url, account, ended)
                : this.#ports.browser.open(url, hosts),
          })
        : await this.#ports.tokens.signInByCode({ ...asked, show: showCode })
    if (!signedIn.ok) return signedIn
    const { identity, token } = signedIn.value
    if (identity.tenantId.toLowerCase() !== tenantId.toLowerCase())
      return err({ code: 'admin-other-tenant', who: identity.username, tenant: setup.tenantName ?? tenantId })
    return ok({
      who: identity,
      door,
      rights: token.scopes
        .map((scope) => scope.slice(scope.lastIndexOf('/') + 1))
        .filter((scope) => !signInScopes.includes(scope)),
      caller: { cloud, token: token.token, who: identity.username, signal },
    })
  }
}
