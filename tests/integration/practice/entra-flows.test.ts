/** Every way of getting a token but the usual one, and what an administrator's consent looks like from outside. */
import { ConfidentialClientApplication, PublicClientApplication } from '@azure/msal-node'
import { createHash } from 'node:crypto'
import { decodeJwt } from 'jose'
import { describe, expect, test } from 'vitest'
import { answerSignIn, type RegistrationRequest } from '../../../src/practice/index.ts'
import {
  appTokenOf,
  askToken,
  authorizeUrl,
  get,
  loopback,
  mailScope,
  networkOf,
  postForm,
  practice,
  type Practice,
  product,
  smtpScope,
  tokenOf,
} from './kit.ts'

const publicProduct: RegistrationRequest = { ...product, publicClientFlows: true }
const webProduct: RegistrationRequest = {
  ...product,
  redirects: [{ platform: 'web', uri: 'http://localhost' }],
  implicit: { accessTokens: true, idTokens: true },
}

const person = (p: Practice, account: string) => ({
  caFile: p.tenant.endpoints.caFile,
  account,
  password: p.tenant.endpoints.password,
})
const authOf = (p: Practice) => ({
  clientId: p.clientId,
  authority: p.tenant.endpoints.authority,
  knownAuthorities: [new URL(p.tenant.endpoints.authority).host],
})
const publicClient = (p: Practice) =>
  new PublicClientApplication({ auth: authOf(p), system: { networkClient: networkOf(p.agent) } })
async function confidentialClient(p: Practice) {
  const { value } = await p.tenant.admin.addSecret(p.clientId, { months: 1 })
  return new ConfidentialClientApplication({
    auth: { ...authOf(p), clientSecret: value },
    system: { networkClient: networkOf(p.agent) },
  })
}
async function answered(p: Practice, change: Record<string, string | undefined>) {
  const { url } = authorizeUrl(p, { login_hint: p.anna, ...change })
  return answerSignIn(url, person(p, p.anna))
}

describe('a product that ticks the boxes for ID and access tokens', () => {
  test.each([
    ['code id_token', ['code', 'id_token']],
    ['id_token', ['id_token']],
    ['token', ['access_token']],
    ['id_token token', ['access_token', 'id_token']],
  ])('gets %s, posted to its page', async (type, names) => {
    const p = await practice({ registrations: [webProduct] })
    const { uri, answer } = await loopback()
    const signedIn = await answered(p, { redirect_uri: uri, response_type: type, nonce: 'n-1' })
    expect(signedIn).toEqual({ ok: true })
    const fields = await answer
    for (const name of ['code', 'id_token', 'access_token'])
      expect([name, fields.has(name)]).toEqual([name, names.includes(name)])
    if (!names.includes('id_token')) return
    const claims = decodeJwt(fields.get('id_token') ?? '')
    const half = (text: string | null) =>
      text === null
        ? undefined
        : createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url')
    expect(claims).toMatchObject({ aud: p.clientId, nonce: 'n-1', preferred_username: p.anna })
    expect([claims.c_hash, claims.at_hash]).toEqual([
      half(fields.get('code')),
      half(fields.get('access_token')),
    ])
  })

  test('is answered in the fragment unless it asks for a form, and never in the query', async () => {
    const p = await practice({ registrations: [webProduct] })
    const cookies = new Map<string, string>()
    const { url } = authorizeUrl(p, { login_hint: p.anna, redirect_uri: (await loopback()).uri })
    await answerSignIn(url, { ...person(p, p.anna), cookies })
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const target = async (change: Record<string, string | undefined>) => {
      const reply = await get(p, authorizeUrl(p, { prompt: 'none', nonce: 'n', ...change }).url, { cookie })
      return new URL(reply.headers.get('location') ?? 'http://none')
    }
    const hybrid = await target({ response_type: 'code id_token', response_mode: undefined })
    expect(hybrid.search).toBe('')
    expect(new URLSearchParams(hybrid.hash.slice(1)).get('id_token')).toMatch(/^ey/)
    const code = await target({ response_mode: 'fragment' })
    expect(new URLSearchParams(code.hash.slice(1)).get('code')).toMatch(/^1\.A/)
    const inQuery = await target({ response_type: 'id_token', response_mode: 'query' })
    expect(inQuery.hash).toContain('AADSTS70007')
  })

  test('without a nonce is refused', async () => {
    const p = await practice({ registrations: [webProduct] })
    expect(await answered(p, { response_type: 'id_token', response_mode: 'form_post' })).toMatchObject({
      ok: false,
    })
  })
})

