import { Client, type Context } from '@microsoft/microsoft-graph-client'
import { fetch } from 'undici'
import { describe, expect, test } from 'vitest'
import {
  codeOf,
  exchangeApi,
  graphApi,
  graphCommandLine,
  rowsIn,
  signedIn,
  tokenFor,
} from './directory-kit.ts'
import { askToken, practice, type Practice, registrationOf, tokenOf } from './kit.ts'

const smtpSend = '258f6531-6087-4cc4-bb90-092c5fb3ed3f'
const smtpSendAsApp = '7146a1f0-8703-45b3-9eae-527a64c00995'
const mailSendForAll = 'b633e1c5-b582-4048-a93e-9f11b44c7e96'
const outlook = 'https://outlook.office.com/SMTP.Send'

/** The token endpoint's answer to an application that shows its secret. */
const withSecret = (p: Practice, clientId: string, secret: string) =>
  askToken(p, {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: secret,
    scope: 'https://outlook.office365.com/.default',
  })
const holder = (p: Practice, role: string) =>
  p.tenant.endpoints.administrators.find((one) => one.role === role)?.address ?? ''

describe('a registration made through Graph', () => {
  test('is the one the practice administrator sees, and signs people in once it has all it needs', async () => {
    const p = await practice()
    const graph = await signedIn(p)
    const made = await graph('POST', '/applications', {
      body: {
        displayName: 'Scanner mail',
        publicClient: { redirectUris: ['http://localhost'] },
        requiredResourceAccess: [
          { resourceAppId: graphApi, resourceAccess: [{ id: smtpSend, type: 'Scope' }] },
        ],
      },
    })
    const clientId = String(made.body.appId)
    const principal = await graph('POST', '/servicePrincipals', { body: { appId: clientId } })
    const [api] = rowsIn(await graph('GET', `/servicePrincipals?$filter=appId eq '${graphApi}'&$select=id`))
    const granted = await graph('POST', '/oauth2PermissionGrants', {
      body: {
        clientId: principal.body.id,
        consentType: 'AllPrincipals',
        resourceId: api?.id,
        scope: 'SMTP.Send openid profile offline_access',
      },
    })
    const described = await p.tenant.admin.describe()
    expect(described.registrations.find((one) => one.clientId === clientId)?.permissions).toEqual([
      { resource: 'graph', value: 'SMTP.Send', kind: 'delegated' },
    ])
    const ask = () => p.tenant.admin.robotToken({ clientId, account: p.anna, scope: outlook })
    expect((await ask()).scope).toContain('SMTP.Send')
    await graph('DELETE', `/oauth2PermissionGrants/${String(granted.body.id)}`)
    await expect(ask()).rejects.toThrow(/AADSTS90094|admin/)
  })

  test('sends as an application with the secret that was shown once, until the role or the secret goes', async () => {
    const p = await practice()
    const graph = await signedIn(p)
    const app = (await graph('POST', '/applications', { body: { displayName: 'Scanner' } })).body
    const clientId = String(app.appId)
    const added = await graph('POST', `/applications/${String(app.id)}/addPassword`)
    const secret = String(added.body.secretText)
    expect(added.body.hint).toBe(secret.slice(0, 3))
    const again = await graph('GET', `/applications/${String(app.id)}`)
    expect(JSON.stringify(again.body)).not.toContain(secret)
    // Graph makes no service principal by itself, and without one there are no tokens
    expect((await withSecret(p, clientId, secret)).body.error_codes).toEqual([7000229])
    const sp = (await graph('POST', '/servicePrincipals', { body: { appId: clientId } })).body
    const exchange = (await graph('GET', `/servicePrincipals(appId='${exchangeApi}')?$select=id`)).body.id
    await graph('POST', `/servicePrincipals/${String(sp.id)}/appRoleAssignments`, {
      body: { principalId: sp.id, resourceId: exchange, appRoleId: smtpSendAsApp },
    })
    const token = await withSecret(p, clientId, secret)
    expect(payload(token.body.access_token)).toMatchObject({ oid: sp.id, roles: ['SMTP.SendAsApp'] })
    await graph('POST', `/applications/${String(app.id)}/removePassword`, {
      body: { keyId: added.body.keyId },
    })
    expect((await withSecret(p, clientId, secret)).body.error_codes).toEqual([7000215])
  })

  test.each([
    ['deactivated', { isDisabled: true }, undefined],
    ['switched off in this tenant', undefined, { accountEnabled: false }],
  ])('gets nobody in while it is %s', async (_, application, principal) => {
    const p = await practice()
    const graph = await signedIn(p)
    const { objectId, servicePrincipalId } = await registrationOf(p)
    if (application !== undefined) await graph('PATCH', `/applications/${objectId}`, { body: application })
    if (principal !== undefined)
      await graph('PATCH', `/servicePrincipals/${servicePrincipalId}`, { body: principal })
    await expect(tokenOf(p, p.anna)).rejects.toMatchObject({ code: 'AADSTS7000112' })
    await graph('PATCH', `/applications/${objectId}`, { body: { isDisabled: false } })
    await graph('PATCH', `/servicePrincipals/${servicePrincipalId}`, { body: { accountEnabled: true } })
    expect(await tokenOf(p, p.anna)).toBeTruthy()
  })

  test('lets in only who is assigned, where assignment is asked for', async () => {
    const p = await practice()
    const graph = await signedIn(p)
    const { servicePrincipalId } = await registrationOf(p)
    await graph('PATCH', `/servicePrincipals/${servicePrincipalId}`, {
      body: { appRoleAssignmentRequired: true },
    })
    await expect(tokenOf(p, p.anna)).rejects.toMatchObject({ code: 'AADSTS50105' })
    await p.tenant.admin.assignUser(p.clientId, p.anna)
    expect(await tokenOf(p, p.anna)).toBeTruthy()
    await expect(tokenOf(p, p.ben)).rejects.toMatchObject({ code: 'AADSTS50105' })
  })

  test('keeps what a change does not name, and loses what a shorter list leaves out', async () => {
    const p = await practice()
    const graph = await signedIn(p)
    const { objectId } = await registrationOf(p)
    const before = (await graph('GET', `/applications/${objectId}`)).body
    await graph('PATCH', `/applications/${objectId}`, {
      body: { web: { implicitGrantSettings: { enableIdTokenIssuance: true } } },
    })
    const boxes = (await graph('GET', `/applications/${objectId}`)).body
    expect(boxes).toMatchObject({
      publicClient: before.publicClient,
      requiredResourceAccess: before.requiredResourceAccess,
      web: { redirectUris: (before.web as { redirectUris: string[] }).redirectUris },
    })
    await graph('PATCH', `/applications/${objectId}`, { body: { publicClient: { redirectUris: [] } } })
    await expect(tokenOf(p, p.anna)).rejects.toThrow('redirect')
  })

  test('is gone when deleted, and comes back with its grants', async () => {
    const p = await practice()
    const graph = await signedIn(p)
    const { objectId, servicePrincipalId } = await registrationOf(p)
    const grants = `/oauth2PermissionGrants?$filter=clientId eq '${servicePrincipalId}'`
    const before = rowsIn(await graph('GET', grants))
    expect((await graph('DELETE', `/applications/${objectId}`)).status).toBe(204)
    await expect(tokenOf(p, p.anna)).rejects.toThrow()
    expect(codeOf(await graph('GET', `/applications/${objectId}`))).toBe('404 Request_ResourceNotFound')
    expect(rowsIn(await graph('GET', grants))).toEqual([])
    const kept = rowsIn(await graph('GET', '/directory/deletedItems/microsoft.graph.application'))
    expect(kept.map(({ id }) => id)).toEqual([objectId])
    expect((await graph('POST', `/directory/deletedItems/${objectId}/restore`)).status).toBe(200)
    expect(rowsIn(await graph('GET', grants))).toEqual(before)
    expect(await tokenOf(p, p.anna)).toBeTruthy()
  })
})

