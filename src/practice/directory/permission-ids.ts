/**
 * The ids under which registrations and grants name permissions. Those published are the real ones; the others are made
 * up, the same in every practice tenant: whoever needs one reads it from the service principal of the API.
 * @see reference 3.1, 3.2, 3.3
 */
import { guidFor } from '../tenant/seed.ts'
import { applicationPermissions, delegatedPermissions, resourceAppIds } from './permissions.ts'

export type ApiId = keyof typeof resourceAppIds
export type PermissionKind = 'delegated' | 'application'
export interface NamedPermission {
  resource: ApiId
  value: string
  kind: PermissionKind
  id: string
  title: string
  /** only an administrator may agree */
  adminOnly: boolean
}

const published: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  'graph delegated': new Map([
    ['openid', '37f7f235-527c-4136-accd-4a02d197296e'],
    ['profile', '14dad69e-099b-42c9-810b-d002981feec1'],
    ['email', '64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0'],
    ['offline_access', '7427e0e9-2fba-42fe-b0c0-848c9e6a8182'],
    ['User.Read', 'e1fe6dd8-ba31-4d61-89e7-88639da4683d'],
    ['User.ReadBasic.All', 'b340eb25-3456-403f-be2f-af7a0d370277'],
    ['Mail.Send', 'e383f46e-2787-4529-855e-0e479a3ffac0'],
    ['Mail.Send.Shared', 'a367ab51-6b49-43bf-a716-a1fb06d2a174'],
    ['Mail.Read', '570282fd-fa5c-430d-a7fd-fc8dc98a9dca'],
    ['Mail.Read.Shared', '7b9103a5-4610-446b-9670-80643382c1fa'],
    ['Mail.ReadWrite', '024d486e-b451-40bb-833d-3e66d98c5c73'],
    ['Mail.ReadWrite.Shared', '5df07973-7d5d-46ed-9847-1271055cbd51'],
    ['MailboxFolder.ReadWrite', '077fde41-7e0b-4c5b-bcd1-e9d743a30c80'],
    ['SMTP.Send', '258f6531-6087-4cc4-bb90-092c5fb3ed3f'],
    ['IMAP.AccessAsUser.All', '652390e4-393a-48de-9484-05f9b1212954'],
    ['POP.AccessAsUser.All', 'd7b7f2d9-0f45-4ea1-9d42-e50810c06991'],
    ['EWS.AccessAsUser.All', '9769c687-087d-48ac-9cb3-c37dde652038'],
    ['Application.Read.All', 'c79f8feb-a9db-4090-85f9-90d820caa0eb'],
    ['Application.ReadWrite.All', 'bdfbf15f-ee85-4955-8675-146e8e5296b5'],
    ['AppRoleAssignment.ReadWrite.All', '84bccea3-f856-4a8a-967b-dbe0a3d53a64'],
    ['DelegatedPermissionGrant.ReadWrite.All', '41ce6ca6-6826-4807-84f1-1c82854f7ee5'],
    ['Directory.Read.All', '06da0dbc-49e2-44d2-8312-53f166ab848a'],
    ['User.Read.All', 'a154be20-db9c-4678-8ab7-66f6cc099a59'],
    ['Organization.Read.All', '4908d5b9-3fb2-4b1e-9336-1888b7937185'],
    ['Domain.Read.All', '2f9ee017-59c1-4f1d-9472-bd5529a7b311'],
    ['Policy.Read.All', '572fea84-0151-49b2-9301-11cb16974376'],
    ['Policy.ReadWrite.ApplicationConfiguration', 'b27add92-efb2-4f16-84f5-8108ba77985c'],
    ['AuditLog.Read.All', 'e4c9e354-4dc5-45b8-9e7c-e1393b0b1a20'],
    ['ExchangeMessageTrace.Read.All', 'b2e7d27e-14e7-41ad-bb15-a88ceb9c3e90'],
    ['RoleManagement.ReadWrite.Exchange', 'c1499fe0-52b1-4b22-bed2-7a244e0e879f'],
    ['RoleManagement.Read.Exchange', '3bc15058-7858-4141-b24f-ae43b4e80b52'],
    ['Directory.ReadWrite.All', 'c5366453-9fb0-48a5-a156-24f0c49a4b84'],
    ['RoleManagement.ReadWrite.Directory', 'd01b97e9-cbc0-49fe-810a-750afd5527a3'],
    ['RoleManagement.Read.Directory', '741c54c3-0c1e-44a1-818b-3f97ab4e8c83'],
    ['RoleEligibilitySchedule.Read.Directory', 'eb0788c2-6d4e-4658-8c9e-c0fb8053f03d'],
    ['LicenseAssignment.Read.All', 'f395577a-0960-456b-979f-7228de0c5996'],
    ['Policy.Read.PermissionGrant', '414de6ea-2d92-462f-b120-6e2a809a6d01'],
  ]),
  'graph application': new Map([
    ['Mail.Send', 'b633e1c5-b582-4048-a93e-9f11b44c7e96'],
    ['Mail.ReadWrite', 'e2a3a72e-5f79-4c64-b1b1-878b674786c9'],
    ['Mail.Read', '810c84a8-4a9e-49e6-bf7d-12d183f40d01'],
    ['Mail.ReadBasic.All', '693c5e45-0940-467d-9b8a-1022fb9d42ef'],
    ['MailboxFolder.ReadWrite.All', 'fef87b92-8391-4589-9da7-eb93dab7dc8a'],
    ['MailboxFolder.Read.All', '99280d24-a782-4793-93cc-0888549957f6'],
    ['AccessReview.Read.All', 'd07a8cc0-3d51-4b77-b3b0-32704d1f69fa'],
    ['User.Read.All', 'df021288-bdef-4463-88db-98f22de89214'],
    ['Directory.Read.All', '7ab1d382-f21e-4acd-a863-ba3e13f7da61'],
    ['Application.Read.All', '9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30'],
    ['Application.ReadWrite.All', '1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9'],
    ['Application.ReadWrite.OwnedBy', '18a4783c-866b-4cc7-a460-3d5e5662c884'],
    ['AppRoleAssignment.ReadWrite.All', '06b708a9-e830-4db3-a914-8e69da51d44f'],
    ['DelegatedPermissionGrant.ReadWrite.All', '8e8e4742-1d95-4f68-9d56-6ee75648c72a'],
    ['ExchangeMessageTrace.Read.All', '89b20d8a-76e2-4057-867b-9961f800b9a4'],
    ['RoleManagement.ReadWrite.Exchange', '025d3225-3f02-4882-b4c0-cd5b541a4e80'],
    ['Policy.Read.All', '246dd0d5-5bd0-4def-940b-0421030a5b68'],
    ['Directory.ReadWrite.All', '19dbc75e-c2e2-444c-a770-ec69d8559fc7'],
    ['RoleManagement.ReadWrite.Directory', '9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8'],
  ]),
  'exchange application': new Map([
    ['full_access_as_app', 'dc890d15-9560-4a4c-9b7f-a736ec74ec40'],
    ['SMTP.SendAsApp', '7146a1f0-8703-45b3-9eae-527a64c00995'],
    ['IMAP.AccessAsApp', '5e5addcd-3e8d-4e90-baf5-964efab2b20a'],
    ['POP.AccessAsApp', 'cb842b43-da6e-4506-86fe-bb12199c656d'],
    ['Exchange.ManageAsApp', 'dc50a0fb-09a3-484d-be87-e023b12c6440'],
  ]),
  'exchange delegated': new Map([
    ['Exchange.Manage', 'ab4f2b77-0b06-4fc1-a9de-02113fc2ab7c'],
    ['EWS.AccessAsUser.All', '3b5f3d61-589b-4a3c-a359-5dd4b5ee5bd5'],
    ['SMTP.Send', '76faac2a-0f20-42f1-928a-50de5b9dbe52'],
    ['IMAP.AccessAsUser.All', '195adc35-e27b-454b-a7ed-1ecdffa1c09f'],
    ['POP.AccessAsUser.All', 'fb698133-92fa-453e-a9ed-688e10f2e5ac'],
    ['Mail.Send', '5eb43c10-865a-4259-960a-83946678f8dd'],
  ]),
}

