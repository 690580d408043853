/** A practice tenant for one test, and the clients real products would use against it. */
import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { type INetworkModule, PublicClientApplication } from '@azure/msal-node'
import { createTransport } from 'nodemailer'
import { Agent, fetch } from 'undici'
import { onTestFinished } from 'vitest'
import {
  answerSignIn,
  type PracticeOptions,
  type PracticeTenant,
  type RegistrationRequest,
  startPracticeTenant,
} from '../../../src/practice/index.ts'

export const smtpScope = 'https://outlook.office.com/SMTP.Send'
export const mailScope = 'https://graph.microsoft.com/Mail.Read'

export const product: RegistrationRequest = {
  recipe: 'eap',
  displayName: 'Automation Platform mail',
  redirects: [
    { platform: 'publicClient', uri: 'http://localhost' },
    { platform: 'web', uri: 'https://eap.contoso.example/wm/externalAuth/redirect.html' },
  ],
  permissions: [
    { resource: 'graph', value: 'SMTP.Send', kind: 'delegated' },
    { resource: 'graph', value: 'Mail.Read', kind: 'delegated' },
    { resource: 'graph', value: 'User.Read', kind: 'delegated' },
    { resource: 'graph', value: 'offline_access', kind: 'delegated' },
  ],
}

export interface Practice {
  tenant: PracticeTenant
  clientId: string
  /** first sender mailbox */
  anna: string
  /** second sender mailbox, also the delegate of the shared one */
  ben: string
  shared: string
  ca: string
  agent: Agent
}

export async function practice(options: Partial<PracticeOptions> = {}): Promise<Practice> {
  const tenant = await startPracticeTenant({
    mailboxes: 3,
    prepared: true,
    registrations: [product],
    ...options,
  })
  onTestFinished(() => tenant.close())
  const ca = await readFile(tenant.endpoints.caFile, 'utf8')
  const agent = new Agent({ connect: { ca } })
  onTestFinished(() => agent.close())
  const [anna = '', ben = '', shared = ''] = tenant.endpoints.mailboxes.map((mailbox) => mailbox.address)
  return { tenant, clientId: tenant.endpoints.registrations[0]?.clientId ?? '', anna, ben, shared, ca, agent }
}

export function networkOf(agent: Agent): INetworkModule {
  const send = async (
    method: 'GET' | 'POST',
    url: string,
    headers: Record<string, string>,
    body?: string,
  ) => {
    const response = await fetch(url, {
      method,
      headers,
      dispatcher: agent,
      ...(body === undefined ? {} : { body }),
    })
    return {
      headers: Object.fromEntries(response.headers),
      status: response.status,
      body: (await response.json()) as never,
    }
  }
  return {
    sendGetRequestAsync: (url, options) => send('GET', url, options?.headers ?? {}),
    sendPostRequestAsync: (url, options) => send('POST', url, options?.headers ?? {}, options?.body),
  }
}

export function msal(
  p: Practice,
  change: { clientId?: string; authority?: string } = {},
): PublicClientApplication {
  return new PublicClientApplication({
    auth: {
      clientId: change.clientId ?? p.clientId,
      authority: change.authority ?? p.tenant.endpoints.authority,
      knownAuthorities: [new URL(p.tenant.endpoints.authority).host],
    },
    system: { networkClient: networkOf(p.agent) },
  })
}

/** The robot as MSAL's browser; what it saw is kept because MSAL never hears of errors shown on a page. */
export function robotBrowser(
  p: Practice,
  account: string,
  change: { password?: string; decline?: boolean; cookies?: Map<string, string> } = {},
) {
  const seen: { url?: string; answer?: Awaited<ReturnType<typeof answerSignIn>> } = {}
  const openBrowser = async (url: string) => {
    seen.url = url
    seen.answer = await answerSignIn(url, {
      caFile: p.tenant.endpoints.caFile,
      account,
      password: change.password ?? p.tenant.endpoints.password,
      ...(change.decline === undefined ? {} : { decline: change.decline }),
      ...(change.cookies === undefined ? {} : { cookies: change.cookies }),
    })
    // MSAL would wait for ever for an answer that was shown on a page
    if (!seen.answer.ok && !seen.answer.error.text.includes('Trace ID'))
      throw new Error(seen.answer.error.code)
  }
  return { openBrowser, seen }
}

