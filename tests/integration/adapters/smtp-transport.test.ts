import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { ReasonCode } from '../../../src/domain/run/reason.ts'
import { noTries, rideOut } from '../../../src/domain/run/ride-out.ts'
import { sayLine } from '../../../src/words/say-attempt.ts'
import { wordsFor } from '../../../src/words/words.ts'
import type { Cloud } from '../../../src/domain/cloud/cloud.schema.ts'
import { SmtpTransport } from '../../../src/main/adapters/smtp/smtp-transport.ts'
import type { SmtpTimeouts } from '../../../src/main/adapters/smtp/smtp-session.ts'
import { xoauth2Response } from '../../../src/main/adapters/smtp/xoauth2.ts'
import type { SendRequest, SendResult } from '../../../src/main/services/run/mail-transport.port.ts'
import { FixedClock } from '../../fakes/fixed-clock.ts'
import { globalCloud } from '../../kit/samples.ts'
import { scriptedCa, ScriptedSmtpServer, type Script } from '../../fakes/scripted-smtp-server.ts'

/** Waits for a condition, also on a machine that is busy with something else. */
const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 240_000, interval: 5 })

const token = 'opaque-token-canary-7731'
const user = 'anna@contoso.example'

let folder: string
let caFile: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sendproof-smtp-'))
  caFile = path.join(folder, 'ca.pem')
  await writeFile(caFile, scriptedCa)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function serverWith(script: Script = {}): Promise<ScriptedSmtpServer> {
  const server = await ScriptedSmtpServer.start(script)
  onTestFinished(() => server.stop())
  return server
}

function transport(timeouts: Partial<SmtpTimeouts> = {}, idleMs = 120_000): SmtpTransport {
  const made = new SmtpTransport({ clock: new FixedClock(), timeouts, idleMs })
  onTestFinished(() => made.close())
  return made
}

function cloudAt(port: number, changes: Partial<Cloud> = {}): Cloud {
  return { ...globalCloud, smtp: { host: 'localhost', port }, caFile, ...changes }
}

function request(port: number, changes: Partial<SendRequest> = {}): SendRequest {
  return {
    cloud: cloudAt(port),
    flow: 'delegated',
    user,
    token,
    mail: {
      from: user,
      to: 'admin@contoso.example',
      subject: 'Sendproof ABC234 – Prüfung',
      text: 'The code is ABC234.\n.a line that starts with a dot\n',
      messageId: '<probe-1@sendproof>',
      date: new Date('2026-11-21T09:00:00Z'),
      headers: { 'X-Sendproof-Probe': 'probe-1' },
    },
    onHandingOver: () => undefined,
    signal: new AbortController().signal,
    ...changes,
  }
}

const wireForms = [token, xoauth2Response(user, token), Buffer.from(token).toString('base64')]

/** The token was never sent, in no form. */
function expectNoToken(server: ScriptedSmtpServer): void {
  for (const form of wireForms) expect(server.received).not.toContain(form)
}

function expectMasked(result: SendResult): void {
  const all = JSON.stringify(result)
  for (const form of wireForms) expect(all).not.toContain(form)
}

