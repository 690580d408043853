/** Libraries nobody here wrote, each on its own whole way: sign in, refresh, send, read. */
import { ClientCertificateCredential, ClientSecretCredential, DeviceCodeCredential } from '@azure/identity'
import { ConfidentialClientApplication, CryptoProvider } from '@azure/msal-node'
import {
  AuthenticationHandler,
  Client,
  type Context,
  type Middleware,
} from '@microsoft/microsoft-graph-client'
import { createTransport } from 'nodemailer'
import { decodeJwt } from 'jose'
import { Agent, fetch } from 'undici'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import {
  answerSignIn,
  createClientCertificate,
  type RegistrationRequest,
} from '../../../src/practice/index.ts'
import { letter, person } from './graph-kit.ts'
import {
  loopback,
  mailScope,
  networkOf,
  practice,
  type Practice,
  product,
  redeemedFor,
  smtpScope,
} from './kit.ts'

const graphDefault = 'https://graph.microsoft.com/.default'
const web: RegistrationRequest = {
  ...product,
  redirects: [{ platform: 'web', uri: 'http://localhost' }],
  publicClientFlows: true,
  permissions: [
    ...(product.permissions ?? []),
    { resource: 'graph', value: 'Mail.Send', kind: 'application' },
    { resource: 'graph', value: 'Mail.ReadWrite', kind: 'application' },
  ],
}
const secretOf = async (p: Practice) => (await p.tenant.admin.addSecret(p.clientId, { months: 1 })).value

describe('MSAL for Node as a confidential client', () => {
  const client = async (p: Practice) =>
    new ConfidentialClientApplication({
      auth: {
        clientId: p.clientId,
        clientSecret: await secretOf(p),
        authority: p.tenant.endpoints.authority,
        knownAuthorities: [new URL(p.tenant.endpoints.authority).host],
      },
      system: { networkClient: networkOf(p.agent) },
    })

  test.each(['query', 'form_post'] as const)(
    'signs a person in with code and PKCE, answered by %s, and goes on silently',
    async (responseMode) => {
      const p = await practice({ registrations: [web] })
      const app = await client(p)
      const { verifier, challenge } = await new CryptoProvider().generatePkceCodes()
      const { uri, answer } = await loopback()
      const url = await app.getAuthCodeUrl({
        scopes: [smtpScope],
        extraScopesToConsent: [mailScope],
        redirectUri: uri,
        responseMode,
        codeChallenge: challenge,
        codeChallengeMethod: 'S256',
        loginHint: p.anna,
      })
      const { caFile, password } = p.tenant.endpoints
      expect(await answerSignIn(url, { caFile, account: p.anna, password })).toEqual({ ok: true })
      const fields = await answer
      const first = await app.acquireTokenByCode({
        scopes: [smtpScope],
        redirectUri: uri,
        code: fields.get('code') ?? '',
        codeVerifier: verifier,
      })
      expect(first.account?.username).toBe(p.anna)
      if (first.account === null) throw new Error('no account')
      const second = await app.acquireTokenSilent({ scopes: [mailScope], account: first.account })
      expect(decodeJwt(second.accessToken)).toMatchObject({
        aud: 'https://graph.microsoft.com',
        appidacr: '1',
      })
    },
  )
})

describe('Azure Identity', () => {
  const where = (p: Practice) => ({
    authorityHost: new URL(p.tenant.endpoints.authority).origin,
    disableInstanceDiscovery: true,
    tlsOptions: { ca: p.ca },
  })

  test('gets an application’s token with a secret and with a certificate', async () => {
    const p = await practice({ registrations: [web] })
    const { tenantId } = p.tenant.endpoints
    const withSecret = new ClientSecretCredential(tenantId, p.clientId, await secretOf(p), where(p))
    expect(decodeJwt((await withSecret.getToken(graphDefault)).token)).toMatchObject({
      appidacr: '1',
      roles: ['Mail.ReadWrite', 'Mail.Send'],
    })
    const made = await createClientCertificate('Stranger', Date.now(), 30)
    await p.tenant.admin.addCertificate(p.clientId, made.certificate)
    const dir = await mkdtemp(path.join(tmpdir(), 'stranger-'))
    onTestFinished(() => rm(dir, { recursive: true, force: true }))
    const certificatePath = path.join(dir, 'both.pem')
    await writeFile(certificatePath, `${made.privateKey}\n${made.certificate}`)
    const withCertificate = new ClientCertificateCredential(
      tenantId,
      p.clientId,
      { certificatePath },
      where(p),
    )
    expect(decodeJwt((await withCertificate.getToken(graphDefault)).token).appidacr).toBe('2')
  })

  test('signs a person in by device code', async () => {
    const p = await practice({ registrations: [web] })
    const { caFile, password, tenantId } = p.tenant.endpoints
    const typed: Promise<unknown>[] = []
    const credential = new DeviceCodeCredential({
      ...where(p),
      tenantId,
      clientId: p.clientId,
      userPromptCallback: ({ verificationUri, userCode }) => {
        typed.push(answerSignIn(verificationUri, { caFile, account: p.anna, password, userCode }))
      },
    })
    const { token } = await credential.getToken(mailScope)
    expect(await Promise.all(typed)).toEqual([{ ok: true }])
    expect(decodeJwt(token).upn).toBe(p.anna)
  })

  test('says what Entra says of a wrong secret', async () => {
    const p = await practice({ registrations: [web] })
    const credential = new ClientSecretCredential(p.tenant.endpoints.tenantId, p.clientId, 'wrong', where(p))
    await expect(credential.getToken(graphDefault)).rejects.toThrow(/AADSTS7000215/)
  })
})