describe('changes that take their time', () => {
  test('what was just made cannot be built on yet, and a second change meets the first', async () => {
    const p = await practice({ replication: 1 })
    const graph = await signedIn(p)
    const app = (await graph('POST', '/applications', { body: { displayName: 'Scanner' } })).body
    const addPrincipal = () => graph('POST', '/servicePrincipals', { body: { appId: app.appId } })
    expect(codeOf(await addPrincipal())).toBe('400 NoBackingApplicationObject')
    const sp = await addPrincipal()
    expect(sp.status).toBe(201)
    const exchange = (await graph('GET', `/servicePrincipals(appId='${exchangeApi}')?$select=id`)).body.id
    const assign = () =>
      graph('POST', `/servicePrincipals/${String(sp.body.id)}/appRoleAssignments`, {
        body: { principalId: sp.body.id, resourceId: exchange, appRoleId: smtpSendAsApp },
      })
    expect((await graph('GET', `/servicePrincipals/${String(sp.body.id)}`)).status).toBe(404)
    expect((await assign()).status).toBe(201)
  })

  test('a fresh secret is refused at first, and cannot be removed in the same breath', async () => {
    const p = await practice({ replication: 3 })
    const graph = await signedIn(p)
    const { objectId } = await registrationOf(p)
    const added = await graph('POST', `/applications/${objectId}/addPassword`)
    const remove = () =>
      graph('POST', `/applications/${objectId}/removePassword`, { body: { keyId: added.body.keyId } })
    const prove = async () =>
      (await withSecret(p, p.clientId, String(added.body.secretText))).body.error_codes ?? 'good'
    const met = [await prove(), codeOf(await remove()), await prove(), await prove(), codeOf(await remove())]
    expect(met).toEqual([[7000215], '409 Directory_ConcurrencyViolation', [7000215], 'good', '204'])
  })
})

