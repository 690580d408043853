/**
 * Every point at which the other side can misbehave, times every way it can: each ends as a typed outcome, nothing
 * is thrown, nothing waits for ever, never as an acceptance, and as uncertain exactly when the message may have left.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppErrorSchema } from '../../../src/domain/problem/app-error.schema.ts'
import type { AppError } from '../../../src/domain/problem/app-error.ts'
import type { Cloud } from '../../../src/domain/cloud/cloud.schema.ts'
import type { Result } from '../../../src/domain/result.ts'
import { MsalTokenClient } from '../../../src/main/adapters/entra/msal-token-client.ts'
import { EwsCalendarProbe } from '../../../src/main/adapters/ews/ews-calendar-probe.ts'
import { GraphFolderProbe } from '../../../src/main/adapters/graph/graph-folder-probe.ts'
import { GraphMailReader } from '../../../src/main/adapters/graph/graph-mail-reader.ts'
import { GraphMessageTrace } from '../../../src/main/adapters/graph/graph-message-trace.ts'
import { GraphTransport } from '../../../src/main/adapters/graph/graph-transport.ts'
import type { SmtpTimeouts } from '../../../src/main/adapters/smtp/smtp-session.ts'
import { SmtpTransport } from '../../../src/main/adapters/smtp/smtp-transport.ts'
import { createUndiciFetch } from '../../../src/main/adapters/system/undici-fetch.ts'
import type { HttpFetch } from '../../../src/main/services/surroundings/surroundings.port.ts'
import type { SendRequest } from '../../../src/main/services/run/mail-transport.port.ts'
import type { ReadRequest } from '../../../src/main/services/run/read-probe.port.ts'
import { FixedClock } from '../../fakes/fixed-clock.ts'
import { MemoryLog } from '../../fakes/memory-log.ts'
import { globalCloud } from '../../kit/samples.ts'
import {
  graphError,
  ScriptedHttpServer,
  type HttpAnswer,
  type Received,
} from '../../fakes/scripted-http-server.ts'
import { scriptedCa, ScriptedSmtpServer, type Script } from '../../fakes/scripted-smtp-server.ts'
import { en } from '../../../src/words/en.ts'

const token = 'opaque-token-canary-7731'
const anna = 'anna@contoso.example'
/** How long a silent server is waited for here; everything else has room on a busy machine. */
const shortMs = 1_500
const ampleMs = 120_000
const never = new AbortController().signal

type Outcome = 'accepted' | 'refused' | 'failed' | 'uncertain'

function sendRequest(cloud: Cloud, onHandingOver: () => void = () => undefined): SendRequest {
  return {
    cloud,
    flow: 'delegated',
    user: anna,
    token,
    mail: {
      from: anna,
      to: 'admin@contoso.example',
      subject: 'Sendproof ABC234',
      text: 'The code is ABC234.\n',
      messageId: '<probe-1@sendproof>',
      date: new Date('2026-11-21T09:00:00Z'),
      headers: { 'X-Sendproof-Probe': 'probe-1' },
    },
    onHandingOver,
    signal: never,
  }
}

describe.concurrent('a mail server that', () => {
  let folder: string
  let caFile: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sendproof-matrix-'))
    caFile = path.join(folder, 'ca.pem')
    await writeFile(caFile, scriptedCa)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const stages = [
    'greeting',
    'ehlo',
    'starttls',
    'ehloTls',
    'auth',
    'mail',
    'rcpt',
    'data',
    'body',
  ] as const satisfies readonly (keyof Script)[]
  const faults = {
    drop: 'drop',
    garbage: '§$%& no mail server says this',
    '4xx': '451 4.3.0 Try again later',
    '5xx': '550 5.7.1 No',
    silence: 'silence',
  } as const

  const ample = { connectMs: ampleMs, greetingMs: ampleMs, socketMs: ampleMs, messageMs: ampleMs }
  /** Only the one wait that is to end is short: the others must not end first where the machine stands still. */
  function shortAt(stage: (typeof stages)[number]): Partial<SmtpTimeouts> {
    if (stage === 'body') return { messageMs: shortMs * 2 }
    return stage === 'greeting' ? { greetingMs: shortMs } : { socketMs: shortMs }
  }

  /** Before AUTH a code of refusal may also read as a server that is no use: either is typed, neither is a yes. */
  function allowed(stage: (typeof stages)[number], fault: keyof typeof faults): Outcome[] {
    const code = fault === '4xx' || fault === '5xx'
    if (stage === 'body') return [code ? 'refused' : 'uncertain']
    if (!code) return ['failed']
    return ['auth', 'mail', 'rcpt', 'data'].includes(stage) ? ['refused'] : ['refused', 'failed']
  }

  for (const stage of stages)
    for (const fault of Object.keys(faults) as (keyof typeof faults)[])
      it(`answers ${stage} with ${fault} ends as ${allowed(stage, fault).join(' or ')}`, async () => {
        const server = await ScriptedSmtpServer.start({ [stage]: faults[fault] })
        const transport = new SmtpTransport({
          clock: new FixedClock(),
          timeouts: { ...ample, ...(fault === 'silence' ? shortAt(stage) : {}) },
        })
        let handedOver = false
        try {
          const cloud = { ...globalCloud, smtp: { host: 'localhost', port: server.port }, caFile }
          const result = await transport.send(sendRequest(cloud, () => (handedOver = true)))
          expect(allowed(stage, fault)).toContain(result.outcome)
          expect(result.reply ?? result.reason?.code ?? '').not.toBe('')
          expect(handedOver).toBe(stage === 'body')
          expect(server.bodyBytes > 0).toBe(stage === 'body')
          expect(JSON.stringify(result)).not.toContain(token)
        } finally {
          await transport.close()
          await server.stop()
        }
      })
})

