/**
 * A tenant with one thing wrong: each row makes it so for one registration, and names what a reader of the directory
 * then sees. What it does to the tenant as a whole is undone by `heal`.
 */
import { createClientCertificate } from '../../../src/practice/index.ts'
import { type Directory, exchangeApi, type Row, rowsIn } from './directory-kit.ts'
import type { Practice } from './kit.ts'

/** The registration a fault is made for, with all of it in order. */
export interface Sound {
  clientId: string
  objectId: string
  servicePrincipalId: string
}
export interface SingleFault {
  seed: (p: Practice, app: Sound) => Promise<unknown>
  /** what Graph says of it, and what it says where all is in order */
  shows: (graph: Directory, app: Sound) => Promise<unknown>
  wrong: unknown
  right: unknown
}

const day = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString()
const application = async (graph: Directory, { objectId }: Sound) =>
  (await graph('GET', `/applications/${objectId}`)).body
const principal = async (graph: Directory, { clientId }: Sound) => {
  const answer = await graph('GET', `/servicePrincipals(appId='${clientId}')`)
  return answer.status === 200 ? answer.body : undefined
}
const grantsOf = async (graph: Directory, { servicePrincipalId }: Sound) =>
  rowsIn(await graph('GET', `/oauth2PermissionGrants?$filter=clientId eq '${servicePrincipalId}'`))
const rolesOf = async (graph: Directory, { servicePrincipalId }: Sound) =>
  rowsIn(await graph('GET', `/servicePrincipals/${servicePrincipalId}/appRoleAssignments`)).length
const redirectsOf = async (graph: Directory, app: Sound) => {
  const { web, publicClient, spa } = await application(graph, app)
  return [web, publicClient, spa].map((one) => (one as { redirectUris: string[] }).redirectUris)
}
const requested = async (graph: Directory, app: Sound) =>
  ((await application(graph, app)).requiredResourceAccess as { resourceAccess: unknown[] }[])
    .map(({ resourceAccess }) => resourceAccess.length)
    .toSorted()
const policy = async (graph: Directory, path: string, version: 'v1.0' | 'beta' = 'v1.0') =>
  (await graph('GET', `/policies/${path}`, { version })).body
const restrictionTypes = async (graph: Directory, version: 'v1.0' | 'beta' = 'v1.0') => {
  const { isEnabled, applicationRestrictions } = await policy(graph, 'defaultAppManagementPolicy', version)
  const lists = applicationRestrictions as Record<string, unknown>
  const rules = ['passwordCredentials', 'keyCredentials'].flatMap((list) => lists[list] as Row[])
  return isEnabled === true
    ? rules.map((rule) => `${String(rule.restrictionType)} ${String(rule.maxLifetime)}`)
    : []
}
const rule = (restrictionType: string, maxLifetime: string | null = null) => ({
  restrictionType,
  state: 'enabled' as const,
  maxLifetime,
  restrictForAppsCreatedAfterDateTime: null,
})
/** Days until the last of them ends, rounded; undefined where there is none. */
const daysLeft = async (graph: Directory, app: Sound, list: 'passwordCredentials' | 'keyCredentials') =>
  ((await application(graph, app))[list] as { endDateTime: string }[])
    .map(({ endDateTime }) => Math.round((Date.parse(endDateTime) - Date.now()) / day))
    .at(-1)

export const soundRedirects = [
  { platform: 'publicClient' as const, uri: 'http://localhost' },
  { platform: 'web' as const, uri: 'https://eap.contoso.example/redirect' },
]
const web = 'https://eap.contoso.example/redirect'
const change =
  (update: Parameters<Practice['tenant']['admin']['updateApplication']>[1]) => (p: Practice, app: Sound) =>
    p.tenant.admin.updateApplication(app.clientId, update)
const soundRight = [[web], ['http://localhost'], []]
const smtpSend = { resource: 'graph', value: 'SMTP.Send', kind: 'delegated' } as const
const userRead = { resource: 'graph', value: 'User.Read', kind: 'delegated' } as const
export const soundPermissions = [smtpSend, userRead]

