/** Proves a credential of the registration with token requests: when somebody asks, and before each run that needs it. */
import type { CredentialView } from '../../../contract/credential-views.schema.ts'
import { kindOf, type AppError } from '../../../domain/problem/app-error.ts'
import { appResources } from '../../../domain/credential/app-resources.ts'
import { diagnose } from '../../../domain/diagnosis/diagnose.ts'
import type { Diagnosis } from '../../../domain/diagnosis/diagnosis.schema.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { AppResource } from '../../../domain/transport/transports.ts'
import type { RecipeSource } from '../desk/stores.port.ts'
import type { AppTokenService } from './app-token-service.ts'
import type { CredentialService } from './credential-service.ts'
import type { ConnectedSetup, SetupDesk } from '../desk/setup-desk.ts'

/** No token: the problem for who asked, with the likely cause in it, and the causes by themselves. */
export interface NoToken {
  readonly error: AppError
  readonly diagnosis: Diagnosis | null
}

interface CredentialProofDeps {
  readonly recipes: RecipeSource
  readonly desk: SetupDesk
  readonly keeper: CredentialService
  readonly apps: AppTokenService
}

export class CredentialProof {
  readonly #deps: CredentialProofDeps

  constructor(deps: CredentialProofDeps) {
    this.#deps = deps
  }

  /**
   * Asks for a token of every resource the verification needs; null takes the credential in use. Errors: not-found,
   * bad-input, no-credential, network, and sign-in-failed with its likely cause.
   */
  async prove(
    setupId: string,
    id: string | null,
    signal?: AbortSignal,
  ): Promise<Result<CredentialView, AppError>> {
    const opened = this.#deps.desk.open(setupId)
    if (!opened.ok) return opened
    const wanted = id ?? this.#deps.keeper.currentId(setupId)
    if (wanted === null) return err({ code: 'credential-none' })
    const found = this.#deps.keeper.find(setupId, wanted)
    if (!found.ok) return found
    const connected = await this.#deps.desk.connect(setupId)
    if (!connected.ok) return connected
    const { setup, recipe } = connected.value
    for (const resource of appResources(recipe, setup.answers)) {
      const got = await this.#deps.apps.request(connected.value, found.value.id, resource, signal)
      if (!got.ok) return err(this.#diagnosed(connected.value, got.error, false).error)
    }
    return ok(this.#deps.keeper.view(setupId, found.value.id))
  }

  /**
   * The tokens a run of these resources needs, asked for anew and then held for the run: a refused credential is said
   * once and before anything is sent, not at each of a thousand attempts.
   */
  async forRun(where: ConnectedSetup, resources: readonly AppResource[]): Promise<Result<null, NoToken>> {
    const setupId = where.setup.id
    // a token from before a consent has no right to what was granted by it
    this.#deps.apps.drop(setupId)
    for (const resource of resources) {
      const got = await this.#deps.apps.appToken(where, resource, false)
      if (!got.ok) return err(this.#diagnosed(where, got.error, true))
    }
    return ok(null)
  }

  #diagnosed({ setup, recipe }: ConnectedSetup, error: AppError, unsent: boolean): NoToken {
    if (unsent && kindOf(error) === 'network')
      return {
        error: {
          code: 'application-unreachable',
          ...(error.details === undefined ? {} : { details: error.details }),
        },
        diagnosis: null,
      }
    if (kindOf(error) !== 'sign-in-failed' || error.details === undefined) return { error, diagnosis: null }
    const diagnosis = diagnose(error.details, this.#deps.recipes.remedies(), {
      surface: 'entra',
      stage: 'token',
      identity: 'app',
      recipe: recipe.id,
      ...(setup.tenantName === null ? {} : { tenantName: setup.tenantName }),
      ...(setup.clientId === null ? {} : { clientId: setup.clientId }),
    })
    const [cause] = diagnosis.candidates
    const refused: AppError = {
      code: 'application-refused',
      likely: cause?.title ?? null,
      remedy: cause?.remedies[0]?.text ?? null,
      unsent,
      details: error.details,
    }
    return { error: refused, diagnosis }
  }
}
