/** What a recipe wants of Entra ID under the answers of a setup: pure data, nothing of it read from the tenant. */
import { isDelegated } from '../../mailbox/by-purpose.ts'
import type { Mailbox } from '../../mailbox/mailbox.schema.ts'
import { holds, needed, transportFor } from '../../recipe/conditions.ts'
import { findPermission } from '../../recipe/permission-catalogue.ts'
import type { PermissionCatalogue, PermissionName } from '../../recipe/permission-catalogue.schema.ts'
import { fill, placeholderValues } from '../../recipe/placeholders.ts'
import type { Recipe } from '../../recipe/recipe.schema.ts'
import { needsSignIns } from '../../run/plan-run.ts'
import type { Setup } from '../../setup/setup.schema.ts'
import type { StepRecord } from '../../step/step-record.schema.ts'
import type { Implicit } from '../facts/shapes.schema.ts'
import { stepIds, type StepIds } from './step-ids.ts'

/**
 * wanted: it has to be there. either: a role in Exchange replaces it by now, so the consent may still be there or be
 * gone. unwanted: somebody said the consent was removed; beside the role it would open every mailbox again.
 */
export type Stand = 'wanted' | 'either' | 'unwanted'

export interface WantedPermission extends PermissionName {
  /** From the catalogue where it is sure of it; otherwise the tenant is asked by name. */
  readonly id: string | null
  readonly resourceAppId: string
  readonly stand: Stand
}

export interface WantedRedirect {
  readonly platform: 'web' | 'publicClient'
  readonly uri: string
  readonly purpose: 'product' | 'verification'
}

export interface WantedCredential {
  /** In order of preference; a certificate first where the product takes both. */
  readonly kinds: readonly ('secret' | 'certificate')[]
  readonly months: number
}

export interface Wanted {
  /** Null while nobody has entered it. */
  readonly clientId: string | null
  /** The registration is the vendor's own, in its tenant: here there is only the enterprise application. */
  readonly vendors: boolean
  readonly displayName: string
  readonly audience: string
  readonly redirects: readonly WantedRedirect[]
  readonly implicit: Implicit
  /** False where nobody has confirmed that anything works because of the boxes. */
  readonly implicitNeeded: boolean
  /** Whether a program on a PC signs in, which cannot keep a credential. */
  readonly publicProgram: boolean
  readonly permissions: readonly WantedPermission[]
  /** Null where the product signs in without one. */
  readonly credential: WantedCredential | null
  /** Whether people sign in to the application. */
  readonly people: boolean
  readonly smtp: boolean
  /** Domains of the addresses that send and sign in, lower case. */
  readonly domains: readonly string[]
  /** What the registration's internal notes say about it. */
  readonly notes: string
  /** Questions without an answer that a name or an address is made of. */
  readonly unanswered: readonly string[]
  readonly steps: StepIds
}

export interface WantedInput {
  readonly setup: Setup
  readonly recipe: Recipe
  readonly mailboxes: readonly Mailbox[]
  readonly records: readonly StepRecord[]
  readonly permissions: PermissionCatalogue
}

export function wantedOf({ setup, recipe, mailboxes, records, permissions }: WantedInput): Wanted {
  const { answers } = setup
  const { registration } = recipe
  const values = placeholderValues(setup, recipe, mailboxes)
  const name = fill(registration.displayName, values)
  const redirects = needed(registration.redirects, answers, recipe).map(({ platform, uri, purpose }) => {
    const filled = fill(uri, values)
    return { platform, uri: filled.text, purpose, missing: filled.missing }
  })
  const product = redirects.filter(({ purpose }) => purpose === 'product')
  const vendors = registration.audience === 'AzureADMultipleOrgs'
  const steps = stepIds(recipe, answers)
  return {
    clientId: setup.clientId,
    vendors,
    displayName: name.text,
    audience: registration.audience,
    redirects: redirects.map(({ platform, uri, purpose }) => ({ platform, uri, purpose })),
    ...wantedBoxes(recipe, setup),
    publicProgram: product.length > 0 && product.every(({ platform }) => platform === 'publicClient'),
    permissions: wantedPermissions(recipe, setup, records, permissions),
    credential: vendors ? null : wantedCredential(recipe, setup, steps),
    people: needsSignIns(recipe, answers),
    smtp: transportFor(recipe, answers).startsWith('smtp'),
    domains: domainsOf(mailboxes),
    notes: `Sendproof: ${setup.name}, ${recipe.name}`.slice(0, 1024),
    unanswered: [...new Set([...name.missing, ...redirects.flatMap(({ missing }) => missing)])],
    steps,
  }
}

