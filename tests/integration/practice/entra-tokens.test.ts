/** What the tokens of the practice tenant say, and what a client may learn from them: nothing that the real ones do not say. */
import { createRemoteJWKSet, customFetch, decodeJwt, jwtVerify } from 'jose'
import { fetch } from 'undici'
import { describe, expect, test } from 'vitest'
import {
  askToken,
  authorizeUrl,
  codeFor,
  get,
  loopback,
  mailScope,
  postForm,
  practice,
  type Practice,
  redeemedFor,
  send,
  smtpScope,
  tokenOf,
} from './kit.ts'
import { answerSignIn, type RegistrationRequest } from '../../../src/practice/index.ts'

const onPcs: RegistrationRequest = {
  recipe: 'desktop',
  displayName: 'Desktop product',
  redirects: [{ platform: 'publicClient', uri: 'http://localhost' }],
  permissions: [
    { resource: 'graph', value: 'Mail.Read', kind: 'delegated' },
    { resource: 'graph', value: 'SMTP.Send', kind: 'delegated' },
  ],
}

const claimsOf = (token: unknown) => decodeJwt(String(token))
const discovery = async (p: Practice, segment: string, version: '/v2.0' | '' = '/v2.0') => {
  const { origin } = new URL(p.tenant.endpoints.authority)
  const { text } = await get(p, `${origin}/${segment}${version}/.well-known/openid-configuration`)
  return JSON.parse(text) as Record<string, unknown>
}

async function idTokenFor(p: Practice, scope: string) {
  const { code, verifier, redirectUri } = await codeFor(p, p.anna, { scope, nonce: 'our-nonce' })
  const { body } = await askToken(p, {
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    redirect_uri: redirectUri,
    scope,
  })
  return { body, claims: claimsOf(body.id_token) }
}

describe('a product that reads tokens', () => {
  test('can check them by the published keys, knows the person only where it asked for the profile, and finds no name that another application knows', async () => {
    const p = await practice({ registrations: [onPcs, { ...onPcs, recipe: 'other' }] })
    const named = await idTokenFor(p, `${mailScope} openid profile email`)
    const { jwks_uri, issuer } = await discovery(p, p.tenant.endpoints.tenantId)
    const keys = createRemoteJWKSet(new URL(String(jwks_uri)), {
      [customFetch]: ((url: string, options: object) =>
        fetch(url, { ...options, dispatcher: p.agent })) as unknown as typeof globalThis.fetch,
    })
    const verified = await jwtVerify(String(named.body.id_token), keys, {
      issuer: String(issuer),
      audience: p.clientId,
    })
    const { tenantId } = p.tenant.endpoints
    expect(verified.payload).toMatchObject({
      nonce: 'our-nonce',
      preferred_username: p.anna,
      email: p.anna,
      tid: tenantId,
      ver: '2.0',
    })
    expect(named.body).not.toHaveProperty('client_info')

    const nameless = await idTokenFor(p, `${mailScope} openid`)
    expect(nameless.claims).toMatchObject({ sub: verified.payload.sub, tid: tenantId })
    for (const claim of ['name', 'oid', 'preferred_username', 'email', 'upn'])
      expect(nameless.claims).not.toHaveProperty(claim)

    const other = { ...p, clientId: p.tenant.endpoints.registrations[1]?.clientId ?? '' }
    const elsewhere = await idTokenFor(other, `${mailScope} openid profile`)
    expect(elsewhere.claims.oid).toBe(verified.payload.oid)
    expect(elsewhere.claims.sub).not.toBe(verified.payload.sub)

    const access = claimsOf(named.body.access_token)
    expect(String(access.scp).split(' ')).toEqual(
      expect.arrayContaining(['Mail.Read', 'email', 'openid', 'profile']),
    )
    const who = await get(p, String((await discovery(p, tenantId)).userinfo_endpoint), {
      authorization: `Bearer ${String(named.body.access_token)}`,
    })
    expect(JSON.parse(who.text)).toMatchObject({ sub: verified.payload.sub, email: p.anna })
  })

  test('of version 1 gets version 1’s ID token, whose name is the upn', async () => {
    const p = await practice({ registrations: [onPcs] })
    const { uri, answer } = await loopback()
    const url = new URL(`${p.tenant.endpoints.authority}/oauth2/authorize`)
    url.search = new URLSearchParams({
      client_id: p.clientId,
      response_type: 'code',
      redirect_uri: uri,
      resource: 'https://graph.microsoft.com',
      prompt: 'admin_consent',
      login_hint: p.anna,
    }).toString()
    const { caFile, password } = p.tenant.endpoints
    expect(await answerSignIn(url.toString(), { caFile, password, account: p.anna })).toEqual({ ok: true })
    const { text } = await postForm(p, `${p.tenant.endpoints.authority}/oauth2/token`, {
      grant_type: 'authorization_code',
      client_id: p.clientId,
      code: (await answer).get('code') ?? '',
      redirect_uri: uri,
    })
    const { id_token } = JSON.parse(text) as Record<string, string>
    const claims = claimsOf(id_token)
    const { issuer } = await discovery(p, p.tenant.endpoints.tenantId, '')
    expect(claims).toMatchObject({ iss: issuer, ver: '1.0', upn: p.anna, unique_name: p.anna })
    expect(claims).not.toHaveProperty('preferred_username')
  })

  test('cannot rely on an hour: a person’s token lasts up to half as long again, and is dated back for slow clocks', async () => {
    const p = await practice({ registrations: [onPcs] })
    const told: number[] = []
    const first = await redeemedFor(p, p.anna)
    const refresh_token = String(first.body.refresh_token)
    for (let n = 0; n < 8; n += 1) {
      const { body } = await askToken(p, { grant_type: 'refresh_token', refresh_token, scope: smtpScope })
      const { iat = 0, nbf = 0, exp = 0 } = claimsOf(body.access_token)
      told.push(Number(body.expires_in))
      expect(exp - nbf).toBe(Number(body.expires_in) + 301)
      expect(nbf).toBe(iat)
    }
    for (const seconds of told) expect(seconds).toBeGreaterThanOrEqual(3599)
    for (const seconds of told) expect(seconds).toBeLessThanOrEqual(5399)
    expect(new Set(told).size).toBeGreaterThan(1)
  })

  test('which runs on PCs and yet shows a secret when it refreshes is refused: AADSTS700025', async () => {
    const p = await practice({ registrations: [onPcs] })
    const { value } = await p.tenant.admin.addSecret(p.clientId, { months: 1 })
    const { body } = await redeemedFor(p, p.anna)
    const form = { grant_type: 'refresh_token', refresh_token: String(body.refresh_token) }
    expect(await askToken(p, { ...form, client_secret: value })).toMatchObject({
      status: 401,
      body: { error: 'invalid_client', error_codes: [700025] },
    })
    expect((await askToken(p, form)).status).toBe(200)
  })
})

