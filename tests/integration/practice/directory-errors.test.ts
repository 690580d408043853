import { X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createClientCertificate } from '../../../src/practice/index.ts'
import {
  type Answer,
  codeOf,
  type Directory,
  directoryAs,
  exchangeApi,
  graphApi,
  signedIn,
} from './directory-kit.ts'
import { shapes } from './graph-shapes.ts'
import { appTokenOf, practice, type Practice } from './kit.ts'

const nobody = '00000000-0000-4000-8000-000000000000'
const noRole = '00000000-0000-0000-0000-000000000000'
const smtpSendAsApp = '7146a1f0-8703-45b3-9eae-527a64c00995'

interface Stage {
  p: Practice
  graph: Directory
  app: string
  appId: string
  sp: string
  graphPrincipal: string
  exchangePrincipal: string
}

/** An application of its own for every refusal, in one tenant. */
async function stage(p: Practice, graph: Directory): Promise<Stage> {
  const app = (await graph('POST', '/applications', { body: { displayName: 'Scanner' } })).body
  const sp = (await graph('POST', '/servicePrincipals', { body: { appId: app.appId } })).body
  const idOf = async (appId: string) =>
    String((await graph('GET', `/servicePrincipals(appId='${appId}')?$select=id`)).body.id)
  return {
    p,
    graph,
    app: String(app.id),
    appId: String(app.appId),
    sp: String(sp.id),
    graphPrincipal: await idOf(graphApi),
    exchangePrincipal: await idOf(exchangeApi),
  }
}

const certificate = async (days: number) =>
  new X509Certificate((await createClientCertificate('Scanner', Date.now(), days)).certificate).raw.toString(
    'base64',
  )
const key = (der: string) => ({ type: 'AsymmetricX509Cert', usage: 'Verify', key: der })
const rule = (restrictionType: string, maxLifetime: string | null = null) => ({
  restrictionType,
  state: 'enabled' as const,
  maxLifetime,
  restrictForAppsCreatedAfterDateTime: null,
})
const forbid = (
  p: Practice,
  rules: Parameters<Practice['tenant']['admin']['setPolicies']>[0]['appManagement'],
) => p.tenant.admin.setPolicies({ appManagement: { isEnabled: true, ...rules } })