export const singleFaults: Record<string, SingleFault> = {
  'redirect missing': {
    seed: change({ redirects: [] }),
    shows: redirectsOf,
    wrong: [[], [], []],
    right: soundRight,
  },
  'redirect on the wrong platform': {
    seed: change({
      redirects: [
        { platform: 'spa', uri: web },
        { platform: 'publicClient', uri: 'http://localhost' },
      ],
    }),
    shows: redirectsOf,
    wrong: [[], ['http://localhost'], [web]],
    right: soundRight,
  },
  'redirect with a slash too many': {
    seed: change({
      redirects: [
        { platform: 'web', uri: `${web}/` },
        { platform: 'publicClient', uri: 'http://localhost' },
      ],
    }),
    shows: redirectsOf,
    wrong: [[`${web}/`], ['http://localhost'], []],
    right: soundRight,
  },
  'box of ID tokens ticked': {
    seed: change({ implicit: { accessTokens: false, idTokens: true } }),
    shows: implicit,
    wrong: [false, true],
    right: [false, false],
  },
  'box of access tokens ticked': {
    seed: change({ implicit: { accessTokens: true, idTokens: false } }),
    shows: implicit,
    wrong: [true, false],
    right: [false, false],
  },
  'public client flows on': {
    seed: change({ publicClientFlows: true }),
    shows: async (graph, app) => (await application(graph, app)).isFallbackPublicClient,
    wrong: true,
    right: false,
  },
  'open to other tenants': {
    seed: change({ audience: 'AzureADMultipleOrgs' }),
    shows: async (graph, app) => (await application(graph, app)).signInAudience,
    wrong: 'AzureADMultipleOrgs',
    right: 'AzureADMyOrg',
  },
  'for personal accounts alone': {
    seed: change({ audience: 'PersonalMicrosoftAccount' }),
    shows: async (graph, app) => (await application(graph, app)).signInAudience,
    wrong: 'PersonalMicrosoftAccount',
    right: 'AzureADMyOrg',
  },
  'delegated permission too many': {
    seed: change({
      permissions: [smtpSend, userRead, { resource: 'graph', value: 'Mail.ReadWrite', kind: 'delegated' }],
    }),
    shows: requested,
    wrong: [3],
    right: [2],
  },
  'application permission too many': {
    seed: change({
      permissions: [smtpSend, userRead, { resource: 'graph', value: 'Mail.Send', kind: 'application' }],
    }),
    shows: requested,
    wrong: [3],
    right: [2],
  },
  'permission missing': {
    seed: change({ permissions: [userRead] }),
    shows: requested,
    wrong: [1],
    right: [2],
  },
  'permission of the wrong API': {
    seed: change({
      permissions: [userRead, { resource: 'exchange', value: 'SMTP.Send', kind: 'delegated' }],
    }),
    shows: requested,
    wrong: [1, 1],
    right: [2],
  },
  'consent missing': {
    seed: (p, { clientId }) => p.tenant.admin.revokeConsent(clientId),
    shows: scopesGranted,
    wrong: [],
    right: ['AllPrincipals SMTP.Send User.Read openid profile email offline_access'],
  },
  'consent for one permission missing': {
    seed: (p, { clientId }) => p.tenant.admin.withdrawConsent(clientId, smtpSend),
    shows: scopesGranted,
    wrong: ['AllPrincipals User.Read openid profile email offline_access'],
    right: ['AllPrincipals SMTP.Send User.Read openid profile email offline_access'],
  },
  'consent of one person alone': {
    seed: async (p, { clientId }) => {
      await p.tenant.admin.revokeConsent(clientId)
      await p.tenant.admin.grantConsent(clientId, { ...smtpSend, account: p.anna })
    },
    shows: scopesGranted,
    wrong: ['Principal SMTP.Send'],
    right: ['AllPrincipals SMTP.Send User.Read openid profile email offline_access'],
  },
  'consent nobody needs': {
    seed: (p, { clientId }) =>
      p.tenant.admin.grantConsent(clientId, {
        resource: 'graph',
        value: 'Mail.ReadWrite',
        kind: 'delegated',
      }),
    shows: async (graph, app) =>
      (await scopesGranted(graph, app)).some((scope) => scope.includes('Mail.ReadWrite')),
    wrong: true,
    right: false,
  },
  'tenant-wide mail right': {
    seed: (p, { clientId }) =>
      p.tenant.admin.grantConsent(clientId, { resource: 'graph', value: 'Mail.Send', kind: 'application' }),
    shows: rolesOf,
    wrong: 1,
    right: 0,
  },
  'secret expired': {
    seed: (p, { clientId }) => p.tenant.admin.addSecret(clientId, { expiresAt: inDays(-3) }),
    shows: (graph, app) => daysLeft(graph, app, 'passwordCredentials'),
    wrong: -3,
    right: undefined,
  },
  'secret nearly expired': {
    seed: (p, { clientId }) => p.tenant.admin.addSecret(clientId, { expiresAt: inDays(5) }),
    shows: (graph, app) => daysLeft(graph, app, 'passwordCredentials'),
    wrong: 5,
    right: undefined,
  },
  'secrets piled up': {
    seed: async (p, { clientId }) => {
      for (let n = 0; n < 3; n += 1) await p.tenant.admin.addSecret(clientId, { months: 6 })
    },
    shows: async (graph, app) => ((await application(graph, app)).passwordCredentials as unknown[]).length,
    wrong: 3,
    right: 0,
  },
  'certificate expired': {
    seed: async (p, { clientId }) => {
      const old = await createClientCertificate('Old', Date.now() - 40 * day, 30)
      await p.tenant.admin.addCertificate(clientId, old.certificate)
    },
    shows: (graph, app) => daysLeft(graph, app, 'keyCredentials'),
    wrong: -10,
    right: undefined,
  },
  'certificate nearly expired': {
    seed: async (p, { clientId }) => {
      const short = await createClientCertificate('Short', Date.now(), 6)
      await p.tenant.admin.addCertificate(clientId, short.certificate)
    },
    shows: (graph, app) => daysLeft(graph, app, 'keyCredentials'),
    wrong: 6,
    right: undefined,
  },
  deactivated: {
    seed: (p, { clientId }) => p.tenant.admin.changeApplication(clientId, { disabled: true }),
    shows: async (graph, app) => (await application(graph, app)).isDisabled,
    wrong: true,
    right: false,
  },
  'switched off for sign-in': {
    seed: (p, { clientId }) => p.tenant.admin.changeServicePrincipal(clientId, { accountEnabled: false }),
    shows: async (graph, app) => (await principal(graph, app))?.accountEnabled,
    wrong: false,
    right: true,
  },
  'service principal missing': {
    seed: (p, { clientId }) => p.tenant.admin.changeServicePrincipal(clientId, { exists: false }),
    shows: async (graph, app) => (await principal(graph, app)) === undefined,
    wrong: true,
    right: false,
  },
  'assignment required and nobody assigned': {
    seed: (p, { clientId }) => p.tenant.admin.changeServicePrincipal(clientId, { assignmentRequired: true }),
    shows: async (graph, app) => (await principal(graph, app))?.appRoleAssignmentRequired,
    wrong: true,
    right: false,
  },
  'an owner nobody expects': {
    seed: (p, { clientId }) => p.tenant.admin.changeApplication(clientId, { owners: [p.ben] }),
    shows: async (graph, { objectId }) =>
      rowsIn(await graph('GET', `/applications/${objectId}/owners`)).length,
    wrong: 1,
    right: 0,
  },
  'name taken twice': {
    seed: async (p, app) => {
      const { registrations } = await p.tenant.admin.describe()
      const displayName = registrations.find(({ clientId }) => clientId === app.clientId)?.displayName ?? ''
      await p.tenant.admin.registerApplication({ recipe: 'twin', displayName })
    },
    shows: async (graph, app) => {
      const { displayName } = await application(graph, app)
      return rowsIn(await graph('GET', `/applications?$filter=displayName eq '${String(displayName)}'`))
        .length
    },
    wrong: 2,
    right: 1,
  },
  'registration deleted': {
    seed: (p, { clientId }) => p.tenant.admin.deleteApplication(clientId),
    shows: async (graph, { objectId }) => {
      const kept = rowsIn(await graph('GET', '/directory/deletedItems/microsoft.graph.application'))
      return kept.some(({ id }) => id === objectId)
    },
    wrong: true,
    right: false,
  },
  'secrets forbidden': {
    seed: (p) =>
      p.tenant.admin.setPolicies({
        appManagement: { isEnabled: true, passwordCredentials: [rule('passwordAddition')] },
      }),
    shows: (graph) => restrictionTypes(graph),
    wrong: ['passwordAddition null'],
    right: [],
  },
  'lifetime of secrets capped': {
    seed: (p) =>
      p.tenant.admin.setPolicies({
        appManagement: { isEnabled: true, passwordCredentials: [rule('passwordLifetime', 'P90D')] },
      }),
    shows: (graph) => restrictionTypes(graph),
    wrong: ['passwordLifetime P90D'],
    right: [],
  },
  'lifetime of certificates capped': {
    seed: (p) =>
      p.tenant.admin.setPolicies({
        appManagement: { isEnabled: true, keyCredentials: [rule('asymmetricKeyLifetime', 'P180D')] },
      }),
    shows: (graph) => restrictionTypes(graph),
    wrong: ['asymmetricKeyLifetime P180D'],
    right: [],
  },
  'certificates of an authority alone': {
    seed: (p) =>
      p.tenant.admin.setPolicies({
        appManagement: { isEnabled: true, keyCredentials: [rule('trustedCertificateAuthority')] },
      }),
    shows: async (graph) => [await restrictionTypes(graph), await restrictionTypes(graph, 'beta')],
    wrong: [[], ['trustedCertificateAuthority null']],
    right: [[], []],
  },
  'user consent off': {
    seed: (p) => p.tenant.admin.setPolicies({ userConsentOff: true }),
    shows: consentPolicies,
    wrong: [],
    right: ['ManagePermissionGrantsForSelf.microsoft-user-default-recommended'],
  },
  'user consent wide open': {
    seed: (p) => p.tenant.admin.setUserConsentAllowed(true),
    shows: consentPolicies,
    wrong: ['ManagePermissionGrantsForSelf.microsoft-user-default-legacy'],
    right: ['ManagePermissionGrantsForSelf.microsoft-user-default-recommended'],
  },
  'users may not register': {
    seed: (p) => p.tenant.admin.setPolicies({ usersMayRegister: false }),
    shows: async (graph) =>
      ((await policy(graph, 'authorizationPolicy')).defaultUserRolePermissions as Row).allowedToCreateApps,
    wrong: false,
    right: true,
  },
  'security defaults on': {
    seed: (p) => p.tenant.admin.setPolicies({ securityDefaults: true }),
    shows: async (graph) => (await policy(graph, 'identitySecurityDefaultsEnforcementPolicy')).isEnabled,
    wrong: true,
    right: false,
  },
  'legacy authentication blocked': {
    seed: (p) =>
      p.tenant.admin.setPolicies({
        conditionalAccess: [
          {
            id: '00000000-0000-4000-8000-000000000001',
            displayName: 'Block legacy authentication',
            state: 'enabled',
            clientAppTypes: ['other'],
            applications: ['All'],
            users: ['All'],
            controls: ['block'],
          },
        ],
      }),
    shows: async (graph) => rowsIn(await graph('GET', '/identity/conditionalAccess/policies')).length,
    wrong: 1,
    right: 0,
  },
  'no Exchange in the tenant': {
    seed: (p) => p.tenant.admin.changeServicePrincipal(exchangeApi, { exists: false }),
    shows: async (graph) => (await graph('GET', `/servicePrincipals(appId='${exchangeApi}')`)).status,
    wrong: 404,
    right: 200,
  },
  'no premium licence': {
    seed: (p) => p.tenant.admin.setPolicies({ premium: false }),
    shows: async (graph) => (await graph('GET', '/auditLogs/signIns')).status,
    wrong: 403,
    right: 200,
  },
  throttled: {
    seed: (p) => p.tenant.admin.setFault('directory-throttled', true),
    shows: async (graph) => (await graph('GET', '/organization')).status,
    wrong: 429,
    right: 200,
  },
  'role still spreading': {
    seed: (p) => p.tenant.admin.setFault('role-spreading', true),
    shows: async (graph, { objectId }) =>
      (await graph('PATCH', `/applications/${objectId}`, { body: { notes: 'x' } })).status,
    wrong: 403,
    right: 204,
  },
  'half replicated': {
    seed: (p) => p.tenant.admin.setFault('half-replicated', true),
    shows: async (graph, app) => {
      const { description: old } = await application(graph, app)
      const next = `${String(old)}, changed`
      await graph('PATCH', `/applications/${app.objectId}`, { body: { description: next } })
      const looks = [
        await application(graph, app),
        await application(graph, app),
        await application(graph, app),
      ]
      return looks.map(({ description }) => (description === next ? 'new' : 'old'))
    },
    wrong: ['old', 'new', 'old'],
    right: ['new', 'new', 'new'],
  },
}