describe('who may', () => {
  test('the permission alone is not enough, nor is the role, and both are refused in the same words', async () => {
    const p = await practice()
    const scopes = ['Application.ReadWrite.All', 'User.Read'] as const
    for (const value of scopes)
      await p.tenant.admin.grantConsent(graphCommandLine, { resource: 'graph', value, kind: 'delegated' })
    const { objectId } = await registrationOf(p)
    const rename = { body: { displayName: 'Renamed' } }
    const permissionOnly = await signedIn(p, p.anna, scopes)
    const both = await signedIn(p, holder(p, 'Cloud Application Administrator'), scopes)
    const refused = await permissionOnly('PATCH', `/applications/${objectId}`, rename)
    expect(codeOf(refused)).toBe('403 Authorization_RequestDenied')
    expect(codeOf(await both('PATCH', `/applications/${objectId}`, rename))).toBe('204')
    // what was agreed to for everybody goes again, and the role stands alone
    await p.tenant.admin.withdrawConsent(graphCommandLine, {
      resource: 'graph',
      value: 'Application.ReadWrite.All',
      kind: 'delegated',
    })
    const roleOnly = await signedIn(p, holder(p, 'Application Administrator'), ['User.Read'])
    const other = await roleOnly('PATCH', `/applications/${objectId}`, rename)
    expect(other.body.error?.message).toBe(refused.body.error?.message)
    expect(codeOf(other)).toBe('403 Authorization_RequestDenied')
  })

  test('an owner changes his own application without any role, and nobody else’s', async () => {
    const p = await practice()
    const graph = await signedIn(p)
    for (const value of ['Application.ReadWrite.All', 'User.Read'])
      await p.tenant.admin.grantConsent(graphCommandLine, { resource: 'graph', value, kind: 'delegated' })
    const { objectId } = await registrationOf(p)
    const anna = await signedIn(p, p.anna, ['Application.ReadWrite.All'])
    const own = (await anna('POST', '/applications', { body: { displayName: 'My own' } })).body
    expect(codeOf(await anna('PATCH', `/applications/${String(own.id)}`, { body: { notes: 'mine' } }))).toBe(
      '204',
    )
    expect(codeOf(await anna('PATCH', `/applications/${objectId}`, { body: { notes: 'not mine' } }))).toBe(
      '403 Authorization_RequestDenied',
    )
    await p.tenant.admin.setPolicies({ usersMayRegister: false })
    expect(codeOf(await anna('POST', '/applications', { body: { displayName: 'Another' } }))).toBe(
      '403 Authorization_RequestDenied',
    )
    expect(rowsIn(await graph('GET', `/applications/${String(own.id)}/owners`))[0]).toMatchObject({
      userPrincipalName: p.anna,
    })
  })

  test('an Application Administrator grants Exchange’s roles, and not those of Microsoft Graph', async () => {
    const p = await practice()
    const graph = await signedIn(p, holder(p, 'Application Administrator'))
    const { servicePrincipalId } = await registrationOf(p)
    const give = async (api: string, appRoleId: string) => {
      const resourceId = (await graph('GET', `/servicePrincipals(appId='${api}')?$select=id`)).body.id
      const body = { principalId: servicePrincipalId, resourceId, appRoleId }
      return codeOf(
        await graph('POST', `/servicePrincipals/${servicePrincipalId}/appRoleAssignments`, { body }),
      )
    }
    expect(await give(exchangeApi, smtpSendAsApp)).toBe('201')
    expect(await give(graphApi, mailSendForAll)).toBe('403 Authorization_RequestDenied')
  })

  test('an Exchange Administrator cannot even sign in for rights over applications', async () => {
    const p = await practice()
    await expect(
      tokenFor(p, holder(p, 'Exchange Administrator'), ['Application.ReadWrite.All']),
    ).rejects.toMatchObject({ code: 'AADSTS90094' })
  })

  test('a role that was taken away, or may only be activated, counts for nothing', async () => {
    const p = await practice()
    const address = holder(p, 'Application Administrator')
    const graph = await signedIn(p, address)
    const create = async () => codeOf(await graph('POST', '/applications', { body: { displayName: 'x' } }))
    await p.tenant.admin.setPolicies({ usersMayRegister: false })
    expect(await create()).toBe('201')
    await p.tenant.admin.setDirectoryRole(address, 'Application Administrator', 'eligible')
    expect(await create()).toBe('403 Authorization_RequestDenied')
    await p.tenant.admin.setDirectoryRole(address, 'Application Administrator', 'active')
    expect(await create()).toBe('201')
  })
})

