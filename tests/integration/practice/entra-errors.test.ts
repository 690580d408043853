import { decodeJwt } from 'jose'
import { describe, expect, test } from 'vitest'
import { answerSignIn } from '../../../src/practice/index.ts'
import {
  askToken,
  authorizeUrl,
  codeFor,
  get,
  mailScope,
  practice,
  type Practice,
  product,
  redeemedFor,
  smtpScope,
} from './kit.ts'

const guid = '00000000-1111-4222-8333-444444444444'

async function robotAnswer(
  p: Practice,
  change: Record<string, string | undefined>,
  person: { account?: string; password?: string } = {},
) {
  const { url } = authorizeUrl(p, change)
  const { caFile, password } = p.tenant.endpoints
  return answerSignIn(url, {
    caFile,
    account: person.account ?? p.anna,
    password: person.password ?? password,
  })
}
async function page(p: Practice, change: Record<string, string | undefined>, authority?: string) {
  const { url } = authorizeUrl(p, change)
  const own = p.tenant.endpoints.authority
  return get(p, authority === undefined ? url : url.replace(own, authority))
}

describe('errors of the authorise leg that are shown to the person, because the redirect cannot be trusted', () => {
  test.each([
    { what: 'unknown client', change: { client_id: guid }, code: 'AADSTS700016' },
    { what: 'no client', change: { client_id: undefined }, code: 'AADSTS900144' },
    { what: 'redirect mismatch', change: { redirect_uri: 'http://localhost/other' }, code: 'AADSTS50011' },
    { what: 'no redirect in the request', change: { redirect_uri: undefined }, code: 'AADSTS900971' },
  ])('$what: $code', async ({ change, code }) => {
    const p = await practice()
    const shown = await page(p, change)
    expect(shown.status).toBe(400)
    expect(shown.text).toContain(`<dd>${code}</dd>`)
    expect(shown.text).toContain('Correlation ID')
    expect(await robotAnswer(p, change)).toMatchObject({ ok: false, error: { code } })
  })

  test('wrong tenant: AADSTS90002, on the page and in the metadata', async () => {
    const p = await practice()
    const wrong = p.tenant.endpoints.authority.replace(p.tenant.endpoints.tenantId, guid)
    expect((await page(p, {}, wrong)).text).toContain('AADSTS90002')
    const metadata = await get(p, `${wrong}/v2.0/.well-known/openid-configuration`)
    expect(metadata.status).toBe(400)
    expect(JSON.parse(metadata.text)).toMatchObject({ error: 'invalid_tenant', error_codes: [90002] })
  })

  test('a single-tenant app on /common: AADSTS50194', async () => {
    const p = await practice()
    const common = p.tenant.endpoints.authority.replace(p.tenant.endpoints.tenantId, 'common')
    expect((await page(p, {}, common)).text).toContain('AADSTS50194')
    const { body } = await askToken(p, { grant_type: 'authorization_code', code: 'x' }, common)
    expect(body.error_codes).toEqual([50194])
  })

  test('a multitenant app may use /common', async () => {
    const p = await practice({ registrations: [{ ...product, audience: 'AzureADMultipleOrgs' }] })
    const common = p.tenant.endpoints.authority.replace(p.tenant.endpoints.tenantId, 'common')
    expect((await page(p, {}, common)).text).toContain('Sign in')
  })

  test('a registration without any redirect: AADSTS500113', async () => {
    const p = await practice({ registrations: [{ ...product, redirects: [] }] })
    expect((await page(p, { redirect_uri: undefined })).text).toContain('AADSTS500113')
  })
})

describe('errors of the person, shown where they happen', () => {
  test('wrong password: AADSTS50126', async () => {
    const p = await practice()
    expect(await robotAnswer(p, { login_hint: p.anna }, { password: 'wrong' })).toMatchObject({
      error: { code: 'AADSTS50126' },
    })
  })
  test('disabled account: AADSTS50057', async () => {
    const p = await practice()
    await p.tenant.admin.setUserEnabled(p.anna, false)
    expect(await robotAnswer(p, {})).toMatchObject({ error: { code: 'AADSTS50057' } })
  })
  test('the account behind a shared mailbox is disabled: AADSTS50057', async () => {
    const p = await practice()
    expect(await robotAnswer(p, {}, { account: p.shared })).toMatchObject({ error: { code: 'AADSTS50057' } })
  })
  test('an address that is no account: AADSTS50034', async () => {
    const p = await practice()
    const account = `nobody@${p.tenant.endpoints.tenantName}`
    expect(await robotAnswer(p, {}, { account })).toMatchObject({ error: { code: 'AADSTS50034' } })
  })
  test('a form left open too long: AADSTS50089', async () => {
    let now = Date.now()
    const p = await practice({ clock: () => now })
    const shown = await page(p, { login_hint: p.anna })
    const flow = /name="flow"\s+value="([^"]+)"/.exec(shown.text)?.[1] ?? ''
    now += 16 * 60_000
    const { fetch } = await import('undici')
    const late = await fetch(`${p.tenant.endpoints.authority}/login`, {
      method: 'POST',
      dispatcher: p.agent,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ flow, step: 'password', password: p.tenant.endpoints.password }).toString(),
    })
    expect(await late.text()).toContain('AADSTS50089')
  })
})

