/**
 * Who may do what in the directory. A person needs the permission and the role, and a missing one of either is refused
 * in the same words; an application needs the permission alone. @see reference 2.5, 7.3
 */
import type { RoleName } from '../../contract/role-names.ts'
import { holdsOneOf } from '../../directory/roles.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import type { Caller } from '../caller.ts'

/** One permission out of every group. */
type Groups = readonly (readonly string[])[]
export interface Need {
  delegated: Groups
  application: Groups
  /** one of these; absent: every member of the tenant */
  roles?: readonly RoleName[]
  /** or one out of every group of these */
  together?: readonly (readonly RoleName[])[]
  /** a permission that reaches only what the application owns */
  owned?: readonly string[]
}

const directoryReaders = ['Directory.Read.All', 'Directory.ReadWrite.All']
const appReaders = ['Application.Read.All', 'Application.ReadWrite.All', ...directoryReaders]
const policyRoles: readonly RoleName[] = ['Security Reader', 'Global Reader', 'Security Administrator']
const appRoles: readonly RoleName[] = ['Application Administrator', 'Cloud Application Administrator']
const owned = ['Application.ReadWrite.OwnedBy']
const policyReader = [['Policy.Read.All']]
const policyWriter = [['Policy.ReadWrite.ApplicationConfiguration']]
const assignmentWriter = [appReaders, ['AppRoleAssignment.ReadWrite.All']]
const grantRoles: readonly RoleName[] = [...appRoles, 'AI Administrator', 'Privileged Role Administrator']
/** Security Administrator together with one of those who administer applications, or Global Administrator alone. */
const policyWriters = {
  roles: ['Global Administrator'],
  together: [['Security Administrator'], appRoles],
} as const satisfies Partial<Need>
const same = (groups: Groups) => ({ delegated: groups, application: groups })

export const needs = {
  readApplications: { delegated: [appReaders], application: [[...appReaders, ...owned]] },
  createApplication: {
    delegated: [['Application.ReadWrite.All', 'AppRegistration.Create']],
    application: [['Application.ReadWrite.All', 'AppRegistration.Create', ...owned]],
    roles: [...appRoles, 'Application Developer'],
  },
  writeApplication: { ...same([['Application.ReadWrite.All']]), roles: appRoles, owned },
  readGrants: same([[...directoryReaders, 'DelegatedPermissionGrant.ReadWrite.All']]),
  writeGrants: {
    ...same([['DelegatedPermissionGrant.ReadWrite.All', 'Directory.ReadWrite.All']]),
    roles: grantRoles,
  },
  readAssignments: same([appReaders]),
  /** application permissions of Microsoft Graph are not every administrator's to grant */
  assignGraphRole: { ...same(assignmentWriter), roles: ['Privileged Role Administrator'] },
  assignRole: { ...same(assignmentWriter), roles: [...appRoles, 'AI Administrator'] },
  unassignGraphRole: {
    ...same([['AppRoleAssignment.ReadWrite.All']]),
    roles: ['Privileged Role Administrator'],
  },
  unassignRole: { ...same([['AppRoleAssignment.ReadWrite.All']]), roles: [...appRoles, 'AI Administrator'] },
  readPolicies: { ...same(policyReader), roles: policyRoles },
  readGrantPolicies: { ...same([['Policy.Read.PermissionGrant', 'Policy.Read.All']]), roles: policyRoles },
  writePolicies: { ...same(policyWriter), ...policyWriters },
  assignPolicy: { ...same([...policyWriter, ['Application.ReadWrite.All']]), ...policyWriters },
  readOrganization: {
    delegated: [['User.Read', 'Organization.Read.All', ...directoryReaders]],
    application: [['Organization.Read.All', ...directoryReaders]],
  },
  readDomains: same([['Domain.Read.All', 'Domain.ReadWrite.All', ...directoryReaders]]),
  readMyRoles: { delegated: [['User.Read', 'User.Read.All', ...directoryReaders]], application: [] },
  readRoles: same([
    [
      'RoleManagement.Read.Directory',
      'RoleManagement.ReadWrite.Directory',
      'RoleManagement.Read.All',
      ...directoryReaders,
    ],
  ]),
  readEligible: same([
    [
      'RoleEligibilitySchedule.Read.Directory',
      'RoleEligibilitySchedule.ReadWrite.Directory',
      'RoleManagement.Read.Directory',
    ],
  ]),
  assignDirectoryRole: {
    ...same([['RoleManagement.ReadWrite.Directory']]),
    roles: ['Privileged Role Administrator'],
  },
  readExchangeRoles: same([['RoleManagement.Read.Exchange', 'RoleManagement.ReadWrite.Exchange']]),
  writeExchangeRoles: {
    ...same([['RoleManagement.ReadWrite.Exchange']]),
    roles: ['Privileged Role Administrator', 'Exchange Administrator'],
  },
  readUsers: same([['User.Read.All', 'User.ReadWrite.All', ...directoryReaders]]),
  readUsersBasic: same([['User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite.All', ...directoryReaders]]),
  readLicences: same([['LicenseAssignment.Read.All', 'User.Read.All', ...directoryReaders]]),
  readLogs: { ...same([['AuditLog.Read.All']]), roles: policyRoles },
  readObjects: same([directoryReaders]),
} as const satisfies Record<string, Need>

/** @param owners object ids of those to whom the object belongs: they need no role for it */
export function mayDo(tenant: Tenant, caller: Caller, need: Need, owners: readonly string[] = []): boolean {
  const holds = (groups: Groups, granted: readonly string[]) =>
    groups.length > 0 && groups.every((group) => group.some((one) => granted.includes(one)))
  if (caller.kind === 'app') {
    const { roles, objectId } = caller.app
    if (holds(need.application, roles)) return true
    return need.owned?.some((one) => roles.includes(one)) === true && owners.includes(objectId)
  }
  if (!holds(need.delegated, caller.scopes)) return false
  return (
    need.roles === undefined ||
    owners.includes(caller.user.id) ||
    holdsOneOf(tenant, caller.user.id, need.roles) ||
    need.together?.every((group) => holdsOneOf(tenant, caller.user.id, group)) === true
  )
}

export const callerId = (caller: Caller) => (caller.kind === 'app' ? caller.app.objectId : caller.user.id)
