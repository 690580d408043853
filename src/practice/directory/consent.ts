/** Who has agreed to what, and who may agree. @see reference 1.6, 2.5 */
import type { Consent, Registration, User } from '../tenant/state.ts'
import type { Tenant } from '../tenant/tenant.ts'
import {
  covers,
  findDelegated,
  openIdScopes,
  type Permission,
  type ResourceId,
  type Scope,
} from './permissions.ts'
import { permissionByName } from './permission-ids.ts'
import { ensurePrincipal, findPrincipal } from './principals.ts'
import { mayConsentForAll } from './roles.ts'

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

/**
 * The administrator's button: everything on the registration, and where people sign in what every sign-in asks for
 * besides.
 */
export function grantAdminConsent(tenant: Tenant, registration: Registration): void {
  const asked = configured(registration)
  const everySignIn = openIdScopes.map((value) => ({
    resource: 'openid' as const,
    value,
    kind: 'delegated' as const,
  }))
  const besides = asked.some(({ kind }) => kind === 'delegated') ? everySignIn : []
  consentForEverybody(tenant, registration, [...asked, ...besides])
}

/**
 * @param whole the APIs whose list was asked for as a whole: what was granted there and is not on the list is taken away
 */
export function consentForEverybody(
  tenant: Tenant,
  { clientId }: Registration,
  permissions: readonly AskedPermission[],
  whole: readonly ResourceId[] = [],
): void {
  const listed = (consent: Consent) =>
    permissions.some(
      ({ resource, value, kind }) =>
        resource === consent.resource && value === consent.value && kind === consent.kind,
    )
  tenant.state.consents = tenant.state.consents.filter(
    (consent) =>
      consent.clientId !== clientId ||
      consent.principal !== 'all' ||
      !whole.some((resource) => resource === consent.resource) ||
      listed(consent),
  )
  for (const permission of permissions) addConsent(tenant, { clientId, principal: 'all', ...permission })
}

/** Whoever agrees to something lets the application in: its service principal is made with the first consent. */
export function addConsent(tenant: Tenant, consent: Consent): void {
  ensurePrincipal(tenant, consent.clientId)
  const known = tenant.state.consents.some(
    (other) =>
      other.clientId === consent.clientId &&
      other.principal === consent.principal &&
      other.resource === consent.resource &&
      other.value === consent.value &&
      other.kind === consent.kind,
  )
  if (!known) tenant.state.consents.push({ ...consent, grantedAt: tenant.clock() })
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
      // a grant whose list was emptied stays as a grant of nothing
      consent.value !== '' &&
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

/** May this person agree to these by himself? An administrator may, for everybody. @see reference 1.6 */
export function mayConsent(
  tenant: Tenant,
  { clientId }: Registration,
  user: User,
  permissions: readonly Permission[],
): boolean {
  if (permissions.length === 0 || mayConsentForAll(tenant, user.id)) return true
  // whom an application is kept for is an administrator's question, and so is what it may do
  if (findPrincipal(tenant, { appId: clientId })?.enterprise.assignmentRequired === true) return false
  if (tenant.state.policies.userConsentOff) return false
  return (
    (tenant.state.userConsentAllowed && permissions.every((one) => !adminOnly(one))) ||
    permissions.every((permission) => permission.harmless)
  )
}

function adminOnly({ resource, value }: Permission): boolean {
  return (
    (resource === 'graph' || resource === 'exchange') &&
    permissionByName(resource, 'delegated', value)?.adminOnly === true
  )
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
      principal: forEverybody && mayConsentForAll(tenant, user.id) ? 'all' : user.id,
      resource,
      value,
      kind: 'delegated',
    })
}