describe('Microsoft’s Graph client', () => {
  /** Its own requests and its own handling of tokens; only the wire is ours, for the practice tenant's certificate. */
  async function graphClient(p: Practice): Promise<Client> {
    const credential = new ClientSecretCredential(
      p.tenant.endpoints.tenantId,
      p.clientId,
      await secretOf(p),
      {
        authorityHost: new URL(p.tenant.endpoints.authority).origin,
        disableInstanceDiscovery: true,
        tlsOptions: { ca: p.ca },
      },
    )
    const agent = new Agent({ connect: { ca: p.ca } })
    onTestFinished(() => agent.close())
    const wire: Middleware = {
      async execute(context: Context) {
        const { method, headers, body } = context.options ?? {}
        const response = await fetch(String(context.request), {
          method: method ?? 'GET',
          headers: new Headers(headers) as never,
          dispatcher: agent,
          ...(body === undefined || body === null ? {} : { body: body as string }),
        })
        context.response = response
      },
    }
    const tokens = new AuthenticationHandler({
      getAccessToken: async () => (await credential.getToken(graphDefault)).token,
    })
    tokens.setNext(wire)
    return Client.initWithMiddleware({
      middleware: tokens,
      baseUrl: `${new URL(p.tenant.endpoints.graph).origin}/graph/`,
      customHosts: new Set(['localhost']),
    })
  }

  test('sends in JSON and in MIME, reads back with a query, and writes a draft with a file', async () => {
    const p = await practice({ registrations: [web] })
    const client = await graphClient(p)
    const user = `/users/${p.anna}`
    const message = (JSON.parse(letter(p, { subject: 'By the client' })) as { message: object }).message
    await client.api(`${user}/sendMail`).post({ message, saveToSentItems: true })
    const mime = `From: ${p.anna}\r\nTo: ${p.tenant.endpoints.recipient}\r\nSubject: In MIME\r\n\r\nHello\r\n`
    await client
      .api(`${user}/sendMail`)
      .header('content-type', 'text/plain')
      .post(Buffer.from(mime).toString('base64'))

    const inbox = `/users/${p.tenant.endpoints.recipient}/mailFolders/inbox/messages`
    const listed = (await client
      .api(inbox)
      .filter("subject eq 'In MIME' or startswith(subject,'By the')")
      .select(['subject', 'from'])
      .count(true)
      .get()) as { '@odata.count': number; value: { subject: string }[] }
    expect(listed['@odata.count']).toBe(2)
    expect(listed.value.map(({ subject }) => subject)).toEqual(['In MIME', 'By the client'])

    const draft = (await client.api(`${user}/messages`).post({
      subject: 'Drafted',
      toRecipients: [person(p.tenant.endpoints.recipient)],
    })) as { id: string }
    await client.api(`${user}/messages/${encodeURIComponent(draft.id)}/attachments`).post({
      '@odata.type': '#microsoft.graph.fileAttachment',
      name: 'a.txt',
      contentBytes: Buffer.from('A').toString('base64'),
    })
    await client.api(`${user}/messages/${encodeURIComponent(draft.id)}/send`).post({})
    const arrived = await p.tenant.admin.messages(p.tenant.endpoints.recipient)
    expect(arrived.map(({ subject }) => subject)).toEqual(['By the client', 'In MIME', 'Drafted'])
  })

  test('hears of a property that does not exist', async () => {
    const p = await practice({ registrations: [web] })
    const client = await graphClient(p)
    await expect(
      client.api(`/users/${p.anna}/sendMail`).post({ message: { subjekt: 'x' } }),
    ).rejects.toMatchObject({ statusCode: 400, code: 'RequestBodyRead' })
  })
})

describe('nodemailer', () => {
  test('gets its own access token with a refresh token, and sends', async () => {
    const p = await practice()
    const first = await redeemedFor(p, p.anna)
    const { host, port } = p.tenant.endpoints.smtp
    // nodemailer hands `tls` on to its own token request; its types do not know of it
    const auth = {
      type: 'OAuth2' as const,
      user: p.anna,
      clientId: p.clientId,
      refreshToken: String(first.body.refresh_token),
      accessUrl: `${p.tenant.endpoints.authority}/oauth2/v2.0/token`,
      tls: { ca: p.ca },
    }
    const transport = createTransport({ host, port, requireTLS: true, tls: { ca: p.ca }, auth })
    onTestFinished(() => transport.close())
    await transport.sendMail({
      from: p.anna,
      to: p.tenant.endpoints.recipient,
      subject: 'Refreshed',
      text: 'x',
    })
    const [message] = await p.tenant.admin.messages(p.tenant.endpoints.recipient)
    expect(message?.subject).toBe('Refreshed')
  })
})