export const tokenOf = async (p: Practice, account: string, scope = smtpScope) =>
  (await p.tenant.admin.robotToken({ clientId: p.clientId, account, scope })).accessToken

/** A token for the application itself, with a secret made for the occasion. */
export async function appTokenOf(
  p: Practice,
  scope: 'graph' | 'exchange',
  clientId = p.clientId,
): Promise<string> {
  const { value } = await p.tenant.admin.addSecret(clientId, { months: 1 })
  const answer = await askToken(p, {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: value,
    scope:
      scope === 'graph' ? 'https://graph.microsoft.com/.default' : 'https://outlook.office365.com/.default',
  })
  if (typeof answer.body.access_token !== 'string') throw new Error(JSON.stringify(answer.body))
  return answer.body.access_token
}

/** The application's ids as the portal shows them. */
export async function registrationOf(p: Practice) {
  const found = (await p.tenant.admin.describe()).registrations.find(
    ({ clientId }) => clientId === p.clientId,
  )
  if (found === undefined) throw new Error('not registered')
  return found
}

/** The authorise address a client with PKCE would open. */
export function authorizeUrl(
  p: Practice,
  change: Record<string, string | undefined> = {},
): { url: string; verifier: string } {
  const verifier = randomBytes(40).toString('base64url')
  const params: Record<string, string | undefined> = {
    client_id: p.clientId,
    response_type: 'code',
    response_mode: 'form_post',
    redirect_uri: 'http://localhost:12345',
    scope: `${smtpScope} openid profile offline_access`,
    state: 'our-state',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...change,
  }
  const url = new URL(`${p.tenant.endpoints.authority}/oauth2/v2.0/authorize`)
  for (const [name, value] of Object.entries(params))
    if (value !== undefined) url.searchParams.set(name, value)
  return { url: url.toString(), verifier }
}

