/** What an application on its own gets at the token endpoint, and how Entra refuses it. */
import { randomUUID, X509Certificate } from 'node:crypto'
import { ConfidentialClientApplication } from '@azure/msal-node'
import { decodeJwt, importPKCS8, SignJWT } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { createClientCertificate, type RegistrationRequest } from '../../../src/practice/index.ts'
import { askToken, type Practice, postForm, practice, networkOf } from './kit.ts'

const graphDefault = 'https://graph.microsoft.com/.default'
const exchangeDefault = 'https://outlook.office365.com/.default'

const daemon: RegistrationRequest = {
  recipe: 'enate',
  displayName: 'Enate mail',
  permissions: [
    { resource: 'graph', value: 'Mail.Send', kind: 'application' },
    { resource: 'graph', value: 'Mail.ReadWrite', kind: 'application' },
    { resource: 'exchange', value: 'SMTP.SendAsApp', kind: 'application' },
  ],
}
type Made = Awaited<ReturnType<typeof createClientCertificate>>
let made: Made
let stranger: Made
beforeAll(async () => {
  made = await createClientCertificate('Enate mail', Date.now(), 30)
  stranger = await createClientCertificate('Somebody else', Date.now(), 30)
})

const start = (o: Parameters<typeof practice>[0] = {}) => practice({ registrations: [daemon], ...o })

async function thumbprints(certificate: string) {
  const { fingerprint, fingerprint256 } = new X509Certificate(certificate)
  return { sha1: fingerprint.replaceAll(':', ''), sha256: fingerprint256.replaceAll(':', '') }
}

async function assertionOf(
  p: Practice,
  o: {
    alg?: 'PS256' | 'RS256'
    header?: Record<string, string>
    claims?: Record<string, unknown>
    from?: number
    key?: string
  } = {},
) {
  const { sha256 } = await thumbprints(made.certificate)
  const now = Math.floor(Date.now() / 1000)
  const alg = o.alg ?? 'PS256'
  const from = o.from ?? now
  return new SignJWT({
    aud: `${p.tenant.endpoints.authority}/oauth2/v2.0/token`,
    iss: p.clientId,
    sub: p.clientId,
    jti: randomUUID(),
    nbf: from,
    iat: from,
    exp: from + 600,
    ...o.claims,
  })
    .setProtectedHeader({
      alg,
      typ: 'JWT',
      ...(o.header ?? { 'x5t#S256': Buffer.from(sha256, 'hex').toString('base64url') }),
    })
    .sign(await importPKCS8(o.key ?? made.privateKey, alg))
}

const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const askWith = (p: Practice, assertion: string) =>
  askToken(p, {
    grant_type: 'client_credentials',
    scope: graphDefault,
    client_assertion_type: jwtBearer,
    client_assertion: assertion,
  })
const codesOf = (answer: Awaited<ReturnType<typeof askToken>>) => answer.body.error_codes

describe('with a secret', () => {
  test('the token names the application, its service principal and only what was granted on the resource', async () => {
    const p = await start()
    const { value } = await p.tenant.admin.addSecret(p.clientId, { months: 6 })
    const answer = await askToken(p, {
      grant_type: 'client_credentials',
      scope: graphDefault,
      client_secret: value,
    })
    expect(answer.status).toBe(200)
    expect(Object.keys(answer.body).sort()).toEqual([
      'access_token',
      'expires_in',
      'ext_expires_in',
      'token_type',
    ])
    const [registration] = (await p.tenant.admin.describe()).registrations
    const claims = decodeJwt(String(answer.body.access_token))
    expect(claims).toMatchObject({
      aud: 'https://graph.microsoft.com',
      appid: p.clientId,
      oid: registration?.servicePrincipalId,
      tid: p.tenant.endpoints.tenantId,
      idtyp: 'app',
      roles: ['Mail.ReadWrite', 'Mail.Send'],
    })
    expect(claims).not.toHaveProperty('scp')
  })

  test('HTTP Basic works as well as the form', async () => {
    const p = await start()
    const { value } = await p.tenant.admin.addSecret(p.clientId, { months: 6 })
    const { status, text } = await postForm(
      p,
      `${p.tenant.endpoints.authority}/oauth2/v2.0/token`,
      { grant_type: 'client_credentials', scope: exchangeDefault },
      {
        authorization: `Basic ${Buffer.from(`${p.clientId}:${encodeURIComponent(value)}`).toString('base64')}`,
      },
    )
    expect(status).toBe(200)
    const { access_token } = JSON.parse(text) as { access_token: string }
    expect(decodeJwt(access_token)).toMatchObject({
      aud: 'https://outlook.office365.com',
      roles: ['SMTP.SendAsApp'],
    })
  })

  test('without a granted permission the token has no roles at all', async () => {
    const p = await start({ prepared: false })
    const { clientId } = await p.tenant.admin.registerApplication(daemon)
    const { value } = await p.tenant.admin.addSecret(clientId, { months: 6 })
    const ask = () =>
      askToken(
        { ...p, clientId },
        { grant_type: 'client_credentials', scope: graphDefault, client_secret: value },
      )
    expect(decodeJwt(String((await ask()).body.access_token))).not.toHaveProperty('roles')
    await p.tenant.admin.grantAdminConsent(clientId)
    await p.tenant.admin.revokeAppPermission(clientId, 'graph', 'Mail.Send')
    expect(decodeJwt(String((await ask()).body.access_token)).roles).toEqual(['Mail.ReadWrite'])
  })

  test('MSAL gets one with the library’s own request', async () => {
    const p = await start()
    const { value } = await p.tenant.admin.addSecret(p.clientId, { months: 6 })
    const client = new ConfidentialClientApplication({
      auth: {
        clientId: p.clientId,
        clientSecret: value,
        authority: p.tenant.endpoints.authority,
        knownAuthorities: [new URL(p.tenant.endpoints.authority).host],
      },
      system: { networkClient: networkOf(p.agent) },
    })
    const got = await client.acquireTokenByClientCredential({ scopes: [graphDefault] })
    expect(decodeJwt(got?.accessToken ?? '').idtyp).toBe('app')
  })
})