async function implicit(graph: Directory, app: Sound): Promise<unknown[]> {
  const { web: part } = await application(graph, app)
  const boxes = (part as { implicitGrantSettings: Row }).implicitGrantSettings
  return [boxes.enableAccessTokenIssuance, boxes.enableIdTokenIssuance]
}
async function scopesGranted(graph: Directory, app: Sound): Promise<string[]> {
  return (await grantsOf(graph, app)).map(
    ({ consentType, scope }) => `${String(consentType)} ${String(scope)}`,
  )
}
async function consentPolicies(graph: Directory): Promise<unknown> {
  const { defaultUserRolePermissions } = await policy(graph, 'authorizationPolicy')
  return (defaultUserRolePermissions as Row).permissionGrantPoliciesAssigned
}

/** A registration with all of it in order. */
export async function soundRegistration(p: Practice, name: string): Promise<Sound> {
  const made = await p.tenant.admin.registerApplication({
    recipe: `sound ${name}`,
    displayName: `Sound ${name}`,
    redirects: soundRedirects,
    permissions: soundPermissions,
  })
  await p.tenant.admin.grantAdminConsent(made.clientId)
  return made
}

/** The tenant's own decisions as they were. */
export async function heal(p: Practice): Promise<void> {
  const { admin } = p.tenant
  for (const fault of await admin.listFaults()) await admin.setFault(fault, false)
  await admin.setUserConsentAllowed(false)
  await admin.changeServicePrincipal(exchangeApi, { exists: true })
  await admin.setPolicies({
    securityDefaults: false,
    usersMayRegister: true,
    userConsentOff: false,
    appManagement: { isEnabled: false },
    conditionalAccess: [],
    premium: true,
  })
}