describe('errors of the authorise leg that the application hears at its redirect', () => {
  test.each([
    { what: 'no scope', change: { scope: undefined }, code: 'AADSTS900144' },
    {
      what: '.default beside a permission',
      change: { scope: `https://graph.microsoft.com/.default ${smtpScope} openid` },
      code: 'AADSTS70011',
    },
    { what: 'a scope that is no scope', change: { scope: 'openid,profile' }, code: 'AADSTS70011' },
    {
      what: 'an unknown resource',
      change: { scope: 'https://outlook.ofice.com/SMTP.Send' },
      code: 'AADSTS500011',
    },
    {
      what: 'an unknown permission',
      change: { scope: 'https://outlook.office.com/Smtp.Sending' },
      code: 'AADSTS650053',
    },
    {
      what: 'an ID token that is not ticked',
      change: { response_type: 'code id_token' },
      code: 'AADSTS700054',
    },
    { what: 'an access token that is not ticked', change: { response_type: 'token' }, code: 'AADSTS700051' },
    { what: 'a response type there is none of', change: { response_type: 'ticket' }, code: 'AADSTS700051' },
    {
      what: 'a resource beside the scope',
      change: { resource: 'https://graph.microsoft.com' },
      code: 'AADSTS901002',
    },
    { what: 'a challenge of another length', change: { code_challenge: 'short' }, code: 'AADSTS501491' },
    {
      what: 'a challenge method there is none of',
      change: { code_challenge_method: 'S512' },
      code: 'AADSTS50149',
    },
    {
      what: 'a response mode there is none of',
      change: { response_mode: 'carrier_pigeon' },
      code: 'AADSTS70007',
    },
  ])('$what: $code', async ({ change, code }) => {
    const p = await practice()
    const reply = await page(p, { response_mode: 'query', ...change })
    const target = new URL(reply.headers.get('location') ?? 'http://none')
    expect(target.host).toBe('localhost:12345')
    // what asks for tokens is answered in the fragment, the refusal too
    const answer = new URLSearchParams(target.hash === '' ? target.search : target.hash.slice(1))
    expect(answer.get('error_description')).toMatch(
      new RegExp(`^${code}: .* Trace ID: .* Correlation ID: .* Timestamp: `),
    )
    expect(answer.get('state')).toBe('our-state')
  })
})