/** Whether the product holds permissions of its own, which open every mailbox until they are limited. */
export function actsByItself({ permissions }: Pick<Wanted, 'permissions'>): boolean {
  return permissions.some(({ kind }) => kind === 'application')
}

function wantedBoxes(recipe: Recipe, { answers }: Setup): Pick<Wanted, 'implicit' | 'implicitNeeded'> {
  const { accessTokens, idTokens, when, needed: need } = recipe.registration.implicit
  const asked = holds(when, answers, recipe)
  return {
    implicit: { accessTokens: asked && accessTokens, idTokens: asked && idTokens },
    implicitNeeded: need === 'yes',
  }
}

function wantedPermissions(
  recipe: Recipe,
  { answers }: Setup,
  records: readonly StepRecord[],
  catalogue: PermissionCatalogue,
): WantedPermission[] {
  const replaced = replacedBy(recipe, answers, records)
  return needed(recipe.permissions, answers, recipe)
    .filter(({ need, when }) => need !== 'surplus' && (need !== 'alternative' || when !== undefined))
    .map(({ resource, value, kind }) => ({
      resource,
      value,
      kind,
      id: sureId(catalogue, { resource, value, kind }),
      resourceAppId: catalogue[resource].id,
      stand: kind === 'application' && replaced.names.includes(value) ? replaced.stand : 'wanted',
    }))
}

/** Which permissions roles in Exchange replace, and how far that is. @see setup-automation 1.2 */
function replacedBy(
  recipe: Recipe,
  answers: Setup['answers'],
  records: readonly StepRecord[],
): { readonly names: readonly string[]; readonly stand: Stand } {
  const { scoping } = recipe
  if (scoping?.entraConsent !== 'remove') return { names: [], stand: 'wanted' }
  const steps = needed(recipe.steps, answers, recipe)
  const stands = (id: string, ...states: readonly string[]) =>
    records.some(({ stepId, state }) => stepId === id && states.includes(state))
  const of = (action: 'remove-app-consent' | 'assign-app-roles') =>
    steps.filter(({ practice }) => practice.includes(action))
  const reached = (action: 'remove-app-consent' | 'assign-app-roles') =>
    of(action).some(({ id }) => stands(id, 'done', 'waiting'))
  // Its turn has come: the role is there, and the product was tried with it.
  const due = of('remove-app-consent').some(({ needs }) =>
    needs.every((id) => stands(id, 'done', 'not-needed') || steps.every((step) => step.id !== id)),
  )
  const names = needed(scoping.roles, answers, recipe).map(({ replaces }) => replaces)
  const limited = reached('assign-app-roles')
  if (reached('remove-app-consent') || (limited && due)) return { names, stand: 'unwanted' }
  return { names, stand: limited ? 'either' : 'wanted' }
}

function sureId(catalogue: PermissionCatalogue, name: PermissionName): string | null {
  const permission = findPermission(catalogue, name)
  return permission?.sure === 'verified' ? permission.id : null
}

/** The steps of these answers say which kind is made; a recipe may know more kinds than the product is given. */
function wantedCredential(recipe: Recipe, { answers }: Setup, steps: StepIds): WantedCredential | null {
  const asked = (['certificate', 'secret'] as const).filter(
    (kind) => recipe.credential.kinds.includes(kind) && steps[kind] !== null,
  )
  if (asked.length === 0) return null
  const answer = answers['secret-lifetime']
  const months = typeof answer === 'string' ? Number(/^months-(\d{1,2})$/.exec(answer)?.[1] ?? '12') : 12
  return { kinds: asked, months }
}

function domainsOf(mailboxes: readonly Mailbox[]): string[] {
  const senders = mailboxes.filter(({ purpose }) => purpose === 'sender')
  const addresses = senders.flatMap((mailbox) =>
    isDelegated(mailbox) ? [mailbox.address, mailbox.signInAs] : [mailbox.address],
  )
  const domains = addresses.map((address) => address.slice(address.lastIndexOf('@') + 1).toLowerCase())
  return [...new Set(domains)].filter((domain) => domain !== '').sort()
}