const idOf = (resource: ApiId, kind: PermissionKind, value: string) =>
  published[`${resource} ${kind}`]?.get(value) ?? guidFor(0, `permission ${resource} ${kind} ${value}`)

/** A right over what belongs to others takes an administrator; the published lists say the same of most. */
const concernsOthers = (value: string) =>
  /\.All$|^(?:Policy|RoleManagement|AuditLog|DelegatedPermissionGrant|AppRoleAssignment|Exchange)\b/.test(
    value,
  ) && !/^(?:User\.ReadBasic|IMAP\.|POP\.|EWS\.)/.test(value)

const all: readonly NamedPermission[] = (['graph', 'exchange'] as const).flatMap((resource) => {
  const seen = new Set<string>()
  const delegated = delegatedPermissions
    // openid and its companions are Microsoft Graph's
    .filter((one) => one.resource === resource || (resource === 'graph' && one.resource === 'openid'))
    .filter(({ value }) => !seen.has(value) && seen.add(value))
    .map(({ value, title }) => ({
      resource,
      value,
      kind: 'delegated' as const,
      id: idOf(resource, 'delegated', value),
      title,
      adminOnly: concernsOthers(value),
    }))
  const application = applicationPermissions[resource].map((value) => ({
    resource,
    value,
    kind: 'application' as const,
    id: idOf(resource, 'application', value),
    title: value,
    adminOnly: true,
  }))
  return [...delegated, ...application]
})
const byId = new Map(all.map((one) => [`${one.resource} ${one.kind} ${one.id}`, one]))
const byName = new Map(all.map((one) => [`${one.resource} ${one.kind} ${one.value}`, one]))

/** What an API offers, in the order in which its service principal lists it. */
export function offered(resource: ApiId, kind: PermissionKind): NamedPermission[] {
  return all.filter((one) => one.resource === resource && one.kind === kind)
}

export function permissionById(
  resource: ApiId,
  kind: PermissionKind,
  id: string,
): NamedPermission | undefined {
  return byId.get(`${resource} ${kind} ${id.toLowerCase()}`)
}

export function permissionByName(
  resource: ApiId,
  kind: PermissionKind,
  value: string,
): NamedPermission | undefined {
  return byName.get(`${resource} ${kind} ${value}`)
}

export function apiOf(appId: string): ApiId | undefined {
  const wanted = appId.toLowerCase()
  return wanted === resourceAppIds.graph
    ? 'graph'
    : wanted === resourceAppIds.exchange
      ? 'exchange'
      : undefined
}