describe('a message that goes out', () => {
  it('is accepted over TLS with XOAUTH2 and arrives exactly as it was meant', async () => {
    const server = await serverWith()
    const result = await transport().send(request(server.port))
    expect(result).toMatchObject({
      outcome: 'accepted',
      stage: 'body',
      reply: '250 2.0.0 OK <queued@scripted>',
    })
    const [message = ''] = server.messages
    expect(message).toContain('Message-ID: <probe-1@sendproof>')
    expect(message).toContain('Date: Sat, 21 Nov 2026 09:00:00 +0000')
    expect(message).toContain('X-Sendproof-Probe: probe-1')
    expect(message).toContain(`From: ${user}`)
    expect(message).toContain('\r\n..a line that starts with a dot')
    expect(server.received).toContain(`AUTH XOAUTH2 ${xoauth2Response(user, token)}`)
    expect(server.received).not.toContain('AUTH LOGIN')
  })

  it('uses the delegate’s sign-in and shows the shared mailbox in From', async () => {
    const server = await serverWith()
    const base = request(server.port)
    await transport().send({ ...base, mail: { ...base.mail, from: 'info@contoso.example' } })
    expect(server.received).toContain(xoauth2Response(user, token))
    expect(server.received).toContain('MAIL FROM:<info@contoso.example>')
    expect(server.messages[0]).toContain('From: info@contoso.example')
  })

  it('leaves a transcript of both sides, line by line, in which the token is nowhere', async () => {
    const server = await serverWith({ body: `250 2.0.0 OK, by the way your token is ${token}` })
    const result = await transport().send(request(server.port))
    const lines = result.transcript.map((line) => `${line.side}: ${sayLine(wordsFor('en'), line)}`)
    expect(lines).toContain('client: STARTTLS')
    expect(lines).toContain('server: 250-SIZE 157286400')
    expect(lines).toContain('client: AUTH XOAUTH2 [removed]')
    expect(lines).toContain(
      `client: MAIL FROM:<${user}> SIZE=${String(/SIZE=(\d+)/.exec(lines.join())?.[1])}`,
    )
    expect(lines.at(-1)).toBe('server: 250 2.0.0 OK, by the way your token is [removed]')
    expect(result.reply).toContain('[removed]')
    expectMasked(result)
  })

  it('hands over exactly once, when the server is ready and before the first byte leaves', async () => {
    const server = await serverWith()
    const bytesAtHandingOver: number[] = []
    const result = await transport().send(
      request(server.port, {
        onHandingOver: () => {
          expect(server.received).toContain('DATA\r\n')
          bytesAtHandingOver.push(server.bodyBytes)
        },
      }),
    )
    expect(result.outcome).toBe('accepted')
    expect(bytesAtHandingOver).toEqual([0])
    expect(server.bodyBytes).toBeGreaterThan(100)
  })

  it('is not sent when its hand-over could not be written down', async () => {
    const server = await serverWith()
    const result = await transport().send(
      request(server.port, {
        onHandingOver: () => {
          throw new Error('disk full')
        },
      }),
    )
    expect(result).toMatchObject({ outcome: 'failed', stage: 'data' })
    expect(result.reason).toEqual({ code: 'unjournaled', details: 'disk full' })
    expect(server.bodyBytes).toBe(0)
    expect(server.messages).toEqual([])
  })

  it('cannot be given a second recipient or header by a hostile address or subject', async () => {
    const server = await serverWith()
    const base = request(server.port)
    await transport().send({
      ...base,
      mail: { ...base.mail, to: 'a@contoso.example, b@evil.example', subject: 'x\r\nBcc: c@evil.example' },
    })
    expect(server.received).not.toContain('RCPT TO:<b@evil.example>')
    expect(server.messages.join('')).not.toMatch(/^Bcc:/m)
  })
})

describe('what a server says no to is refused at its stage, with its own words', () => {
  const cases: [string, Script, string, RegExp][] = [
    ['no room for another connection', { greeting: '421 4.3.2 Service not available' }, 'connect', /^421/],
    ['a sign-in it does not take', { auth: '535 5.7.3 Authentication unsuccessful' }, 'auth', /^535 5.7.3/],
    [
      'SMTP AUTH switched off',
      { auth: '535 5.7.139 SmtpClientAuthentication is disabled for the Mailbox.' },
      'auth',
      /5.7.139/,
    ],
    ['an error challenge first', { auth: '334 eyJzdGF0dXMiOiI0MDEifQ==' }, 'auth', /^535 5.7.3/],
    [
      'too many connections',
      { mail: '432 4.3.2 Concurrent connections limit exceeded' },
      'mail',
      /^432 4.3.2/,
    ],
    ['a sender it does not know', { mail: '550 5.1.0 no such sender' }, 'mail', /^550 5.1.0/],
    ['a recipient it does not know', { rcpt: '550 5.1.10 RecipientNotFound' }, 'rcpt', /^550 5.1.10/],
    ['no message now', { data: '451 4.7.500 Server busy' }, 'data', /^451 4.7.500/],
    [
      'no Send As, after the message',
      { body: '554 5.2.252 SendAsDenied; anna not allowed to send as info' },
      'body',
      /^554 5.2.252/,
    ],
    ['goodbye instead of a receipt', { body: '421 4.4.2 Timeout' }, 'body', /^421 4.4.2/],
  ]
  for (const [what, script, stage, reply] of cases)
    it(`${what} (${stage})`, async () => {
      const server = await serverWith(script)
      let handedOver = 0
      const result = await transport().send(request(server.port, { onHandingOver: () => (handedOver += 1) }))
      expect(result).toMatchObject({ outcome: 'refused', stage })
      expect(result.reply).toMatch(reply)
      expect(handedOver).toBe(stage === 'body' ? 1 : 0)
      expectMasked(result)
    })
})

