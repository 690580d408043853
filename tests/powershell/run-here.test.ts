/** Somebody who runs the scripts from Sendproof itself: live, to be stopped at any moment, and with a way back. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Agent, fetch } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compose, type Composition } from '../../src/cli/frame/compose.ts'
import type { Io } from '../../src/cli/frame/io.ts'
import { runCli } from '../../src/cli/run-cli.ts'
import { SetPlanSchema } from '../../src/domain/exchange/plan.schema.ts'
import type { ScriptStep } from '../../src/domain/exchange/script-step.schema.ts'
import { isProcessAlive } from '../../src/main/adapters/system/node-system.ts'
import type { Wish } from '../../src/main/services/exchange/exchange-runs.ts'
import { root } from '../../tools/run.ts'
import { patient, powershell, type Trouble } from './practice-powershell.ts'

const assetsFolder = path.join(root, 'assets')
const env = { ...process.env, SENDPROOF_POWERSHELL: powershell }

describe.skipIf(powershell === undefined)('exchange run', patient, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sendproof-run-here-'))
  let desk: Composition
  let setup = ''
  beforeAll(async () => {
    await cli(
      'setup',
      'create',
      '--recipe',
      'eap',
      '--name',
      'C',
      '--practice',
      '--mailboxes',
      '3',
      '--answer',
      'sender=shared',
    )
    await cli('mailbox', 'import', 'C', '--practice')
    const composed = await compose({
      dataFolder: folder,
      assetsFolder,
      version: '0.0.0',
      io: io(() => undefined),
      env,
    })
    if (!composed.ok) throw new Error(composed.error.code)
    desk = composed.value
    const found = desk.app.setups.byName('C')
    setup = found.ok ? found.value.id : ''
  })
  afterAll(async () => {
    await desk.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })

  function io(say: (line: string) => void, interrupted = new AbortController().signal): Io {
    return {
      out: say,
      err: say,
      outParts: async (parts) => say([...parts].join('')),
      read: async () => '',
      interrupted,
    }
  }

  async function cli(...words: string[]) {
    const said: string[] = []
    const code = await runCli(
      [...words, '--data', folder],
      io((line) => said.push(line)),
      {
        assetsFolder,
        env,
        version: '0.0.0',
      },
    )
    return { code, said: said.join('\n') }
  }

  async function rehearse(trouble: Trouble) {
    const started = await desk.app.setups.startPractice(setup)
    if (!started.ok) throw new Error(started.error.code)
    const { url, key, caFile } = started.value.exchangeAdmin
    const dispatcher = new Agent({ connect: { ca: readFileSync(caFile) } })
    const headers = { authorization: `Bearer ${key}` }
    await fetch(`${url}/trouble`, { method: 'POST', headers, body: JSON.stringify(trouble), dispatcher })
    await dispatcher.close()
  }

  async function type(address: string, otc: string, account: string) {
    const started = await desk.app.setups.startPractice(setup)
    if (!started.ok) throw new Error(started.error.code)
    const dispatcher = new Agent({ connect: { ca: readFileSync(started.value.exchangeAdmin.caFile) } })
    const body = new URLSearchParams({ otc, account })
    await fetch(address, { method: 'POST', body, dispatcher })
    await dispatcher.close()
  }

  /** Starts it and stops when a step is heard for which `when` says so. */
  async function stopped(wish: Wish, when: (step: ScriptStep) => boolean, times: number) {
    const prepared = await desk.app.exchangeRuns.prepare(setup, wish)
    if (!prepared.ok) throw new Error(prepared.error.code)
    const heard: ScriptStep[] = []
    let owner = 0
    const started = await desk.app.exchangeRuns.start(prepared.value, (step) => {
      heard.push(step)
      if (!when(step)) return
      owner = Number(readFileSync(path.join(runningFolder(), prepared.value.job.planId, 'owner.pid'), 'utf8'))
      for (let time = 0; time < times; time += 1) void desk.app.exchangeRuns.stop(setup)
    })
    if (!started.ok) throw new Error(started.error.code)
    return { taken: await started.value.finished, heard, owner }
  }
  const runningFolder = () => path.join(folder, 'exchange', setup, 'running')
  const running = () => (existsSync(runningFolder()) ? readdirSync(runningFolder()) : [])

  it('signs in by the code a person types in elsewhere, as nobody else than who was asked for', async () => {
    await rehearse({})
    /** Somebody who reads the line with the code, and types it in on another device. */
    const typing = async (account: string, ...words: string[]) => {
      const lines: string[] = []
      const typed: Promise<unknown>[] = []
      const code = await runCli(
        ['exchange', 'run', 'C', '--read', '--device-code', ...words, '--data', folder],
        io((line) => {
          lines.push(line)
          const shown = /^Open (https:\S+) on any device and enter the code ([A-Z0-9]+)\.$/.exec(line)
          if (shown !== null) typed.push(type(shown[1] ?? '', shown[2] ?? '', account))
        }),
        { assetsFolder, env, version: '0.0.0' },
      )
      await Promise.all(typed)
      return { code, said: lines.join('\n'), typed: typed.length }
    }
    const right = await typing('admin@contoso.example')
    expect([right.code, right.typed], right.said).toEqual([1, 1])
    expect(right.said).toContain('Signed in as admin@contoso.example')
    const other = await typing('kim@contoso.example', '--account', 'admin@contoso.example')
    expect([other.code, other.typed], other.said).toEqual([3, 1])

    const half = await cli('exchange', 'run', 'C', '--certificate', 'a.pfx', '--app-id', 'x')
    expect([half.code, half.said]).toEqual([2, expect.stringContaining('--app-id')])
    for (const unheard of [['--device-code'], ['--account', 'kim@contoso.example']]) {
      const both = await cli('exchange', 'run', 'C', '--certificate', 'a.pfx', ...unheard)
      const sentence = `${unheard[0] ?? ''} does not go with --certificate.`
      expect([both.code, both.said]).toEqual([2, expect.stringContaining(sentence)])
    }
  })

  it('stopped while it waits for Exchange, a reading leaves no process, no file and no change', async () => {
    await rehearse({ calls: [{ kind: 'throttled', cmdlet: 'Get-CASMailbox', times: 1000 }] })
    const { taken, heard, owner } = await stopped({ errand: 'read' }, ({ event }) => event === 'waiting', 1)
    expect(taken).toMatchObject({ ok: false, error: { code: 'exchange-cancelled' } })
    expect(heard.map(({ event }) => event).slice(0, 3)).toEqual(['started', 'signing-in', 'connected'])
    expect([owner > 0, isProcessAlive(owner), running()]).toEqual([true, false, []])
    expect(desk.app.exchangeRuns.isBusy()).toBe(false)
  })

  it('a change ended in the middle is finished before another one begins, and all of it can be put back', async () => {
    await rehearse({})
    const read = await cli('exchange', 'run', 'C')
    expect([read.code, read.said]).toEqual([1, expect.stringContaining('of the organisation')])
    const refused = await cli('exchange', 'run', 'C', '--set')
    expect([refused.code, refused.said]).toEqual([
      2,
      expect.stringMatching(/1\. Turn on Authenticated SMTP for /),
    ])

    await rehearse({ calls: [{ kind: 'throttled', cmdlet: 'Add-RecipientPermission', times: 1000 }] })
    const ended = await stopped({ errand: 'set' }, ({ event }) => event === 'waiting', 2)
    expect(ended.taken).toMatchObject({ ok: false, error: { code: 'exchange-ended-half-way' } })
    expect([ended.owner > 0, isProcessAlive(ended.owner)]).toEqual([true, false])
    await rehearse({})
    const blocked = await cli('exchange', 'run', 'C', '--set', '--yes')
    expect([blocked.code, blocked.said]).toEqual([3, expect.stringContaining('--finish')])

    const finished = await cli('exchange', 'run', 'C', '--finish', '--yes')
    expect(finished.code, finished.said).toBe(0)
    const changes = path.join(folder, 'exchange', setup, 'changes')
    const kept = path.join(changes, readdirSync(changes)[0] ?? '')
    const back = path.join(folder, 'undo.json')
    expect(await cli('exchange', 'undo', 'C', kept, '--out', back)).toMatchObject({ code: 0 })
    const undo = SetPlanSchema.parse(JSON.parse(readFileSync(back, 'utf8')))
    expect(undo.actions.map(({ kind }) => kind)).toEqual([
      'send-as',
      'mailbox-smtp-auth',
      'mailbox-smtp-auth',
    ])
    const undone = await cli('exchange', 'run', 'C', '--undo', '--yes')
    expect([undone.code, undone.said]).toEqual([0, expect.stringMatching(/1\. Take Send As on /)])
    expect((await cli('exchange', 'run', 'C', '--undo', '--yes')).said).toContain('Nothing of this change')
    const known = await desk.app.exchangeReadings.known(setup)
    expect(known.ok && known.value.changes).toMatchObject([{ isUndo: true }, { undone: true, isUndo: false }])
    expect(running()).toEqual([])
  })
})
