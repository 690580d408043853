import { describe, expect, it, onTestFinished } from 'vitest'
import { GraphFolderProbe } from '../../../src/main/adapters/graph/graph-folder-probe.ts'
import { createUndiciFetch } from '../../../src/main/adapters/system/undici-fetch.ts'
import type { ReadRequest } from '../../../src/main/services/run/read-probe.port.ts'
import { sayNotes } from '../../../src/words/say-attempt.ts'
import { wordsFor } from '../../../src/words/words.ts'
import { FixedClock } from '../../fakes/fixed-clock.ts'
import { globalCloud } from '../../kit/samples.ts'
import { graphError, ScriptedHttpServer, type HttpAnswer } from '../../fakes/scripted-http-server.ts'

const token = 'opaque-token-canary-7731'
const anna = 'anna@contoso.example'

const folder = (displayName: string, totalItemCount: number) => ({
  id: displayName,
  displayName,
  totalItemCount,
  unreadItemCount: 0,
})

/** A mailbox whose Inbox is called Posteingang. */
async function mailboxWith(folders: {
  inbox?: number
  top?: object[]
  below?: object[]
  answer?: HttpAnswer
}): Promise<ScriptedHttpServer> {
  const inbox = folder('Posteingang', folders.inbox ?? 0)
  const server = await ScriptedHttpServer.start(({ url }) => {
    if (folders.answer !== undefined) return folders.answer
    if (url.includes('/mailFolders/inbox?')) return { status: 200, body: inbox }
    if (url.includes('/childFolders?')) return { status: 200, body: { value: folders.below ?? [] } }
    return { status: 200, body: { value: [inbox, ...(folders.top ?? [])] } }
  })
  onTestFinished(() => server.stop())
  return server
}

function look(server: ScriptedHttpServer, changes: Partial<ReadRequest> = {}) {
  return new GraphFolderProbe({ fetch: createUndiciFetch(), clock: new FixedClock() }).look({
    cloud: { ...globalCloud, graph: server.address },
    token,
    flow: 'delegated',
    user: anna,
    mailbox: anna,
    folder: 'FlexDeploy replies',
    signal: new AbortController().signal,
    ...changes,
  })
}

describe('a reply folder that a product will empty', () => {
  it('is fine when it is empty', async () => {
    const server = await mailboxWith({ top: [folder('flexdeploy REPLIES', 0)] })
    expect(await look(server)).toMatchObject({
      outcome: 'accepted',
      stage: 'request',
      notes: [{ code: 'folder-holds', folder: 'flexdeploy REPLIES', messages: 0 }],
      warning: false,
    })
  })

  it('is warned of when mail in it would be lost, also below the Inbox', async () => {
    const server = await mailboxWith({ below: [folder('FlexDeploy replies', 3)] })
    expect(await look(server)).toMatchObject({
      outcome: 'accepted',
      notes: [{ code: 'folder-holds', folder: 'FlexDeploy replies', messages: 3 }],
      warning: true,
    })
  })

  for (const name of ['Inbox', 'inbox', 'Posteingang'])
    it(`is warned of when it is the Inbox itself, called ${name}`, async () => {
      const result = await look(await mailboxWith({ inbox: 1 }), { folder: name })
      expect(result).toMatchObject({ outcome: 'accepted', warning: true })
      expect(result.notes).toEqual([{ code: 'folder-holds', folder: null, messages: 1 }])
      expect(sayNotes(wordsFor('en'), { note: null, notes: [...result.notes] })).toBe(
        'This is the Inbox. It holds 1 message: a product that empties this folder would delete it for good.',
      )
    })

  it('that is not there is refused with the names of those that are', async () => {
    const others = Array.from({ length: 9 }, (_, n) => folder(`Folder ${n}`, 0))
    const result = await look(await mailboxWith({ top: others }))
    expect(result).toMatchObject({
      outcome: 'refused',
      stage: 'request',
      reply: null,
      reason: { code: 'no-folder', folder: 'FlexDeploy replies', mailbox: anna, more: 2 },
      notes: [],
    })
    expect(JSON.stringify(result.reason)).toContain('Posteingang')
    expect(JSON.stringify(result.reason)).not.toContain('Folder 8')
  })
})

describe('the right to look', () => {
  it('is shown by reading the Inbox’s counts, without a warning about mail in it', async () => {
    expect(await look(await mailboxWith({ inbox: 40 }), { folder: null })).toMatchObject({
      outcome: 'accepted',
      notes: [{ code: 'inbox-readable', mailbox: anna, messages: 40 }],
      warning: false,
    })
  })

  it('is asked for with names and counts alone, and nothing is changed', async () => {
    const server = await mailboxWith({ top: [], below: [] })
    await look(server)
    expect(server.requests.map((request) => request.method)).toEqual(['GET', 'GET', 'GET'])
    for (const request of server.requests)
      expect(request.url).toMatch(
        /^\/v1\.0\/me\/mailFolders[^?]*\?(\$top=250&)?\$select=id,displayName,totalItemCount,unreadItemCount$/,
      )
  })

  for (const [who, changes, root] of [
    ['a person in a shared mailbox', { mailbox: 'orders@contoso.example' }, '/users/orders@contoso.example/'],
    ['an application', { flow: 'app' }, '/users/anna@contoso.example/'],
    ['a person at home', { mailbox: 'ANNA@contoso.example' }, '/me/'],
  ] as const)
    it(`of ${who} names the mailbox accordingly`, async () => {
      const server = await mailboxWith({})
      await look(server, { ...changes, folder: null })
      expect(server.requests[0]?.url).toContain(`/v1.0${root}mailFolders/inbox`)
    })
})

describe('a mailbox that cannot be looked into', () => {
  for (const [status, outcome, stage] of [
    [401, 'refused', 'auth'],
    [403, 'refused', 'request'],
    [404, 'refused', 'request'],
    [500, 'failed', 'request'],
  ] as const)
    it(`because Graph says ${status} is ${outcome} at ${stage}`, async () => {
      const server = await mailboxWith({ answer: { status, body: graphError('ErrorAccessDenied', token) } })
      const result = await look(server)
      expect(result).toMatchObject({ outcome, stage })
      expect(result.reply).toMatch(new RegExp(`^HTTP ${status} ErrorAccessDenied`))
      expect(JSON.stringify(result)).not.toContain(token)
    })

  it('because a portal answers is not believed', async () => {
    expect(await look(await mailboxWith({ answer: { status: 200, body: '<html>' } }))).toMatchObject({
      outcome: 'failed',
      stage: 'request',
      reason: { code: 'broken-reply', how: 'not-json' },
    })
  })

  it('because Graph asks to slow down is asked once: the run decides when it is asked again', async () => {
    const server = await mailboxWith({
      answer: { status: 429, headers: { 'retry-after': '7' }, body: graphError('ApplicationThrottled') },
    })
    expect(await look(server)).toMatchObject({
      outcome: 'refused',
      reason: { code: 'throttled' },
      retryAfterMs: 7_000,
    })
    expect(server.requests).toHaveLength(1)
  })
})