describe('a device code', () => {
  test('lets MSAL in once a person has typed it and signed in', async () => {
    const p = await practice({ registrations: [publicProduct] })
    const typed: Promise<unknown>[] = []
    const result = await publicClient(p).acquireTokenByDeviceCode({
      scopes: [smtpScope],
      deviceCodeCallback: ({ verificationUri, userCode, message }) => {
        expect(message).toContain(userCode)
        typed.push(answerSignIn(verificationUri, { ...person(p, p.anna), userCode }))
      },
    })
    expect(await Promise.all(typed)).toEqual([{ ok: true }])
    expect(result?.account?.username).toBe(p.anna)
    expect(decodeJwt(result?.accessToken ?? '').scp).toContain('SMTP.Send')
  })

  const begin = async (p: Practice) => {
    const reply = await postForm(p, `${p.tenant.endpoints.authority}/oauth2/v2.0/devicecode`, {
      client_id: p.clientId,
      scope: `${smtpScope} offline_access`,
    })
    return JSON.parse(reply.text) as { device_code: string; user_code: string; verification_uri: string }
  }
  const poll = (p: Practice, deviceCode: string) =>
    askToken(p, {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: deviceCode,
    })

  test('is pending, declined, expired or used up, each in Entra’s words', async () => {
    let now = Date.now()
    const p = await practice({ registrations: [publicProduct], clock: () => now })
    const { device_code, user_code, verification_uri } = await begin(p)
    expect((await poll(p, device_code)).body).toMatchObject({
      error: 'authorization_pending',
      error_codes: [70016],
    })
    expect((await poll(p, 'another')).body.error).toBe('bad_verification_code')
    expect(
      await answerSignIn(verification_uri, { ...person(p, p.anna), userCode: 'WRONGCODE' }),
    ).toMatchObject({ error: { code: 'AADSTS70018' } })
    expect(await answerSignIn(verification_uri, { ...person(p, p.anna), userCode: user_code })).toEqual({
      ok: true,
    })
    expect((await poll(p, device_code)).status).toBe(200)
    expect((await poll(p, device_code)).body.error_codes).toEqual([54005])

    await p.tenant.admin.revokeConsent(p.clientId)
    await p.tenant.admin.setUserConsentAllowed(true)
    const second = await begin(p)
    await answerSignIn(second.verification_uri, {
      ...person(p, p.anna),
      userCode: second.user_code,
      decline: true,
    })
    expect((await poll(p, second.device_code)).body.error).toBe('authorization_declined')

    const third = await begin(p)
    now += 16 * 60_000
    expect((await poll(p, third.device_code)).body).toMatchObject({
      error: 'expired_token',
      error_codes: [70020],
    })
  })

  test('wants a credential unless “Allow public client flows” is on', async () => {
    const p = await practice()
    const { device_code } = await begin(p)
    expect((await poll(p, device_code)).body.error_codes).toEqual([7000218])
    await p.tenant.admin.updateApplication(p.clientId, { publicClientFlows: true })
    expect((await poll(p, device_code)).body.error_codes).toEqual([70016])
  })
})

