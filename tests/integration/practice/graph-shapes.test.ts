import { X509Certificate } from 'node:crypto'
import { importPKCS8, SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { createClientCertificate } from '../../../src/practice/index.ts'
import { type Answer, type Directory, exchangeApi, graphApi, signedIn } from './directory-kit.ts'
import { misshapes, shapes } from './graph-shapes.ts'
import { practice, type Practice } from './kit.ts'

const applicationMailSend = 'b633e1c5-b582-4048-a93e-9f11b44c7e96'
const exchangeAdministrator = '29232cdf-9323-42fd-ade2-1d097af3e4de'
const nobody = '00000000-0000-4000-8000-000000000000'
const noRole = '00000000-0000-0000-0000-000000000000'
const object = (id: unknown) => ({
  '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${String(id)}`,
})

/** A tenant in which every list has a row, and everything the calls need to name. */
async function scene(p: Practice) {
  const { admin, endpoints } = p.tenant
  await admin.setPolicies({
    appManagement: {
      isEnabled: true,
      passwordCredentials: [
        {
          restrictionType: 'passwordLifetime',
          state: 'enabled',
          maxLifetime: 'P800D',
          restrictForAppsCreatedAfterDateTime: null,
        },
      ],
      keyCredentials: [
        {
          restrictionType: 'trustedCertificateAuthority',
          state: 'disabled',
          maxLifetime: null,
          restrictForAppsCreatedAfterDateTime: null,
        },
      ],
    },
    conditionalAccess: [
      {
        id: nobody,
        displayName: 'Block legacy authentication',
        state: 'enabled',
        clientAppTypes: ['other', 'exchangeActiveSync'],
        applications: ['All'],
        users: ['All'],
        controls: ['block'],
      },
    ],
  })
  await admin.setDirectoryRole(p.ben, 'Application Administrator', 'eligible')
  const graph = await signedIn(p)
  const make = async (path: string, body: unknown) => (await graph('POST', path, { body })).body
  const app = await make('/applications', { displayName: 'Scanner mail', notes: 'made by the test' })
  const sp = await make('/servicePrincipals', { appId: app.appId })
  const doomed = await make('/applications', { displayName: 'Old scanner' })
  const spare = await make('/applications', { displayName: 'Spare' })
  const sparePrincipal = await make('/servicePrincipals', { appId: spare.appId })
  const policy = await make('/policies/appManagementPolicies', {
    displayName: 'Scanners may keep their secrets',
    restrictions: { passwordCredentials: [{ restrictionType: 'passwordAddition', state: 'disabled' }] },
  })
  const idOf = async (appId: string) =>
    (await graph('GET', `/servicePrincipals(appId='${appId}')?$select=id`)).body.id
  const { users } = await admin.describe()
  const user = (address: string) => users.find((one) => one.address === address)?.id
  return {
    graph,
    app: String(app.id),
    appId: String(app.appId),
    sp: String(sp.id),
    doomed: String(doomed.id),
    sparePrincipal: String(sparePrincipal.id),
    policy: String(policy.id),
    graphPrincipal: await idOf(graphApi),
    exchangePrincipal: await idOf(exchangeApi),
    anna: user(p.anna),
    admin: user(endpoints.adminUser),
  }
}
type Scene = Awaited<ReturnType<typeof scene>>
type Drive = (graph: Directory, s: Scene, seen: Record<string, Answer>, p: Practice) => Promise<Answer>

/** One call after another, each as a client would make it; with the type of its rows where the file has one. */
const drives: Record<string, [type: string | undefined, drive: Drive]> = {
  'app.list': ['application', (g) => g('GET', "/applications?$filter=displayName eq 'Scanner mail'&$top=5")],
  'app.get': ['application', (g, s) => g('GET', `/applications/${s.app}`)],
  'app.getByAppId': ['application', (g, s) => g('GET', `/applications(appId='${s.appId}')`)],
  'app.create': [
    'application',
    (g) =>
      g('POST', '/applications', {
        body: {
          displayName: 'Everything at once',
          signInAudience: 'AzureADMyOrg',
          web: {
            redirectUris: ['https://eap.contoso.example/redirect'],
            implicitGrantSettings: { enableIdTokenIssuance: true },
          },
          publicClient: { redirectUris: ['http://localhost'] },
          isFallbackPublicClient: true,
          requiredResourceAccess: [
            { resourceAppId: graphApi, resourceAccess: [{ id: applicationMailSend, type: 'Role' }] },
          ],
          notes: 'all of it',
          tags: ['HideApp'],
        },
      }),
  ],
  'app.upsert': [
    'application',
    (g) =>
      g('PATCH', "/applications(uniqueName='sendproof-scanner')", {
        body: { displayName: 'Named once' },
        headers: { prefer: 'create-if-missing' },
      }),
  ],
  'app.update': [
    undefined,
    (g, s) =>
      g('PATCH', `/applications/${s.app}`, {
        body: { web: { redirectUris: ['https://scan.contoso.example/back'] }, isFallbackPublicClient: true },
      }),
  ],
  'app.addPassword': [
    'passwordCredential',
    (g, s) =>
      g('POST', `/applications/${s.app}/addPassword`, {
        body: { passwordCredential: { displayName: 'first' } },
      }),
  ],
  'app.removePassword': [
    undefined,
    (g, s, seen) =>
      g('POST', `/applications/${s.app}/removePassword`, {
        body: { keyId: seen['app.addPassword']?.body.keyId },
      }),
  ],
  'app.addKey': [
    'keyCredential',
    async (g, s) => {
      const first = await createClientCertificate('First', Date.now(), 30)
      const der = (pem: string) => new X509Certificate(pem).raw.toString('base64')
      const key = (pem: string) => ({ type: 'AsymmetricX509Cert', usage: 'Verify', key: der(pem) })
      await g('PATCH', `/applications/${s.app}`, { body: { keyCredentials: [key(first.certificate)] } })
      const second = await createClientCertificate('Second', Date.now(), 30)
      const proof = await proofBy(first.privateKey, s.app)
      const body = { keyCredential: key(second.certificate), passwordCredential: null, proof }
      return g('POST', `/applications/${s.app}/addKey`, { body })
    },
  ],
  'app.removeKey': [
    undefined,
    async (g, s, seen) => {
      const third = await createClientCertificate('Third', Date.now(), 30)
      const key = new X509Certificate(third.certificate).raw.toString('base64')
      const kept = await g('GET', `/applications/${s.app}?$select=keyCredentials`)
      const keyCredentials = [
        ...(kept.body.keyCredentials as object[]),
        { type: 'AsymmetricX509Cert', usage: 'Verify', key },
      ]
      await g('PATCH', `/applications/${s.app}`, { body: { keyCredentials } })
      const body = { keyId: seen['app.addKey']?.body.keyId, proof: await proofBy(third.privateKey, s.app) }
      return g('POST', `/applications/${s.app}/removeKey`, { body })
    },
  ],
  'app.delete': [undefined, (g, s) => g('DELETE', `/applications/${s.doomed}`)],
  'app.deleted.list': ['application', (g) => g('GET', '/directory/deletedItems/microsoft.graph.application')],
  'app.deleted.restore': ['application', (g, s) => g('POST', `/directory/deletedItems/${s.doomed}/restore`)],
  'app.deleted.purge': [
    undefined,
    async (g, s) => {
      await g('DELETE', `/applications/${s.doomed}`)
      return g('DELETE', `/directory/deletedItems/${s.doomed}`)
    },
  ],
  'app.owner.add': [
    undefined,
    (g, s) => g('POST', `/applications/${s.app}/owners/$ref`, { body: object(s.anna) }),
  ],
  'app.owners': [undefined, (g, s) => g('GET', `/applications/${s.app}/owners`)],
  'app.owner.remove': [
    undefined,
    (g, s) => g('DELETE', `/applications/${s.app}/owners/${s.anna ?? ''}/$ref`),
  ],
  'app.policy.assign': [
    undefined,
    (g, s) =>
      g('POST', `/applications/${s.app}/appManagementPolicies/$ref`, {
        body: { '@odata.id': `https://graph.microsoft.com/v1.0/policies/appManagementPolicies/${s.policy}` },
      }),
  ],
  'app.policies': ['appManagementPolicy', (g, s) => g('GET', `/applications/${s.app}/appManagementPolicies`)],
  'sp.list': ['servicePrincipal', (g) => g('GET', "/servicePrincipals?$filter=startswith(displayName,'S')")],
  'sp.getByAppId': ['servicePrincipal', (g) => g('GET', `/servicePrincipals(appId='${exchangeApi}')`)],
  'sp.create': [
    'servicePrincipal',
    async (g) => {
      const made = await g('POST', '/applications', { body: { displayName: 'Needs a principal' } })
      return g('POST', '/servicePrincipals', {
        body: { appId: made.body.appId, tags: ['WindowsAzureActiveDirectoryIntegratedApp'] },
      })
    },
  ],
  'sp.update': [
    undefined,
    (g, s) =>
      g('PATCH', `/servicePrincipals/${s.sp}`, {
        body: { accountEnabled: true, appRoleAssignmentRequired: true },
      }),
  ],
  'sp.delete': [undefined, (g, s) => g('DELETE', `/servicePrincipals/${s.sparePrincipal}`)],
  'sp.owners': [
    undefined,
    async (g, s) => {
      const answer = await g('GET', `/servicePrincipals/${s.sp}/owners`)
      // nobody owns it: the list is all there is to see
      return answer.body.value?.length === 0
        ? { ...answer, body: { ...answer.body, value: [{ id: '', displayName: '' }] } }
        : answer
    },
  ],
  'grant.create': [
    'oAuth2PermissionGrant',
    (g, s) =>
      g('POST', '/oauth2PermissionGrants', {
        body: {
          clientId: s.sp,
          consentType: 'AllPrincipals',
          resourceId: s.graphPrincipal,
          scope: 'SMTP.Send openid',
        },
      }),
  ],
  'grant.list': [
    'oAuth2PermissionGrant',
    (g, s) =>
      g('GET', `/oauth2PermissionGrants?$filter=clientId eq '${s.sp}' and consentType eq 'AllPrincipals'`),
  ],
  'grant.listForSp': [
    'oAuth2PermissionGrant',
    (g, s) => g('GET', `/servicePrincipals/${s.sp}/oauth2PermissionGrants`),
  ],
  'grant.update': [
    undefined,
    (g, _, seen) =>
      g('PATCH', `/oauth2PermissionGrants/${String(seen['grant.create']?.body.id)}`, {
        body: { scope: 'SMTP.Send User.Read' },
      }),
  ],
  'grant.delete': [
    undefined,
    (g, _, seen) => g('DELETE', `/oauth2PermissionGrants/${String(seen['grant.create']?.body.id)}`),
  ],
  'role.create': [
    'appRoleAssignment',
    (g, s) =>
      g('POST', `/servicePrincipals/${s.sp}/appRoleAssignments`, {
        body: { principalId: s.sp, resourceId: s.graphPrincipal, appRoleId: applicationMailSend },
      }),
  ],
  'role.list': [
    'appRoleAssignment',
    (g, s) =>
      g(
        'GET',
        `/servicePrincipals/${s.sp}/appRoleAssignments?$filter=resourceId eq ${String(s.graphPrincipal)}`,
      ),
  ],
  'role.delete': [
    undefined,
    (g, s, seen) =>
      g('DELETE', `/servicePrincipals/${s.sp}/appRoleAssignments/${String(seen['role.create']?.body.id)}`),
  ],
  'role.assignUser': [
    'appRoleAssignment',
    (g, s) =>
      g('POST', `/servicePrincipals/${s.sp}/appRoleAssignedTo`, {
        body: { principalId: s.anna, resourceId: s.sp, appRoleId: noRole },
      }),
  ],
  'role.assignedTo': [
    'appRoleAssignment',
    (g, s) => g('GET', `/servicePrincipals/${s.sp}/appRoleAssignedTo`),
  ],
  'pol.default': ['tenantAppManagementPolicy', (g) => g('GET', '/policies/defaultAppManagementPolicy')],
  'pol.default.beta': [
    'tenantAppManagementPolicy',
    (g) => g('GET', '/policies/defaultAppManagementPolicy', { version: 'beta' }),
  ],
  'pol.app.list': ['appManagementPolicy', (g) => g('GET', '/policies/appManagementPolicies')],
  'pol.app.appliesTo': [
    'application',
    (g, s) => g('GET', `/policies/appManagementPolicies/${s.policy}/appliesTo`),
  ],
  'pol.app.create': [
    'appManagementPolicy',
    (g) =>
      g('POST', '/policies/appManagementPolicies', { body: { displayName: 'Another', restrictions: {} } }),
  ],
  'pol.authorization': ['authorizationPolicy', (g) => g('GET', '/policies/authorizationPolicy')],
  'pol.secdefaults': [undefined, (g) => g('GET', '/policies/identitySecurityDefaultsEnforcementPolicy')],
  'pol.adminconsent': [undefined, (g) => g('GET', '/policies/adminConsentRequestPolicy')],
  'pol.grant.list': ['permissionGrantPolicy', (g) => g('GET', '/policies/permissionGrantPolicies')],
  'ca.list': [undefined, (g) => g('GET', '/identity/conditionalAccess/policies')],
  'org.get': ['organization', (g) => g('GET', '/organization')],
  domains: ['domain', (g) => g('GET', '/domains')],
  me: [undefined, (g) => g('GET', '/me?$select=id,userPrincipalName,mail,displayName')],
  'me.roles': [undefined, (g) => g('GET', '/me/transitiveMemberOf/microsoft.graph.directoryRole')],
  'roles.ofPrincipal': [
    'unifiedRoleAssignment',
    (g, s) => g('GET', `/roleManagement/directory/roleAssignments?$filter=principalId eq '${s.admin ?? ''}'`),
  ],
  'roles.eligible': [
    undefined,
    (g) => g('GET', '/roleManagement/directory/roleEligibilityScheduleInstances'),
  ],
  'roles.assign': [
    'unifiedRoleAssignment',
    (g, s) =>
      g('POST', '/roleManagement/directory/roleAssignments', {
        body: { principalId: s.sp, roleDefinitionId: exchangeAdministrator, directoryScopeId: '/' },
      }),
  ],
  'exo.roles.create': [
    'unifiedRoleAssignment',
    (g, s) =>
      g('POST', '/roleManagement/exchange/roleAssignments', {
        version: 'beta',
        body: {
          principalId: `/ServicePrincipals/${s.sp}`,
          roleDefinitionId: 'Application Mail.Send',
          directoryScopeId: '/',
        },
      }),
  ],
  'exo.roles.list': [
    'unifiedRoleAssignment',
    (g) => g('GET', '/roleManagement/exchange/roleAssignments', { version: 'beta' }),
  ],
  'users.byAddress': [
    undefined,
    (g, _, __, p) =>
      g(
        'GET',
        `/users?$filter=proxyAddresses/any(p:p eq 'smtp:${p.anna}') or mail eq '${p.anna}'&$select=id,userPrincipalName,mail,accountEnabled,assignedLicenses,assignedPlans,proxyAddresses`,
      ),
  ],
  'user.license': [undefined, (g, s) => g('GET', `/users/${s.anna ?? ''}/licenseDetails`)],
  signins: [
    undefined,
    (g) => g('GET', '/auditLogs/signIns?$filter=createdDateTime ge 2020-01-01T00:00:00Z&$top=5'),
  ],
  audits: [
    undefined,
    (g) =>
      g('GET', "/auditLogs/directoryAudits?$filter=activityDisplayName eq 'Add delegated permission grant'"),
  ],
  trace: [
    'exchangeMessageTrace',
    async (g, _, __, p) => {
      const { clientId, anna, tenant } = p
      const scope = 'https://graph.microsoft.com/Mail.Send'
      await tenant.admin.grantConsent(clientId, { resource: 'graph', value: 'Mail.Send', kind: 'delegated' })
      const { accessToken } = await tenant.admin.robotToken({ clientId, account: anna, scope })
      const message = {
        subject: 'Traced',
        body: { contentType: 'Text', content: 'x' },
        toRecipients: [{ emailAddress: { address: tenant.endpoints.recipient } }],
      }
      const headers = { authorization: `Bearer ${accessToken}` }
      await g('POST', '/me/sendMail', { body: { message }, headers })
      return g('GET', '/admin/exchange/tracing/messageTraces')
    },
  ],
  byIds: [
    undefined,
    (g, s) => g('POST', '/directoryObjects/getByIds', { body: { ids: [s.sp, s.anna, nobody], types: [] } }),
  ],
  batch: [
    undefined,
    async (g, s) => {
      const requests = [
        { id: '1', method: 'GET', url: `/applications/${s.app}?$select=id` },
        { id: '2', method: 'GET', url: `/applications/${nobody}` },
        { id: '3', method: 'GET', url: '/me', dependsOn: ['2'] },
      ]
      const answer = await g('POST', '/$batch', { body: { requests } })
      const parts = answer.body.responses as { id: string; status: number; body: { id?: string } }[]
      expect(parts.map(({ id, status }) => [id, status])).toEqual([
        ['1', 200],
        ['2', 404],
        ['3', 424],
      ])
      expect(parts[0]?.body.id).toBe(s.app)
      return answer
    },
  ],
}

/** A JWT that proves possession of a certificate's key to the directory. */
async function proofBy(privateKey: string, objectId: string): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  return new SignJWT({ aud: '00000002-0000-0000-c000-000000000000', iss: objectId, nbf: now, exp: now + 300 })
    .setProtectedHeader({ alg: 'RS256' })
    .sign(await importPKCS8(privateKey, 'RS256'))
}

describe('the practice Graph beside what is known of the real one', () => {
  test('every call of the reference is driven here', () => {
    expect(Object.keys(drives).toSorted()).toEqual(shapes.calls.map(({ id }) => id).toSorted())
  })

  test('every call answers with the status, the names and the types of the reference', async () => {
    const p = await practice()
    const s = await scene(p)
    const seen: Record<string, Answer> = {}
    const wrong: string[] = []
    for (const [id, [type, drive]] of Object.entries(drives)) {
      const call = shapes.calls.find((one) => one.id === id)
      if (call === undefined) continue
      const answer = await drive(s.graph, s, seen, p)
      seen[id] = answer
      wrong.push(...misshapes(call, answer, type))
    }
    expect(wrong).toEqual([])
  })
})
