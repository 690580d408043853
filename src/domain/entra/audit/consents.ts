/** Granted permissions against those that are wanted: delegated ones for everybody, application ones one by one. */
import type { EntraFacts, GrantFacts, RoleFacts } from '../facts/entra-facts.ts'
import type { Wanted, WantedPermission } from '../wanted/wanted.ts'
import type { CheckFacts, PermissionFact } from './check.ts'
import { apiOf, idOf, isHarmless, type Apis } from './permissions.ts'

export interface Granted {
  readonly grants: readonly GrantFacts[]
  readonly roles: readonly RoleFacts[]
}

export function missingConsents({ permissions }: Wanted, { grants, roles }: Granted, apis: Apis) {
  return permissions.filter(
    (one) =>
      one.stand === 'wanted' &&
      !(one.kind === 'delegated'
        ? grants.some(
            (grant) =>
              grant.principalId === null && isOf(grant, one, apis) && grant.scopes.includes(one.value),
          )
        : roles.some((role) => isRole(role, one, apis))),
  )
}

/** How many people consented for themselves to what is missing for everybody. */
export function consentsOfSome(
  missing: readonly WantedPermission[],
  { grants }: Granted,
  apis: Apis,
): CheckFacts['consent']['forSome'] {
  return missing
    .filter(({ kind }) => kind === 'delegated')
    .map((one) => ({
      value: one.value,
      people: grants.filter(
        (grant) => grant.principalId !== null && isOf(grant, one, apis) && grant.scopes.includes(one.value),
      ).length,
    }))
    .filter(({ people }) => people > 0)
}

/** Scopes of a grant that the recipe does not want. */
export function surplusScopes(grant: GrantFacts, { permissions }: Wanted, apis: Apis): string[] {
  return grant.scopes.filter(
    (value) =>
      !isHarmless(value, 'delegated') &&
      !permissions.some((one) => one.kind === 'delegated' && one.value === value && isOf(grant, one, apis)),
  )
}

export function surplusRoles({ permissions }: Wanted, { roles }: Granted, apis: Apis): RoleFacts[] {
  return roles.filter((role) => !permissions.some((one) => isRole(role, one, apis)))
}

/** Values of the application permissions that are granted, as “Mail.Send”; null where they or their names were not read. */
export function grantedValues({
  roles,
  graph,
  exchange,
}: Pick<EntraFacts, 'roles' | 'graph' | 'exchange'>): string[] | null {
  if (!roles.read || !graph.read || !exchange.read) return null
  return roles.value.map((role) => roleFact(role, { graph, exchange }).value)
}

/** Grants of permissions that roles in Exchange replace; `unwanted` are those whose removal is due, `either` may still stand. */
export function replacedRoles(
  { permissions }: Wanted,
  { roles }: Granted,
  apis: Apis,
  stands: readonly ('unwanted' | 'either')[] = ['unwanted'],
): RoleFacts[] {
  const replaced = permissions.filter(({ stand }) => stand !== 'wanted' && stands.includes(stand))
  return roles.filter((role) => replaced.some((one) => isRole(role, one, apis)))
}

export function roleFact({ resourceId, roleId }: RoleFacts, apis: Apis): PermissionFact {
  const api = apiOf(apis, { id: resourceId })
  return {
    value: api?.roles.find(({ id }) => id === roleId)?.value ?? roleId,
    kind: 'application',
    resource: api?.displayName ?? resourceId,
  }
}

export function scopeFact(grant: GrantFacts, value: string, apis: Apis): PermissionFact {
  return {
    value,
    kind: 'delegated',
    resource: apiOf(apis, { id: grant.resourceId })?.displayName ?? grant.resourceId,
  }
}

function isOf({ resourceId }: GrantFacts, { resourceAppId }: WantedPermission, apis: Apis): boolean {
  return apiOf(apis, { id: resourceId })?.appId === resourceAppId
}

function isRole(role: RoleFacts, one: WantedPermission, apis: Apis): boolean {
  return (
    one.kind === 'application' &&
    apiOf(apis, { id: role.resourceId })?.appId === one.resourceAppId &&
    role.roleId === idOf(apis, one)
  )
}
