/** Verification as a person lives with it: stopped, resumed, repeated, proven by hand, shared with another window. */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Composition } from '../../../src/cli/frame/compose.ts'
import { createApp } from '../../../src/main/wiring/app.ts'
import { sayLine } from '../../../src/words/say-attempt.ts'
import { wordsFor } from '../../../src/words/words.ts'
import type { MailTransport } from '../../../src/main/services/run/mail-transport.port.ts'
import type { Setup } from '../../../src/domain/setup/setup.schema.ts'
import type { AppError } from '../../../src/domain/problem/app-error.ts'
import { startPracticeTenant, type PracticeTenant } from '../../../src/practice/index.ts'
import { composedHere } from './in-process.ts'
import { plainly } from '../../fakes/plainly.ts'

let folder: string
let desk: Composition
let tenant: PracticeTenant
let setup: Setup

function value<T>(result: { ok: true; value: T } | { ok: false; error: AppError }): T {
  if (!result.ok) throw new Error(plainly(result.error).what)
  return result.value
}

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sendproof-verify-'))
  desk = await composedHere(folder)
  setup = value(
    await desk.app.setups.create({
      recipe: 'eap',
      name: 'Contoso',
      answers: {},
      where: { kind: 'practice', mailboxes: 6, prepared: true, faults: [] },
    }),
  )
  tenant = await startPracticeTenant({
    mailboxes: 6,
    prepared: true,
    stateDir: path.join(folder, 'practice', setup.id),
  })
})

