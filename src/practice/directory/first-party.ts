/** Microsoft's own applications, which are in every tenant without anybody having registered them. @see reference 10 */
import { enterpriseState, registrationDetails } from '../tenant/directory-state.ts'
import type { Registration } from '../tenant/state.ts'
import { resourceAppIds } from './permissions.ts'

/** The tenant in which Microsoft registers its own. */
export const microsoftTenant = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a'

const firstParty = [
  ['14d82eec-204b-4c2f-b7e8-296a70dab67e', 'Microsoft Graph Command Line Tools'],
  ['04b07795-8ddb-461a-bbee-02f9e1bf7b46', 'Microsoft Azure CLI'],
  ['1950a258-227b-4e31-a9cf-717495945fc2', 'Microsoft Azure PowerShell'],
  ['fb78d390-0c51-40cd-8e17-fdbfab77341b', 'Microsoft Exchange REST API Based Powershell'],
] as const

/** The APIs whose service principals a tenant has from the start. */
export const firstPartyApis = [
  [resourceAppIds.graph, 'Microsoft Graph'],
  [resourceAppIds.exchange, 'Office 365 Exchange Online'],
] as const

/** The name of an application of Microsoft's; undefined for one that is not known here. */
export function firstPartyName(appId: string): string | undefined {
  return [...firstParty, ...firstPartyApis].find(([id]) => id === appId.toLowerCase())?.[1]
}

/** They sign people in as any public client does; consent is asked for as for anybody else's application. */
export const firstPartyApps: readonly Registration[] = firstParty.map(([clientId, displayName]) => ({
  recipe: '',
  displayName,
  audience: 'AzureADMultipleOrgs',
  redirects: [
    { platform: 'publicClient', uri: 'http://localhost' },
    { platform: 'publicClient', uri: 'https://login.microsoftonline.com/common/oauth2/nativeclient' },
  ],
  permissions: [],
  implicit: { accessTokens: false, idTokens: false },
  publicClientFlows: true,
  clientId,
  objectId: '',
  servicePrincipalId: clientId,
  secrets: [],
  certificates: [],
  details: registrationDetails.parse({}),
  enterprise: enterpriseState.parse({ exists: false }),
}))
