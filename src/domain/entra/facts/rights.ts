/** What an administrator is asked for, and which roles of the directory suffice besides. */

/** Delegated permissions of Microsoft Graph. */
export const adminRights = [
  'Application.Read.All',
  'Directory.Read.All',
  'Policy.Read.All',
  'Application.ReadWrite.All',
  'DelegatedPermissionGrant.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
] as const
export type AdminRight = (typeof adminRights)[number]

/** Roles of the directory that suffice for a change; any one of those named. @see setup-automation 6 */
export const directoryRoles = [
  'application-developer',
  'cloud-application-administrator',
  'application-administrator',
  'ai-administrator',
  'privileged-role-administrator',
] as const
export type DirectoryRole = (typeof directoryRoles)[number]