afterEach(async () => {
  await tenant.close()
  await desk.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

async function authorise(purposes: readonly string[]): Promise<void> {
  const ids = value(desk.app.mailboxes.list(setup.id))
    .filter((mailbox) => purposes.includes(mailbox.purpose))
    .map((mailbox) => mailbox.id)
  const { finished } = value(
    await desk.app.authorisation.start(setup.id, ids, {
      browser: false,
      pickAccount: false,
      namesDiffer: false,
    }),
  )
  expect((await finished).items.map((item) => item.state)).toEqual(ids.map(() => 'authorised'))
}

const delivered = () => tenant.admin.messages(tenant.endpoints.recipient)

describe('a run', () => {
  test('whose plan is still being written when the program is closed is stopped as well, and nothing is sent behind its back', async () => {
    await authorise(['sender', 'recipient'])
    let closing: Promise<void> | undefined
    const runs = new Proxy(desk.ports.runs, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name)
        if (typeof member !== 'function') return member
        return (...args: unknown[]): unknown => {
          if (name === 'completePlan') closing = app.runs.stopAll()
          return Reflect.apply(member, target, args)
        }
      },
    })
    const app = createApp({ ...desk.ports, runs })
    const started = value(await app.runs.start(setup.id, { only: 'all', parallel: 1 }))
    await closing
    expect(app.runs.isBusy()).toBe(false)
    expect(desk.ports.runs.getRun(started.run.id)?.state).toBe('stopped')
    const left = (await delivered()).length
    expect(left).toBeLessThan(6)
    const { finished } = value(await desk.app.runs.resume(started.run.id, 8))
    expect((await finished).summary).toMatchObject({ received: 6, unexpected: 0 })
    expect(await delivered()).toHaveLength(6)
  })

  test('stopped half-way and resumed sends the rest and nothing twice', async () => {
    await authorise(['sender', 'recipient'])
    // The third message is still being connected when the person stops.
    let sends = 0
    const connecting = Promise.withResolvers<null>()
    const smtp = desk.ports.transports['smtp-delegated']
    const transport: MailTransport = {
      send: async (request) => {
        sends += 1
        if (sends <= 2) return smtp.send(request)
        connecting.resolve(null)
        await new Promise((resolve) => request.signal.addEventListener('abort', resolve, { once: true }))
        return {
          outcome: 'failed',
          stage: 'connect',
          reply: null,
          reason: { code: 'stopped' },
          retryAfterMs: null,
          transcript: [],
        }
      },
      close: () => smtp.close(),
    }
    const app = createApp({
      ...desk.ports,
      transports: { ...desk.ports.transports, 'smtp-delegated': transport },
    })
    const { run, finished } = value(await app.runs.start(setup.id, { only: 'all', parallel: 1 }))
    await connecting.promise
    value(await app.runs.stop(run.id))
    const stopped = await finished
    expect(stopped.run.state).toBe('stopped')
    expect(stopped.probes.filter((probe) => probe.phase === 'planned')).toHaveLength(4)

    const resumed = await value(await desk.app.runs.resume(run.id, 8)).finished
    expect(resumed.summary).toMatchObject({ planned: 6, accepted: 6, refused: 0, received: 6, unexpected: 0 })
    const ids = (await delivered()).map((message) => message.internetMessageId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toHaveLength(6)
  })

  test('whose recipient cannot be read back is proven with the codes from the mails', async () => {
    await authorise(['sender'])
    const view = await value(await desk.app.runs.start(setup.id, { only: 'all', parallel: 8 })).finished
    expect(view.summary).toMatchObject({ accepted: 6, received: 0, unexpected: 6 })
    for (const { subject } of await delivered()) {
      const code = /\[Sendproof (\w{6})\]/.exec(subject)?.[1] ?? ''
      value(desk.app.runQueries.confirm(view.run.id, ` ${code.slice(0, 3).toLowerCase()} ${code.slice(3)} `))
    }
    const after = value(desk.app.runQueries.part(view.run.id, 0))
    expect(after.summary).toMatchObject({ received: 6, unexpected: 0 })
    expect(after.probes.every((probe) => probe.receipt === 'confirmed')).toBe(true)
    expect(desk.app.runQueries.confirm(view.run.id, 'ZZZZZZ')).toMatchObject({
      ok: false,
      error: { field: 'code' },
    })
  })

  test('over only what failed leaves what was proven alone, and the report counts both', async () => {
    await authorise(['sender', 'recipient'])
    const victim = tenant.endpoints.mailboxes[0]?.address ?? ''
    await tenant.admin.setFault(`mailbox-smtp-auth-off@${victim}`, true)
    const first = await value(await desk.app.runs.start(setup.id, { only: 'all', parallel: 8 })).finished
    expect(first.summary.unexpected).toBe(1)
    expect(value(await desk.app.reports.build(setup.id, null)).verdict).toBe('not-proven')

    await tenant.admin.setFault(`mailbox-smtp-auth-off@${victim}`, false)
    const second = await value(await desk.app.runs.start(setup.id, { only: 'failed', parallel: 8 })).finished
    expect(second.probes.map((probe) => probe.from)).toEqual([victim])
    const report = value(await desk.app.reports.build(setup.id, null))
    expect({ verdict: report.verdict, planned: report.summary?.planned }).toEqual({
      verdict: 'proven',
      planned: 6,
    })
    expect(await desk.app.runs.start(setup.id, { only: 'failed', parallel: 8 })).toMatchObject({
      ok: false,
      error: { code: 'nothing-failed' },
    })
  })

  test('with a shared mailbox is seen as sent from it, signed in by its delegate', async () => {
    await authorise(['sender', 'recipient'])
    const view = await value(await desk.app.runs.start(setup.id, { only: 'all', parallel: 8 })).finished
    const shared = tenant.endpoints.mailboxes.find((mailbox) => mailbox.kind === 'shared')
    const probe = view.probes.find((one) => one.from === shared?.address)
    expect(probe).toMatchObject({ mailbox: shared?.delegate, seenFrom: shared?.address, receipt: 'received' })
    const detail = value(desk.app.runQueries.probe(view.run.id, probe?.id ?? ''))
    const said = detail.transcript.map((line) => sayLine(wordsFor('en'), line)).join('\n')
    expect(said).toContain('XOAUTH2')
    expect(said).not.toMatch(/eyJ|Bearer [A-Za-z0-9]/)
  })
})

