/** What a mailbox is asked to consent to: scopes of one resource, as the planned attempts need them. */
import { graphScope, mailReadScope, mailScope } from '../../../domain/cloud/cloud.ts'
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import type { Mailbox } from '../../../domain/mailbox/mailbox.schema.ts'
import { needed } from '../../../domain/recipe/conditions.ts'
import type { Recipe } from '../../../domain/recipe/recipe.schema.ts'
import { checksFor, runsAsApp, type PlannedProbe } from '../../../domain/run/plan-run.ts'
import type { Probe } from '../../../domain/run/run.schema.ts'
import type { Answers } from '../../../domain/setup/setup.schema.ts'
import { factsOf } from '../../../domain/transport/transports.ts'
import type { ConnectedSetup } from '../desk/setup-desk.ts'

export type Asking = Pick<Probe, 'transport' | 'check' | 'from' | 'mailbox'>

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
  const { consent } = factsOf(transport)
  if (consent === null) throw new Error(`${transport} asks nobody for consent`)
  const permissions = from.toLowerCase() === mailbox.toLowerCase() ? consent.own : consent.other
  const scopeOf = consent.of === 'graph' ? graphScope : mailScope
  const wanted = consent.take === 'all' ? permissions : [asTheProduct(recipe, answers, permissions)]
  return wanted.map((permission) => scopeOf(cloud, permission))
}

/** The product's own right where it has one of them, so that the probe proves that one. */
function asTheProduct(recipe: Recipe, answers: Answers, permissions: readonly string[]): string {
  const named = new Set(
    needed(recipe.permissions, answers, recipe)
      .filter(
        ({ kind, resource, need }) => kind === 'delegated' && resource === 'graph' && need === 'required',
      )
      .map(({ value }) => value),
  )
  return permissions.find((permission) => named.has(permission)) ?? permissions.at(-1) ?? ''
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
