/** Who has agreed to what, and who may agree. @see reference 1.6, 2.5 */
import type { Registration, User } from '../tenant/state.ts'
import type { Tenant } from '../tenant/tenant.ts'
import {
  covers,
  findDelegated,
  openIdScopes,
  type Permission,
  type ResourceId,
  type Scope,
} from './permissions.ts'

/** A permission somebody is asked to agree to; those of applications only an administrator is asked for. */
export interface AskedPermission {
  resource: ResourceId
  value: string
  kind: 'delegated' | 'application'
}

/** Everything on the registration, of one resource or of all. */
export function configured(registration: Registration, resource?: ResourceId): AskedPermission[] {
  return registration.permissions
    .filter((permission) => resource === undefined || permission.resource === resource)
    .map((permission) => ({
      resource: findDelegated('openid', permission.value) === undefined ? permission.resource : 'openid',
      value: permission.value,
      kind: permission.kind,
    }))
}

/** The administrator's button: everything on the registration, and what every sign-in asks for besides. */
export function grantAdminConsent(tenant: Tenant, registration: Registration): void {
  const everySignIn = openIdScopes.map((value) => ({
    resource: 'openid' as const,
    value,
    kind: 'delegated' as const,
  }))
  consentForEverybody(tenant, registration, [...configured(registration), ...everySignIn])
}

export function consentForEverybody(
  tenant: Tenant,
  { clientId }: Registration,
  permissions: readonly AskedPermission[],
): void {
  for (const permission of permissions) addConsent(tenant, { clientId, principal: 'all', ...permission })
}

function addConsent(tenant: Tenant, consent: Tenant['state']['consents'][number]): void {
  const known = tenant.state.consents.some(
    (other) =>
      other.clientId === consent.clientId &&
      other.principal === consent.principal &&
      other.resource === consent.resource &&
      other.value === consent.value &&
      other.kind === consent.kind,
  )
  if (!known) tenant.state.consents.push(consent)
}

export function revokeConsent(tenant: Tenant, clientId: string): void {
  tenant.state.consents = tenant.state.consents.filter((consent) => consent.clientId !== clientId)
}

/** What this user's sign-ins to this client may use. */
export function consented(tenant: Tenant, clientId: string, user: User) {
  return tenant.state.consents.filter(
    (consent) =>
      consent.clientId === clientId &&
      consent.kind === 'delegated' &&
      (consent.principal === 'all' || consent.principal === user.id),
  )
}

/** The application permissions an administrator has agreed to: what becomes `roles`. */
export function grantedRoles(tenant: Tenant, clientId: string, resource: 'graph' | 'exchange'): string[] {
  return tenant.state.consents
    .filter(
      (consent) =>
        consent.clientId === clientId && consent.kind === 'application' && consent.resource === resource,
    )
    .map((consent) => consent.value)
    .sort()
}

/** Takes one application permission's consent away and leaves the others. @see reference 6.6 */
export function revokeAppPermission(
  tenant: Tenant,
  clientId: string,
  resource: 'graph' | 'exchange',
  value: string,
): void {
  tenant.state.consents = tenant.state.consents.filter(
    (consent) =>
      consent.clientId !== clientId ||
      consent.kind !== 'application' ||
      consent.resource !== resource ||
      consent.value !== value,
  )
}

/** The permissions among the asked-for that nobody has agreed to yet; '.default' means the registration's own list. */
export function missingConsent(
  tenant: Tenant,
  registration: Registration,
  user: User,
  scopes: readonly Scope[],
): Permission[] {
  const granted = consented(tenant, registration.clientId, user)
  return wanted(registration, scopes).filter((permission) => !granted.some((one) => covers(one, permission)))
}

/** The permissions a list of scopes stands for. */
export function wanted(registration: Registration, scopes: readonly Scope[]): Permission[] {
  const values = scopes.flatMap((scope): { resource: Scope['resource']; value: string }[] =>
    scope.value === '.default'
      ? registration.permissions.filter(
          (permission) => permission.kind === 'delegated' && permission.resource === scope.resource,
        )
      : [scope],
  )
  const found = values.flatMap(({ resource, value }) => findDelegated(resource, value) ?? [])
  return [...new Set(found)]
}

/** May this person agree to these by himself? An administrator may, for everybody. */
export function mayConsent(tenant: Tenant, user: User, permissions: readonly Permission[]): boolean {
  if (user.kind === 'admin' || tenant.state.userConsentAllowed) return true
  return permissions.every((permission) => permission.harmless)
}

export function giveConsent(
  tenant: Tenant,
  registration: Registration,
  user: User,
  permissions: readonly Permission[],
  forEverybody: boolean,
): void {
  for (const { resource, value } of permissions)
    addConsent(tenant, {
      clientId: registration.clientId,
      principal: forEverybody && user.kind === 'admin' ? 'all' : user.id,
      resource,
      value,
      kind: 'delegated',
    })
}