describe('a bug', () => {
  test('in one send interrupts that run and takes nothing else down, though nobody waits for it', async () => {
    await authorise(['sender', 'recipient'])
    const transport = { send: () => Promise.reject(new Error('a bug')), close: async () => undefined }
    const app = createApp({
      ...desk.ports,
      transports: { ...desk.ports.transports, 'smtp-delegated': transport },
    })
    const ended = new Promise<string>((resolve) =>
      app.announcer.subscribe((name, payload) => {
        if (name === 'run.progress' && 'run' in payload && payload.run.state !== 'running')
          resolve(payload.run.state)
      }),
    )
    value(await app.runs.start(setup.id, { only: 'all', parallel: 2 }))
    expect(await ended).toBe('interrupted')
    expect(app.runs.isBusy()).toBe(false)
  })

  test('in one sign-in ends the queue, so that it can be started again', async () => {
    const ids = value(desk.app.mailboxes.list(setup.id)).map((mailbox) => mailbox.id)
    const tokens = {
      ...desk.ports.tokens,
      signIn: () => Promise.reject(new Error('a bug')),
      silent: () => Promise.reject(new Error('a bug')),
    }
    const app = createApp({ ...desk.ports, tokens })
    const ended = new Promise<void>((resolve) =>
      app.announcer.subscribe((name, payload) => {
        if (name === 'auth.progress' && 'items' in payload && payload.state === 'idle') resolve()
      }),
    )
    value(
      await app.authorisation.start(setup.id, ids, {
        browser: false,
        pickAccount: false,
        namesDiffer: false,
      }),
    )
    await ended
    expect(app.authorisation.isBusy()).toBe(false)
  })
})

describe('two programs on one data folder', () => {
  test('the second cannot work on a run the first is sending', async () => {
    await authorise(['sender', 'recipient'])
    const other = await composedHere(folder)
    try {
      const { run, finished } = value(await desk.app.runs.start(setup.id, { only: 'all', parallel: 1 }))
      expect(other.app.runs.recover(), 'a run that is being worked on is not interrupted').toEqual({
        ok: true,
        value: 0,
      })
      await finished
      expect(await other.app.runs.resume(run.id, 1)).toMatchObject({
        ok: false,
        error: { code: 'nothing-to-resume' },
      })
      expect(await delivered()).toHaveLength(6)
    } finally {
      await other.close()
    }
  })

  test('what the command line writes reaches the window without being asked for', async () => {
    const other = await composedHere(folder)
    try {
      const told = new Promise<string | null>((resolve) =>
        desk.app.announcer.subscribe((name, payload) => {
          if (name === 'setup.changed' && 'setup' in payload && payload.setup !== null) resolve(payload.setup)
        }),
      )
      desk.app.watcher.start()
      value(
        other.app.steps.set(
          setup.id,
          value(other.app.setups.get(setup.id)).checklist.steps.at(-2)?.id ?? '',
          'doing',
          'from the command line',
        ),
      )
      expect(await told).toBe(setup.id)
    } finally {
      await other.close()
    }
  })
})

describe('authorising', () => {
  test('as somebody else keeps nothing, names both, and works with the account picker', async () => {
    const victim = tenant.endpoints.mailboxes[0]?.address ?? ''
    await tenant.admin.setFault(`wrong-account@${victim}`, true)
    const mailbox = value(desk.app.mailboxes.list(setup.id)).find((one) => one.address === victim)
    const wrong = await value(
      await desk.app.authorisation.start(setup.id, [mailbox?.id ?? ''], {
        browser: false,
        pickAccount: false,
        namesDiffer: false,
      }),
    ).finished
    expect(wrong.items[0]).toMatchObject({
      state: 'failed',
      error: { code: 'account-other', who: expect.stringContaining('@') as string, meant: victim },
    })
    expect(
      value(desk.app.mailboxes.list(setup.id)).find((one) => one.address === victim)?.authorisation,
    ).toBeNull()
    const again = await value(
      await desk.app.authorisation.start(setup.id, [mailbox?.id ?? ''], {
        browser: false,
        pickAccount: true,
        namesDiffer: false,
      }),
    ).finished
    expect(again.items[0]).toMatchObject({ state: 'authorised', error: null })
  })

  test('can be cancelled: what was not begun stays to do', async () => {
    const ids = value(desk.app.mailboxes.list(setup.id)).map((mailbox) => mailbox.id)
    const { finished } = value(
      await desk.app.authorisation.start(setup.id, ids, {
        browser: false,
        pickAccount: false,
        namesDiffer: false,
      }),
    )
    desk.app.authorisation.cancel(setup.id)
    const view = await finished
    expect(view.items.filter((item) => item.state === 'cancelled').length).toBeGreaterThanOrEqual(
      ids.length - 1,
    )
    expect(desk.app.authorisation.queue(setup.id).state).toBe('idle')
  })
})
