/** Which settings stand together where a whole registration is shown. */
import type { CheckId } from './check-ids.ts'

export const checkGroups = ['application', 'redirects', 'permissions', 'credentials', 'tenant'] as const
export type CheckGroup = (typeof checkGroups)[number]

export const groupOfCheck: Readonly<Record<CheckId, CheckGroup>> = {
  registered: 'application',
  'only-one': 'application',
  deleted: 'application',
  enabled: 'application',
  'not-blocked-by-microsoft': 'application',
  audience: 'application',
  redirects: 'redirects',
  'verification-redirect': 'redirects',
  implicit: 'redirects',
  'public-client': 'redirects',
  permissions: 'permissions',
  'permissions-surplus': 'permissions',
  'service-principal': 'application',
  'sign-in-enabled': 'application',
  assignment: 'application',
  consent: 'permissions',
  'consent-surplus': 'permissions',
  'consent-beside-limit': 'permissions',
  credential: 'credentials',
  'credential-expiry': 'credentials',
  'credential-surplus': 'credentials',
  'credential-policy': 'credentials',
  owners: 'application',
  notes: 'application',
  publisher: 'tenant',
  'user-consent': 'tenant',
  'security-defaults': 'tenant',
  'baseline-mode': 'tenant',
  domains: 'tenant',
  'tenant-wide-mail': 'tenant',
}