/** A question about applications, and how many it finds or how it is refused. */
const questions: [query: string, wanted: number | string][] = [
  ["$filter=appId eq 'CLIENT'", 1],
  ["$filter=displayName eq 'automation platform mail'", 1],
  ["$filter=startswith(displayName, 'Auto') and signInAudience eq 'AzureADMyOrg'", 1],
  ["$filter=appId in ('CLIENT', 'x')", 1],
  ["$filter=tags/any(t:t eq 'mail')", 1],
  ["$filter=tags/any(t: startswith(t, 'ma'))", 1],
  ["$filter=publicClient/redirectUris/any(u:u eq 'http://localhost')", 1],
  [`$filter=requiredResourceAccess/any(r:r/resourceAppId eq ${graphApi})`, 1],
  ["$filter=displayName eq 'nobody'", 0],
  ['$select=id,appId&$orderby=displayName', 1],
  ['$expand=owners($select=id)', 1],
  ["$filter=notADirectoryProperty eq 'x'", '400 BadRequest'],
  ["$filter=contains(displayName,'mail')", '400 Request_UnsupportedQuery'],
  ["$filter=endswith(displayName,'mail')", '400 Request_UnsupportedQuery'],
  ["$filter=startswith(displayName,'A')&$orderby=displayName", '400 Request_UnsupportedQuery'],
  ['$select=secrets', '400 BadRequest'],
  ['$top=1000', '400 Request_UnsupportedQuery'],
  ['$skip=10', '400 Request_BadRequest'],
  ['$apply=groupby((appId))', '400 BadRequest'],
  ['$skiptoken=bm90IG9uZQ', '400 Directory_ExpiredPageToken'],
]

