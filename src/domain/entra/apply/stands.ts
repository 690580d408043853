/** Whether the tenant shows what a change was to bring about. What could not be read shows nothing. */
import { listOf } from '../audit/redirects.ts'
import type { EntraFacts } from '../facts/entra-facts.ts'
import type { Reading } from '../facts/reading.ts'
import type { Change } from '../plan/change.schema.ts'

/** `made`: id of what the change made, where it could not be known before. */
export function stands(change: Change, facts: EntraFacts, made: string | null): boolean {
  const application = valueOf(facts.application) ?? null
  const principal = valueOf(facts.servicePrincipal) ?? null
  const { kind, after } = change
  switch (kind) {
    case 'create-application':
    case 'restore-application':
      return application !== null && (made === null || application.id === made)
    case 'delete-application':
      return facts.application.read && application === null
    case 'set-disabled':
      return application?.disabled === after
    case 'set-audience':
      return application?.audience === after
    case 'set-redirects':
      return (
        application !== null &&
        sameSet(listOf(application.redirects).map(textOf), listOf(change.after).map(textOf))
      )
    case 'set-implicit':
      return (
        application?.implicit.accessTokens === change.after.accessTokens &&
        application.implicit.idTokens === change.after.idTokens
      )
    case 'set-public-client':
      return application?.publicClient === after
    case 'set-permissions':
      return (
        application !== null &&
        sameSet(
          application.access.map(({ id, type }) => `${type} ${id}`),
          change.after.map(({ id, type }) => `${type} ${id}`),
        )
      )
    case 'set-notes':
      return application !== null && (application.notes ?? '') === (change.after ?? '')
    case 'add-owner':
      return valueOf(facts.owners)?.some(({ id }) => id === change.after.id) === true
    case 'remove-owner':
      return valueOf(facts.owners)?.some(({ id }) => id === change.before.id) === false
    case 'add-secret':
    case 'add-certificate':
      return application?.credentials.some(({ keyId }) => keyId === (made ?? change.after.keyId)) === true
    case 'remove-secret':
    case 'remove-certificate':
      return application?.credentials.some(({ keyId }) => keyId === change.before.keyId) === false
    case 'create-service-principal':
    case 'restore-service-principal':
      return principal !== null
    case 'delete-service-principal':
      return facts.servicePrincipal.read && principal === null
    case 'set-sign-in':
      return principal?.accountEnabled === after
    case 'set-assignment-required':
      return principal?.assignmentRequired === after
    case 'create-grant':
    case 'set-grant': {
      const { resourceId, principalId, scopes } = change.after
      const grant = grantFor(facts, { resourceId, principalId })
      return grant !== null && sameSet(grant.scopes, scopes)
    }
    case 'remove-grant':
      return facts.grants.read && grantFor(facts, change.before) === null
    case 'add-role':
      return roleFor(facts, change.after) !== null
    case 'remove-role':
      return facts.roles.read && roleFor(facts, change.before) === null
  }
}

export function grantFor(
  { grants }: Pick<EntraFacts, 'grants'>,
  wanted: { readonly resourceId: string; readonly principalId: string | null },
) {
  const all = grants.read ? grants.value : []
  return (
    all.find(
      ({ resourceId, principalId }) => resourceId === wanted.resourceId && principalId === wanted.principalId,
    ) ?? null
  )
}

export function roleFor(
  { roles }: Pick<EntraFacts, 'roles'>,
  wanted: { readonly resourceId: string; readonly roleId: string },
) {
  const all = roles.read ? roles.value : []
  return (
    all.find(({ resourceId, roleId }) => resourceId === wanted.resourceId && roleId === wanted.roleId) ?? null
  )
}

function valueOf<T>(reading: Reading<T>): T | undefined {
  return reading.read ? reading.value : undefined
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  const [left, right] = [new Set(a), new Set(b)]
  return left.size === right.size && [...left].every((one) => right.has(one))
}

const textOf = ({ platform, uri }: { readonly platform: string; readonly uri: string }) =>
  `${platform} ${uri}`
