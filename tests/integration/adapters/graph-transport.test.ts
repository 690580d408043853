import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import PostalMime from 'postal-mime'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Cloud } from '../../../src/domain/cloud/cloud.schema.ts'
import { GraphTransport, type SendPatience } from '../../../src/main/adapters/graph/graph-transport.ts'
import { createUndiciFetch } from '../../../src/main/adapters/system/undici-fetch.ts'
import type { SendRequest } from '../../../src/main/services/run/mail-transport.port.ts'
import { FixedClock } from '../../fakes/fixed-clock.ts'
import { globalCloud } from '../../kit/samples.ts'
import {
  graphError,
  ScriptedHttpServer,
  type HttpAnswer,
  type Received,
} from '../../fakes/scripted-http-server.ts'

/** Waits for a condition, also on a machine that is busy with something else. */
const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 240_000, interval: 5 })

const token = 'opaque-token-canary-7731'
const accepted: HttpAnswer = { status: 202, headers: { 'request-id': 'r-7' } }

async function graph(
  answer: (request: Received, n: number) => HttpAnswer | Promise<HttpAnswer>,
): Promise<ScriptedHttpServer> {
  const server = await ScriptedHttpServer.start(answer)
  onTestFinished(() => server.stop())
  return server
}

const cloudAt = (address: string): Cloud => ({ ...globalCloud, graph: address })

function request(address: string, changes: Partial<SendRequest> = {}): SendRequest {
  return {
    cloud: cloudAt(address),
    flow: 'delegated',
    user: 'anna@contoso.example',
    token,
    mail: {
      from: 'orders@contoso.example',
      to: 'admin@contoso.example',
      subject: 'Sendproof ABC234 – Prüfung',
      text: 'The code is ABC234.\n.a line that starts with a dot\n',
      messageId: '<probe-1@sendproof>',
      date: new Date('2026-11-21T09:00:00Z'),
      headers: { 'X-Sendproof-Probe': 'probe-1', 'Auto-Submitted': 'auto-generated' },
    },
    onHandingOver: () => undefined,
    signal: new AbortController().signal,
    ...changes,
  }
}

function transport(patience: Partial<SendPatience> = {}): GraphTransport {
  return new GraphTransport({ clock: new FixedClock(), fetch: createUndiciFetch(), patience })
}

describe('a message that goes out through Graph', () => {
  it('leaves as the MIME it was composed as, with its own Message-ID, headers and From', async () => {
    const server = await graph(() => accepted)
    const result = await transport().send(request(server.address))
    expect(result).toMatchObject({
      outcome: 'accepted',
      stage: 'body',
      reply: '202 Accepted (request-id r-7)',
    })
    const [seen] = server.requests
    expect(seen).toMatchObject({ method: 'POST', url: '/v1.0/me/sendMail' })
    expect(seen?.headers).toMatchObject({ 'content-type': 'text/plain', authorization: `Bearer ${token}` })
    const mail = await PostalMime.parse(Buffer.from(seen?.body ?? '', 'base64'))
    expect(mail).toMatchObject({
      messageId: '<probe-1@sendproof>',
      subject: 'Sendproof ABC234 – Prüfung',
      from: { address: 'orders@contoso.example' },
      to: [{ address: 'admin@contoso.example' }],
    })
    expect(mail.headers).toContainEqual(
      expect.objectContaining({ key: 'x-sendproof-probe', value: 'probe-1' }),
    )
    expect(mail.headers).toContainEqual(
      expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
    )
  })

  it('as the application itself names the mailbox in the address', async () => {
    const server = await graph(() => accepted)
    await transport().send(request(server.address, { flow: 'app', user: 'o’brien+x@contoso.example' }))
    expect(server.requests[0]?.url).toBe('/v1.0/users/o’brien+x@contoso.example/sendMail')
  })

  it('leaves no token in the transcript, even when the service says it back', async () => {
    const server = await graph(() => ({ status: 400, body: graphError('BadRequest', `Bearer ${token}`) }))
    const result = await transport().send(request(server.address))
    expect(JSON.stringify(result)).not.toContain(token)
    expect(JSON.stringify(result.transcript)).toContain('/v1.0/me/sendMail')
  })

  it('is journaled as handed over before the service can see it', async () => {
    const order: string[] = []
    const server = await graph(() => {
      order.push('seen')
      return accepted
    })
    await transport().send(request(server.address, { onHandingOver: () => void order.push('journaled') }))
    expect(order).toEqual(['journaled', 'seen'])
  })

  it('is not sent at all when the journal cannot be written', async () => {
    const server = await graph(() => accepted)
    const result = await transport().send(
      request(server.address, {
        onHandingOver: () => {
          throw new Error('disk full')
        },
      }),
    )
    expect(result).toMatchObject({ outcome: 'failed', stage: 'request' })
    expect(server.requests).toEqual([])
  })

  it('never shares a mailbox with more than three others at the same time, and uses connections again', async () => {
    const waiting: (() => void)[] = []
    const server = await graph(
      () => new Promise<HttpAnswer>((resolve) => waiting.push(() => resolve(accepted))),
    )
    const made = transport()
    const sends = Array.from({ length: 10 }, () => made.send(request(server.address)))
    for (let left = sends.length; left > 0; left -= 1) {
      await until(() => waiting.length === Math.min(4, left))
      waiting.shift()?.()
    }
    expect((await Promise.all(sends)).every((one) => one.outcome === 'accepted')).toBe(true)
    expect(server.most).toBe(4)
    expect(server.connections).toBeLessThan(10)
  })
})