describe('errors of the token endpoint', () => {
  test('come in the real shape, with the correlation id of the request', async () => {
    const p = await practice()
    const { status, body } = await askToken(p, {
      grant_type: 'authorization_code',
      code: 'x',
      client_id: guid,
    })
    expect(status).toBe(400)
    expect(body).toEqual({
      error: 'unauthorized_client',
      error_description: expect.stringMatching(
        /^AADSTS700016: .* Trace ID: [0-9a-f-]{36} Correlation ID: [0-9a-f-]{36} Timestamp: \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/,
      ) as string,
      error_codes: [700016],
      timestamp: expect.stringMatching(/Z$/) as string,
      trace_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      correlation_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      error_uri: expect.stringContaining('code=700016') as string,
    })
  })

  test.each([
    { what: 'no grant type', form: {}, number: 900144 },
    { what: 'a grant there is none of', form: { grant_type: 'handshake' }, number: 70003 },
    {
      what: 'a code that is none',
      form: { grant_type: 'authorization_code', code: 'nonsense' },
      number: 9002313,
    },
    {
      what: 'a code nobody issued',
      form: { grant_type: 'authorization_code', code: `1.A${'x'.repeat(128)}` },
      number: 70000,
    },
    {
      what: 'a refresh token that is none',
      form: { grant_type: 'refresh_token', refresh_token: 'x' },
      number: 9002313,
    },
    {
      what: 'a refresh token nobody issued',
      form: { grant_type: 'refresh_token', refresh_token: `1.B${'x'.repeat(128)}` },
      number: 70000,
    },
    {
      what: 'a resource in place of the scope',
      form: { grant_type: 'refresh_token', refresh_token: 'x', resource: 'https://graph.microsoft.com' },
      number: 901002,
    },
  ])('$what: AADSTS$number', async ({ form, number }) => {
    const p = await practice()
    expect((await askToken(p, form)).body.error_codes).toEqual([number])
  })

  test('GET instead of POST: AADSTS900561', async () => {
    const p = await practice()
    const reply = await get(p, `${p.tenant.endpoints.authority}/oauth2/v2.0/token`)
    expect(JSON.parse(reply.text)).toMatchObject({ error_codes: [900561] })
  })

  const redeem = (
    code: { code: string; verifier: string; redirectUri: string },
    change: Record<string, string> = {},
  ) => ({
    grant_type: 'authorization_code',
    code: code.code,
    code_verifier: code.verifier,
    redirect_uri: code.redirectUri,
    scope: `${smtpScope} offline_access`,
    ...change,
  })

  test('a code redeemed twice: AADSTS54005', async () => {
    const p = await practice()
    const code = await codeFor(p, p.anna)
    expect((await askToken(p, redeem(code))).status).toBe(200)
    expect((await askToken(p, redeem(code))).body).toMatchObject({
      error: 'invalid_grant',
      error_codes: [54005],
    })
  })

  test('an old code: AADSTS70008', async () => {
    let now = Date.now()
    const p = await practice({ clock: () => now })
    const code = await codeFor(p, p.anna)
    now += 11 * 60_000
    expect((await askToken(p, redeem(code))).body.error_codes).toEqual([70008])
  })

  test.each([
    { what: 'another verifier', change: { code_verifier: 'something-else-entirely' }, number: 501481 },
    { what: 'no verifier', change: { code_verifier: '' }, number: 50148 },
    { what: 'another redirect than before', change: { redirect_uri: 'http://localhost:1' }, number: 500112 },
    { what: 'a secret from a public client', change: { client_secret: 'x' }, number: 700025 },
    { what: 'two resources', change: { scope: `${smtpScope} ${mailScope}` }, number: 28000 },
    {
      what: 'a permission nobody consented to',
      change: { scope: 'https://graph.microsoft.com/Mail.Send' },
      number: 65001,
    },
  ])('$what: AADSTS$number', async ({ change, number }) => {
    const p = await practice()
    const code = await codeFor(p, p.anna)
    expect((await askToken(p, redeem(code, change))).body.error_codes).toEqual([number])
  })

  test('without a scope a code is redeemed for what the sign-in asked for', async () => {
    const p = await practice()
    const code = await codeFor(p, p.anna)
    const { status, body } = await askToken(p, redeem(code, { scope: '' }))
    expect(status).toBe(200)
    expect(decodeJwt(String(body.access_token))).toMatchObject({
      aud: 'https://outlook.office.com',
      scp: 'SMTP.Send',
    })
    expect(body.refresh_token).toBeDefined()
  })

  test('a code for two resources must say which one: AADSTS28003', async () => {
    const p = await practice()
    const both = { scope: `${smtpScope} ${mailScope} offline_access` }
    const refused = await askToken(p, redeem(await codeFor(p, p.anna, both), { scope: '' }))
    expect(refused.body.error_codes).toEqual([28003])
    const named = await askToken(p, redeem(await codeFor(p, p.anna, both), { scope: mailScope }))
    expect(decodeJwt(String(named.body.access_token)).aud).toBe('https://graph.microsoft.com')
  })

  test('a redemption that is refused does not use the code up', async () => {
    const p = await practice()
    const got = await codeFor(p, p.anna)
    const both = await askToken(p, redeem(got, { scope: `${smtpScope} ${mailScope}` }))
    expect(both.body.error_codes).toEqual([28000])
    expect((await askToken(p, redeem(got))).status).toBe(200)
    expect((await askToken(p, redeem(got))).body.error_codes).toEqual([54005])
  })

  test('the code of another registration: AADSTS700007', async () => {
    const p = await practice({ registrations: [product, { ...product, recipe: 'other' }] })
    const code = await codeFor(p, p.anna)
    const other = p.tenant.endpoints.registrations[1]?.clientId ?? ''
    expect((await askToken(p, redeem(code, { client_id: other }))).body.error_codes).toEqual([700007])
  })

  test('a Web redirect makes the client confidential: it needs its secret, the right one, in time', async () => {
    let now = Date.now()
    const p = await practice({
      clock: () => now,
      registrations: [{ ...product, redirects: [{ platform: 'web', uri: 'http://localhost' }] }],
    })
    const secret = await p.tenant.admin.addSecret(p.clientId, { months: 1 })
    const attempt = async (given?: string) => {
      const code = await codeFor(p, p.anna)
      return askToken(p, redeem(code, given === undefined ? {} : { client_secret: given }))
    }
    expect((await attempt()).body).toMatchObject({ error: 'invalid_client', error_codes: [7000218] })
    expect((await attempt(secret.secretId)).body.error_codes).toEqual([7000215])
    const good = await attempt(secret.value)
    expect(good.status).toBe(200)
    const refresh = {
      grant_type: 'refresh_token',
      refresh_token: String(good.body.refresh_token),
      scope: smtpScope,
    }
    expect((await askToken(p, refresh)).body.error_codes).toEqual([7000218])
    expect((await askToken(p, { ...refresh, client_secret: secret.value })).status).toBe(200)
    now += 40 * 86_400_000
    expect((await attempt(secret.value)).body.error_codes).toEqual([7000222])
  })

  test('a redirect registered as single-page application: AADSTS9002327 outside a browser', async () => {
    const p = await practice({
      registrations: [{ ...product, redirects: [{ platform: 'spa', uri: 'http://localhost' }] }],
    })
    const code = await codeFor(p, p.anna)
    expect((await askToken(p, redeem(code))).body.error_codes).toEqual([9002327])
  })
})

