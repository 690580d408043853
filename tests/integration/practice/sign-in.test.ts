import { describe, expect, test } from 'vitest'
import { answerSignIn } from '../../../src/practice/index.ts'
import {
  codeFor,
  get,
  authorizeUrl,
  loopback,
  mailScope,
  msal,
  practice,
  robotBrowser,
  smtpScope,
} from './kit.ts'

describe('a mailbox user authorises the product through MSAL and the system browser', () => {
  test('gets a token for SMTP, and later silently one for reading mail', async () => {
    const p = await practice()
    const app = msal(p)
    const { openBrowser, seen } = robotBrowser(p, p.anna)
    const first = await app.acquireTokenInteractive({
      scopes: [smtpScope],
      extraScopesToConsent: [mailScope],
      loginHint: p.anna,
      openBrowser,
    })
    expect(seen.answer).toEqual({ ok: true })
    expect(first.account?.username).toBe(p.anna)
    expect(first.account?.tenantId).toBe(p.tenant.endpoints.tenantId)
    expect(first.scopes).toContain(smtpScope)
    const claims = JSON.parse(
      Buffer.from(first.accessToken.split('.')[1] ?? '', 'base64url').toString(),
    ) as Record<string, unknown>
    expect(claims).toMatchObject({ aud: 'https://outlook.office.com', scp: 'SMTP.Send', upn: p.anna })

    const account = first.account
    if (account === null) throw new Error('no account')
    const second = await app.acquireTokenSilent({ scopes: [mailScope], account })
    const reading = JSON.parse(
      Buffer.from(second.accessToken.split('.')[1] ?? '', 'base64url').toString(),
    ) as Record<string, unknown>
    expect(reading.aud).toBe('https://graph.microsoft.com')
    expect(String(reading.scp).split(' ')).toContain('Mail.Read')
  })

  test('a second person in the same browser is signed in as the first one: the wrong-account trap', async () => {
    const p = await practice()
    const cookies = new Map<string, string>()
    const first = robotBrowser(p, p.anna, { cookies })
    await msal(p).acquireTokenInteractive({ scopes: [smtpScope], openBrowser: first.openBrowser })
    const trapped = robotBrowser(p, p.ben, { cookies })
    const wrong = await msal(p).acquireTokenInteractive({
      scopes: [smtpScope],
      openBrowser: trapped.openBrowser,
    })
    expect(wrong.account?.username).toBe(p.anna)

    const forced = robotBrowser(p, p.ben, { cookies })
    const right = await msal(p).acquireTokenInteractive({
      scopes: [smtpScope],
      prompt: 'select_account',
      openBrowser: forced.openBrowser,
    })
    expect(right.account?.username).toBe(p.ben)
  })

  test('a login hint wins over another session in the browser', async () => {
    const p = await practice()
    const cookies = new Map<string, string>()
    await msal(p).acquireTokenInteractive({
      scopes: [smtpScope],
      openBrowser: robotBrowser(p, p.anna, { cookies }).openBrowser,
    })
    const hinted = await msal(p).acquireTokenInteractive({
      scopes: [smtpScope],
      loginHint: p.ben,
      openBrowser: robotBrowser(p, p.ben, { cookies }).openBrowser,
    })
    expect(hinted.account?.username).toBe(p.ben)
  })

  test('prompt=login asks for the password although the browser knows the person', async () => {
    const p = await practice()
    const cookies = new Map<string, string>()
    await msal(p).acquireTokenInteractive({
      scopes: [smtpScope],
      openBrowser: robotBrowser(p, p.anna, { cookies }).openBrowser,
    })
    const { url } = authorizeUrl(p, { prompt: 'login', login_hint: p.anna })
    const page = await get(p, url, { cookie: [...cookies].map(([k, v]) => `${k}=${v}`).join('; ') })
    expect(page.text).toContain('Enter password')
  })

  test('prompt=none without a session is told so at the redirect', async () => {
    const p = await practice()
    const { url } = authorizeUrl(p, { prompt: 'none', response_mode: 'query' })
    const reply = await get(p, url)
    const target = new URL(reply.headers.get('location') ?? '')
    expect(target.searchParams.get('error')).toBe('login_required')
    expect(target.searchParams.get('error_description')).toContain('AADSTS50058')
    expect(target.searchParams.get('state')).toBe('our-state')
  })
})

