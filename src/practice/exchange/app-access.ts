/**
 * What an application on its own may do in a mailbox: Entra's permission for all mailboxes, and the roles of RBAC for
 * Applications inside a scope. The two add up. @see reference 4.6, 6.6
 */
import { PracticeError } from '../contract/calls.ts'
import { needRegistration } from '../directory/registrations.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { findRecipient, membersOf } from './recipients.ts'
import { needMailbox } from './rights.ts'
import { scopeMembers } from './scope-filter.ts'

/** An application as its token describes it. */
export interface AppCaller {
  appId: string
  /** object id of the Enterprise application */
  objectId: string
  /** the `roles` of the token: what was consented to when it was issued */
  roles: readonly string[]
}
export type AppNeed = 'send' | 'read' | 'read-headers' | 'folders' | 'write' | 'ews'
export type AppVerdict = 'granted' | 'denied' | 'blocked-by-policy'

const readers = ['Mail.Read', 'Mail.ReadWrite']
const roleReaders = [
  'Application Mail.Read',
  'Application Mail.ReadWrite',
  'Application Mail Full Access',
  'Application Exchange Full Access',
]
/** The permission in Entra, and the role in Exchange, that allow each thing. */
const needs: Readonly<Record<AppNeed, { entra: readonly string[]; rbac: readonly string[] }>> = {
  send: {
    entra: ['Mail.Send'],
    rbac: ['Application Mail.Send', 'Application Mail Full Access', 'Application Exchange Full Access'],
  },
  read: { entra: readers, rbac: roleReaders },
  'read-headers': {
    entra: [...readers, 'Mail.ReadBasic', 'Mail.ReadBasic.All'],
    rbac: [...roleReaders, 'Application Mail.ReadBasic'],
  },
  folders: {
    entra: [
      ...readers,
      'Mail.ReadBasic',
      'Mail.ReadBasic.All',
      'MailboxFolder.Read.All',
      'MailboxFolder.ReadWrite.All',
    ],
    rbac: [...roleReaders, 'Application Mail.ReadBasic'],
  },
  write: {
    entra: ['Mail.ReadWrite'],
    rbac: ['Application Mail.ReadWrite', 'Application Mail Full Access', 'Application Exchange Full Access'],
  },
  ews: {
    entra: ['full_access_as_app'],
    rbac: ['Application EWS.AccessAsApp', 'Application Exchange Full Access'],
  },
}

export function appRight(tenant: Tenant, app: AppCaller, need: AppNeed, mailbox: string): AppVerdict {
  if (tenant.faults.on('unscoped-app')) return 'granted'
  if (tenant.faults.hits('app-out-of-scope', mailbox)) return 'denied'
  const { entra, rbac } = needs[need]
  if (inScope(tenant, app.objectId, rbac, mailbox)) return 'granted'
  if (!entra.some((role) => app.roles.includes(role))) return 'denied'
  return blockedByPolicy(tenant, app.appId, mailbox) ? 'blocked-by-policy' : 'granted'
}

/** Exchange only knows the application under the object id it was registered with. */
export function knownToExchange(tenant: Tenant, app: Pick<AppCaller, 'appId' | 'objectId'>): boolean {
  return tenant.state.servicePrincipals.some(
    (one) => one.appId === app.appId && one.objectId === app.objectId,
  )
}

/** SMTP: with the claim Full Access on the mailbox decides, without it the role and its scope do. */
export function maySubmitAs(tenant: Tenant, app: AppCaller, mailbox: string): boolean {
  if (!knownToExchange(tenant, app)) return false
  if (tenant.faults.on('unscoped-app')) return true
  if (tenant.faults.hits('app-out-of-scope', mailbox)) return false
  if (!app.roles.includes('SMTP.SendAsApp'))
    return inScope(tenant, app.objectId, ['Application SMTP.SendAsApp'], mailbox)
  return tenant.state.appFullAccess.some(
    (grant) => grant.mailbox === mailbox && grant.servicePrincipal === app.objectId,
  )
}

/** IMAP knows no roles: Full Access on the mailbox decides. */
export function mayOpenByImap(tenant: Tenant, app: AppCaller, mailbox: string): boolean {
  if (tenant.faults.on('unscoped-app')) return true
  if (tenant.faults.hits('app-out-of-scope', mailbox)) return false
  return tenant.state.appFullAccess.some(
    (grant) => grant.mailbox === mailbox && grant.servicePrincipal === app.objectId,
  )
}

function inScope(tenant: Tenant, objectId: string, roles: readonly string[], mailbox: string): boolean {
  const { roleAssignments, managementScopes } = tenant.state
  return roleAssignments.some(
    (assignment) =>
      assignment.servicePrincipal === objectId &&
      roles.includes(assignment.role) &&
      (assignment.scope === null ||
        managementScopes.some(
          (scope) => scope.name === assignment.scope && scopeMembers(tenant, scope).includes(mailbox),
        )),
  )
}

