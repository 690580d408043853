/** What an administrator did through Graph or the portal, the check that names it, and what is planned against it. */
import type { CheckId } from '../../../src/domain/entra/audit/check-ids.ts'
import type { ChangeKind } from '../../../src/domain/entra/plan/change.schema.ts'
import { exchangeApi, graphApi, rowsIn } from '../practice/directory-kit.ts'
import type { Tenant } from './tenant-kit.ts'

export const must = (answer: { status: number; text: string }) => {
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`)
}
export const setApplication = (body: object) => async (tenant: Tenant) =>
  must(await tenant.graph('PATCH', `/applications/${tenant.application}`, { body }))
export const setPrincipal = (body: object) => async (tenant: Tenant) =>
  must(await tenant.graph('PATCH', `/servicePrincipals/${tenant.principal}`, { body }))
const web = (...redirectUris: string[]) => setApplication({ web: { redirectUris } })

const redirect = 'https://eap.contoso.example/wm/externalAuth/redirect.html'
const smtpSend = '258f6531-6087-4cc4-bb90-092c5fb3ed3f'

/** A policy for the credentials of all applications with one rule in it. */
export const rules = (restrictionType: string, maxLifetime: string | null = null) => ({
  isEnabled: true,
  passwordCredentials: [
    { restrictionType, state: 'enabled' as const, maxLifetime, restrictForAppsCreatedAfterDateTime: null },
  ],
  keyCredentials: [],
})

/** What everybody's consent is kept in. */
async function grantOf({ graph, principal }: Tenant) {
  const grants = rowsIn(await graph('GET', `/oauth2PermissionGrants?$filter=clientId eq '${principal}'`))
  const grant = grants.find(({ consentType }) => consentType === 'AllPrincipals')
  if (grant === undefined) throw new Error('no grant')
  return grant
}

async function requestedOf({ graph, application }: Tenant) {
  const { body } = await graph('GET', `/applications/${application}?$select=requiredResourceAccess`)
  return body.requiredResourceAccess as {
    resourceAppId: string
    resourceAccess: { id: string; type: string }[]
  }[]
}

export async function changeRequested(
  tenant: Tenant,
  change: (all: { id: string; type: string }[]) => { id: string; type: string }[],
) {
  const requiredResourceAccess = (await requestedOf(tenant)).map(({ resourceAppId, resourceAccess }) => ({
    resourceAppId,
    resourceAccess: change(resourceAccess),
  }))
  await setApplication({ requiredResourceAccess })(tenant)
}

export async function apiId({ graph }: Tenant): Promise<string> {
  return String((await graph('GET', `/servicePrincipals(appId='${graphApi}')?$select=id`)).body.id)
}

/** The step of the plan in which a person would do what a check names, as the product's recipe calls it. */
export type StepOfCheck = Readonly<Partial<Record<CheckId, string>>>

export const stepsOfEap: StepOfCheck = {
  redirects: 'web-redirect',
  'verification-redirect': 'verification-redirect',
  // The switch is on the page Authentication, as the redirect URIs are.
  'public-client': 'web-redirect',
  permissions: 'permissions',
  'permissions-surplus': 'permissions',
  consent: 'consent',
  'consent-surplus': 'consent',
  enabled: 'register-application',
  'sign-in-enabled': 'register-application',
  audience: 'register-application',
  'only-one': 'register-application',
  assignment: 'sign-in-rules',
  'security-defaults': 'sign-in-rules',
  credential: 'client-secret',
  'credential-expiry': 'client-secret',
  'credential-policy': 'client-secret',
}

export interface TenantFault {
  check: CheckId
  changes: ChangeKind[]
  breaks: (tenant: Tenant) => Promise<void>
}

/** At EAP, for which mailbox users sign in. */
export const faults: Readonly<Record<string, TenantFault>> = {
  'took the redirect away': { check: 'redirects', changes: ['set-redirects'], breaks: web() },
  'put it under Single-page application': {
    check: 'redirects',
    changes: ['set-redirects'],
    breaks: setApplication({ web: { redirectUris: [] }, spa: { redirectUris: [redirect] } }),
  },
  'added a slash': { check: 'redirects', changes: ['set-redirects'], breaks: web(`${redirect}/`) },
  'left an old address': {
    check: 'redirects',
    changes: ['set-redirects'],
    breaks: web(redirect, 'https://old.contoso.example/wm'),
  },
  'wrote it in other capitals': {
    check: 'redirects',
    changes: ['set-redirects'],
    breaks: web(redirect.replace('/wm/', '/WM/')),
  },
  'put it under Mobile and desktop applications': {
    check: 'redirects',
    changes: ['set-redirects'],
    breaks: setApplication({
      web: { redirectUris: [] },
      publicClient: { redirectUris: ['http://localhost', redirect] },
    }),
  },
  'left an old address under Mobile and desktop applications': {
    check: 'redirects',
    changes: ['set-redirects'],
    breaks: setApplication({
      publicClient: { redirectUris: ['http://localhost', 'https://old.contoso.example/wm'] },
    }),
  },
  'removed http://localhost': {
    check: 'verification-redirect',
    changes: ['set-redirects'],
    breaks: setApplication({ publicClient: { redirectUris: [] } }),
  },
  'allowed public client flows': {
    check: 'public-client',
    changes: ['set-public-client'],
    breaks: setApplication({ isFallbackPublicClient: true }),
  },
  'forgot a permission': {
    check: 'permissions',
    changes: ['set-permissions'],
    breaks: (tenant) => changeRequested(tenant, (all) => all.filter(({ id }) => id !== smtpSend)),
  },
  'added one too many': {
    check: 'permissions-surplus',
    changes: ['set-permissions'],
    breaks: (tenant) =>
      changeRequested(tenant, (all) => [
        ...all,
        { id: 'e383f46e-2787-4529-855e-0e479a3ffac0', type: 'Scope' },
      ]),
  },
  'asked for Exchange’s own IMAP besides': {
    check: 'permissions-surplus',
    changes: ['set-permissions'],
    breaks: async (tenant) => {
      const { graph } = tenant
      const exchange = await graph(
        'GET',
        `/servicePrincipals(appId='${exchangeApi}')?$select=oauth2PermissionScopes`,
      )
      const scopes = exchange.body.oauth2PermissionScopes as { id: string; value: string }[]
      const imap = scopes.find(({ value }) => value === 'IMAP.AccessAsUser.All')
      if (imap === undefined) throw new Error('no IMAP')
      const own = { resourceAppId: exchangeApi, resourceAccess: [{ id: imap.id, type: 'Scope' }] }
      await setApplication({ requiredResourceAccess: [...(await requestedOf(tenant)), own] })(tenant)
    },
  },
  'consented for one person to more': {
    check: 'consent-surplus',
    changes: ['remove-grant'],
    breaks: async (tenant) => {
      const me = await tenant.graph('GET', '/me?$select=id')
      const grant = { clientId: tenant.principal, consentType: 'Principal', principalId: me.body.id }
      const body = { ...grant, resourceId: await apiId(tenant), scope: 'Mail.ReadWrite' }
      must(await tenant.graph('POST', '/oauth2PermissionGrants', { body }))
    },
  },
  'revoked the consent': {
    check: 'consent',
    changes: ['create-grant'],
    breaks: async (tenant) => {
      const { id } = await grantOf(tenant)
      must(await tenant.graph('DELETE', `/oauth2PermissionGrants/${String(id)}`))
    },
  },
  'consented for one person only': {
    check: 'consent',
    changes: ['create-grant'],
    breaks: async (tenant) => {
      const { id, scope, resourceId } = await grantOf(tenant)
      must(await tenant.graph('DELETE', `/oauth2PermissionGrants/${String(id)}`))
      const me = await tenant.graph('GET', '/me?$select=id')
      const body = {
        clientId: tenant.principal,
        consentType: 'Principal',
        principalId: me.body.id,
        resourceId,
        scope,
      }
      must(await tenant.graph('POST', '/oauth2PermissionGrants', { body }))
    },
  },
  'took one permission out of the consent': {
    check: 'consent',
    changes: ['set-grant'],
    breaks: async (tenant) => {
      const { id, scope } = await grantOf(tenant)
      const body = { scope: String(scope).replace('SMTP.Send', '').trim() }
      must(await tenant.graph('PATCH', `/oauth2PermissionGrants/${String(id)}`, { body }))
    },
  },
  'consented to Exchange’s own SMTP as well': {
    check: 'consent-surplus',
    changes: ['remove-grant'],
    breaks: async ({ graph, principal }) => {
      const exchange = await graph('GET', `/servicePrincipals(appId='${exchangeApi}')?$select=id`)
      const body = {
        clientId: principal,
        consentType: 'AllPrincipals',
        principalId: null,
        resourceId: exchange.body.id,
        scope: 'IMAP.AccessAsUser.All',
      }
      must(await graph('POST', '/oauth2PermissionGrants', { body }))
    },
  },
  'consented to more': {
    check: 'consent-surplus',
    changes: ['set-grant'],
    breaks: async (tenant) => {
      const { id, scope } = await grantOf(tenant)
      const body = { scope: `${String(scope)} Mail.ReadWrite` }
      must(await tenant.graph('PATCH', `/oauth2PermissionGrants/${String(id)}`, { body }))
    },
  },
  'granted an application permission': {
    check: 'consent-surplus',
    changes: ['remove-role'],
    breaks: async (tenant) => {
      const body = {
        principalId: tenant.principal,
        resourceId: await apiId(tenant),
        appRoleId: 'b633e1c5-b582-4048-a93e-9f11b44c7e96',
      }
      must(await tenant.graph('POST', `/servicePrincipals/${tenant.principal}/appRoleAssignments`, { body }))
    },
  },
  'deactivated the registration': {
    check: 'enabled',
    changes: ['set-disabled'],
    breaks: setApplication({ isDisabled: true }),
  },
  'turned sign-in off': {
    check: 'sign-in-enabled',
    changes: ['set-sign-in'],
    breaks: setPrincipal({ accountEnabled: false }),
  },
  'required assignment': {
    check: 'assignment',
    changes: ['set-assignment-required'],
    breaks: setPrincipal({ appRoleAssignmentRequired: true }),
  },
  'opened it to personal accounts': {
    check: 'audience',
    changes: ['set-audience'],
    breaks: setApplication({ signInAudience: 'AzureADandPersonalMicrosoftAccount' }),
  },
  'opened it to other organisations': {
    check: 'audience',
    changes: ['set-audience'],
    breaks: setApplication({ signInAudience: 'AzureADMultipleOrgs' }),
  },
  'deleted the secret': {
    check: 'credential',
    changes: ['add-secret'],
    breaks: async ({ graph, application }) => {
      const { body } = await graph('GET', `/applications/${application}?$select=passwordCredentials`)
      for (const { keyId } of body.passwordCredentials as { keyId: string }[])
        must(await graph('POST', `/applications/${application}/removePassword`, { body: { keyId } }))
    },
  },
  'let the secret run out': {
    check: 'credential-expiry',
    changes: ['add-secret'],
    breaks: async ({ graph, application }) => {
      const { body } = await graph('GET', `/applications/${application}?$select=passwordCredentials`)
      for (const { keyId } of body.passwordCredentials as { keyId: string }[])
        must(await graph('POST', `/applications/${application}/removePassword`, { body: { keyId } }))
      const endDateTime = new Date(Date.now() + 10 * 86_400_000).toISOString()
      const soon = { passwordCredential: { displayName: 'mail', endDateTime } }
      must(await graph('POST', `/applications/${application}/addPassword`, { body: soon }))
    },
  },
  'forbade secrets for this application alone': {
    check: 'credential-policy',
    changes: [],
    breaks: async ({ p, application }) => {
      const { passwordCredentials, keyCredentials } = rules('passwordAddition')
      const policy = {
        id: '00000000-0000-4000-8000-000000000078',
        displayName: 'No secrets',
        description: null,
      }
      const custom = [
        { ...policy, isEnabled: true, appliesTo: [application], passwordCredentials, keyCredentials },
      ]
      await p.tenant.admin.setPolicies({ custom })
    },
  },
  'forbade secrets for the tenant': {
    check: 'credential-policy',
    changes: [],
    breaks: ({ p }) =>
      p.tenant.admin.setPolicies({ appManagement: rules('passwordAddition') }).then(() => undefined),
  },
  'capped the life of secrets': {
    check: 'credential-policy',
    changes: [],
    breaks: ({ p }) =>
      p.tenant.admin.setPolicies({ appManagement: rules('passwordLifetime', 'P90D') }).then(() => undefined),
  },
  'switched security defaults on': {
    check: 'security-defaults',
    changes: [],
    breaks: ({ p }) => p.tenant.admin.setPolicies({ securityDefaults: true }).then(() => undefined),
  },
  'registered a second one of the same name': {
    check: 'only-one',
    changes: [],
    breaks: async ({ graph, wanted }) => {
      must(await graph('POST', '/applications', { body: { displayName: wanted.displayName } }))
    },
  },
}
