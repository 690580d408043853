import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { mailReadScope, mailScope } from '../../../src/domain/cloud/cloud.ts'
import type { Cloud } from '../../../src/domain/cloud/cloud.schema.ts'
import { MsalTokenClient } from '../../../src/main/adapters/entra/msal-token-client.ts'
import { GraphMailReader } from '../../../src/main/adapters/graph/graph-mail-reader.ts'
import { SmtpTransport } from '../../../src/main/adapters/smtp/smtp-transport.ts'
import { SystemClock } from '../../../src/main/adapters/system/node-system.ts'
import { createUndiciFetch } from '../../../src/main/adapters/system/undici-fetch.ts'
import { afterwards } from '../../../src/main/services/run/receipt-source.ts'
import { MemoryLog } from '../../fakes/memory-log.ts'
import { globalCloud } from '../../kit/samples.ts'
import { practiceSetup } from './practice-setup.ts'
import { en } from '../../../src/words/en.ts'

const never = new AbortController().signal

/** A Graph that says what the test wants, on plain HTTP of this machine. */
async function graphThat(
  answer: (request: IncomingMessage, response: ServerResponse, n: number) => void,
): Promise<Cloud> {
  let n = 0
  const server = createServer((request, response) => answer(request, response, (n += 1)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { ...globalCloud, graph: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

const errorBody = (code: string) => ({
  error: { code, message: 'because', innerError: { 'request-id': 'r-1' } },
})

function reader(): GraphMailReader {
  return new GraphMailReader(createUndiciFetch())
}

describe('a message that arrived is found again', () => {
  it('by its Message-ID and among the newest, sent from a shared mailbox over the real wire', async () => {
    const { handle } = await practiceSetup({ mailboxes: 3 })
    const tokens = new MsalTokenClient({
      fetch: createUndiciFetch(),
      log: new MemoryLog(),
      pages: { locale: 'en', ...en.native.signInPages },
    })
    const shared = handle.mailboxes.find((mailbox) => mailbox.kind === 'shared')
    if (shared === undefined) throw new Error('the practice tenant has no shared mailbox')
    const app = {
      cloud: handle.cloud,
      tenantId: handle.tenantId,
      clientId: (await handle.clientId('eap')) ?? '',
    }
    const signIn = async (account: string, scope: string) => {
      const result = await tokens.signIn({
        ...app,
        scopes: [scope],
        loginHint: account,
        pickAccount: false,
        open: (url, signal) => handle.answer(url, account, signal),
        timeoutMs: 240_000,
        signal: never,
      })
      if (!result.ok) throw new Error(JSON.stringify(result.error))
      return result.value.token.token
    }
    const since = new Date()
    const transport = new SmtpTransport({ clock: new SystemClock() })
    onTestFinished(() => transport.close())
    const messageId = "<o'brien-probe@sendproof>"
    const sent = await transport.send({
      cloud: handle.cloud,
      flow: 'delegated',
      user: shared.signInAs,
      token: await signIn(shared.signInAs, mailScope(handle.cloud, 'SMTP.Send')),
      mail: {
        from: shared.address,
        to: handle.recipient,
        subject: 'Sendproof ABC234',
        text: 'ABC234',
        messageId,
        date: since,
        headers: {},
      },
      onHandingOver: () => undefined,
      signal: never,
    })
    expect(sent).toMatchObject({ outcome: 'accepted' })
    const token = await signIn(handle.recipient, mailReadScope(handle.cloud))
    const found = await reader().byMessageId(handle.cloud, token, messageId, never)
    expect(found).toMatchObject({
      ok: true,
      value: { messageId, subject: 'Sendproof ABC234', from: shared.address },
    })
    const recent = await reader().recent(handle.cloud, token, since, 10, never)
    expect(recent.ok && recent.value.map((mail) => mail.messageId)).toEqual([messageId])
    expect(await reader().byMessageId(handle.cloud, token, '<never-sent@sendproof>', never)).toEqual({
      ok: true,
      value: null,
    })
    const wrong = await reader().recent(
      handle.cloud,
      await signIn(shared.signInAs, mailScope(handle.cloud, 'SMTP.Send')),
      since,
      10,
      never,
    )
    expect(wrong).toMatchObject({ ok: false, error: { code: 'graph-sign-in-refused' } })
  })

  it('but a copy in Sent Items is no arrival', async () => {
    const message = {
      id: 'copy',
      internetMessageId: '<a@b>',
      subject: 's',
      receivedDateTime: '2026-11-21T09:00:00Z',
      from: null,
      sender: null,
    }
    const cloud = await graphThat((_request, response) => json(response, 200, { value: [message] }))
    expect(await reader().byMessageId(cloud, 't', '<a@b>', never)).toEqual({ ok: true, value: null })
  })

  it('asks only for what arrived since, in the Inbox, newest first', async () => {
    let asked = ''
    const cloud = await graphThat((request, response) => {
      asked = decodeURIComponent(request.url ?? '')
      json(response, 200, { value: [] })
    })
    await reader().recent(cloud, 't', new Date('2026-11-21T09:00:00.900Z'), 25, never)
    expect(asked).toBe(
      '/v1.0/me/mailFolders/inbox/messages?$filter=receivedDateTime ge 2026-11-21T09:00:00Z&$orderby=receivedDateTime desc&$top=25&$select=id,internetMessageId,subject,receivedDateTime,from,sender,internetMessageHeaders',
    )
  })
})

describe('a message that arrived tells how it was received', () => {
  const message = (changes: object) => ({
    id: 'm 1/2',
    internetMessageId: '<a@b>',
    subject: 's',
    receivedDateTime: '2026-11-21T09:00:00Z',
    from: null,
    sender: null,
    ...changes,
  })

  it('by the receiver’s own Authentication-Results and the header of its probe', async () => {
    const internetMessageHeaders = [
      { name: 'Authentication-Results', value: 'spf=pass smtp.mailfrom=a; dkim=none; dmarc=bestguesspass' },
      { name: 'x-sendproof-probe', value: ' probe-1 ' },
    ]
    const cloud = await graphThat((_request, response) =>
      json(response, 200, { value: [message({ internetMessageHeaders })] }),
    )
    expect(await reader().recent(cloud, 't', new Date(), 5, never)).toMatchObject({
      ok: true,
      value: [{ probeId: 'probe-1', authentication: { spf: 'pass', dkim: 'none', dmarc: 'bestguesspass' } }],
    })
  })

  it('or says plainly that nothing is known', async () => {
    const cloud = await graphThat((_request, response) => json(response, 200, { value: [message({})] }))
    expect(await reader().recent(cloud, 't', new Date(), 5, never)).toMatchObject({
      ok: true,
      value: [{ probeId: null, authentication: null }],
    })
  })

  it('and is looked for in the mailbox that is named, when no person is signed in', async () => {
    const asked: string[] = []
    const cloud = await graphThat((request, response) => {
      asked.push((request.url ?? '').split('?')[0] ?? '')
      json(response, 200, { value: [] })
    })
    await reader().recent(cloud, 't', new Date(), 5, never, 'o’brien@contoso.example')
    await reader().byMessageId(cloud, 't', '<a@b>', never, 'anna@contoso.example')
    expect(asked).toEqual([
      '/v1.0/users/o%E2%80%99brien%40contoso.example/mailFolders/inbox/messages',
      '/v1.0/users/anna%40contoso.example/messages',
    ])
  })
})

describe('a message that a filter took for spam', () => {
  const lying = (parentFolderId: string | null) => ({
    id: 'm',
    ...(parentFolderId === null ? {} : { parentFolderId }),
    internetMessageId: '<a@b>',
    subject: 's',
    receivedDateTime: '2026-11-21T09:00:00Z',
    from: null,
    sender: null,
  })
  const mailbox = (parentFolderId: string | null, folders: Record<string, string>) =>
    graphThat((request, response) => {
      const path = (request.url ?? '').split('?')[0] ?? ''
      const folder = /mailFolders\/(\w+)$/.exec(path)?.[1]
      if (path.endsWith('/sentitems/messages')) return json(response, 200, { value: [] })
      if (folder === undefined) return json(response, 200, { value: [lying(parentFolderId)] })
      const id = folders[folder]
      return id === undefined
        ? json(response, 404, errorBody('ErrorItemNotFound'))
        : json(response, 200, { id })
    })
  const found = async (parentFolderId: string | null, folders: Record<string, string>) => {
    const read = await reader().byMessageId(await mailbox(parentFolderId, folders), 't', '<a@b>', never)
    return read.ok ? read.value?.foundIn : read.error.code
  }

  it('is known by the id of Junk Email, whatever the folder is called in the mailbox’s language', async () => {
    const folders = { junkemail: 'AQMk-1', inbox: 'AQMk-2' }
    expect(await found('AQMk-1', folders)).toBe('junk')
    expect(await found('AQMk-2', folders)).toBe('inbox')
    expect(await found('AQMk-3', folders)).toBe('other')
  })

  it('is an arrival all the same where the folders cannot be told apart', async () => {
    expect(await found('AQMk-1', {})).toBeNull()
    expect(await found(null, { junkemail: 'AQMk-1' })).toBeNull()
  })

  it('is looked for in Junk Email when that is asked for', async () => {
    let asked = ''
    const cloud = await graphThat((request, response) => {
      asked = (request.url ?? '').split('?')[0] ?? ''
      json(response, 200, { value: [lying('AQMk-1')] })
    })
    const read = await reader().recent(cloud, 't', new Date(), 5, never, null, 'junk')
    expect(asked).toBe('/v1.0/me/mailFolders/junkemail/messages')
    expect(read).toMatchObject({ ok: true, value: [{ foundIn: 'junk' }] })
  })
})

describe('a message that came back', () => {
  const report = [
    'From: postmaster@contoso.example',
    'Subject: Unzustellbar: Test',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain; charset="utf-8"',
    '',
    'Sorry.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns;mx.contoso.example',
    '',
    'Final-Recipient: rfc822;nobody@fabrikam.example',
    'Action: failed',
    'Status: 5.1.10',
    'Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found',
    '',
    '--b',
    'Content-Type: message/rfc822',
    '',
    'From: anna@contoso.example',
    'Message-ID: <sendproof.probe-1@contoso.example>',
    'X-Sendproof-Probe: probe-1',
    '',
    'Hello',
    '--b--',
    '',
  ].join('\r\n')
  const entry = (id: string, from: string, headers: object[]) => ({
    id,
    internetMessageId: `<${id}@mx>`,
    subject: id,
    receivedDateTime: '2026-11-21T09:00:00Z',
    from: { emailAddress: { address: from } },
    sender: null,
    internetMessageHeaders: headers,
  })

  it('is found by its headers or its writer, and tied to its probe with the reason', async () => {
    const opened: string[] = []
    const cloud = await graphThat((request, response) => {
      const url = decodeURIComponent(request.url ?? '')
      if (url.endsWith('/$value')) {
        opened.push(url)
        return void response.end(url.includes('by header') ? report : 'Subject: hello\r\n\r\nLunch?')
      }
      json(response, 200, {
        value: [
          entry('by header', 'x@contoso.example', [
            { name: 'Content-Type', value: 'multipart/report; report-type=delivery-status' },
          ]),
          entry('by writer', 'MicrosoftExchange329e71ec88ae4615@contoso.example', []),
          entry('lunch', 'bob@contoso.example', [{ name: 'Content-Type', value: 'text/plain' }]),
        ],
      })
    })
    const found = await reader().returned(cloud, 't', 'anna@contoso.example', new Date(), never)
    expect(found).toEqual({
      ok: true,
      value: [
        {
          originalMessageId: '<sendproof.probe-1@contoso.example>',
          probeId: 'probe-1',
          recipient: 'nobody@fabrikam.example',
          action: 'failed',
          status: '5.1.10',
          diagnostic: '550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found',
          receivedAt: '2026-11-21T09:00:00.000Z',
          subject: 'by header',
        },
      ],
    })
    expect(opened).toEqual([
      '/v1.0/users/anna@contoso.example/messages/by header/$value',
      '/v1.0/users/anna@contoso.example/messages/by writer/$value',
    ])
  })
})

describe('a Graph that says no', () => {
  for (const [status, graphCode, code] of [
    [401, 'InvalidAuthenticationToken', 'graph-sign-in-refused'],
    [403, 'ErrorAccessDenied', 'graph-forbidden'],
    [404, 'MailboxNotEnabledForRESTAPI', 'graph-not-found'],
    [500, 'InternalServerError', 'graph-failed'],
  ] as const)
    it(`with ${status} is told as ${code}, with Graph’s own code and request id`, async () => {
      const cloud = await graphThat((_request, response) => json(response, status, errorBody(graphCode)))
      const read = await reader().recent(cloud, 't', new Date(), 5, never)
      expect(read).toMatchObject({ ok: false, error: { code } })
      expect(!read.ok && read.error.details).toBe(`HTTP ${status} ${graphCode}: because (request-id r-1)`)
    })

  it('and asks to wait is asked once: whoever looks for the message looks again later', async () => {
    let asked = 0
    const cloud = await graphThat((_request, response) => {
      asked += 1
      json(response, 429, errorBody('TooManyRequests'), { 'retry-after': '7' })
    })
    const read = await reader().recent(cloud, 't', new Date(), 5, never)
    expect(read).toMatchObject({ ok: false, error: { code: 'graph-throttled' } })
    expect(read.ok ? 'off' : afterwards(read.error)).toBe('later')
    expect(asked).toBe(1)
  })

  it('or is a captive portal, or answers nonsense, is not believed', async () => {
    const portal = await graphThat((_request, response) =>
      response.end('<html>please sign in to the WLAN</html>'),
    )
    expect(await reader().recent(portal, 't', new Date(), 5, never)).toMatchObject({
      ok: false,
      error: { code: 'graph-not-understood' },
    })
    const nonsense = await graphThat((_request, response) => json(response, 200, { value: [{ id: 4 }] }))
    expect(await reader().recent(nonsense, 't', new Date(), 5, never)).toMatchObject({
      ok: false,
      error: { code: 'graph-not-understood' },
    })
  })

  it('or never answers is left when the person stops', async () => {
    const stop = new AbortController()
    const cloud = await graphThat(() => stop.abort())
    expect(await reader().recent(cloud, 't', new Date(), 5, stop.signal)).toMatchObject({
      ok: false,
      error: { code: 'graph-question-stopped' },
    })
  })
})
