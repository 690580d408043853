/** Ten lines for Graph PowerShell or Cloud Shell that register “Sendproof administration” in a tenant. */
import type { Cloud } from '../../domain/cloud/cloud.schema.ts'
import { administrationName } from '../../domain/entra/admin/doors.ts'
import type { AdminRight } from '../../domain/entra/facts/rights.ts'
import type { PermissionCatalogue } from '../../domain/recipe/permission-catalogue.schema.ts'
import { findPermission } from '../../domain/recipe/permission-catalogue.ts'
import { powerShellText } from '../../domain/text/power-shell.ts'

/**
 * As Connect-MgGraph names the clouds. A cloud of somebody's own is named by whoever runs the script: without a name it
 * would sign in to the worldwide one.
 */
const environments: Readonly<Record<Cloud['kind'], string>> = {
  global: 'Global',
  practice: 'Global',
  'gcc-high': 'USGov',
  dod: 'USGovDoD',
  china: 'China',
  custom: "(Read-Host 'Get-MgEnvironment, Name')",
}

export interface AdministrationScript {
  readonly cloud: Cloud
  readonly tenantId: string
  /** What the registration may ask an administrator for: the rights of the steps ahead. */
  readonly rights: readonly AdminRight[]
  readonly permissions: PermissionCatalogue
}

/** Plain text, CRLF; it prints the client id. Nothing in it is secret, and it makes none. */
export function administrationScript({ cloud, tenantId, rights, permissions }: AdministrationScript): string {
  const ids = rights.flatMap(
    (value) => findPermission(permissions, { resource: 'graph', kind: 'delegated', value })?.id ?? [],
  )
  const access = ids.map((id) => `@{ Id = '${id}'; Type = 'Scope' }`)
  const environment = environments[cloud.kind]
  return [
    `Connect-MgGraph -Scopes 'Application.ReadWrite.All' -TenantId ${powerShellText(tenantId)} -Environment ${environment} -NoWelcome -ErrorAction Stop`,
    `$access = @(`,
    ...access.map((line) => `  ${line}`),
    `)`,
    `$app = New-MgApplication -DisplayName ${powerShellText(administrationName)} -SignInAudience 'AzureADMyOrg' \``,
    `  -PublicClient @{ RedirectUris = @('http://localhost') } -ErrorAction Stop \``,
    `  -RequiredResourceAccess @(@{ ResourceAppId = '${permissions.graph.id}'; ResourceAccess = $access })`,
    `New-MgServicePrincipal -AppId $app.AppId -ErrorAction Stop | Out-Null`,
    `$app.AppId`,
    `Disconnect-MgGraph | Out-Null`,
    '',
  ].join('\r\n')
}