/** Any matching denial wins; a restriction lets in whom it names and shuts out the rest. @see reference 6.6 */
function blockedByPolicy(tenant: Tenant, appId: string, mailbox: string): boolean {
  const policies = tenant.state.accessPolicies.filter((policy) => policy.appId === appId)
  const matching = policies.filter((policy) => policyMembers(tenant, policy).includes(mailbox))
  if (matching.some((policy) => policy.right === 'DenyAccess')) return true
  if (matching.some((policy) => policy.right === 'RestrictAccess')) return false
  return policies.some((policy) => policy.right === 'RestrictAccess')
}

/** A policy made by cmdlet follows its groups; another one is its list. */
function policyMembers(
  tenant: Tenant,
  policy: { appId: string; right: 'RestrictAccess' | 'DenyAccess'; members: readonly string[] },
): readonly string[] {
  const groups = tenant.state.exchange.policyGroups.filter(
    ({ appId, right }) => appId === policy.appId && right === policy.right,
  )
  if (groups.length === 0) return policy.members
  return groups.flatMap(({ group }) => {
    const recipient = findRecipient(tenant, group)
    return recipient?.kind === 'group' ? membersOf(tenant, recipient.group) : [group]
  })
}

/** New-ServicePrincipal: takes whatever object id it is given, and a wrong one shows at the sign-in only. */
export function registerServicePrincipal(tenant: Tenant, clientId: string, objectId: string): void {
  const { clientId: appId, displayName } = needRegistration(tenant, clientId)
  const { state } = tenant
  state.servicePrincipals = [
    ...state.servicePrincipals.filter((one) => one.appId !== appId),
    { appId, objectId: objectId.trim().toLowerCase(), displayName },
  ]
}

export function createScope(tenant: Tenant, name: string, members: readonly string[]): void {
  const { state } = tenant
  const addresses = [...new Set(members.flatMap((address) => mailboxesOf(tenant, address)))]
  state.managementScopes = [
    ...state.managementScopes.filter((scope) => scope.name !== name),
    { name, members: addresses },
  ]
}

/** The mailbox itself, or those of the group's members. */
function mailboxesOf(tenant: Tenant, address: string): string[] {
  const recipient = findRecipient(tenant, address)
  return recipient?.kind === 'group'
    ? membersOf(tenant, recipient.group)
    : [needMailbox(tenant, address).address]
}

/** `scope` null: every mailbox of the tenant. */
export function assignAppRole(tenant: Tenant, clientId: string, role: string, scope: string | null): void {
  const { state } = tenant
  const { objectId } = needServicePrincipal(tenant, clientId)
  if (scope !== null && !state.managementScopes.some((one) => one.name === scope))
    throw new PracticeError('unknown-scope', `The practice tenant has no management scope "${scope}".`)
  const rest = state.roleAssignments.filter(
    (one) => one.servicePrincipal !== objectId || one.role !== role || one.scope !== scope,
  )
  state.roleAssignments = [...rest, { servicePrincipal: objectId, role, scope }]
}

export function removeAppRole(tenant: Tenant, clientId: string, role: string): void {
  const { objectId } = needServicePrincipal(tenant, clientId)
  const { state } = tenant
  state.roleAssignments = state.roleAssignments.filter(
    (one) => one.servicePrincipal !== objectId || one.role !== role,
  )
}

export function grantAppFullAccess(tenant: Tenant, mailbox: string, clientId: string): void {
  const { objectId } = needServicePrincipal(tenant, clientId)
  const grant = { mailbox: needMailbox(tenant, mailbox).address, servicePrincipal: objectId }
  const list = tenant.state.appFullAccess
  if (!list.some((one) => one.mailbox === grant.mailbox && one.servicePrincipal === objectId))
    list.push(grant)
}

/** `right` null takes the application's policies away. */
export function setAccessPolicy(
  tenant: Tenant,
  clientId: string,
  right: 'RestrictAccess' | 'DenyAccess' | null,
  members: readonly string[],
): void {
  const appId = needRegistration(tenant, clientId).clientId
  const addresses = members.map((address) => needMailbox(tenant, address).address)
  const { state } = tenant
  const rest = state.accessPolicies.filter((policy) => policy.appId !== appId || policy.right !== right)
  state.accessPolicies =
    right === null
      ? state.accessPolicies.filter((policy) => policy.appId !== appId)
      : [...rest, { appId, right, members: addresses }]
}

function needServicePrincipal(tenant: Tenant, clientId: string) {
  const appId = needRegistration(tenant, clientId).clientId
  const known = tenant.state.servicePrincipals.find((one) => one.appId === appId)
  if (known === undefined)
    throw new PracticeError(
      'unknown-service-principal',
      `Exchange does not know the application ${appId}: register its service principal first.`,
    )
  return known
}