describe('a Graph that says no', () => {
  for (const [status, code, stage] of [
    [401, 'InvalidAuthenticationToken', 'auth'],
    [403, 'ErrorAccessDenied', 'request'],
    [403, 'ErrorSendAsDenied', 'request'],
    [404, 'MailboxNotEnabledForRESTAPI', 'request'],
    [507, 'ErrorQuotaExceeded', 'request'],
  ] as const)
    it(`with ${status} ${code} refuses the message in one line that can be searched for`, async () => {
      const server = await graph(() => ({ status, body: graphError(code, 'Access is denied.\nCheck it.') }))
      expect(await transport().send(request(server.address))).toMatchObject({
        outcome: 'refused',
        stage,
        reply: `HTTP ${status} ${code}: Access is denied. Check it. (request-id r-1)`,
      })
    })

  it('through a proxy’s page is told by that page’s first line', async () => {
    const server = await graph(() => ({ status: 403, body: 'Blocked by policy 7\n<html>…</html>' }))
    expect(await transport().send(request(server.address))).toMatchObject({
      outcome: 'refused',
      reply: 'HTTP 403 Blocked by policy 7',
    })
  })

  for (const [status, headers, retryAfterMs] of [
    [429, { 'retry-after': '7' }, 7_000],
    [503, {}, null],
    [504, { 'retry-after': '1' }, 1_000],
  ] as const)
    it(`with ${status} has not taken the message and is asked once: the run decides when again`, async () => {
      let journaled = 0
      const server = await graph(() => ({ status, headers, body: graphError('ApplicationThrottled') }))
      const sent = await transport().send(
        request(server.address, { onHandingOver: () => void (journaled += 1) }),
      )
      expect(sent).toMatchObject({
        outcome: 'refused',
        stage: 'request',
        reason: { code: 'throttled' },
        retryAfterMs,
      })
      expect(server.requests).toHaveLength(1)
      expect(journaled).toBe(1)
    })
})

describe('an answer that never comes whole', () => {
  for (const status of [500, 502, 504])
    it(`after ${status} leaves it open whether the message went, and it is not sent again`, async () => {
      const server = await graph(() => ({ status, body: graphError('ErrorInternalServerError') }))
      expect(await transport().send(request(server.address))).toMatchObject({
        outcome: 'uncertain',
        stage: 'body',
      })
      expect(server.requests).toHaveLength(1)
    })

  for (const [what, answer] of [
    ['silence', 'silence'],
    ['a dropped connection', 'drop'],
    ['half an acceptance', { status: 202, truncated: true, body: 'x' }],
    ['a portal’s 200', { status: 200, body: '<html>sign in to the WLAN</html>' }],
  ] as const)
    it(`because of ${what} is uncertain`, async () => {
      const server = await graph(() => answer)
      expect(await transport({ attemptMs: 2_000 }).send(request(server.address))).toMatchObject({
        outcome: 'uncertain',
        stage: 'body',
      })
      expect(server.requests).toHaveLength(1)
    })

  it('after a stop is still waited for a moment, because it decides whether to send again', async () => {
    const stop = new AbortController()
    const slow = await graph(async () => {
      stop.abort()
      await new Promise((resolve) => setTimeout(resolve, 50))
      return accepted
    })
    expect(await transport().send(request(slow.address, { signal: stop.signal }))).toMatchObject({
      outcome: 'accepted',
    })
    const again = new AbortController()
    const silent = await graph(() => {
      again.abort()
      return 'silence'
    })
    expect(
      await transport({ afterStopMs: 50 }).send(request(silent.address, { signal: again.signal })),
    ).toMatchObject({ outcome: 'uncertain', stage: 'body' })
  })
})

describe('a Graph that cannot be reached', () => {
  it('has got nothing: the message can safely be sent again', async () => {
    const gone = await graph(() => accepted)
    const { address } = gone
    await gone.stop()
    const refused = await transport().send(request(address))
    expect(refused).toMatchObject({ outcome: 'failed', stage: 'connect' })
    expect(refused.reason).toMatchObject({ code: 'refused-connection' })
    expect(await transport().send(request('http://no-such-host.invalid'))).toMatchObject({
      outcome: 'failed',
      stage: 'connect',
      reason: { code: 'host-unknown' },
    })
  })

  it('because what answers there does not speak TLS has got nothing', async () => {
    const plain = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')
    })
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void plain.close())
    const { port } = plain.address() as AddressInfo
    expect(await transport().send(request(`https://127.0.0.1:${port}`))).toMatchObject({
      outcome: 'failed',
      stage: 'tls',
    })
  })

  it('because the person stopped before anything was said is no attempt', async () => {
    let journaled = 0
    const stop = new AbortController()
    stop.abort()
    expect(
      await transport().send(
        request('http://127.0.0.1:9', {
          signal: stop.signal,
          onHandingOver: () => void (journaled += 1),
        }),
      ),
    ).toMatchObject({ outcome: 'failed', stage: 'connect' })
    expect(journaled).toBe(0)
  })

  it('but redirects has not taken the message either', async () => {
    const server = await graph(() => ({ status: 302, headers: { location: 'https://elsewhere.example/' } }))
    expect(await transport().send(request(server.address))).toMatchObject({
      outcome: 'refused',
      stage: 'request',
    })
  })
})
