import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { ImapFolderProbe, type ImapTimeouts } from '../../../src/main/adapters/imap/imap-folder-probe.ts'
import { xoauth2Response } from '../../../src/main/adapters/smtp/xoauth2.ts'
import type { ReadRequest } from '../../../src/main/services/run/read-probe.port.ts'
import { FixedClock } from '../../fakes/fixed-clock.ts'
import { globalCloud } from '../../kit/samples.ts'
import { imapCa, ScriptedImapServer, type ImapScript } from '../../fakes/scripted-imap-server.ts'

const token = 'opaque-token-canary-7731'
const anna = 'anna@contoso.example'
/** For a machine that is busy with something else; only what waits for a silent server gets less. */
const ample: ImapTimeouts = { connectMs: 120_000, greetingMs: 120_000, socketMs: 120_000, totalMs: 240_000 }
const shortMs = 3_000
const patience = { timeout: 240_000, interval: 5 }

let folder: string
let caFile: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sendproof-imap-'))
  caFile = path.join(folder, 'ca.pem')
  await writeFile(caFile, imapCa)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function serverWith(script: ImapScript = {}): Promise<ScriptedImapServer> {
  const server = await ScriptedImapServer.start(script)
  onTestFinished(() => server.stop())
  return server
}

function look(port: number, changes: Partial<ReadRequest> = {}, timeouts: Partial<ImapTimeouts> = {}) {
  return new ImapFolderProbe(new FixedClock(), { ...ample, ...timeouts }).look({
    cloud: { ...globalCloud, caFile, imap: { host: 'localhost', port } },
    token,
    flow: 'delegated',
    user: anna,
    mailbox: anna,
    folder: 'FlexDeploy replies',
    signal: new AbortController().signal,
    ...changes,
  })
}

describe('a reply folder looked at over IMAP', () => {
  it('is opened for reading only, and nothing in it is touched', async () => {
    const server = await serverWith()
    expect(await look(server.port)).toMatchObject({
      outcome: 'accepted',
      stage: 'request',
      notes: [{ code: 'folder-holds', folder: 'FlexDeploy replies', messages: 3 }],
      warning: true,
    })
    expect(server.verbs).toContain('EXAMINE')
    for (const verb of server.verbs)
      expect(['CAPABILITY', 'AUTHENTICATE', 'ID', 'NAMESPACE', 'LIST', 'EXAMINE', 'LOGOUT']).toContain(verb)
  })

  it('signs in with XOAUTH2 as the mailbox, and the token stays out of what is kept', async () => {
    const server = await serverWith()
    const result = await look(server.port, { mailbox: 'orders@contoso.example' })
    const wire = xoauth2Response('orders@contoso.example', token)
    expect(server.commands.find((line) => line.includes('AUTHENTICATE'))).toContain(`XOAUTH2 ${wire}`)
    for (const secret of [token, wire]) expect(JSON.stringify(result)).not.toContain(secret)
  })

  it('that is empty is fine, and the Inbox with mail in it is warned of', async () => {
    const empty = await serverWith({ examine: '* 0 EXISTS\nOK [READ-ONLY] done' })
    expect(await look(empty.port)).toMatchObject({
      notes: [{ code: 'folder-holds', folder: 'FlexDeploy replies', messages: 0 }],
      warning: false,
    })
    const full = await serverWith()
    expect(await look(full.port, { folder: 'Inbox' })).toMatchObject({
      notes: [{ code: 'folder-holds', folder: null, messages: 3 }],
      warning: true,
    })
    expect(await look(full.port, { folder: null })).toMatchObject({
      notes: [{ code: 'inbox-readable', mailbox: 'anna@contoso.example', messages: 3 }],
      warning: false,
    })
  })

  it('that is not there is refused with the names of those that are', async () => {
    const server = await serverWith({ list: '* LIST () "/" INBOX\n* LIST () "/" Archive\nOK done' })
    const result = await look(server.port)
    expect(result).toMatchObject({ outcome: 'refused', stage: 'request' })
    expect(result.reason).toMatchObject({ code: 'no-folder', names: ['INBOX', 'Archive'], more: 0 })
  })
})

describe('an IMAP server that says no', () => {
  const challenge = Buffer.from('{"status":"400","schemes":"Bearer"}').toString('base64')
  for (const [what, script, stage, reply] of [
    ['to the token', { authenticate: 'NO AUTHENTICATE failed.' }, 'auth', 'NO AUTHENTICATE failed.'],
    [
      'to the token, with a challenge first',
      { authenticate: `+ ${challenge}\nNO AUTHENTICATE failed.` },
      'auth',
      'NO AUTHENTICATE failed.',
    ],
    [
      'to the mailbox',
      { list: 'BAD User is authenticated but not connected.' },
      'request',
      'BAD User is authenticated but not connected.',
    ],
    ['to the folder', { examine: 'NO Permission denied.' }, 'request', 'NO Permission denied.'],
  ] as const)
    it(`${what} refuses in its own words`, async () => {
      const server = await serverWith(script)
      expect(await look(server.port)).toMatchObject({ outcome: 'refused', stage, reply, notes: [] })
    })
})

describe('an IMAP server that cannot be believed', () => {
  for (const [what, script, stage, timeouts] of [
    ['drops the connection at once', { greeting: 'drop' }, 'connect', {}],
    ['says nothing', { greeting: 'silence' }, 'connect', { greetingMs: shortMs }],
    ['speaks something else', { greeting: 'HTTP/1.1 400 Bad Request' }, 'connect', { greetingMs: shortMs }],
    ['drops the sign-in', { authenticate: 'drop' }, 'auth', {}],
    ['never answers the sign-in', { authenticate: 'silence' }, 'auth', { socketMs: shortMs }],
    ['offers no XOAUTH2', { capability: 'IMAP4rev1 AUTH=PLAIN' }, 'auth', {}],
    ['drops the question', { examine: 'drop' }, 'request', {}],
    ['never answers the question', { examine: 'silence' }, 'request', { socketMs: shortMs }],
  ] as const)
    it(`because it ${what} has failed, and nothing is said about rights`, async () => {
      const server = await serverWith(script)
      const result = await look(server.port, {}, timeouts)
      expect(result).toMatchObject({ outcome: 'failed', notes: [] })
      expect(result.stage).toBe(stage)
    })

  it('because nobody vouches for its certificate gets no token', async () => {
    const server = await serverWith()
    const cloud = { ...globalCloud, imap: { host: 'localhost', port: server.port } }
    const result = await look(server.port, { cloud })
    expect(result).toMatchObject({ outcome: 'failed', stage: 'tls' })
    expect(server.commands).toEqual([])
  })

  it('because nothing listens there, or the cloud names none, says which', async () => {
    const server = await ScriptedImapServer.start()
    const { port } = server
    await server.stop()
    expect(await look(port)).toMatchObject({ outcome: 'failed', stage: 'connect' })
    const without = await look(port, { cloud: globalCloud })
    expect(without.reason).toEqual({ code: 'cloud-lacks', service: 'imap', cloud: 'Global' })
  })

  it('is left when the person stops', async () => {
    const server = await serverWith({ authenticate: 'silence' })
    const stop = new AbortController()
    const looking = look(server.port, { signal: stop.signal })
    await vi.waitUntil(() => server.commands.some((command) => command.includes('AUTHENTICATE')), patience)
    stop.abort()
    expect(await looking).toMatchObject({
      outcome: 'failed',
      reason: { code: 'stopped' },
    })
  })
})