test('a token of one practice tenant opens nothing in another that has the same people, ids and signing key', async () => {
  const [p, other] = [await practice({ registrations: [onPcs] }), await practice({ registrations: [onPcs] })]
  const keysOf = async (one: Practice) =>
    (await get(one, `${one.tenant.endpoints.authority}/discovery/v2.0/keys`)).text
  expect(await keysOf(other)).toBe(await keysOf(p))
  const [reading, sending] = [await tokenOf(p, p.anna, mailScope), await tokenOf(p, p.anna)]
  expect(claimsOf(reading).tid).toBe(other.tenant.endpoints.tenantId)
  const read = (one: Practice) =>
    get(one, `${one.tenant.endpoints.graph}/me/messages`, { authorization: `Bearer ${reading}` })
  expect((await read(p)).status).toBe(200)
  expect((await read(other)).status).toBe(401)
  expect(await send(p, { user: p.anna, token: sending })).toMatchObject({ ok: true })
  expect(await send(other, { user: other.anna, token: sending })).toMatchObject({
    ok: false,
    error: { responseCode: 535 },
  })
})

describe('what Entra says of itself', () => {
  test.each([
    ['common', '{tenantid}'],
    ['organizations', '{tenantid}'],
    ['contoso.example', 'the tenant'],
  ])('/%s names the issuer of %s', async (segment, whose) => {
    const p = await practice()
    const { origin } = new URL(p.tenant.endpoints.authority)
    const id = whose === 'the tenant' ? p.tenant.endpoints.tenantId : whose
    expect(await discovery(p, segment)).toMatchObject({ issuer: `${origin}/${id}/v2.0` })
    expect(await discovery(p, segment, '')).toMatchObject({ issuer: `${origin}/sts/${id}/` })
  })
})

test.each(['select_account consent', 'always'])('prompt=%s is refused: AADSTS90023', async (prompt) => {
  const p = await practice()
  const { url } = authorizeUrl(p, { prompt, response_mode: 'query' })
  const back = new URL((await get(p, url)).headers.get('location') ?? 'http://none')
  expect(back.searchParams.get('error')).toBe('invalid_request')
  expect(back.searchParams.get('error_description')).toContain("AADSTS90023: Unsupported 'prompt' value.")
})
