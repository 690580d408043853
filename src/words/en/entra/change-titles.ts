/** What a kind of change is called where it failed, and the roles of the directory. */
import type { DirectoryRole } from '../../../domain/entra/facts/rights.ts'
import type { ChangeName } from '../../../domain/entra/facts/change-names.ts'

export const changeTitles = {
  'create-application': 'registering the application',
  'delete-application': 'deleting the registration',
  'restore-application': 'restoring the registration',
  'set-disabled': 'activating or deactivating the registration',
  'set-audience': 'changing the supported account types',
  'set-redirects': 'changing the redirect URIs',
  'set-implicit': 'changing implicit grant and hybrid flows',
  'set-public-client': 'changing “Allow public client flows”',
  'set-permissions': 'changing the requested permissions',
  'set-notes': 'changing the internal notes',
  'add-owner': 'adding an owner',
  'remove-owner': 'removing an owner',
  'add-secret': 'creating a client secret',
  'remove-secret': 'deleting a client secret',
  'add-certificate': 'uploading a certificate',
  'remove-certificate': 'deleting a certificate',
  'create-service-principal': 'creating the enterprise application',
  'delete-service-principal': 'deleting the enterprise application',
  'restore-service-principal': 'restoring the enterprise application',
  'set-sign-in': 'changing “Enabled for users to sign-in”',
  'set-assignment-required': 'changing “Assignment required”',
  'create-grant': 'granting delegated permissions',
  'set-grant': 'changing delegated permissions',
  'remove-grant': 'revoking delegated permissions',
  'add-role': 'granting an application permission',
  'remove-role': 'revoking an application permission',
} as const satisfies Record<ChangeName, string>

export const directoryRoleNames = {
  'application-developer': 'Application Developer',
  'cloud-application-administrator': 'Cloud Application Administrator',
  'application-administrator': 'Application Administrator',
  'ai-administrator': 'AI Administrator',
  'privileged-role-administrator': 'Privileged Role Administrator',
} as const satisfies Record<DirectoryRole, string>