interface Call {
  readonly name: string
  /** What an answer of success would be. */
  readonly good: { readonly status: number; readonly body: unknown }
  /** Answered as in good times, so that the fault falls on the call itself. */
  readonly before?: (request: Received) => HttpAnswer | undefined
  run(server: ScriptedHttpServer, waitMs: number): Promise<Outcome>
}

const fetch = createUndiciFetch()
const cloudOf = (server: ScriptedHttpServer): Cloud => ({
  ...globalCloud,
  graph: server.address,
  ews: `${server.address}/EWS/Exchange.asmx`,
})
const readRequest = (server: ScriptedHttpServer): ReadRequest => ({
  cloud: cloudOf(server),
  token,
  flow: 'app',
  user: anna,
  mailbox: anna,
  folder: 'Replies',
  signal: never,
})

/** A failure is typed when it is of the one shape that a person can be shown. */
function outcomeOf(result: Result<unknown, AppError>): Outcome {
  if (result.ok) return 'accepted'
  AppErrorSchema.parse(result.error)
  return 'failed'
}

const clock = new FixedClock()
const reader = (waitMs: number) => new GraphMailReader(fetch, waitMs)
const listedReport = {
  id: 'r',
  internetMessageId: '<r@mx>',
  receivedDateTime: '2026-11-21T09:00:00Z',
  from: { emailAddress: { address: 'postmaster@contoso.example' } },
}

const calls: readonly Call[] = [
  {
    name: 'the token of an application',
    good: { status: 200, body: { token_type: 'Bearer', expires_in: 3599, access_token: 'x' } },
    before: ({ method }) => (method === 'GET' ? { status: 200, body: discovery() } : undefined),
    run: forApp,
  },
  {
    name: 'where tokens are given',
    good: { status: 200, body: discovery() },
    run: forApp,
  },
  ...(['delegated', 'app'] as const).map((flow): Call => ({
    name: `sendMail, ${flow}`,
    good: { status: 202, body: '' },
    run: async (server, waitMs) => {
      const transport = new GraphTransport({ clock, fetch, patience: { attemptMs: waitMs } })
      const result = await transport.send({ ...sendRequest(cloudOf(server)), flow })
      expect(JSON.stringify(result)).not.toContain(token)
      return result.outcome
    },
  })),
  {
    name: 'the folders of a mailbox',
    good: { status: 200, body: { value: [] } },
    run: async (server, waitMs) =>
      (await new GraphFolderProbe({ fetch, clock, timeoutMs: waitMs }).look(readRequest(server))).outcome,
  },
  {
    name: 'EWS',
    good: { status: 200, body: '<s:Envelope xmlns:s="x"><s:Body/></s:Envelope>' },
    run: async (server, waitMs) =>
      (await new EwsCalendarProbe({ fetch, clock, timeoutMs: waitMs }).look(readRequest(server))).outcome,
  },
  {
    name: 'the newest mail',
    good: { status: 200, body: { value: [] } },
    run: async (server, waitMs) =>
      outcomeOf(await reader(waitMs).recent(cloudOf(server), token, new Date(), 5, never)),
  },
  {
    name: 'mail by its Message-ID',
    good: { status: 200, body: { value: [] } },
    run: async (server, waitMs) =>
      outcomeOf(await reader(waitMs).byMessageId(cloudOf(server), token, '<a@b>', never, anna)),
  },
  {
    name: 'mail that came back',
    good: { status: 200, body: { value: [] } },
    run: async (server, waitMs) =>
      outcomeOf(await reader(waitMs).returned(cloudOf(server), token, anna, new Date(), never)),
  },
  {
    name: 'the message trace',
    good: { status: 200, body: { value: [] } },
    run: async (server, waitMs) =>
      outcomeOf(
        await new GraphMessageTrace({ fetch, clock, timeoutMs: waitMs }).find(
          cloudOf(server),
          token,
          { messageId: '<a@b>', sender: anna, recipient: anna, since: clock.now() },
          never,
        ),
      ),
  },
]

