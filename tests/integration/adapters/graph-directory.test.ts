import { describe, expect, it, onTestFinished } from 'vitest'
import { HttpGraphDirectory } from '../../../src/main/adapters/entra/graph-directory.ts'
import { createUndiciFetch } from '../../../src/main/adapters/system/undici-fetch.ts'
import { FixedClock } from '../../fakes/fixed-clock.ts'
import { globalCloud } from '../../kit/samples.ts'
import {
  graphError,
  ScriptedHttpServer,
  type HttpAnswer,
  type Received,
} from '../../fakes/scripted-http-server.ts'

const start = '2026-11-21T09:00:00.000Z'
const clientId = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee'
const headers = { 'request-id': 'r-7' }

async function directory(
  answer: (request: Received, n: number) => HttpAnswer,
  more: { graph?: string } = {},
) {
  const server = await ScriptedHttpServer.start(answer)
  onTestFinished(() => server.stop())
  const clock = new FixedClock(start)
  const caller = {
    cloud: { ...globalCloud, graph: more.graph ?? server.address },
    token: 'eyJ-secret',
    who: 'admin@contoso.example',
    signal: new AbortController().signal,
  }
  return { server, clock, caller, graph: new HttpGraphDirectory({ fetch: createUndiciFetch(), clock }) }
}

const application = {
  id: '1',
  appId: clientId,
  displayName: "O'Brien mail",
  createdDateTime: '2026-11-20T08:00:00Z',
  signInAudience: 'AzureADMyOrg',
  isDisabled: null,
  disabledByMicrosoftStatus: 'NotDisabled',
  web: { redirectUris: ['https://a.example/x'], implicitGrantSettings: { enableIdTokenIssuance: true } },
  publicClient: { redirectUris: ['http://localhost'] },
  spa: { redirectUris: [] },
  isFallbackPublicClient: null,
  requiredResourceAccess: [{ resourceAppId: 'r', resourceAccess: [{ id: 'p', type: 'Scope' }] }],
  passwordCredentials: [
    { keyId: 'k', displayName: 'mail', hint: 'abc', endDateTime: '2027-01-01T00:00:00Z', secretText: 'hush' },
  ],
  keyCredentials: [{ keyId: 'c', displayName: 'CN=mail', endDateTime: '2027-02-01T00:00:00Z', key: 'MII' }],
  notes: null,
}

describe('a registration is looked for', () => {
  it('by client id and by name in one question, with the quote in its name, and only what is needed of it', async () => {
    const { server, caller, graph } = await directory(() => ({
      status: 200,
      headers,
      body: { value: [application] },
    }))
    const found = await graph.applications(caller, { clientId, displayName: "O'Brien mail" })
    expect(server.requests).toHaveLength(1)
    expect(server.requests[0]?.url).toContain(
      `/v1.0/applications?$filter=appId eq '${clientId}' or displayName eq 'O''Brien mail'&$select=id,appId,`,
    )
    expect(found).toMatchObject({
      read: true,
      evidence: { who: 'admin@contoso.example', at: start, requestIds: ['r-7'] },
      value: [
        {
          disabled: false,
          blocked: null,
          implicit: { accessTokens: false, idTokens: true },
          redirects: { web: ['https://a.example/x'], publicClient: ['http://localhost'], spa: [] },
          credentials: [
            { kind: 'secret', hint: 'abc', endsAt: '2027-01-01T00:00:00.000Z' },
            { kind: 'certificate', endsAt: '2027-02-01T00:00:00.000Z' },
          ],
        },
      ],
    })
    // Whatever an answer carries besides: no secret and no key gets into the facts.
    expect(JSON.stringify(found)).not.toMatch(/hush|MII|eyJ-secret/)
  })

  it('page after page, each with its request id', async () => {
    const pages = (request: Received): HttpAnswer => {
      const page = Number(/skip=(\d)/.exec(request.url)?.[1] ?? 0)
      const next = `http://${request.headers.host ?? ''}/v1.0/applications?$skip=${page + 1}`
      return {
        status: 200,
        headers: { 'request-id': `r-${page}` },
        body: { value: [application], ...(page < 2 ? { '@odata.nextLink': next } : {}) },
      }
    }
    const { server, caller, graph } = await directory(pages)
    const found = await graph.applications(caller, { clientId: null, displayName: 'x' })
    expect(found).toMatchObject({ read: true, evidence: { requestIds: ['r-0', 'r-1', 'r-2'] } })
    expect(found.read && found.value).toHaveLength(3)
    expect(server.requests).toHaveLength(3)
  })

  it('never with the token at another host, whatever a page says comes next', async () => {
    const thief = await directory(() => ({ status: 200, body: { value: [] } }))
    const { caller, graph } = await directory(() => ({
      status: 200,
      headers,
      body: { value: [application], '@odata.nextLink': `${thief.server.address}/v1.0/applications?$skip=1` },
    }))
    const found = await graph.applications(caller, { clientId: null, displayName: 'x' })
    expect(found).toMatchObject({ read: false, unread: { why: 'not-understood', requestId: 'r-7' } })
    expect(thief.server.requests).toEqual([])
  })
})