describe('a password in the request', () => {
  test('works for MSAL where public client flows are allowed', async () => {
    const p = await practice({ registrations: [publicProduct] })
    const result = await publicClient(p).acquireTokenByUsernamePassword({
      scopes: [smtpScope],
      username: p.anna,
      password: p.tenant.endpoints.password,
    })
    expect(result?.account?.username).toBe(p.anna)
  })

  test.each([
    ['public client flows are off', 7000218, { off: true }, {}],
    ['the password is wrong', 50126, {}, { password: 'wrong' }],
    ['nobody has that name', 50034, {}, { username: 'ghost@contoso.example' }],
    ['there is no name', 900144, {}, { username: '' }],
    ['there is no scope', 900144, {}, { scope: '' }],
    ['nobody consented', 65001, {}, { scope: 'https://graph.microsoft.com/Mail.Send' }],
    ['a policy blocks it', 53003, { faults: ['conditional-access'] }, {}],
  ])('%s: AADSTS%i', async (_what, number, o: { off?: boolean; faults?: string[] }, form) => {
    const p = await practice({
      registrations: [o.off === true ? product : publicProduct],
      ...(o.faults === undefined ? {} : { faults: o.faults }),
    })
    const { body } = await askToken(p, {
      grant_type: 'password',
      username: p.anna,
      password: p.tenant.endpoints.password,
      scope: smtpScope,
      ...form,
    })
    expect(body.error_codes).toEqual([number])
  })

  const rule = {
    id: '00000000-0000-4000-8000-000000000001',
    displayName: 'Everybody everywhere',
    state: 'enabled' as const,
    clientAppTypes: ['all'],
    applications: ['All'],
    users: ['All'],
    controls: ['mfa'],
  }
  test('is stopped by a rule that asks for a second factor, and only by one that is about it', async () => {
    const p = await practice({ registrations: [publicProduct] })
    const answer = async () => {
      const { body } = await askToken(p, {
        grant_type: 'password',
        username: p.anna,
        password: p.tenant.endpoints.password,
        scope: smtpScope,
      })
      return [body.error_codes, body.suberror]
    }
    const under = async (policies: Parameters<typeof p.tenant.admin.setPolicies>[0]) => {
      await p.tenant.admin.setPolicies({ securityDefaults: false, conditionalAccess: [], ...policies })
      return answer()
    }
    const passed = [undefined, undefined]
    expect(await under({ securityDefaults: true })).toEqual([[50079], 'basic_action'])
    expect(await under({ conditionalAccess: [rule] })).toEqual([[50076], 'basic_action'])
    expect(await under({ conditionalAccess: [{ ...rule, controls: ['mfa', 'block'] }] })).toEqual([
      [53003],
      undefined,
    ])
    for (const other of [
      { state: 'enabledForReportingButNotEnforced' as const },
      { clientAppTypes: ['other'] },
      { users: ['somebody else'] },
      { applications: ['00000003-0000-0000-c000-000000000000'] },
    ])
      expect(await under({ conditionalAccess: [{ ...rule, ...other }] })).toEqual(passed)
  })

  test('a disabled account: AADSTS50057', async () => {
    const p = await practice({ registrations: [publicProduct] })
    await p.tenant.admin.setUserEnabled(p.anna, false)
    const { body } = await askToken(p, {
      grant_type: 'password',
      username: p.anna,
      password: p.tenant.endpoints.password,
      scope: smtpScope,
    })
    expect(body.error_codes).toEqual([50057])
  })
})