describe('a server that must not get the token does not get it', () => {
  const cases: [string, Script, ReasonCode][] = [
    [
      'offers no STARTTLS',
      { ehlo: '250-scripted\n250 AUTH LOGIN XOAUTH2', starttls: '502 5.5.1 no' },
      'no-starttls',
    ],
    ['takes back its STARTTLS', { starttls: '454 4.7.0 TLS not available' }, 'starttls-refused'],
    ['shows a certificate nobody vouches for', { certificate: 'untrusted' }, 'untrusted'],
    ['speaks only TLS 1.1', { tls: { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' } }, 'no-encryption'],
  ]
  for (const [what, script, said] of cases)
    it(`because it ${what}`, async () => {
      const server = await serverWith(script)
      const result = await transport().send(request(server.port))
      expect(result).toMatchObject({ outcome: 'failed', stage: 'tls' })
      expect(result.reason).toMatchObject({ code: said })
      expect(server.received).toContain('EHLO')
      expectNoToken(server)
    })

  it('because its certificate is for another host name', async () => {
    const server = await serverWith()
    // 127.0.0.2 is this machine as well, and not in the certificate.
    const result = await transport().send(
      request(server.port, {
        cloud: cloudAt(await forward(server.port), { smtp: { host: '127.0.0.2', port: forwardedPort } }),
      }),
    )
    expect(result).toMatchObject({ outcome: 'failed', stage: 'tls' })
    expect(result.reason).toMatchObject({
      code: 'untrusted',
      certificate: 'ERR_TLS_CERT_ALTNAME_INVALID',
    })
    expectNoToken(server)
  })

  it('because its authority is trusted for another cloud only', async () => {
    const server = await serverWith()
    const plain: Cloud = { ...globalCloud, smtp: { host: 'localhost', port: server.port } }
    const result = await transport().send(request(server.port, { cloud: plain }))
    expect(result).toMatchObject({ outcome: 'failed', stage: 'tls' })
    expectNoToken(server)
  })

  it('because it does not ask for XOAUTH2', async () => {
    const server = await serverWith({ ehloTls: '250-scripted\n250 AUTH LOGIN PLAIN' })
    const result = await transport().send(request(server.port))
    expect(result).toMatchObject({ outcome: 'failed', stage: 'auth' })
    expect(result.reason).toMatchObject({ code: 'no-xoauth2', offered: ['PLAIN', 'LOGIN'] })
    expectNoToken(server)
  })
})

describe('a connection that breaks', () => {
  const before: [string, Script, string][] = [
    ['before the greeting', { greeting: 'drop' }, 'connect'],
    ['at EHLO', { ehlo: 'drop' }, 'connect'],
    ['at STARTTLS', { starttls: 'drop' }, 'tls'],
    ['at AUTH', { auth: 'drop' }, 'auth'],
    ['at MAIL FROM', { mail: 'drop' }, 'mail'],
    ['at RCPT TO', { rcpt: 'drop' }, 'rcpt'],
    ['at DATA', { data: 'drop' }, 'data'],
  ]
  for (const [when, script, stage] of before)
    it(`${when} is an honest failure: the message never left`, async () => {
      const server = await serverWith(script)
      let handedOver = 0
      const result = await transport().send(request(server.port, { onHandingOver: () => (handedOver += 1) }))
      expect(result).toMatchObject({ outcome: 'failed', stage })
      expect(result.reason?.code).toMatch(/^(?:dropped|no-encryption)$/)
      expect(rideOut({ ...result, ms: 100 }, noTries) === null).toBe(stage === 'tls')
      expect(handedOver).toBe(0)
    })

  it('after the message was handed over leaves it uncertain, and nothing is tried again', async () => {
    const server = await serverWith({ body: 'drop' })
    let handedOver = 0
    const result = await transport().send(request(server.port, { onHandingOver: () => (handedOver += 1) }))
    expect(result).toMatchObject({ outcome: 'uncertain', stage: 'body' })
    expect(handedOver).toBe(1)
    expect(server.connections).toBe(1)
  })

  // Only the one wait that is to end is short: the others must not end first where the machine stands still.
  const silent: [string, Script, string, string, Partial<SmtpTimeouts>][] = [
    ['never greets', { greeting: 'silence' }, 'failed', 'connect', { greetingMs: 1_000 }],
    ['never answers STARTTLS', { starttls: 'silence' }, 'failed', 'tls', { socketMs: 2_000 }],
    ['never answers AUTH', { auth: 'silence' }, 'failed', 'auth', { socketMs: 2_000 }],
    ['never answers DATA', { data: 'silence' }, 'failed', 'data', { socketMs: 2_000 }],
    ['never answers the message', { body: 'silence' }, 'uncertain', 'body', { messageMs: 3_000 }],
  ]
  for (const [what, script, outcome, stage, timeouts] of silent)
    it(`to a server that ${what} is given up (${outcome})`, async () => {
      const server = await serverWith(script)
      const result = await transport(timeouts).send(request(server.port))
      expect(result).toMatchObject({ outcome, stage })
    })

  it('to a port where nothing listens is told as what it is', async () => {
    const server = await ScriptedSmtpServer.start()
    const port = server.port
    await server.stop()
    const result = await transport().send(request(port))
    expect(result).toMatchObject({ outcome: 'failed', stage: 'connect' })
    expect(result.reason).toEqual({ code: 'refused-connection', server: `localhost:${port}` })
  })

  it('to a host name that does not exist is told as what it is', async () => {
    const result = await transport().send(
      request(587, { cloud: cloudAt(587, { smtp: { host: 'no-such-host.invalid', port: 587 } }) }),
    )
    expect(result).toMatchObject({ outcome: 'failed', stage: 'connect' })
    expect(result.reason).toMatchObject({ code: 'host-unknown', server: 'no-such-host.invalid:587' })
  })

  it('with the CA file of the cloud missing says so before anything is sent', async () => {
    const server = await serverWith()
    const result = await transport().send(
      request(server.port, { cloud: cloudAt(server.port, { caFile: path.join(folder, 'gone.pem') }) }),
    )
    expect(result).toMatchObject({ outcome: 'failed', stage: 'tls' })
    expect(server.connections).toBe(0)
  })
})

describe('a person who stops the run', () => {
  it('before the message was handed over stops it, and the server gets none', async () => {
    const server = await serverWith({ rcpt: 'silence' })
    const stop = new AbortController()
    const sending = transport().send(request(server.port, { signal: stop.signal }))
    await until(() => server.received.includes('RCPT TO'))
    stop.abort()
    expect(await sending).toMatchObject({
      outcome: 'failed',
      stage: 'rcpt',
      reason: { code: 'stopped' },
    })
    expect(server.messages).toEqual([])
  })

  it('after it was handed over still learns whether it was accepted', async () => {
    const server = await serverWith()
    const stop = new AbortController()
    const result = await transport().send(
      request(server.port, { signal: stop.signal, onHandingOver: () => stop.abort() }),
    )
    expect(result.outcome).toBe('accepted')
  })

  it('does not wait for ever for a server that never answers for the message', async () => {
    const server = await serverWith({ body: 'silence' })
    const stop = new AbortController()
    const result = await transport({ afterStopMs: 100 }).send(
      request(server.port, { signal: stop.signal, onHandingOver: () => stop.abort() }),
    )
    expect(result).toMatchObject({ outcome: 'uncertain', stage: 'body' })
  })

  it('before it began makes no connection at all', async () => {
    const server = await serverWith()
    expect(await transport().send(request(server.port, { signal: AbortSignal.abort() }))).toMatchObject({
      outcome: 'failed',
    })
    expect(server.connections).toBe(0)
  })
})

describe('connections are used again', () => {
  it('for the next message of the same sign-in, and say so in the transcript', async () => {
    const server = await serverWith()
    const sender = transport()
    await sender.send(request(server.port))
    const second = await sender.send(request(server.port))
    expect(second.outcome).toBe('accepted')
    expect(server.connections).toBe(1)
    expect(server.received.match(/AUTH XOAUTH2/g)).toHaveLength(1)
    expect(second.transcript[0]).toMatchObject({ fact: { code: 'reusing' } })
  })

  it('but not for another person or another token: each proves its own', async () => {
    const server = await serverWith()
    const sender = transport()
    await sender.send(request(server.port))
    await sender.send(request(server.port, { user: 'bob@contoso.example' }))
    await sender.send(request(server.port, { token: 'renewed-token' }))
    expect(server.connections).toBe(3)
    expect(server.received).toContain(xoauth2Response('bob@contoso.example', token))
    expect(server.received).toContain(xoauth2Response(user, 'renewed-token'))
  })

  it('are never more than three for a mailbox, however many messages wait', async () => {
    const server = await serverWith()
    const sender = transport()
    const results = await Promise.all(
      Array.from({ length: 9 }, (_, n) => sender.send(request(server.port, { token: `token-${n % 4}` }))),
    )
    expect(results.map((result) => result.outcome)).toEqual(Array.from({ length: 9 }, () => 'accepted'))
    expect(server.messages).toHaveLength(9)
    expect(server.most).toBeLessThanOrEqual(3)
  })

  it('and replaced when the server had closed them meanwhile', async () => {
    const server = await serverWith()
    const sender = transport()
    await sender.send(request(server.port))
    // What Exchange does to a connection it has grown tired of, seen only when it is used again.
    server.script = { mail: 'drop', once: true }
    const wait = sender.send(request(server.port))
    const second = await wait
    expect(second.outcome).toBe('accepted')
    expect(server.messages).toHaveLength(2)
    expect(server.connections).toBe(2)
  })

  it('and given up after a 432, so that the mailbox gets its place back', async () => {
    const server = await serverWith({ mail: '432 4.3.2 Concurrent connections limit exceeded' })
    const sender = transport()
    await sender.send(request(server.port))
    await until(() => server.open === 0)
    server.script = {}
    expect((await sender.send(request(server.port))).outcome).toBe('accepted')
    expect(server.connections).toBe(2)
  })

  it('and closed when nobody has used them for a while, or when the work is over', async () => {
    const server = await serverWith()
    await transport({}, 50).send(request(server.port))
    await until(() => server.open === 0)
    const sender = transport()
    await sender.send(request(server.port))
    expect(server.open).toBe(1)
    await sender.close()
    await until(() => server.open === 0)
    expect(server.received).toContain('QUIT')
  })
})

/** The same server under another of this machine's loopback addresses. */
let forwardedPort = 0
async function forward(to: number): Promise<number> {
  const { connect } = await import('node:net')
  const relay = createServer((client) => {
    const upstream = connect(to, '127.0.0.1')
    client.pipe(upstream).pipe(client)
    for (const socket of [client, upstream]) socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.2', resolve))
  onTestFinished(() => void relay.close())
  forwardedPort = (relay.address() as AddressInfo).port
  return forwardedPort
}
