/**
 * Consents as the directory shows them: delegated ones bundled into grants, application ones as assignments. Nothing is
 * kept twice: what stands here is read from the consents and written into them. @see reference 2.5
 */
import { createHash } from 'node:crypto'
import type { Consent } from '../tenant/state.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { noRole } from './assignments.ts'
import { apiOf, permissionById, permissionByName } from './permission-ids.ts'
import { findDelegated, openIdScopes, resourceAppIds } from './permissions.ts'
import { findPrincipal, type Principal, principals } from './principals.ts'

/** All that one application may do at one API for one person, or for everybody. */
export interface DelegatedGrant {
  id: string
  client: Principal
  resource: Principal
  /** 'all', or the object id of a person */
  principal: string
  values: string[]
}

/** openid and its companions belong to Microsoft Graph; an API without a name here goes by its client id. */
const appIdOf = (resource: string) =>
  resource === 'graph' || resource === 'openid'
    ? resourceAppIds.graph
    : resource === 'exchange'
      ? resourceAppIds.exchange
      : resource

/** The id is made of those it ties together, as Entra's is. */
function grantId(client: string, resource: string, principal: string): string {
  const bytes = [client, resource, ...(principal === 'all' ? [] : [principal])]
    .map((id) => id.replaceAll('-', ''))
    .join('')
  return Buffer.from(bytes, 'hex').toString('base64url')
}

export function delegatedGrants(tenant: Tenant): DelegatedGrant[] {
  const byAppId = new Map(principals(tenant).map((one) => [one.appId, one]))
  const found = new Map<string, DelegatedGrant>()
  for (const consent of tenant.state.consents) {
    if (consent.kind !== 'delegated') continue
    const client = byAppId.get(consent.clientId)
    const resource = byAppId.get(appIdOf(consent.resource))
    if (client === undefined || resource === undefined) continue
    const id = grantId(client.id, resource.id, consent.principal)
    const grant = found.get(id) ?? { id, client, resource, principal: consent.principal, values: [] }
    if (consent.value !== '') grant.values.push(consent.value)
    found.set(id, grant)
  }
  return [...found.values()]
}

const belongsTo =
  ({ client, resource, principal }: Omit<DelegatedGrant, 'id' | 'values'>) =>
  (consent: Consent): boolean =>
    consent.kind === 'delegated' &&
    consent.clientId === client.appId &&
    consent.principal === principal &&
    appIdOf(consent.resource) === resource.appId

/** The permissions become exactly these; with none the grant stays, and allows nothing. */
export function setGrant(
  tenant: Tenant,
  grant: Omit<DelegatedGrant, 'id' | 'values'>,
  values: readonly string[],
): void {
  const { state } = tenant
  const mine = belongsTo(grant)
  const api = apiOf(grant.resource.appId)
  const kept = new Map(state.consents.filter(mine).map((one) => [one.value, one]))
  const next = (values.length === 0 ? [''] : [...new Set(values)]).map((text): Consent => {
    // a name that is written another way is the same permission
    const value = api === undefined ? text : (findDelegated(api, text)?.value ?? text)
    return (
      kept.get(value) ?? {
        clientId: grant.client.appId,
        principal: grant.principal,
        resource: api === 'graph' && openIdScopes.includes(value) ? 'openid' : (api ?? grant.resource.appId),
        value,
        kind: 'delegated',
        grantedAt: tenant.clock(),
      }
    )
  })
  state.consents = [...state.consents.filter((one) => !mine(one)), ...next]
}

export function removeGrant(tenant: Tenant, grant: DelegatedGrant): void {
  const mine = belongsTo(grant)
  tenant.state.consents = tenant.state.consents.filter((one) => !mine(one))
}

/** An application permission an application was given, or a person or group that may use an application. */
export interface Assignment {
  id: string
  appRoleId: string
  resource: Principal
  principalId: string
  createdAt: number
  remove(): void
}

const assignmentId = (principal: string, resource: string, role: string) =>
  createHash('sha256').update(`${principal} ${resource} ${role}`).digest('base64url')

export function assignments(tenant: Tenant): Assignment[] {
  const { state } = tenant
  const byAppId = new Map(principals(tenant).map((one) => [one.appId, one]))
  const granted = state.consents.flatMap((consent): Assignment[] => {
    const client = byAppId.get(consent.clientId)
    const resource = byAppId.get(appIdOf(consent.resource))
    if (consent.kind !== 'application' || client === undefined || resource === undefined) return []
    const api = apiOf(resource.appId)
    const named = api === undefined ? undefined : permissionByName(api, 'application', consent.value)
    if (named === undefined) return []
    return [
      {
        id: assignmentId(client.id, resource.id, named.id),
        appRoleId: named.id,
        resource,
        principalId: client.id,
        createdAt: consent.grantedAt ?? client.enterprise.createdAt,
        remove: () => (state.consents = state.consents.filter((one) => one !== consent)),
      },
    ]
  })
  const assigned = state.userAssignments.flatMap((one): Assignment[] => {
    const resource = byAppId.get(one.clientId)
    if (resource === undefined) return []
    return [
      {
        id: assignmentId(one.principalId, resource.id, one.appRoleId),
        appRoleId: one.appRoleId,
        resource,
        principalId: one.principalId,
        createdAt: one.createdAt,
        remove: () => (state.userAssignments = state.userAssignments.filter((other) => other !== one)),
      },
    ]
  })
  return [...granted, ...assigned]
}

/** Undefined: the API has no such role. */
export function addAssignment(
  tenant: Tenant,
  principalId: string,
  resource: Principal,
  appRoleId: string,
): Assignment | undefined {
  const { state } = tenant
  const api = apiOf(resource.appId)
  const client = findPrincipal(tenant, { id: principalId })
  if (appRoleId === noRole)
    state.userAssignments.push({
      id: assignmentId(principalId, resource.id, appRoleId),
      principalId,
      clientId: resource.appId,
      appRoleId,
      createdAt: tenant.clock(),
    })
  else {
    const named = api === undefined ? undefined : permissionById(api, 'application', appRoleId)
    if (api === undefined || named === undefined || client === undefined) return undefined
    state.consents.push({
      clientId: client.appId,
      principal: 'all',
      resource: api,
      value: named.value,
      kind: 'application',
      grantedAt: tenant.clock(),
    })
  }
  const id = assignmentId(principalId, resource.id, appRoleId)
  return assignments(tenant).find((one) => one.id === id)
}