export async function get(p: Practice, url: string, headers: Record<string, string> = {}) {
  const response = await fetch(url, { dispatcher: p.agent, redirect: 'manual', headers })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

export async function postForm(
  p: Practice,
  url: string,
  form: Record<string, string>,
  headers: Record<string, string> = {},
) {
  const response = await fetch(url, {
    method: 'POST',
    dispatcher: p.agent,
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(form).toString(),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text }
}

export interface TokenAnswer {
  status: number
  body: Record<string, unknown>
}
export async function askToken(
  p: Practice,
  form: Record<string, string>,
  authority = p.tenant.endpoints.authority,
): Promise<TokenAnswer> {
  const { status, text } = await postForm(p, `${authority}/oauth2/v2.0/token`, {
    client_id: p.clientId,
    ...form,
  })
  return { status, body: JSON.parse(text) as Record<string, unknown> }
}

/** Listens where a desktop client would, and keeps the first answer. */
export async function loopback(): Promise<{ uri: string; answer: Promise<URLSearchParams> }> {
  const { createServer } = await import('node:http')
  const { promise, resolve } = Promise.withResolvers<URLSearchParams>()
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      response.end('ok')
      resolve(
        new URLSearchParams(
          request.method === 'POST' ? body : new URL(request.url ?? '/', 'http://x').search,
        ),
      )
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { uri: `http://localhost:${address.port}`, answer: promise }
}

/** A code for this account, from a whole sign-in by the robot. */
export async function codeFor(p: Practice, account: string, change: Record<string, string | undefined> = {}) {
  const { uri, answer } = await loopback()
  const { url, verifier } = authorizeUrl(p, { redirect_uri: uri, login_hint: account, ...change })
  const { caFile, password } = p.tenant.endpoints
  const signedIn = await answerSignIn(url, { caFile, account, password })
  if (!signedIn.ok) throw new Error(signedIn.error.code)
  const fields = await answer
  return { code: fields.get('code') ?? '', verifier, redirectUri: uri, fields }
}

export async function redeemedFor(
  p: Practice,
  account: string,
  change: Record<string, string> = {},
): Promise<TokenAnswer> {
  const { code, verifier, redirectUri } = await codeFor(p, account)
  return askToken(p, {
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    redirect_uri: redirectUri,
    scope: `${smtpScope} openid profile offline_access`,
    ...change,
  })
}

export function mailer(p: Practice, user: string, accessToken: string) {
  const { host, port } = p.tenant.endpoints.smtp
  return createTransport({
    host,
    port,
    requireTLS: true,
    tls: { ca: p.ca },
    auth: { type: 'OAuth2', user, accessToken },
    connectionTimeout: 120_000,
    greetingTimeout: 120_000,
    socketTimeout: 120_000,
  })
}

export interface SmtpError extends Error {
  response?: string
  responseCode?: number
  command?: string
  code?: string
}
/** Sends and tells how it went, without throwing. */
export async function send(
  p: Practice,
  o: {
    user: string
    token: string
    from?: string
    to?: string
    subject?: string
    messageId?: string
    envelopeFrom?: string
    text?: string
  },
): Promise<{ ok: true; response: string } | { ok: false; error: SmtpError }> {
  const transport = mailer(p, o.user, o.token)
  const from = o.from ?? o.user
  const to = o.to ?? p.tenant.endpoints.recipient
  try {
    const info = await transport.sendMail({
      from,
      to,
      subject: o.subject ?? 'A test',
      text: o.text ?? 'Hello',
      ...(o.messageId === undefined ? {} : { messageId: o.messageId }),
      ...(o.envelopeFrom === undefined ? {} : { envelope: { from: o.envelopeFrom, to } }),
    })
    return { ok: true, response: info.response }
  } catch (error) {
    return { ok: false, error: error as SmtpError }
  } finally {
    transport.close()
  }
}

/** A plain SMTP dialogue, line by line. */
export class Dialogue {
  #socket: Socket
  #buffer = ''
  #ended = false
  #wake: () => void = () => undefined

  private constructor(socket: Socket) {
    this.#socket = socket
    this.#listen(socket)
  }

  static async open(p: Practice): Promise<Dialogue> {
    const socket = connectTcp(p.tenant.endpoints.smtp.port, '127.0.0.1')
    const dialogue = new Dialogue(socket)
    onTestFinished(() => void dialogue.#socket.destroy())
    return dialogue
  }

  #listen(socket: Socket): void {
    socket.on('data', (chunk: Buffer) => {
      this.#buffer += chunk.toString()
      this.#wake()
    })
    const end = () => {
      this.#ended = true
      this.#wake()
    }
    socket.on('close', end)
    socket.on('error', end)
  }

  /** The next whole reply, or '' when the server hung up. */
  async reply(): Promise<string> {
    for (;;) {
      const match = /^(?:\d{3}-[^\r\n]*\r\n)*\d{3}(?: [^\r\n]*)?\r\n/.exec(this.#buffer)
      if (match !== null) {
        this.#buffer = this.#buffer.slice(match[0].length)
        return match[0].trimEnd()
      }
      if (this.#ended) return ''
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }

  async say(line: string): Promise<string> {
    this.#socket.write(`${line}\r\n`)
    return this.reply()
  }

  async startTls(p: Practice): Promise<void> {
    const plain = this.#socket
    plain.removeAllListeners('data')
    const secure = connectTls({ socket: plain, servername: 'localhost', ca: p.ca })
    this.#socket = secure
    this.#listen(secure)
    await new Promise<void>((resolve, reject) => {
      secure.once('secureConnect', resolve)
      secure.once('error', reject)
    })
  }

  close(): void {
    this.#socket.destroy()
  }
}

/** Up to the second EHLO, as every client begins. */
export async function securedDialogue(p: Practice): Promise<Dialogue> {
  const dialogue = await Dialogue.open(p)
  await dialogue.reply()
  await dialogue.say('EHLO client.example')
  await dialogue.say('STARTTLS')
  await dialogue.startTls(p)
  await dialogue.say('EHLO client.example')
  return dialogue
}

export const xoauth2 = (user: string, token: string) =>
  Buffer.from(`user=${user}\x01auth=Bearer ${token}\x01\x01`).toString('base64')