describe('refresh tokens', () => {
  const refresh = (p: Practice, token: unknown, scope = smtpScope) =>
    askToken(p, {
      grant_type: 'refresh_token',
      refresh_token: String(token),
      scope: `${scope} offline_access openid`,
    })

  test('rotate, and serve one resource after the other', async () => {
    const p = await practice()
    const first = await redeemedFor(p, p.anna, { client_info: '1' })
    expect(first.body.client_info).toBeDefined()
    const second = await refresh(p, first.body.refresh_token, mailScope)
    expect(second.status).toBe(200)
    expect(second.body.refresh_token).not.toBe(first.body.refresh_token)
    expect((await refresh(p, second.body.refresh_token)).status).toBe(200)
  })

  test('without a scope are for the resource they were issued for', async () => {
    const p = await practice()
    const first = await redeemedFor(p, p.anna)
    const { status, body } = await askToken(p, {
      grant_type: 'refresh_token',
      refresh_token: String(first.body.refresh_token),
    })
    expect(status).toBe(200)
    expect(decodeJwt(String(body.access_token)).aud).toBe('https://outlook.office.com')
    expect(body.refresh_token).toBeDefined()
  })

  test('two resources in one request: AADSTS700022', async () => {
    const p = await practice()
    const first = await redeemedFor(p, p.anna)
    expect(
      (await refresh(p, first.body.refresh_token, `${smtpScope} ${mailScope}`)).body.error_codes,
    ).toEqual([700022])
  })

  test('expire after 90 idle days: AADSTS700082', async () => {
    let now = Date.now()
    const p = await practice({ clock: () => now })
    const first = await redeemedFor(p, p.anna)
    now += 89 * 86_400_000
    const second = await refresh(p, first.body.refresh_token)
    expect(second.status).toBe(200)
    now += 91 * 86_400_000
    expect((await refresh(p, second.body.refresh_token)).body).toMatchObject({
      error: 'invalid_grant',
      error_codes: [700082],
    })
  })

  test('die with the password: AADSTS50173, until the person signs in again', async () => {
    const p = await practice()
    const first = await redeemedFor(p, p.anna)
    await p.tenant.admin.resetPassword(p.anna)
    expect((await refresh(p, first.body.refresh_token)).body.error_codes).toEqual([50173])
    const again = await redeemedFor(p, p.anna)
    expect((await refresh(p, again.body.refresh_token)).status).toBe(200)
  })

  test('are refused once consent is gone (65001) or the account is disabled (50057)', async () => {
    const p = await practice()
    const first = await redeemedFor(p, p.anna)
    await p.tenant.admin.revokeConsent(p.clientId)
    expect((await refresh(p, first.body.refresh_token)).body).toMatchObject({
      suberror: 'consent_required',
      error_codes: [65001],
    })
    await p.tenant.admin.grantAdminConsent(p.clientId)
    expect((await refresh(p, first.body.refresh_token)).status).toBe(200)
    await p.tenant.admin.setUserEnabled(p.anna, false)
    expect((await refresh(p, first.body.refresh_token)).body.error_codes).toEqual([50057])
  })
})