describe('asking for lists', () => {
  test('a tenant of thousands is read page by page, each one once, and counted', async () => {
    const p = await practice()
    await p.tenant.admin.fillDirectory(3_000, 10_000)
    const graph = await signedIn(p)
    const seen: unknown[] = []
    let next = '/servicePrincipals?$select=id&$top=999'
    let calls = 0
    for (; next !== ''; calls += 1) {
      const page = await graph('GET', next)
      seen.push(...rowsIn(page).map(({ id }) => id))
      next = (page.body['@odata.nextLink'] as string | undefined) ?? ''
    }
    // the two APIs, the product and the command line client are there besides
    expect([seen.length, new Set(seen).size, calls]).toEqual([10_004, 10_004, 11])
    const count = await graph('GET', '/applications/$count', { headers: { ConsistencyLevel: 'eventual' } })
    expect(count.text).toBe('3001')
    const found = await graph('GET', `/applications?$search="displayName:business 00042"&$count=true`, {
      headers: { ConsistencyLevel: 'eventual' },
    })
    expect([found.body['@odata.count'], rowsIn(found)[0]?.displayName]).toEqual([1, 'Line of business 00042'])
  })

  test('nine questions at once are answered: only mail counts what is open', async () => {
    const graph = await signedIn(await practice({ latencyMs: 20 }))
    const asked = Array.from({ length: 9 }, () => graph('GET', '/applications?$select=id'))
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(
      Array.from({ length: 9 }, () => 200),
    )
  })

  test('an API is found by the address a token is asked for, and what it offers has an address of its own', async () => {
    const graph = await signedIn(await practice())
    const named = `servicePrincipalNames/any(n:n eq 'https://graph.microsoft.com')`
    const [api] = rowsIn(await graph('GET', `/myorganization/servicePrincipals?$filter=${named}`))
    expect(api).toMatchObject({ appId: graphApi })
    const offered = rowsIn(await graph('GET', `/servicePrincipals/${String(api?.id)}/oauth2PermissionScopes`))
    expect(offered).toContainEqual(expect.objectContaining({ id: smtpSend, value: 'SMTP.Send' }))
  })

  test('a question the directory knows is answered, and any other one is refused as there', async () => {
    const p = await practice()
    await p.tenant.admin.changeApplication(p.clientId, { tags: ['mail'] })
    const graph = await signedIn(p, p.tenant.endpoints.adminUser, ['Application.Read.All'])
    const answers: [string, unknown][] = []
    for (const [query] of questions) {
      const answer = await graph('GET', `/applications?${query.replace('CLIENT', p.clientId)}`)
      answers.push([query, answer.status === 200 ? answer.body.value?.length : codeOf(answer)])
    }
    expect(answers).toEqual(questions)
  })

  test('an answer carries the id it was asked under, and its own', async () => {
    const p = await practice()
    const graph = await signedIn(p)
    const answer = await graph('GET', '/applications/none', { headers: { 'client-request-id': 'ours' } })
    expect(answer.headers.get('client-request-id')).toBe('ours')
    expect(answer.body.error?.innerError['client-request-id']).toBe('ours')
    expect(answer.headers.get('date')).not.toBeNull()
  })
})

describe('programs nobody here wrote', () => {
  test('Microsoft’s own client makes an application, pages through the list and patches it', async () => {
    const p = await practice()
    const token = await tokenFor(p, p.tenant.endpoints.adminUser)
    const client = Client.initWithMiddleware({
      baseUrl: p.tenant.endpoints.graph.replace(/v1\.0$/, ''),
      customHosts: new Set(['localhost']),
      middleware: {
        execute: async (context: Context) => {
          const { method, body, headers } = context.options ?? {}
          const response = await fetch(String(context.request), {
            dispatcher: p.agent,
            method: method ?? 'GET',
            headers: { ...(headers as Record<string, string>), authorization: `Bearer ${token}` },
            ...(typeof body === 'string' ? { body } : {}),
          })
          context.response = response
        },
      },
    })
    const made = (await client.api('/applications').post({ displayName: 'By the client' })) as { id: string }
    await client.api(`/applications/${made.id}`).update({ notes: 'patched' })
    const read = (await client
      .api('/applications')
      .header('ConsistencyLevel', 'eventual')
      .search('"displayName:By the client"')
      .count(true)
      .select(['id', 'notes'])
      .get()) as { value: unknown[] }
    expect(read.value).toEqual([{ id: made.id, notes: 'patched' }])
    await expect(client.api('/applications/none').get()).rejects.toMatchObject({
      statusCode: 404,
      code: 'Request_ResourceNotFound',
    })
  })
})

/** The claims of a token, unverified. */
function payload(token: unknown): Record<string, unknown> {
  const [, claims = ''] = String(token).split('.')
  return JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as Record<string, unknown>
}
