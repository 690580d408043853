/** Enterprise applications: the service principal of each application that this tenant has let in. @see reference 2.7 */
import { randomUUID } from 'node:crypto'
import { type Enterprise, enterpriseState } from '../tenant/directory-state.ts'
import { guidFor, seedTenant } from '../tenant/seed.ts'
import type { Registration, TenantState } from '../tenant/state.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { firstPartyApis, firstPartyName, microsoftTenant } from './first-party.ts'
import { roleTemplates } from '../contract/role-names.ts'

export interface Principal {
  id: string
  appId: string
  displayName: string
  ownerTenant: string
  /** undefined: it is registered in another tenant */
  registration: Registration | undefined
  /** where it is kept: a change here is a change of the tenant */
  enterprise: Enterprise
}

const ofRegistration = ({ state }: Tenant, registration: Registration): Principal => ({
  id: registration.servicePrincipalId,
  appId: registration.clientId,
  displayName: registration.displayName,
  ownerTenant: state.tenantId,
  registration,
  enterprise: registration.enterprise,
})
const ofForeign = (one: TenantState['foreignPrincipals'][number]): Principal => ({
  id: one.id,
  appId: one.appId,
  displayName: one.displayName,
  ownerTenant: one.ownerTenant,
  registration: undefined,
  enterprise: one,
})

export function principals(tenant: Tenant): Principal[] {
  const { registrations, foreignPrincipals } = tenant.state
  return [
    ...registrations.filter((one) => one.enterprise.exists).map((one) => ofRegistration(tenant, one)),
    ...foreignPrincipals.map(ofForeign),
  ]
}

export function findPrincipal(
  tenant: Tenant,
  key: { id: string } | { appId: string },
): Principal | undefined {
  const { registrations, foreignPrincipals } = tenant.state
  const wanted = ('id' in key ? key.id : key.appId).toLowerCase()
  const registration = registrations.find(
    (one) => one.enterprise.exists && ('id' in key ? one.servicePrincipalId : one.clientId) === wanted,
  )
  if (registration !== undefined) return ofRegistration(tenant, registration)
  const foreign = foreignPrincipals.find((one) => ('id' in key ? one.id : one.appId) === wanted)
  return foreign === undefined ? undefined : ofForeign(foreign)
}

/** The application gets its service principal, if it has none: by hand, or by the first consent. */
export function ensurePrincipal(tenant: Tenant, appId: string): Principal | undefined {
  const known = findPrincipal(tenant, { appId })
  if (known !== undefined) return known
  const registration = tenant.state.registrations.find((one) => one.clientId === appId)
  if (registration !== undefined) {
    // one that was deleted does not come back under its old id
    const before = tenant.state.deletedPrincipals.some((one) => one.clientId === appId)
    if (before) registration.servicePrincipalId = randomUUID()
    registration.enterprise = enterpriseState.parse({ createdAt: tenant.clock() })
    return ofRegistration(tenant, registration)
  }
  const displayName = firstPartyName(appId)
  if (displayName === undefined) return undefined
  return ofForeign(addForeign(tenant.state, appId, displayName, microsoftTenant, tenant.clock()))
}

export function addForeign(
  state: TenantState,
  appId: string,
  displayName: string,
  ownerTenant: string,
  createdAt: number,
) {
  const made = {
    ...enterpriseState.parse({ createdAt }),
    id: guidFor(state.seed, `service principal ${appId}`),
    appId,
    displayName,
    ownerTenant,
  }
  state.foreignPrincipals.push(made)
  return made
}

/** Takes the service principal away, with everything it was granted; both can come back for thirty days. */
export function deletePrincipal(tenant: Tenant, { id, appId, registration }: Principal): void {
  const { state } = tenant
  const gone = takeGrants(tenant, appId)
  if (registration === undefined) {
    state.foreignPrincipals = state.foreignPrincipals.filter((one) => one.appId !== appId)
    return
  }
  state.deletedPrincipals.push({
    principalId: id,
    clientId: appId,
    enterprise: registration.enterprise,
    deletedAt: tenant.clock(),
    ...gone,
  })
  registration.enterprise = { ...registration.enterprise, exists: false }
}

/** Everything granted to an application, and everybody assigned to it, taken out of the tenant. */
export function takeGrants({ state }: Tenant, clientId: string) {
  const gone = {
    consents: state.consents.filter((one) => one.clientId === clientId),
    assignments: state.userAssignments.filter((one) => one.clientId === clientId),
  }
  state.consents = state.consents.filter((one) => one.clientId !== clientId)
  state.userAssignments = state.userAssignments.filter((one) => one.clientId !== clientId)
  return gone
}

/** What a tenant has from the start, also one that is kept since before it was remembered. */
export function withDirectory(state: TenantState, now: number): TenantState {
  for (const [appId, displayName] of firstPartyApis)
    if (!state.foreignPrincipals.some((one) => one.appId === appId))
      addForeign(state, appId, displayName, microsoftTenant, now)
  for (const { clientId } of state.consents) {
    const displayName = firstPartyName(clientId)
    if (displayName !== undefined && !state.foreignPrincipals.some((one) => one.appId === clientId))
      addForeign(state, clientId, displayName, microsoftTenant, now)
  }
  const { admin, administrators } = seedTenant(state.seed, 1)
  const fresh = state.directoryRoles.length === 0
  for (const { role, user } of [{ role: 'Global Administrator' as const, user: admin }, ...administrators]) {
    const known = state.users.find((one) => one.address === user.address)
    if (known !== undefined && !fresh) continue
    if (known === undefined) {
      state.users.push({ ...user, sender: false, enabled: true })
      state.exchange.withoutMailbox.push(user.address)
    }
    state.directoryRoles.push({
      id: guidFor(state.seed, `role ${role}`),
      principalId: known?.id ?? user.id,
      roleDefinitionId: roleTemplates[role],
      scope: '/',
      eligible: false,
    })
  }
  return state
}
