/** The token a probe needs: a person's for one resource, or the application's own. Never two resources at once. */
import {
  graphScope,
  imapScope,
  mailReadScope,
  smtpSendScope,
  type Cloud,
} from '../../../domain/cloud/cloud.ts'
import { appError, type AppError } from '../../../domain/app-error.ts'
import { appResource, type AppResource } from '../../../domain/credential/app-resources.ts'
import type { Mailbox } from '../../../domain/mailbox/mailbox.ts'
import { needed } from '../../../domain/recipe/conditions.ts'
import { err, type Result } from '../../../domain/result.ts'
import type { Recipe } from '../../../domain/recipe/recipe.ts'
import { checksFor, runsAsApp, type PlannedProbe } from '../../../domain/run/plan-run.ts'
import type { Probe } from '../../../domain/run/run.ts'
import type { Answers } from '../../../domain/setup/setup.ts'
import type { AccessToken } from '../../ports/token-client.ts'
import type { ConnectedSetup } from '../setup-desk.ts'
import type { TokenService } from '../token-service.ts'
import { plainly } from '../../../words/plainly.ts'

/** Tokens of the application itself, by resource. */
export interface AppTokens {
  appToken(
    where: ConnectedSetup,
    resource: AppResource,
    renew: boolean,
    signal?: AbortSignal,
  ): Promise<Result<AccessToken, AppError>>
}

type Asking = Pick<Probe, 'transport' | 'check' | 'from' | 'mailbox'>

/** Tells whether the application signs in for a probe, not a person. The recipe is read once, not for each probe. */
export function appProbes(
  recipe: Recipe,
  answers: Answers,
): (probe: Pick<Probe, 'transport' | 'check'>) => boolean {
  const checks = checksFor(recipe, answers)
  return ({ check: id, transport }) => {
    const check = checks.find((one) => one.id === id && one.kind === transport)
    return runsAsApp(check ?? { kind: transport }, checks)
  }
}

/** What a person consents to for a probe: scopes of one resource. @see reference 3.3, 5.2 */
export function delegatedScopes(
  cloud: Cloud,
  recipe: Recipe,
  answers: Answers,
  { transport, from, mailbox }: Asking,
): string[] {
  const other = from.toLowerCase() !== mailbox.toLowerCase()
  switch (transport) {
    case 'graph-delegated':
      return [graphScope(cloud, 'Mail.Send'), ...(other ? [graphScope(cloud, 'Mail.Send.Shared')] : [])]
    case 'graph-read':
      return [graphScope(cloud, readPermission(recipe, answers, other))]
    case 'imap-read':
      return [imapScope(cloud)]
    case 'smtp-delegated':
      return [smtpSendScope(cloud)]
    case 'smtp-app':
    case 'graph-app':
    case 'ews-app':
      throw new Error(`${transport} asks nobody for consent`)
  }
}

/** The product's own right to read where it has one, so that the probe proves that one. */
function readPermission(recipe: Recipe, answers: Answers, shared: boolean): string {
  const named = new Set(
    needed(recipe.permissions, answers, recipe)
      .filter(
        ({ kind, resource, need }) => kind === 'delegated' && resource === 'graph' && need === 'required',
      )
      .map(({ value }) => value),
  )
  const wanted = shared ? ['Mail.ReadWrite.Shared', 'Mail.Read.Shared'] : ['Mail.ReadWrite', 'Mail.Read']
  return wanted.find((permission) => named.has(permission)) ?? (shared ? 'Mail.Read.Shared' : 'Mail.Read')
}

/** What a mailbox is signed in for: all its probes need, or reading when messages arrive there. */
export function signInScopes(
  { cloud, recipe, setup }: ConnectedSetup,
  mailbox: Mailbox,
  planned: readonly PlannedProbe[],
): string[] {
  if (mailbox.purpose === 'recipient') return [mailReadScope(cloud)]
  const asApp = appProbes(recipe, setup.answers)
  const scopes = planned
    .filter(({ mailboxId }) => mailboxId === mailbox.id)
    .filter((probe) => !asApp(probe))
    .flatMap((probe) => delegatedScopes(cloud, recipe, setup.answers, probe))
  // one sign-in asks for one resource; what another needs is fetched silently, its consent is the registration's
  const [first] = scopes
  if (first === undefined) return []
  return [...new Set(scopes.filter((scope) => new URL(scope).origin === new URL(first).origin))]
}

export class ProbeTokens {
  readonly #people: TokenService
  readonly #apps: AppTokens
  readonly #where: ConnectedSetup
  readonly runsAsApp: (probe: Asking) => boolean

  constructor(people: TokenService, apps: AppTokens, where: ConnectedSetup) {
    this.#people = people
    this.#apps = apps
    this.#where = where
    this.runsAsApp = appProbes(where.recipe, where.setup.answers)
  }

  /** `fresh`: not one that is held, because a server has just refused it. */
  async forProbe(
    probe: Asking,
    mailbox: Mailbox | null,
    fresh: boolean,
    signal: AbortSignal,
  ): Promise<Result<AccessToken, AppError>> {
    const { cloud, recipe, setup } = this.#where
    if (this.runsAsApp(probe))
      return this.#apps.appToken(this.#where, appResource(probe.transport), fresh, signal)
    if (mailbox === null)
      return err(
        appError('not-found', 'The mailbox was removed from the list after this run was planned.', {
          next: 'Start a new run.',
        }),
      )
    if (mailbox.authorisation === null) return err(notAuthorised(mailbox))
    const scopes = delegatedScopes(cloud, recipe, setup.answers, probe)
    return this.#people.accessToken(this.#where, mailbox, scopes, fresh)
  }
}

function notAuthorised({ signInAs, problem }: Mailbox): AppError {
  const next = 'Authorise the mailbox on the Mailboxes page.'
  if (problem === null)
    return appError('not-authorised', `${signInAs} has not been authorised yet, so nothing was sent.`, {
      next,
    })
  return appError(
    'not-authorised',
    `${signInAs} could not be authorised, so nothing was sent: ${plainly(problem).what}`,
    { next, ...(problem.details === undefined ? {} : { details: problem.details }) },
  )
}
