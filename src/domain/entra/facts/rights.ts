/** What an administrator is asked for, and which roles of the directory suffice besides. */

/** Delegated permissions of Microsoft Graph. */
export const adminRights = [
  'User.Read',
  'Application.Read.All',
  'Directory.Read.All',
  'Policy.Read.All',
  'AuditLog.Read.All',
  'Application.ReadWrite.All',
  'DelegatedPermissionGrant.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
] as const
export type AdminRight = (typeof adminRights)[number]

/**
 * What reading takes, fact by fact: the least Graph documents for the call. Delegated grants can only be read with
 * Directory.Read.All; there is nothing smaller.
 */
export const readRights = {
  application: 'Application.Read.All',
  namesakes: 'Application.Read.All',
  deleted: 'Application.Read.All',
  owners: 'Application.Read.All',
  servicePrincipal: 'Application.Read.All',
  grants: 'Directory.Read.All',
  roles: 'Application.Read.All',
  graph: 'Application.Read.All',
  exchange: 'Application.Read.All',
  credentialPolicy: 'Policy.Read.All',
  userConsent: 'Policy.Read.All',
  securityDefaults: 'Policy.Read.All',
  legacyBlocks: 'Policy.Read.All',
  organization: 'User.Read',
  assigned: 'Application.Read.All',
} as const satisfies Readonly<Record<string, AdminRight>>

export const rightsToRead: readonly AdminRight[] = [...new Set(Object.values(readRights))].sort()

/** What looking into the sign-in logs takes; asked for only by an act that looks into them. */
export const signInLogRight: AdminRight = 'AuditLog.Read.All'

/** Roles of the directory that suffice for a change; any one of those named. @see setup-automation 6 */
export const directoryRoles = [
  'application-developer',
  'cloud-application-administrator',
  'application-administrator',
  'ai-administrator',
  'privileged-role-administrator',
] as const
export type DirectoryRole = (typeof directoryRoles)[number]