describe('an answer that is none', () => {
  it.each([
    [
      '403',
      { status: 403, headers, body: graphError('Authorization_RequestDenied') },
      'forbidden',
      'Directory.Read.All',
    ],
    ['401', { status: 401, headers, body: graphError('InvalidAuthenticationToken') }, 'unauthorised', null],
    ['404', { status: 404, headers, body: graphError('Request_ResourceNotFound') }, 'spreading', null],
    ['500', { status: 500, headers, body: graphError('generalException') }, 'unavailable', null],
    [
      'a proxy’s page',
      { status: 200, headers, body: '<html>Sign in to the network</html>' },
      'not-understood',
      null,
    ],
    ['another shape', { status: 200, headers, body: { value: [{ id: 5 }] } }, 'not-understood', null],
    ['a connection that is cut', 'drop', 'offline', null],
  ] as const)('%s is never read as “no consent”', async (_, answer, why, right) => {
    const { caller, graph } = await directory(() => answer)
    expect(await graph.grants(caller, 'sp')).toMatchObject({ read: false, unread: { why, right } })
  })

  it('404 for an enterprise application means there is none', async () => {
    const { caller, graph } = await directory(() => ({
      status: 404,
      headers,
      body: graphError('Request_ResourceNotFound'),
    }))
    expect(await graph.servicePrincipal(caller, clientId)).toMatchObject({ read: true, value: null })
  })

  it('is asked for again when Graph says when, and given up when it goes on', async () => {
    const busy = {
      status: 429,
      headers: { 'retry-after': '7', 'request-id': 'r-9' },
      body: graphError('TooManyRequests'),
    }
    const { caller, graph, clock } = await directory((_, n) =>
      n === 1 ? busy : { status: 200, headers, body: { isEnabled: true } },
    )
    expect(await graph.securityDefaults(caller)).toMatchObject({ read: true, value: true })
    expect(clock.now().getTime() - Date.parse(start)).toBe(7_000)
    const never = await directory(() => busy)
    expect(await never.graph.securityDefaults(never.caller)).toMatchObject({
      read: false,
      unread: { why: 'throttled', status: 429, requestId: 'r-9' },
    })
    expect(never.server.requests).toHaveLength(4)
  })
})

describe('rules for credentials', () => {
  const rule = (restrictionType: string, more = {}) => ({ restrictionType, state: 'enabled', ...more })
  const policy = {
    isEnabled: true,
    applicationRestrictions: {
      passwordCredentials: [
        rule('passwordAddition', { restrictForAppsCreatedAfterDateTime: '2026-01-01T00:00:00Z' }),
        rule('passwordLifetime', { maxLifetime: 'P90D' }),
        rule('customPasswordAddition', { state: 'disabled' }),
      ],
    },
  }

  it('come from both versions of Graph, and from the stable one alone where beta does not answer', async () => {
    const answer = (beta: HttpAnswer) => (request: Received) =>
      request.url.startsWith('/beta') ? beta : ({ status: 200, headers, body: policy } as const)
    const keyCredentials = [rule('trustedCertificateAuthority')]
    const both = await directory(
      answer({
        status: 200,
        headers,
        body: { isEnabled: true, applicationRestrictions: { keyCredentials } },
      }),
    )
    const stable = [
      { rule: 'passwordAddition', maxDays: null, since: '2026-01-01T00:00:00.000Z' },
      { rule: 'passwordLifetime', maxDays: 90, since: null },
    ]
    expect(await both.graph.credentialRules(both.caller)).toMatchObject({
      read: true,
      value: [...stable, { rule: 'trustedCertificateAuthority' }],
    })
    const alone = await directory(answer({ status: 404, headers, body: graphError('ResourceNotFound') }))
    expect(await alone.graph.credentialRules(alone.caller)).toMatchObject({ read: true, value: stable })
  })

  it('hold nobody back while the policy is switched off', async () => {
    const { caller, graph } = await directory(() => ({
      status: 200,
      headers,
      body: { ...policy, isEnabled: false },
    }))
    expect(await graph.credentialRules(caller)).toMatchObject({ read: true, value: [] })
  })
})

describe('a national cloud', () => {
  it('is asked at its own host, with the version it names or the one a question needs', async () => {
    const { server, caller, graph } = await directory(() => ({
      status: 200,
      headers,
      body: { isEnabled: false },
    }))
    const there = { ...caller, cloud: { ...caller.cloud, graph: `${server.address}/v1.0/` } }
    await graph.securityDefaults(there)
    await graph.credentialRules(there)
    expect(server.requests.map(({ url }) => url.split('?')[0]).sort()).toEqual([
      '/beta/policies/defaultAppManagementPolicy',
      '/v1.0/policies/defaultAppManagementPolicy',
      '/v1.0/policies/identitySecurityDefaultsEnforcementPolicy',
    ])
  })
})