/** As Entra describes itself; MSAL asks for it before it posts for a token. */
function discovery(): Record<string, unknown> {
  const at = 'https://login.scripted.example/0f0e0d0c-0000-4000-8000-000000000001'
  return {
    issuer: `${at}/v2.0`,
    authorization_endpoint: `${at}/oauth2/v2.0/authorize`,
    token_endpoint: `${at}/oauth2/v2.0/token`,
    jwks_uri: `${at}/discovery/v2.0/keys`,
    end_session_endpoint: `${at}/oauth2/v2.0/logout`,
  }
}

/** MSAL insists on an https authority; the fetch it is given goes where the test wants. */
async function forApp(server: ScriptedHttpServer, waitMs: number): Promise<Outcome> {
  const here: HttpFetch = (url, init) =>
    fetch(url.replace('https://login.scripted.example', server.address), init)
  const app = {
    cloud: { ...globalCloud, authority: 'https://login.scripted.example' },
    tenantId: '0f0e0d0c-0000-4000-8000-000000000001',
    clientId: '11111111-2222-4333-8444-555555555555',
  }
  const result = await new MsalTokenClient({
    fetch: here,
    log: new MemoryLog(),
    pages: { locale: 'en', ...en.native.signInPages },
    timeoutMs: waitMs,
  }).forApp(app, { kind: 'secret', value: 'secret-canary-88' }, 'https://graph.microsoft.com/.default', never)
  expect(JSON.stringify(result)).not.toContain('secret-canary-88')
  return outcomeOf(result)
}

const httpFaults: readonly (readonly [string, (good: Call['good']) => HttpAnswer])[] = [
  ['401', () => ({ status: 401, body: graphError('InvalidAuthenticationToken') })],
  ['403', () => ({ status: 403, body: graphError('ErrorAccessDenied') })],
  ['404', () => ({ status: 404, body: graphError('ErrorItemNotFound') })],
  ['429', () => ({ status: 429, headers: { 'retry-after': '2' }, body: graphError('TooManyRequests') })],
  ['500', () => ({ status: 500, body: graphError('ErrorInternalServerError') })],
  ['502', () => ({ status: 502, body: '<html>Bad gateway</html>' })],
  ['503', () => ({ status: 503, body: graphError('ErrorServerBusy') })],
  ['504', () => ({ status: 504, body: graphError('UnknownError') })],
  ['silence', () => 'silence'],
  ['a dropped connection', () => 'drop'],
  ['half an answer', (good) => ({ ...good, truncated: true })],
  ['JSON that breaks off', () => ({ status: 200, body: '{"value":[{"id":' })],
  ['JSON of another shape', () => ({ status: 200, body: { value: 'all of it' } })],
  ['a refusal in JSON of another shape', () => ({ status: 403, body: { error: 'no' } })],
]

const sendOutcomes: Readonly<Record<string, Outcome>> = {
  '401': 'refused',
  '403': 'refused',
  '404': 'refused',
  '429': 'refused',
  '503': 'refused',
  'a refusal in JSON of another shape': 'refused',
}

describe.concurrent('a service that answers', () => {
  for (const call of calls)
    for (const [fault, answer] of httpFaults) {
      const sends = call.name.startsWith('sendMail')
      it(`${call.name} with ${fault} ${sends ? `ends as ${sendOutcomes[fault] ?? 'uncertain'}` : 'is told as a failure'}`, async () => {
        const server = await ScriptedHttpServer.start(
          (request) => call.before?.(request) ?? answer(call.good),
        )
        const waitMs = fault === 'silence' ? shortMs : ampleMs
        try {
          const outcome = await call.run(server, waitMs)
          if (sends) expect(outcome).toBe(sendOutcomes[fault] ?? 'uncertain')
          else expect(['refused', 'failed']).toContain(outcome)
        } finally {
          await server.stop()
        }
      })
    }

  it('each of these calls as it should is believed, so that the faults above are the reason', async () => {
    for (const call of calls.filter(({ name }) => !['EWS', 'the folders of a mailbox'].includes(name))) {
      const server = await ScriptedHttpServer.start((request) => {
        if (call.run === forApp)
          return request.method === 'GET' ? { status: 200, body: discovery() } : tokenReply
        return call.good
      })
      expect({ call: call.name, outcome: await call.run(server, ampleMs) }).toEqual({
        call: call.name,
        outcome: 'accepted',
      })
      await server.stop()
    }
  })

  it('the list of reports and then fails to open one is not taken for a mailbox without reports', async () => {
    const server = await ScriptedHttpServer.start(({ url }) =>
      url.includes('$value')
        ? { status: 403, body: graphError('ErrorAccessDenied') }
        : { status: 200, body: { value: [listedReport] } },
    )
    expect(outcomeOf(await reader(ampleMs).returned(cloudOf(server), token, anna, new Date(), never))).toBe(
      'failed',
    )
    await server.stop()
  })
})

const tokenReply: HttpAnswer = {
  status: 200,
  body: { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token: 'eyJ.x.y' },
}