/** How each refusal of the reference is met. */
const met: Record<string, (s: Stage) => Promise<Answer>> = {
  notFound: ({ graph }) => graph('GET', `/applications/${nobody}`),
  denied: async ({ p }) => {
    const reader =
      p.tenant.endpoints.administrators.find(({ role }) => role === 'Global Reader')?.address ?? ''
    const graph = await signedIn(p)
    await graph('GET', '/me')
    // the permission is there, everybody's by now; the role is not
    const plain = await signedIn(p, reader, ['User.Read'])
    return plain('POST', '/oauth2PermissionGrants', { body: {} })
  },
  localTenant: async ({ p }) => {
    await p.tenant.admin.grantConsent(p.clientId, {
      resource: 'graph',
      value: 'Application.ReadWrite.OwnedBy',
      kind: 'application',
    })
    return directoryAs(p, await appTokenOf(p, 'graph'))('POST', '/servicePrincipals', {
      body: { appId: nobody },
    })
  },
  noBackingApp: ({ graph }) => graph('POST', '/servicePrincipals', { body: { appId: nobody } }),
  spExists: ({ graph, appId }) => graph('POST', '/servicePrincipals', { body: { appId } }),
  grantExists: async ({ graph, sp, graphPrincipal }) => {
    const body = {
      clientId: sp,
      consentType: 'AllPrincipals',
      resourceId: graphPrincipal,
      scope: 'User.Read',
    }
    await graph('POST', '/oauth2PermissionGrants', { body })
    return graph('POST', '/oauth2PermissionGrants', { body })
  },
  roleExists: async ({ graph, sp, exchangePrincipal }) => {
    const body = { principalId: sp, resourceId: exchangePrincipal, appRoleId: smtpSendAsApp }
    await graph('POST', `/servicePrincipals/${sp}/appRoleAssignments`, { body })
    return graph('POST', `/servicePrincipals/${sp}/appRoleAssignments`, { body })
  },
  roleUnknown: ({ graph, sp, exchangePrincipal }) =>
    graph('POST', `/servicePrincipals/${sp}/appRoleAssignments`, {
      body: { principalId: sp, resourceId: exchangePrincipal, appRoleId: nobody },
    }),
  refUpdate: ({ graph, sp }) =>
    graph('POST', `/servicePrincipals/${sp}/appRoleAssignedTo`, {
      body: { principalId: nobody, resourceId: sp, appRoleId: noRole },
    }),
  refExists: async ({ graph, app, p }) => {
    const { users } = await p.tenant.admin.describe()
    const body = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${users[0]?.id ?? ''}` }
    await graph('POST', `/applications/${app}/owners/$ref`, { body })
    return graph('POST', `/applications/${app}/owners/$ref`, { body })
  },
  concurrency: async ({ graph, app, p }) => {
    await p.tenant.admin.setFault('concurrent-writes', true)
    return graph('PATCH', `/applications/${app}`, { body: { notes: 'x' } })
  },
  typePolicy: async ({ graph, app, p }) => {
    await forbid(p, { passwordCredentials: [rule('passwordAddition')] })
    return graph('POST', `/applications/${app}/addPassword`, { body: {} })
  },
  lifetimePolicy: async ({ graph, app, p }) => {
    await forbid(p, { passwordCredentials: [rule('passwordLifetime', 'P90D')] })
    return graph('POST', `/applications/${app}/addPassword`, { body: {} })
  },
  audiencePolicy: async ({ graph, app, p }) => {
    await forbid(p, { audiences: ['AzureADMyOrg'] })
    return graph('PATCH', `/applications/${app}`, { body: { signInAudience: 'AzureADMultipleOrgs' } })
  },
  hostName: ({ graph, app }) =>
    graph('PATCH', `/applications/${app}`, { body: { identifierUris: ['https://elsewhere.test/api'] } }),
  entitlement: async ({ graph, app }) => {
    const scope = {
      id: nobody,
      isEnabled: true,
      type: 'User',
      value: 'use',
      adminConsentDisplayName: 'Use it',
      adminConsentDescription: 'Use it',
    }
    await graph('PATCH', `/applications/${app}`, { body: { api: { oauth2PermissionScopes: [scope] } } })
    return graph('PATCH', `/applications/${app}`, { body: { api: { oauth2PermissionScopes: [] } } })
  },
  credUpdate: async ({ graph, app }) => {
    await graph('PATCH', `/applications/${app}`, { body: { keyCredentials: [key(await certificate(30))] } })
    const { body } = await graph('GET', `/applications/${app}?$select=keyCredentials`)
    const [first] = body.keyCredentials as object[]
    return graph('PATCH', `/applications/${app}`, {
      body: { keyCredentials: [{ ...first, endDateTime: '2031-01-01T00:00:00Z' }] },
    })
  },
  keyEnd: async ({ graph, app }) =>
    graph('PATCH', `/applications/${app}`, {
      body: { keyCredentials: [{ ...key(await certificate(30)), endDateTime: '2099-01-01T00:00:00Z' }] },
    }),
  noPassword: ({ graph, app }) =>
    graph('POST', `/applications/${app}/removePassword`, { body: { keyId: nobody } }),
  proof: ({ graph, app }) =>
    graph('POST', `/applications/${app}/removeKey`, { body: { keyId: nobody, proof: 'none' } }),
  redirect: ({ graph, app }) =>
    graph('PATCH', `/applications/${app}`, {
      body: { web: { redirectUris: ['http://scan.contoso.example/x'] } },
    }),
  badFilter: ({ graph }) => graph('GET', "/applications?$filter=displayName ne 'x'"),
  searchHeader: ({ graph }) => graph('GET', '/applications?$search="displayName:scan"'),
  badProperty: ({ graph, app }) =>
    graph('PATCH', `/applications/${app}`, { body: { signInAudience: 'Everybody' } }),
  token: ({ p }) => directoryAs(p, 'not-a-token')('GET', '/applications'),
  throttled: async ({ graph, p }) => {
    await p.tenant.admin.setFault('directory-throttled', true)
    return graph('GET', '/applications')
  },
}
/** Without a sure code or text of their own, or nothing a directory of one machine does. */
const notPlayed = ['objNotFound', 'caPolicy', 'quota', 'cae', 'unavailable']

describe('refusals of the directory', () => {
  test('each one of the reference is met here, or named as one that is not played', () => {
    expect([...Object.keys(met), ...notPlayed].toSorted()).toEqual(Object.keys(shapes.errors).toSorted())
  })

  test('each has the status, the code and the words of the reference', async () => {
    const wrong: string[] = []
    const p = await practice()
    const graph = await signedIn(p)
    for (const [name, meet] of Object.entries(met)) {
      const answer = await meet(await stage(p, graph))
      await p.tenant.admin.setPolicies({ appManagement: { isEnabled: false } })
      for (const fault of await p.tenant.admin.listFaults()) await p.tenant.admin.setFault(fault, false)
      const { status, code, message } = shapes.errors[name] ?? { status: 0, code: '', message: '' }
      const { error } = answer.body
      const codes = code.split(' / ').map((one) => one.replace(/\?$/, ''))
      if (answer.status !== status || !codes.includes(error?.code ?? ''))
        wrong.push(`${name}: ${codeOf(answer)}, not ${status} ${code}`)
      // what stands in braces differs from case to case
      const words = message.split(' / ').map((one) => one.split(/\{\w+\}/)[0] ?? '')
      if (
        name !== 'token' &&
        name !== 'redirect' &&
        !words.some((text) => text === '?' || error?.message.startsWith(text))
      )
        wrong.push(`${name}: ${error?.message ?? ''}`)
      const inner = error?.innerError
      if (inner?.['request-id'] !== answer.headers.get('request-id'))
        wrong.push(`${name}: another request-id inside`)
    }
    expect(wrong).toEqual([])
  })
})