describe('a secret that does not do', () => {
  test.each([
    ['a wrong one', 7000215, (_secretId: string) => 'not-the-secret'],
    ['the secret id', 7000215, (secretId: string) => secretId],
  ])('%s is refused as AADSTS%i', async (_what, code, secretOf) => {
    const p = await start()
    const { secretId } = await p.tenant.admin.addSecret(p.clientId, { months: 6 })
    const answer = await askToken(p, {
      grant_type: 'client_credentials',
      scope: graphDefault,
      client_secret: secretOf(secretId),
    })
    expect(answer.status).toBe(401)
    expect(answer.body).toMatchObject({ error: 'invalid_client', error_codes: [code] })
    expect(answer.body.error_description).toContain('not the client secret ID')
  })

  test('an expired one, and the list shows when that was', async () => {
    const p = await start()
    const expiresAt = '2025-01-31T00:00:00.000Z'
    const { value } = await p.tenant.admin.addSecret(p.clientId, { expiresAt })
    const answer = await askToken(p, {
      grant_type: 'client_credentials',
      scope: graphDefault,
      client_secret: value,
    })
    expect(codesOf(answer)).toEqual([7000222])
    const [registration] = (await p.tenant.admin.describe()).registrations
    expect(registration?.secrets).toMatchObject([{ expiresAt }])
  })
})

