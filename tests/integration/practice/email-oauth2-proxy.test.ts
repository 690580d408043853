/**
 * email-oauth2-proxy, which gives an old mail program OAuth: the requests it makes, letter for letter as it makes them,
 * and what it does with the tokens. It names a scope where it asks for leave and never again, and sends a redirect URI
 * along where no browser is involved.
 */
import { createHash, randomBytes } from 'node:crypto'
import { decodeJwt, importPKCS8, SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import {
  answerSignIn,
  createClientCertificate,
  type RegistrationRequest,
} from '../../../src/practice/index.ts'
import { askToken, loopback, mailer, postForm, practice, type Practice, product } from './kit.ts'

const scope = [
  'https://outlook.office.com/IMAP.AccessAsUser.All',
  'https://outlook.office.com/SMTP.Send',
  'offline_access',
].join(' ')
const appScope = 'https://outlook.office365.com/.default'
const proxy: RegistrationRequest = {
  ...product,
  publicClientFlows: true,
  permissions: [
    ...(product.permissions ?? []),
    { resource: 'graph', value: 'IMAP.AccessAsUser.All', kind: 'delegated' },
    { resource: 'exchange', value: 'SMTP.SendAsApp', kind: 'application' },
  ],
}

/** A code the way the proxy gets one: no state, no response mode, and a parameter that is Google's. */
async function code(p: Practice, redirectUri: string, challenge: Record<string, string> = {}) {
  const url = new URL(`${p.tenant.endpoints.authority}/oauth2/v2.0/authorize`)
  url.search = new URLSearchParams({
    client_id: p.clientId,
    redirect_uri: redirectUri,
    scope,
    response_type: 'code',
    access_type: 'offline',
    login_hint: p.anna,
    ...challenge,
  }).toString()
  const { caFile, password } = p.tenant.endpoints
  return answerSignIn(url.toString(), { caFile, account: p.anna, password })
}

async function sends(p: Practice, accessToken: unknown, subject: string): Promise<void> {
  const transport = mailer(p, p.anna, String(accessToken))
  await transport.sendMail({ from: p.anna, to: p.tenant.endpoints.recipient, subject, text: 'x' })
  transport.close()
  const arrived = await p.tenant.admin.messages(p.tenant.endpoints.recipient)
  expect(arrived.map((message) => message.subject)).toContain(subject)
}

describe('a person who signs in once', () => {
  test.each([false, true])('goes on sending after the first token is over (PKCE: %s)', async (pkce) => {
    const p = await practice({ registrations: [proxy] })
    const verifier = randomBytes(40).toString('base64url')
    const challenge = createHash('sha256').update(verifier).digest('base64url')
    const { uri, answer } = await loopback()
    const signedIn = await code(
      p,
      uri,
      pkce ? { code_challenge: challenge, code_challenge_method: 'S256' } : {},
    )
    expect(signedIn).toEqual({ ok: true })
    const first = await askToken(p, {
      code: (await answer).get('code') ?? '',
      redirect_uri: uri,
      grant_type: 'authorization_code',
      ...(pkce ? { code_verifier: verifier } : {}),
    })
    expect(decodeJwt(String(first.body.access_token))).toMatchObject({ upn: p.anna })
    await sends(p, first.body.access_token, 'With the first token')

    const again = await askToken(p, {
      refresh_token: String(first.body.refresh_token),
      grant_type: 'refresh_token',
    })
    const { aud, scp } = decodeJwt(String(again.body.access_token))
    expect(aud).toBe('https://outlook.office.com')
    expect(String(scp).split(' ').sort()).toEqual(['IMAP.AccessAsUser.All', 'SMTP.Send'])
    await sends(p, again.body.access_token, 'With a refreshed token')
  })

  test('on another device types in a code there', async () => {
    const p = await practice({ registrations: [proxy] })
    const { authority, caFile, password } = p.tenant.endpoints
    const begun = await postForm(p, `${authority}/oauth2/v2.0/devicecode`, { client_id: p.clientId, scope })
    const { device_code, user_code, verification_uri } = JSON.parse(begun.text) as Record<string, string>
    const typed = { caFile, account: p.anna, password, userCode: user_code ?? '' }
    expect(await answerSignIn(verification_uri ?? '', typed)).toEqual({ ok: true })
    const got = await askToken(p, {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: device_code ?? '',
    })
    await sends(p, got.body.access_token, 'By device code')
  })

  test('who leaves name and password with it is signed in with them', async () => {
    const p = await practice({ registrations: [proxy] })
    const got = await askToken(p, {
      redirect_uri: 'http://localhost',
      grant_type: 'password',
      scope,
      username: p.anna,
      password: p.tenant.endpoints.password,
    })
    await sends(p, got.body.access_token, 'By password')
  })
})

describe('an application without anybody', () => {
  async function admitted() {
    const p = await practice({ registrations: [proxy] })
    const { admin } = p.tenant
    const [registration] = (await admin.describe()).registrations
    await admin.registerServicePrincipal(p.clientId, registration?.servicePrincipalId ?? '')
    await admin.grantAppFullAccess(p.anna, p.clientId)
    return p
  }

  test('sends with a secret', async () => {
    const p = await admitted()
    const { value } = await p.tenant.admin.addSecret(p.clientId, { months: 1 })
    const got = await askToken(p, {
      client_secret: value,
      redirect_uri: 'http://localhost',
      grant_type: 'client_credentials',
      scope: appScope,
    })
    await sends(p, got.body.access_token, 'With a secret')
  })

  test('sends with a certificate whose thumbprint it pads', async () => {
    const p = await admitted()
    const made = await createClientCertificate('Proxy', Date.now(), 30)
    const { thumbprintSha256 } = await p.tenant.admin.addCertificate(p.clientId, made.certificate)
    const padded = Buffer.from(thumbprintSha256, 'hex')
      .toString('base64')
      .replaceAll('+', '-')
      .replaceAll('/', '_')
    const endpoint = `${p.tenant.endpoints.authority}/oauth2/v2.0/token`
    const assertion = await new SignJWT({})
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', 'x5t#S256': padded })
      .setAudience(endpoint)
      .setIssuer(p.clientId)
      .setSubject(p.clientId)
      .setJti(randomBytes(16).toString('hex'))
      .setNotBefore('0s')
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(await importPKCS8(made.privateKey, 'RS256'))
    const got = await askToken(p, {
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      redirect_uri: 'http://localhost',
      grant_type: 'client_credentials',
      scope: appScope,
    })
    expect(padded).toMatch(/=$/)
    await sends(p, got.body.access_token, 'With a certificate')
  })
})