describe('consent', () => {
  test('an ordinary user of a default tenant is sent to an administrator (reference 1.6)', async () => {
    const p = await practice()
    await p.tenant.admin.revokeConsent(p.clientId)
    const { openBrowser, seen } = robotBrowser(p, p.anna)
    await expect(msal(p).acquireTokenInteractive({ scopes: [smtpScope], openBrowser })).rejects.toThrow(
      'AADSTS90094',
    )
    expect(seen.answer).toMatchObject({ ok: false, error: { code: 'AADSTS90094' } })
  })

  test('where users may consent, the page names the permissions and accepting once is enough', async () => {
    const p = await practice()
    await p.tenant.admin.revokeConsent(p.clientId)
    await p.tenant.admin.setUserConsentAllowed(true)
    const cookies = new Map<string, string>()
    const { openBrowser } = robotBrowser(p, p.anna, { cookies })
    await msal(p).acquireTokenInteractive({ scopes: [smtpScope], openBrowser })
    const consents = (await p.tenant.admin.describe()).consents.map((consent) => consent.value)
    expect(consents).toContain('SMTP.Send')
    // consent was given by one person for himself only
    const other = authorizeUrl(p, { login_hint: p.ben, prompt: 'none', response_mode: 'query' })
    expect((await get(p, other.url)).headers.get('location')).toContain('login_required')
  })

  test('a person who declines is reported to the application as AADSTS65004', async () => {
    const p = await practice()
    await p.tenant.admin.revokeConsent(p.clientId)
    await p.tenant.admin.setUserConsentAllowed(true)
    const { openBrowser, seen } = robotBrowser(p, p.anna, { decline: true })
    await expect(msal(p).acquireTokenInteractive({ scopes: [smtpScope], openBrowser })).rejects.toMatchObject(
      {
        errorCode: 'access_denied',
      },
    )
    expect(seen.answer).toMatchObject({ ok: false, error: { code: 'AADSTS65004' } })
  })

  test('the administrator who signs in may consent', async () => {
    const p = await practice()
    await p.tenant.admin.revokeConsent(p.clientId)
    const { adminUser } = p.tenant.endpoints
    const result = await msal(p).acquireTokenInteractive({
      scopes: [smtpScope],
      openBrowser: robotBrowser(p, adminUser).openBrowser,
    })
    expect(result.account?.username).toBe(adminUser)
  })
})

describe('the robot user', () => {
  test('does nothing where the page does not say that it is a practice tenant', async () => {
    const p = await practice()
    const jwks = `${p.tenant.endpoints.authority}/discovery/v2.0/keys`
    const { caFile, password } = p.tenant.endpoints
    const answer = await answerSignIn(jwks, { caFile, account: p.anna, password })
    expect(answer).toMatchObject({ ok: false, error: { code: 'robot-refused' } })
  })

  test.each(['https://login.microsoftonline.com/common', 'http://localhost:1/', 'not an address'])(
    'never opens %s',
    async (url) => {
      const p = await practice()
      const { caFile, password } = p.tenant.endpoints
      const answer = await answerSignIn(url, { caFile, account: p.anna, password })
      expect(answer).toMatchObject({ ok: false, error: { code: 'robot-refused' } })
    },
  )

  test('keeps the answer when the redirect is another machine', async () => {
    const p = await practice()
    const { url } = authorizeUrl(p, { redirect_uri: product2.uri, login_hint: p.anna })
    const { caFile, password } = p.tenant.endpoints
    const answer = await answerSignIn(url, { caFile, account: p.anna, password })
    expect(answer).toMatchObject({ ok: false, error: { code: 'robot-refused' } })
  })

  test('can be stopped', async () => {
    const p = await practice({ latencyMs: 3000 })
    const { url } = authorizeUrl(p)
    const { caFile, password } = p.tenant.endpoints
    const answer = await answerSignIn(url, {
      caFile,
      account: p.anna,
      password,
      signal: AbortSignal.timeout(50),
    })
    expect(answer).toMatchObject({ ok: false, error: { code: 'robot-stopped' } })
  })

  test('answers a client that asked for its code in the address', async () => {
    const p = await practice()
    const { fields } = await codeFor(p, p.anna, { response_mode: 'query' })
    expect(fields.get('code')).toMatch(/^1\.A/)
    expect(fields.get('state')).toBe('our-state')
  })

  test('picks its own account where the page suggests another', async () => {
    const p = await practice()
    const { uri, answer } = await loopback()
    const { url } = authorizeUrl(p, { redirect_uri: uri, login_hint: p.ben, client_info: '1' })
    const { caFile, password } = p.tenant.endpoints
    await answerSignIn(url, { caFile, account: p.anna, password })
    const info = JSON.parse(Buffer.from((await answer).get('client_info') ?? '', 'base64url').toString()) as {
      uid: string
    }
    const users = (await p.tenant.admin.describe()).users
    expect(users.find((user) => user.id === info.uid)?.address).toBe(p.anna)
  })
})

const product2 = { uri: 'https://eap.contoso.example/wm/externalAuth/redirect.html' }
