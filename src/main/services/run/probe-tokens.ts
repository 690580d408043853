/** The token a probe needs: a person's for one resource, or the application's own. Never two resources at once. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import { factsOf, type AppResource } from '../../../domain/transport/transports.ts'
import type { Mailbox } from '../../../domain/mailbox/mailbox.schema.ts'
import { err, type Result } from '../../../domain/result.ts'
import type { AccessToken } from '../sign-in/token-client.port.ts'
import type { ConnectedSetup } from '../desk/setup-desk.ts'
import { appProbes, delegatedScopes, type Asking } from '../sign-in/scopes.ts'
import type { TokenService } from '../sign-in/token-service.ts'

/** Tokens of the application itself, by resource. */
export interface AppTokens {
  appToken(
    where: ConnectedSetup,
    resource: AppResource,
    renew: boolean,
    signal?: AbortSignal,
  ): Promise<Result<AccessToken, AppError>>
}

/** With whose tokens a run is carried out, and where. */
export interface ProbeTokensDeps {
  readonly people: TokenService
  readonly apps: AppTokens
  readonly where: ConnectedSetup
}

export class ProbeTokens {
  readonly #deps: ProbeTokensDeps
  readonly runsAsApp: (probe: Asking) => boolean

  constructor(deps: ProbeTokensDeps) {
    this.#deps = deps
    this.runsAsApp = appProbes(deps.where.recipe, deps.where.setup.answers)
  }

  /** `fresh`: not one that is held, because a server has just refused it. */
  async forProbe(
    probe: Asking,
    mailbox: Mailbox | null,
    fresh: boolean,
    signal: AbortSignal,
  ): Promise<Result<AccessToken, AppError>> {
    const { people, apps, where } = this.#deps
    const { cloud, recipe, setup } = where
    if (this.runsAsApp(probe)) return apps.appToken(where, factsOf(probe.transport).resource, fresh, signal)
    if (mailbox === null) return err({ code: 'mailbox-gone' })
    const { authorisation, problem, signInAs } = mailbox
    if (authorisation === null) return err(problem ?? { code: 'mailbox-not-signed-in', signInAs })
    const scopes = delegatedScopes(cloud, recipe, setup.answers, probe)
    return people.accessToken(where, mailbox, scopes, fresh)
  }
}
