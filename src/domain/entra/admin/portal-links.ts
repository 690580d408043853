/** Where in the portal of a cloud a registration is shown; a practice tenant and a cloud of somebody's own have none. */
import type { CheckGroup } from '../audit/check-groups.ts'
import type { Cloud } from '../../cloud/cloud.schema.ts'

/** Registrations are shown in the Azure portal of the other clouds. @see reference 8 */
const hosts: Readonly<Partial<Record<Cloud['kind'], string>>> = {
  global: 'entra.microsoft.com',
  'gcc-high': 'portal.azure.us',
  dod: 'portal.azure.us',
  china: 'portal.azure.cn',
}

const blades: Readonly<Record<CheckGroup, string>> = {
  application: 'Overview',
  redirects: 'Authentication',
  permissions: 'CallAnAPI',
  credentials: 'Credentials',
  tenant: 'Overview',
}

/** `clientId` null: the list of registrations. */
export function portalLink(
  cloud: Pick<Cloud, 'kind'>,
  clientId: string | null,
  group: CheckGroup = 'application',
): string | null {
  const host = hosts[cloud.kind]
  if (host === undefined) return null
  const view = `https://${host}/#view/Microsoft_AAD_RegisteredApps`
  return clientId === null
    ? `${view}/ApplicationsListBlade`
    : `${view}/ApplicationMenuBlade/~/${blades[group]}/appId/${encodeURIComponent(clientId)}`
}