describe('on behalf of somebody', () => {
  test('a service that got a token for itself gets one for the next service, with MSAL', async () => {
    const p = await practice()
    const client = await confidentialClient(p)
    const own = await tokenOf(p, p.anna, `${p.clientId}/.default`)
    expect(decodeJwt(own).aud).toBe(p.clientId)
    const result = await client.acquireTokenOnBehalfOf({ oboAssertion: own, scopes: [mailScope] })
    expect(decodeJwt(result?.accessToken ?? '')).toMatchObject({
      aud: 'https://graph.microsoft.com',
      upn: p.anna,
      appidacr: '1',
    })
  })

  test('a token for somebody else’s service is refused, naming both audiences: AADSTS500131', async () => {
    const p = await practice()
    const client = await confidentialClient(p)
    const foreign = await tokenOf(p, p.anna, mailScope)
    await expect(
      client.acquireTokenOnBehalfOf({ oboAssertion: foreign, scopes: [mailScope] }),
    ).rejects.toThrow(/AADSTS500131: .*'https:\/\/graph\.microsoft\.com' and the expected audience is 'api:/)
  })

  test('needs the service’s own credential and a token that was issued here', async () => {
    const p = await practice()
    const ask = (form: Record<string, string>) =>
      askToken(p, {
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        requested_token_use: 'on_behalf_of',
        scope: mailScope,
        ...form,
      })
    const assertion = await tokenOf(p, p.anna, `${p.clientId}/.default`)
    expect((await ask({ assertion })).body.error_codes).toEqual([7000218])
    const { value } = await p.tenant.admin.addSecret(p.clientId, { months: 1 })
    expect((await ask({ assertion: 'x.y.z', client_secret: value })).body.error_codes).toEqual([50013])
    expect((await ask({ client_secret: value })).body.error_codes).toEqual([900144])
  })
})

describe('an administrator’s consent by link', () => {
  const daemon: RegistrationRequest = {
    recipe: 'daemon',
    displayName: 'Mail daemon',
    redirects: [{ platform: 'web', uri: 'http://localhost' }],
    permissions: [
      { resource: 'exchange', value: 'SMTP.SendAsApp', kind: 'application' },
      { resource: 'graph', value: 'Mail.Read', kind: 'delegated' },
    ],
  }
  const start = async () => {
    const p = await practice({ prepared: false })
    const { clientId } = await p.tenant.admin.registerApplication(daemon)
    return { ...p, clientId }
  }
  async function consent(p: Practice, query: Record<string, string>, account: string, path = 'adminconsent') {
    const { uri, answer } = await loopback()
    const url = new URL(`${p.tenant.endpoints.authority}/${path}`)
    url.search = new URLSearchParams({
      client_id: p.clientId,
      redirect_uri: uri,
      state: 's',
      ...query,
    }).toString()
    const ended = await answerSignIn(url.toString(), person(p, account))
    return { ended, fields: ended.ok ? Object.fromEntries(await answer) : {} }
  }

  test('agrees to everything on the registration', async () => {
    const p = await start()
    const { fields } = await consent(p, {}, p.tenant.endpoints.adminUser)
    expect(fields).toMatchObject({
      admin_consent: 'True',
      tenant: p.tenant.endpoints.tenantId,
      state: 's',
    })
    expect(decodeJwt(await appTokenOf(p, 'exchange')).roles).toEqual(['SMTP.SendAsApp'])
  })

  test('of one resource only, POP and IMAP’s own name for Exchange included', async () => {
    const p = await start()
    const scope = 'https://ps.outlook.com/.default'
    const { fields } = await consent(p, { scope }, p.tenant.endpoints.adminUser, 'v2.0/adminconsent')
    expect(fields).toMatchObject({ admin_consent: 'True', scope })
    const { consents } = await p.tenant.admin.describe()
    expect(consents.map(({ value }) => value)).toEqual(['SMTP.SendAsApp'])
  })

  test('takes away what was granted and is not on the registration, of the API that was asked for', async () => {
    const p = await start()
    const surplus = { value: 'Mail.Send', kind: 'application' } as const
    for (const resource of ['graph', 'exchange'] as const)
      await p.tenant.admin.grantConsent(p.clientId, { resource, ...surplus })
    const scope = 'https://ps.outlook.com/.default'
    await consent(p, { scope }, p.tenant.endpoints.adminUser, 'v2.0/adminconsent')
    const left = async () =>
      (await p.tenant.admin.describe()).consents.map(({ resource, value }) => `${resource} ${value}`)
    expect(await left()).toEqual(['graph Mail.Send', 'exchange SMTP.SendAsApp'])
    await consent(p, {}, p.tenant.endpoints.adminUser)
    expect(await left()).toEqual(['exchange SMTP.SendAsApp', 'graph Mail.Read'])
  })

  test('is nothing that an ordinary user may give', async () => {
    const p = await start()
    const { ended } = await consent(p, {}, p.anna)
    expect(ended).toMatchObject({ ok: false, error: { code: 'AADSTS90093' } })
    expect((await p.tenant.admin.describe()).consents).toEqual([])
  })

  test('cannot work for a registration without a redirect: AADSTS500113', async () => {
    const p = await practice({ registrations: [{ ...daemon, redirects: [] }] })
    const page = await get(p, `${p.tenant.endpoints.authority}/adminconsent?client_id=${p.clientId}`)
    expect(page.text).toContain('AADSTS500113')
  })
})

describe('the endpoints of version 1', () => {
  test('give an application a token for a resource, with numbers as text', async () => {
    const p = await practice()
    const { value } = await p.tenant.admin.addSecret(p.clientId, { months: 1 })
    const { text } = await postForm(p, `${p.tenant.endpoints.authority}/oauth2/token`, {
      grant_type: 'client_credentials',
      client_id: p.clientId,
      client_secret: value,
      resource: 'https://graph.microsoft.com',
    })
    const body = JSON.parse(text) as Record<string, string>
    expect(body).toMatchObject({
      token_type: 'Bearer',
      expires_in: '3599',
      resource: 'https://graph.microsoft.com',
    })
    expect(decodeJwt(body.access_token ?? '')).toMatchObject({ aud: 'https://graph.microsoft.com' })
  })

  test('sign a person in, and the code remembers the resource', async () => {
    const p = await practice({ registrations: [webProduct] })
    const { value } = await p.tenant.admin.addSecret(p.clientId, { months: 1 })
    const { uri, answer } = await loopback()
    const url = new URL(`${p.tenant.endpoints.authority}/oauth2/authorize`)
    url.search = new URLSearchParams({
      client_id: p.clientId,
      response_type: 'code',
      redirect_uri: uri,
      resource: 'https://graph.microsoft.com/',
    }).toString()
    expect(await answerSignIn(url.toString(), person(p, p.anna))).toEqual({ ok: true })
    const { text } = await postForm(p, `${p.tenant.endpoints.authority}/oauth2/token`, {
      grant_type: 'authorization_code',
      client_id: p.clientId,
      client_secret: value,
      code: (await answer).get('code') ?? '',
      redirect_uri: uri,
    })
    const body = JSON.parse(text) as Record<string, string>
    expect(body.scope?.split(' ')).toEqual(expect.arrayContaining(['Mail.Read', 'User.Read']))
    expect(body.refresh_token).toBeDefined()
  })

  test('are found by whoever reads the older metadata', async () => {
    const p = await practice()
    const { text } = await get(p, `${p.tenant.endpoints.authority}/.well-known/openid-configuration`)
    expect(JSON.parse(text)).toMatchObject({
      token_endpoint: `${p.tenant.endpoints.authority}/oauth2/token`,
    })
  })
})

describe('signing out', () => {
  test('ends the session, and goes back only where an application is registered', async () => {
    const p = await practice()
    const cookies = new Map<string, string>()
    await answerSignIn(authorizeUrl(p, { redirect_uri: (await loopback()).uri }).url, {
      ...person(p, p.anna),
      cookies,
    })
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const silent = async () =>
      (await get(p, authorizeUrl(p, { prompt: 'none', response_mode: 'query' }).url, { cookie })).headers.get(
        'location',
      )
    expect(await silent()).toContain('code=')
    const logout = `${p.tenant.endpoints.authority}/oauth2/v2.0/logout`
    const stranger = await get(p, `${logout}?post_logout_redirect_uri=https://evil.example`, { cookie })
    expect([stranger.status, stranger.text.includes('You signed out')]).toEqual([200, true])
    expect(await silent()).toContain('AADSTS50058')
    const back = await get(p, `${logout}?post_logout_redirect_uri=http://localhost:7`, { cookie })
    expect(back.headers.get('location')).toBe('http://localhost:7')
  })
})

describe('what there is to ask for', () => {
  test.each([
    'Calendars.Read',
    'Application.ReadWrite.All',
    'AppRoleAssignment.ReadWrite.All',
    'DelegatedPermissionGrant.ReadWrite.All',
    'Policy.Read.All',
    'https://outlook.office.com/Calendars.ReadWrite',
    'https://ps.outlook.com/IMAP.AccessAsUser.All',
  ])('%s exists, so the administrator is asked for it rather than told that it does not', async (scope) => {
    const p = await practice()
    const { url } = authorizeUrl(p, { scope, login_hint: p.anna })
    expect(await answerSignIn(url, person(p, p.anna))).toMatchObject({ error: { code: 'AADSTS90094' } })
  })

  test('one that does not exist is refused, naming the resource: AADSTS650053', async () => {
    const p = await practice()
    const reply = await get(p, authorizeUrl(p, { scope: 'Mail.Everything', response_mode: 'query' }).url)
    expect(new URL(reply.headers.get('location') ?? '').searchParams.get('error_description')).toContain(
      "'Mail.Everything' that doesn't exist on the resource '00000003-0000-0000-c000-000000000000'",
    )
  })

  test('Microsoft’s own command line is known in every tenant', async () => {
    const p = await practice()
    const page = await get(p, authorizeUrl(p, { client_id: '14d82eec-204b-4c2f-b7e8-296a70dab67e' }).url)
    expect(page.text).toContain('to continue to Microsoft Graph Command Line Tools')
  })
})

describe('a person’s token', () => {
  test('is of version 1.0 with its names, and says how the client proved itself and which role the person has', async () => {
    const p = await practice()
    const claims = decodeJwt(await tokenOf(p, p.anna))
    expect(claims).toMatchObject({
      ver: '1.0',
      appidacr: '0',
      upn: p.anna,
      unique_name: p.anna,
      idtyp: 'user',
      wids: ['b79fbf4d-3ef9-4689-8143-76b194e85509'],
    })
    expect(claims).not.toHaveProperty('preferred_username')
    const admin = decodeJwt(await tokenOf(p, p.tenant.endpoints.adminUser))
    expect(admin.wids).toContain('62e90394-69f5-4237-9190-012177145e10')
  })

  test('comes with the names of everything it allows, not only of what was asked for', async () => {
    const p = await practice()
    const { scope } = await p.tenant.admin.robotToken({
      clientId: p.clientId,
      account: p.anna,
      scope: 'https://graph.microsoft.com/.default',
    })
    expect(scope.split(' ')).toEqual(
      expect.arrayContaining([
        'https://graph.microsoft.com/Mail.Read',
        'https://graph.microsoft.com/User.Read',
      ]),
    )
  })
})
