/** Names and ids of permissions, requested and granted, against those that are wanted. */
import type { ResourceFacts } from '../facts/entra-facts.ts'
import { type Reading } from '../facts/reading.ts'
import type { Access } from '../facts/shapes.schema.ts'
import type { Wanted, WantedPermission } from '../wanted/wanted.ts'
import type { PermissionFact } from './check.ts'

export interface Apis {
  readonly graph: Reading<ResourceFacts | null>
  readonly exchange: Reading<ResourceFacts | null>
}

/** What every sign-in brings along and opens nothing; the portal adds User.Read by itself. @see reference 3.1 */
const harmless: readonly string[] = ['openid', 'profile', 'email', 'offline_access', 'User.Read']

export function isHarmless(value: string | null, kind: 'delegated' | 'application'): boolean {
  return kind === 'delegated' && value !== null && harmless.includes(value)
}

function factsOf(reading: Reading<ResourceFacts | null>): ResourceFacts | null {
  return reading.read ? reading.value : null
}

export function apiOf({ graph, exchange }: Apis, by: { readonly appId: string } | { readonly id: string }) {
  return (
    [factsOf(graph), factsOf(exchange)].find(
      (api) => api !== null && ('appId' in by ? api.appId === by.appId : api.id === by.id),
    ) ?? null
  )
}

/** The id in this tenant; the catalogue's where the tenant could not be asked. Null: nobody knows it. */
export function idOf(apis: Apis, { resource, value, kind, id }: WantedPermission): string | null {
  const api = factsOf(apis[resource])
  const list = kind === 'delegated' ? api?.scopes : api?.roles
  return list?.find((one) => one.value === value)?.id ?? id
}

/** Those whose id is known, as a registration asks for them. */
export function knownAccess(apis: Apis, wanted: readonly WantedPermission[]): Access[] {
  return wanted.flatMap((one) => {
    const id = idOf(apis, one)
    const { resourceAppId, value, kind } = one
    return id === null ? [] : [{ resourceAppId, id, type: kind === 'delegated' ? 'Scope' : 'Role', value }]
  })
}

export function isAccess(access: Access, apis: Apis, wanted: WantedPermission): boolean {
  return (
    access.resourceAppId === wanted.resourceAppId &&
    (access.type === 'Scope') === (wanted.kind === 'delegated') &&
    (access.id === idOf(apis, wanted) || access.value === wanted.value)
  )
}

export function wantedFact({ resource, value, kind }: WantedPermission): PermissionFact {
  return { value, kind, resource }
}

export function accessFact(access: Access, apis: Apis): PermissionFact {
  return {
    value: access.value ?? access.id,
    kind: access.type === 'Scope' ? 'delegated' : 'application',
    resource: apiOf(apis, { appId: access.resourceAppId })?.displayName ?? access.resourceAppId,
  }
}

/** Requested and not wanted by the recipe. */
export function surplusAccess(requested: readonly Access[], apis: Apis, { permissions }: Wanted): Access[] {
  return requested.filter(
    (access) =>
      !isHarmless(access.value, access.type === 'Scope' ? 'delegated' : 'application') &&
      !permissions.some((wanted) => isAccess(access, apis, wanted)),
  )
}

/** Requested although a role in Exchange has replaced it. */
export function replacedAccess(requested: readonly Access[], apis: Apis, { permissions }: Wanted): Access[] {
  const replaced = permissions.filter(({ stand }) => stand === 'unwanted')
  return requested.filter((access) => replaced.some((one) => isAccess(access, apis, one)))
}

export function missingAccess(
  requested: readonly Access[],
  apis: Apis,
  { permissions }: Wanted,
): WantedPermission[] {
  return permissions.filter(
    (wanted) => wanted.stand === 'wanted' && !requested.some((access) => isAccess(access, apis, wanted)),
  )
}