describe('with a certificate', () => {
  test.each([
    ['PS256', 'x5t#S256'],
    ['RS256', 'x5t'],
  ] as const)('an assertion of %s with %s is accepted', async (alg, name) => {
    const p = await start()
    const added = await p.tenant.admin.addCertificate(p.clientId, made.certificate)
    const { sha1, sha256 } = await thumbprints(made.certificate)
    expect(added).toMatchObject({ thumbprint: sha1, thumbprintSha256: sha256 })
    const hex = name === 'x5t' ? sha1 : sha256
    const answer = await askWith(
      p,
      await assertionOf(p, { alg, header: { [name]: Buffer.from(hex, 'hex').toString('base64url') } }),
    )
    expect(answer.status).toBe(200)
    expect(decodeJwt(String(answer.body.access_token)).appidacr).toBe('2')
  })

  test.each([
    ['padded base64url, as MSAL for Python and email-oauth2-proxy write it', 'base64url', '='],
    ['plain base64 with padding', 'base64', ''],
    ['plain base64 without padding', 'base64', 'none'],
  ] as const)('a thumbprint in %s is the same certificate', async (_what, encoding, padding) => {
    const p = await start()
    await p.tenant.admin.addCertificate(p.clientId, made.certificate)
    const { sha1, sha256 } = await thumbprints(made.certificate)
    const write = (hex: string) => {
      const text = Buffer.from(hex, 'hex').toString(encoding)
      return padding === 'none' ? text.replaceAll('=', '') : text + padding
    }
    for (const header of [{ 'x5t#S256': write(sha256) }, { x5t: write(sha1) }])
      expect((await askWith(p, await assertionOf(p, { header }))).status).toBe(200)
  })

  test('DER in base64 does as well, and MSAL gets a token with it', async () => {
    const p = await start()
    const der = new X509Certificate(made.certificate).raw.toString('base64')
    await p.tenant.admin.addCertificate(p.clientId, der)
    const { sha256 } = await thumbprints(made.certificate)
    const client = new ConfidentialClientApplication({
      auth: {
        clientId: p.clientId,
        clientCertificate: { thumbprintSha256: sha256, privateKey: made.privateKey },
        authority: p.tenant.endpoints.authority,
        knownAuthorities: [new URL(p.tenant.endpoints.authority).host],
      },
      system: { networkClient: networkOf(p.agent) },
    })
    const got = await client.acquireTokenByClientCredential({ scopes: [exchangeDefault] })
    expect(decodeJwt(got?.accessToken ?? '').roles).toEqual(['SMTP.SendAsApp'])
  })

  test('its private half is refused at the upload', async () => {
    const p = await start()
    await expect(
      p.tenant.admin.addCertificate(p.clientId, made.certificate + made.privateKey),
    ).rejects.toMatchObject({ code: 'private-key' })
    await expect(p.tenant.admin.addCertificate(p.clientId, 'AAAA')).rejects.toMatchObject({
      code: 'bad-certificate',
    })
  })

  test.each([
    [
      'one that was never uploaded',
      700027,
      async (p: Practice) => {
        const { sha256 } = await thumbprints(stranger.certificate)
        return assertionOf(p, {
          key: stranger.privateKey,
          header: { 'x5t#S256': Buffer.from(sha256, 'hex').toString('base64url') },
        })
      },
    ],
    [
      'another key behind the right thumbprint',
      700027,
      (p: Practice) => assertionOf(p, { key: stranger.privateKey }),
    ],
    [
      'the thumbprint as hexadecimal text',
      700027,
      async (p: Practice) => {
        const { sha256 } = await thumbprints(made.certificate)
        return assertionOf(p, { header: { 'x5t#S256': Buffer.from(sha256).toString('base64url') } })
      },
    ],
    ['no thumbprint', 50027, (p: Practice) => assertionOf(p, { header: {} })],
    ['another application’s id', 700021, (p: Practice) => assertionOf(p, { claims: { iss: randomUUID() } })],
    [
      'another audience',
      700023,
      (p: Practice) => assertionOf(p, { claims: { aud: 'https://login.example/token' } }),
    ],
    ['an hour ago', 700024, (p: Practice) => assertionOf(p, { from: Math.floor(Date.now() / 1000) - 3600 })],
    [
      'an hour ahead',
      700024,
      (p: Practice) => assertionOf(p, { from: Math.floor(Date.now() / 1000) + 3600 }),
    ],
    ['no token at all', 50027, () => Promise.resolve('not-a-token')],
  ])('%s is refused as AADSTS%i', async (_what, code, make) => {
    const p = await start()
    await p.tenant.admin.addCertificate(p.clientId, made.certificate)
    const answer = await askWith(p, await make(p))
    expect(answer.body).toMatchObject({ error: 'invalid_client', error_codes: [code] })
    expect(answer.status).toBe(401)
  })

  test('an assertion without jti is as good: older libraries of Microsoft’s wrote none', async () => {
    const p = await start()
    await p.tenant.admin.addCertificate(p.clientId, made.certificate)
    expect((await askWith(p, await assertionOf(p, { claims: { jti: undefined } }))).status).toBe(200)
  })
})

describe('a request that asks wrongly', () => {
  test.each([
    ['a single permission', { scope: 'https://graph.microsoft.com/Mail.Send' }, 1002012],
    ['two resources', { scope: `${graphDefault} ${exchangeDefault}` }, 1002012],
    ['a resource nobody knows', { scope: 'https://mail.example/.default' }, 500011],
    ['no scope', {}, 900144],
    ['no credential', { scope: graphDefault, client_secret: '' }, 7000216],
    ['an application nobody knows', { scope: graphDefault, client_id: randomUUID() }, 700016],
  ])('%s', async (_what, form: Record<string, string>, code) => {
    const p = await start()
    const { value } = await p.tenant.admin.addSecret(p.clientId, { months: 6 })
    const answer = await askToken(p, { grant_type: 'client_credentials', client_secret: value, ...form })
    expect(codesOf(answer)).toEqual([code])
  })

  test('a token for the application itself is no mistake: it carries no roles', async () => {
    const p = await start()
    const { value } = await p.tenant.admin.addSecret(p.clientId, { months: 6 })
    const { body } = await askToken(p, {
      grant_type: 'client_credentials',
      client_secret: value,
      scope: `${p.clientId}/.default`,
    })
    const claims = decodeJwt(String(body.access_token))
    expect([claims.aud, claims.roles]).toEqual([p.clientId, undefined])
  })

  test('/organizations names no tenant', async () => {
    const p = await start({ registrations: [{ ...daemon, audience: 'AzureADMultipleOrgs' }] })
    const { value } = await p.tenant.admin.addSecret(p.clientId, { months: 6 })
    const answer = await askToken(
      p,
      { grant_type: 'client_credentials', client_secret: value, scope: graphDefault },
      `${new URL(p.tenant.endpoints.authority).origin}/organizations`,
    )
    expect(codesOf(answer)).toEqual([50059])
  })
})
