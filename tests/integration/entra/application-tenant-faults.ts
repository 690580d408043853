/** What goes wrong at finPOWER Connect, which acts by itself with permissions of the application and a secret. */
import { rowsIn } from '../practice/directory-kit.ts'
import {
  apiId,
  changeRequested,
  must,
  setApplication,
  setPrincipal,
  type StepOfCheck,
  type TenantFault,
} from './tenant-faults.ts'
import type { Tenant } from './tenant-kit.ts'

const mailSend = 'b633e1c5-b582-4048-a93e-9f11b44c7e96'
const mailRead = '810c84a8-4a9e-49e6-bf7d-12d183f40d01'
const roleOf = async ({ graph, principal }: Tenant, id: string) =>
  rowsIn(await graph('GET', `/servicePrincipals/${principal}/appRoleAssignments`)).find(
    ({ appRoleId }) => appRoleId === id,
  )

/** No step of finPOWER Connect asks for a redirect URI: how it is registered says that there is none. */
export const stepsOfFinPower: StepOfCheck = {
  consent: 'consent',
  'consent-surplus': 'consent',
  permissions: 'permissions',
  'permissions-surplus': 'permissions',
  redirects: 'register-application',
  implicit: 'register-application',
  'public-client': 'register-application',
  enabled: 'register-application',
  'sign-in-enabled': 'register-application',
  audience: 'register-application',
}

export const applicationFaults: Readonly<Record<string, TenantFault>> = {
  'revoked Mail.Send': {
    check: 'consent',
    changes: ['add-role'],
    breaks: async (tenant) => {
      const role = await roleOf(tenant, mailSend)
      const address = `/servicePrincipals/${tenant.principal}/appRoleAssignments/${String(role?.id)}`
      must(await tenant.graph('DELETE', address))
    },
  },
  'granted Mail.Read besides': {
    check: 'consent-surplus',
    changes: ['remove-role'],
    breaks: async (tenant) => {
      const body = { principalId: tenant.principal, resourceId: await apiId(tenant), appRoleId: mailRead }
      must(await tenant.graph('POST', `/servicePrincipals/${tenant.principal}/appRoleAssignments`, { body }))
    },
  },
  'consented to the delegated Mail.Send for himself': {
    check: 'consent-surplus',
    changes: ['remove-grant'],
    breaks: async (tenant) => {
      const me = await tenant.graph('GET', '/me?$select=id')
      const grant = { clientId: tenant.principal, consentType: 'Principal', principalId: me.body.id }
      const body = { ...grant, resourceId: await apiId(tenant), scope: 'Mail.Send' }
      must(await tenant.graph('POST', '/oauth2PermissionGrants', { body }))
    },
  },
  'asked for the delegated Mail.Send instead': {
    check: 'permissions',
    changes: ['set-permissions'],
    breaks: (tenant) => changeRequested(tenant, (all) => all.filter(({ id }) => id !== mailSend)),
  },
  'asked for one application permission too many': {
    check: 'permissions-surplus',
    changes: ['set-permissions'],
    breaks: (tenant) => changeRequested(tenant, (all) => [...all, { id: mailRead, type: 'Role' }]),
  },
  'gave it a redirect URI': {
    check: 'redirects',
    changes: ['set-redirects'],
    breaks: setApplication({ web: { redirectUris: ['https://finpower.contoso.example/'] } }),
  },
  'ticked ID tokens': {
    check: 'implicit',
    changes: ['set-implicit'],
    breaks: setApplication({ web: { implicitGrantSettings: { enableIdTokenIssuance: true } } }),
  },
  'ticked access tokens': {
    check: 'implicit',
    changes: ['set-implicit'],
    breaks: setApplication({ web: { implicitGrantSettings: { enableAccessTokenIssuance: true } } }),
  },
  'allowed public client flows': {
    check: 'public-client',
    changes: ['set-public-client'],
    breaks: setApplication({ isFallbackPublicClient: true }),
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
  'opened it to other organisations': {
    check: 'audience',
    changes: ['set-audience'],
    breaks: setApplication({ signInAudience: 'AzureADMultipleOrgs' }),
  },
}
