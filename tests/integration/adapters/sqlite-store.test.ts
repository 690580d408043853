import type { Notice } from '../../../src/domain/notice.schema.ts'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { migrations } from '../../../src/main/adapters/sqlite/migrations.ts'
import { openStore, type OpenStore } from '../../../src/main/adapters/sqlite/open-store.ts'
import { aMailbox, aProbe, aRun, aSetup } from '../../kit/samples.ts'
import { uuid } from '../../kit/contoso.ts'
import type { ChangeEntry } from '../../../src/domain/entra/apply/change-entry.schema.ts'
import { receiptStates, type Probe } from '../../../src/domain/run/run.schema.ts'
import { summarise } from '../../../src/domain/run/summarise.ts'
import { FixedClock } from '../../fakes/fixed-clock.ts'
import { plainly } from '../../fakes/plainly.ts'

const writer = path.join(import.meta.dirname, 'write-until-killed.ts')

async function newFile(): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), 'sendproof-store-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  return path.join(dir, 'data', 'sendproof.db')
}

function storeIn(file: string): { store: OpenStore; notice: Notice | null } {
  const opened = openStore(file, new FixedClock())
  if (!opened.ok) throw new Error(plainly(opened.error).what)
  onTestFinished(() => opened.value.close())
  return { store: opened.value, notice: opened.value.notice }
}

const aChange = (): ChangeEntry => ({
  id: uuid(711),
  act: uuid(712),
  purpose: 'apply',
  change: {
    kind: 'set-sign-in',
    target: { object: 'service-principal', id: uuid(713) },
    before: false,
    after: true,
    checks: ['sign-in-enabled'],
    step: null,
  },
  state: 'done',
  at: '2026-11-21T09:00:00.000Z',
  endedAt: '2026-11-21T09:00:01.000Z',
  who: 'admin@contoso.com',
  user: 'anna',
  made: null,
  requestId: null,
  refused: null,
  reverts: null,
})

describe('what an administrator entered is there again after a restart', () => {
  it('a setup with its answers, found by id and by its exact name', async () => {
    const file = await newFile()
    const setup = aSetup({ name: 'Müller & Söhne' })
    storeIn(file).store.setups.saveSetup(setup)
    const { store, notice } = storeIn(file)
    expect(notice).toBeNull()
    expect(store.setups.getSetup(setup.id)).toEqual(setup)
    expect(store.setups.findSetup('Müller & Söhne')).toEqual(setup)
    expect(store.setups.findSetup('müller & söhne')).toBeNull()
    expect(store.setups.listSetups()).toEqual([setup])
  })

  it('what was changed in a tenant, and nothing of it once the setup is for another one', async () => {
    const { store } = storeIn(await newFile())
    const [here, elsewhere] = [uuid(701), uuid(702)]
    const setup = aSetup({ tenantId: here })
    store.setups.saveSetup(setup)
    const entry = aChange()
    store.changes.saveChange(setup.id, entry)
    expect(store.changes.listChanges(setup.id)).toEqual([entry])

    store.setups.saveSetup({ ...setup, tenantId: elsewhere })
    expect(store.changes.listChanges(setup.id)).toEqual([])
    store.setups.saveSetup({ ...setup, tenantId: here.toUpperCase() })
    expect(store.changes.listChanges(setup.id)).toEqual([entry])
  })

  it('every move of a step with who, when and why, and the state it led to', async () => {
    const file = await newFile()
    const setup = aSetup()
    const { store } = storeIn(file)
    store.setups.saveSetup(setup)
    const first = {
      at: '2026-11-21T09:00:00.000Z',
      who: 'anna',
      by: 'person',
      from: 'todo',
      to: 'doing',
      note: null,
    } as const
    const second = {
      ...first,
      at: '2026-11-21T10:00:00.000Z',
      from: 'doing',
      to: 'waiting',
      note: 'asked Microsoft',
    } as const
    store.setups.moveStep(setup.id, 'smtp-auth', first, null)
    store.setups.moveStep(setup.id, 'smtp-auth', second, '2026-11-21T11:00:00.000Z')
    expect(storeIn(file).store.setups.stepRecords(setup.id)).toEqual([
      {
        stepId: 'smtp-auth',
        state: 'waiting',
        waitUntil: '2026-11-21T11:00:00.000Z',
        history: [first, second],
      },
    ])
  })

  it('which fields of the product are typed in: the newest word on each, and nothing of another setup', async () => {
    const file = await newFile()
    const setup = aSetup()
    const other = aSetup()
    const { store } = storeIn(file)
    store.setups.saveSetup(setup)
    store.setups.saveSetup(other)
    const tick = {
      place: 'mail > port',
      typed: true,
      at: '2026-11-21T09:00:00.000Z',
      who: 'anna',
      mark: '3:587',
    }
    const later = { ...tick, typed: false, at: '2026-11-21T10:00:00.000Z', who: 'bert' }
    store.ticks.saveTicks(setup.id, [tick, { ...tick, place: 'mail > host' }])
    store.ticks.saveTicks(other.id, [tick])
    store.ticks.saveTicks(setup.id, [later])
    const again = storeIn(file).store
    expect(again.ticks.listTicks(setup.id)).toEqual([{ ...tick, place: 'mail > host' }, later])
    expect(again.ticks.listTicks(other.id)).toEqual([tick])
    again.setups.removeSetup(setup.id)
    expect(again.ticks.listTicks(setup.id)).toEqual([])
  })

  it('a run with its probes, journal and transcript', async () => {
    const file = await newFile()
    const setup = aSetup()
    const { store } = storeIn(file)
    store.setups.saveSetup(setup)
    const run = aRun(setup.id)
    const probe = aProbe(run.id, 1)
    store.runs.createRun(run, [probe, aProbe(run.id, 2)])
    const done: Probe = {
      ...probe,
      phase: 'done',
      outcome: 'refused',
      reply: '550 5.7.60 no',
      stage: 'body',
      ms: 120,
      diagnosis: { candidates: [], questions: ['Which account?'] },
    }
    const entry = {
      at: '2026-11-21T09:00:01.000Z',
      probeId: probe.id,
      kind: 'done',
      data: { outcome: 'refused' },
    }
    const lines = [{ at: '2026-11-21T09:00:01.000Z', side: 'server', text: '550 5.7.60 no' }] as const
    store.runs.saveProbes([{ probe: done, entry, transcript: lines }])
    const again = storeIn(file).store
    expect(again.runs.getProbe(probe.id)).toEqual(done)
    expect(again.runs.probes(run.id).map((one) => one.seq)).toEqual([1, 2])
    expect([...again.runs.journal(run.id)]).toEqual([entry])
    expect(again.runs.transcript(probe.id)).toEqual(lines)
    expect(again.runs.openRuns()).toEqual([run])
    again.runs.saveRun({ ...run, state: 'finished', finishedAt: '2026-11-21T09:05:00.000Z' })
    expect(again.runs.openRuns()).toEqual([])
    expect(again.runs.listRuns(setup.id)[0]?.state).toBe('finished')
  })

  it('every way a probe can end, counted by the store as the domain counts it', async () => {
    const { store } = storeIn(await newFile())
    const setup = aSetup()
    store.setups.saveSetup(setup)
    const run = aRun(setup.id)
    const at = run.startedAt
    const tooEarly = { since: at, because: 'A right was granted.', until: at, nextAt: at }
    const probes = (['graph-app', 'graph-read'] as const).flatMap((transport) =>
      (['accepted', 'refused'] as const).flatMap((expected) =>
        ([null, 'accepted', 'refused', 'failed', 'uncertain'] as const).flatMap((outcome) =>
          receiptStates.flatMap((receipt) =>
            (outcome === expected || outcome === null ? [null] : [null, tooEarly, tooEarly]).map((early) => ({
              ...{ transport, expected, outcome, receipt, tooEarly: early },
            })),
          ),
        ),
      ),
    )
    const all = probes.map((probe, index) => aProbe(run.id, index + 1, probe))
    store.runs.createRun(run, all)
    expect(store.runs.summary(run.id)).toEqual(summarise(all))
    expect(store.runs.summary(run.id).tooEarly).toBeGreaterThan(0)
    expect(store.runs.summary(aRun(setup.id).id)).toEqual(summarise([]))
  })

  it('a mailbox is found by its purpose and address, in whatever case', async () => {
    const { store } = storeIn(await newFile())
    const setup = aSetup()
    store.setups.saveSetup(setup)
    const recipient = aMailbox('Verify@contoso.example', { purpose: 'recipient' })
    store.mailboxes.saveMailboxes(setup.id, [aMailbox('verify@contoso.example'), recipient])
    expect(store.mailboxes.findMailbox(setup.id, 'recipient', 'VERIFY@Contoso.example')).toEqual(recipient)
    expect(store.mailboxes.findMailbox(setup.id, 'outside', 'verify@contoso.example')).toBeNull()
  })

  it('and a removed setup leaves nothing of itself behind', async () => {
    const file = await newFile()
    const { store } = storeIn(file)
    const setup = aSetup()
    store.setups.saveSetup(setup)
    store.mailboxes.saveMailboxes(setup.id, [aMailbox('a@contoso.example')])
    store.setups.moveStep(
      setup.id,
      's',
      { at: '2026-11-21T09:00:00.000Z', who: 'a', by: 'app', from: 'todo', to: 'done', note: null },
      null,
    )
    const run = aRun(setup.id)
    const probe = aProbe(run.id, 1)
    store.runs.createRun(run, [probe])
    const entry = { at: run.startedAt, probeId: probe.id, kind: 'planned', data: {} }
    store.runs.saveProbes([{ probe, entry, transcript: [] }])
    store.runs.takeLease(run.id, 'me', run.startedAt, 30)
    for (const name of [`registration.${setup.id}`, `entra-side:${setup.id}`, `invitations:${setup.id}`])
      store.setups.setSetting(name, '{}')
    store.setups.removeSetup(setup.id)
    const db = new DatabaseSync(file, { readOnly: true })
    onTestFinished(() => db.close())
    const tables = db
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .all()
    expect(tables.length).toBeGreaterThan(8)
    for (const table of tables)
      expect(db.prepare(`SELECT count(*) AS n FROM ${String(table['name'])}`).get()).toEqual({ n: 0 })
  })
})

describe('mailboxes that are imported twice', () => {
  const authorisation = {
    username: 'anna@contoso.example',
    objectId: 'o',
    tenantId: 't',
    at: '2026-11-21T09:00:00.000Z',
    scopes: ['SMTP.Send'],
  }

  it('stay one mailbox with the id and the sign-in they had, however the address is written', async () => {
    const { store } = storeIn(await newFile())
    const setup = aSetup()
    store.setups.saveSetup(setup)
    const anna = aMailbox('Anna@contoso.example', { authorisation })
    store.mailboxes.saveMailboxes(setup.id, [anna])
    store.mailboxes.saveMailboxes(setup.id, [
      aMailbox('anna@contoso.example', { displayName: 'Anna', signInAs: 'anna@contoso.example' }),
      aMailbox('bob@contoso.example'),
    ])
    const list = store.mailboxes.listMailboxes(setup.id)
    expect(list.map((one) => one.address)).toEqual(['anna@contoso.example', 'bob@contoso.example'])
    expect(list[0]).toMatchObject({ id: anna.id, displayName: 'Anna', authorisation })
  })

  it('lose the sign-in when somebody else signs in from now on', async () => {
    const { store } = storeIn(await newFile())
    const setup = aSetup()
    store.setups.saveSetup(setup)
    store.mailboxes.saveMailboxes(setup.id, [
      aMailbox('info@contoso.example', { signInAs: 'anna@contoso.example', authorisation }),
    ])
    store.mailboxes.saveMailboxes(setup.id, [
      aMailbox('info@contoso.example', { signInAs: 'bob@contoso.example' }),
    ])
    expect(store.mailboxes.listMailboxes(setup.id)[0]?.authorisation).toBeNull()
  })

  it('are not half imported when one of them cannot be stored', async () => {
    const { store } = storeIn(await newFile())
    const setup = aSetup()
    store.setups.saveSetup(setup)
    const broken = { ...aMailbox('b@contoso.example'), kind: null } as unknown as ReturnType<typeof aMailbox>
    expect(() => store.mailboxes.saveMailboxes(setup.id, [aMailbox('a@contoso.example'), broken])).toThrow()
    expect(store.mailboxes.listMailboxes(setup.id)).toEqual([])
  })

  it('carry the fact and the failure of their sign-in', async () => {
    const { store } = storeIn(await newFile())
    const setup = aSetup()
    store.setups.saveSetup(setup)
    const anna = aMailbox('anna@contoso.example')
    store.mailboxes.saveMailboxes(setup.id, [anna])
    store.mailboxes.setAuthorisation(anna.id, authorisation, null)
    expect(store.mailboxes.getMailbox(anna.id)?.authorisation).toEqual(authorisation)
    store.mailboxes.setAuthorisation(anna.id, null, { code: 'wrong-account', what: 'Bob signed in.' })
    expect(store.mailboxes.getMailbox(anna.id)).toMatchObject({
      authorisation: null,
      problem: { code: 'wrong-account' },
    })
  })
})

describe('window and command line at the same time', () => {
  it('only one of them works on a run; a crashed one is succeeded when its lease is over', async () => {
    const file = await newFile()
    const window = storeIn(file).store
    const command = storeIn(file).store
    const setup = aSetup()
    window.setups.saveSetup(setup)
    const run = aRun(setup.id)
    window.runs.createRun(run, [])
    expect(window.runs.takeLease(run.id, 'window', '2026-11-21T09:00:00.000Z', 30)).toBe(true)
    expect(command.runs.takeLease(run.id, 'command', '2026-11-21T09:00:29.000Z', 30)).toBe(false)
    expect(window.runs.takeLease(run.id, 'window', '2026-11-21T09:00:29.000Z', 30)).toBe(true)
    expect(command.runs.leaseOwner(run.id)).toBe('window')
    expect(command.runs.takeLease(run.id, 'command', '2026-11-21T09:01:00.000Z', 30)).toBe(true)
    window.runs.releaseLease(run.id, 'window')
    expect(command.runs.leaseOwner(run.id)).toBe('command')
    command.runs.releaseLease(run.id, 'command')
    expect(command.runs.leaseOwner(run.id)).toBeNull()
  })

  it('each sees that the other one has written, and does not take its own writing for it', async () => {
    const file = await newFile()
    const window = storeIn(file).store
    const command = storeIn(file).store
    const before = window.setups.version()
    expect(window.setups.version()).toBe(before)
    command.setups.setSetting('theme', 'dark')
    const after = window.setups.version()
    expect(after).not.toBe(before)
    window.setups.setSetting('theme', 'light')
    expect(window.setups.version()).toBe(after)
    expect(command.setups.getSetting('theme')).toBe('light')
  })

  it('two processes journal at the same time and nothing of either is lost', async () => {
    const file = await newFile()
    const { store } = storeIn(file)
    const setup = aSetup()
    store.setups.saveSetup(setup)
    const run = aRun(setup.id)
    store.runs.createRun(run, [])
    const children = [
      spawn(process.execPath, [writer, file, run.id, '1', '60'], { stdio: ['ignore', 'pipe', 'inherit'] }),
      spawn(process.execPath, [writer, file, run.id, '1001', '1060'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    ]
    const codes = await Promise.all(
      children.map(async (child) => {
        child.stdout.resume()
        return (await once(child, 'close'))[0] as number
      }),
    )
    expect(codes).toEqual([0, 0])
    expect(store.runs.probes(run.id)).toHaveLength(120)
    expect([...store.runs.journal(run.id)]).toHaveLength(120)
  })

  it('a process killed in the middle of writing loses nothing it had said was stored', async () => {
    const file = await newFile()
    const { store } = storeIn(file)
    const setup = aSetup()
    store.setups.saveSetup(setup)
    const run = aRun(setup.id)
    store.runs.createRun(run, [])
    for (let round = 0; round < 5; round += 1) {
      const child = spawn(process.execPath, [writer, file, run.id, String(round * 100_000 + 1)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let said = ''
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text
        if (said.split('\n').length > 10 + round * 7) child.kill('SIGKILL')
      })
      await once(child, 'close')
      const acknowledged = said.split('\n').slice(0, -1)
      expect(acknowledged.length).toBeGreaterThan(9)
      for (const line of acknowledged) {
        const [seq, id] = line.split(' ')
        expect(store.runs.getProbe(id ?? '')).toMatchObject({ seq: Number(seq), phase: 'handing-over' })
      }
      expect([...store.runs.journal(run.id)]).toHaveLength(store.runs.probes(run.id).length)
    }
  })
})

describe('a file that is not as it should be', () => {
  it('written by a newer Sendproof is refused and left untouched', async () => {
    const file = await newFile()
    storeIn(file).store.close()
    const db = new DatabaseSync(file)
    db.exec('PRAGMA user_version = 99')
    db.close()
    const before = await readFile(file)
    const opened = openStore(file, new FixedClock())
    expect(opened).toMatchObject({ ok: false, error: { code: 'store-newer', format: 99 } })
    expect(await readFile(file)).toEqual(before)
  })

  it('in which a domain stood in the place of a tenant’s id keeps it as the name, and the id is missing', async () => {
    const file = await newFile()
    const old = aSetup({ tenantId: 'contoso.com', tenantName: null })
    const right = aSetup()
    const before = storeIn(file).store
    for (const setup of [old, right]) before.setups.saveSetup(setup)
    before.close()
    const db = new DatabaseSync(file)
    db.exec(migrations.find((sql) => sql.includes('$.tenantId')) ?? '')
    db.close()
    const { setups } = storeIn(file).store
    expect(setups.getSetup(old.id)).toEqual({ ...old, tenantId: null, tenantName: 'contoso.com' })
    expect(setups.getSetup(right.id)).toEqual(right)
  })

  it('that is no database is kept aside under a dated name, and the person is told', async () => {
    const file = await newFile()
    storeIn(file).store.close()
    await writeFile(file, 'this was a database once')
    const { store, notice } = storeIn(file)
    expect(notice).toEqual({ code: 'store-set-aside', file, kept: `${file}.bad-20261121T090000Z` })
    expect(store.setups.listSetups()).toEqual([])
    expect(await readFile(`${file}.bad-20261121T090000Z`, 'utf8')).toBe('this was a database once')
  })

  it('with a damaged page is kept aside too instead of giving back half of what it holds', async () => {
    const file = await newFile()
    const { store } = storeIn(file)
    for (let n = 0; n < 200; n += 1) store.setups.saveSetup(aSetup({ name: `Setup ${n}` }))
    store.close()
    const bytes = await readFile(file)
    bytes.fill(0xa5, 8_192, 40_960)
    await writeFile(file, bytes)
    const again = storeIn(file)
    expect(again.notice).toMatchObject({ code: 'store-set-aside' })
    expect(again.store.setups.listSetups()).toEqual([])
    const kept = (await readdir(path.dirname(file))).find((name) => name.includes('.bad-'))
    expect(await readFile(path.join(path.dirname(file), kept ?? ''))).toEqual(bytes)
  })

  it('in a folder that cannot be used is an answer, not a crash', async () => {
    const file = await newFile()
    await writeFile(path.dirname(path.dirname(file)) + '/data', 'a file where the folder should be')
    expect(openStore(file, new FixedClock())).toMatchObject({ ok: false, error: { code: 'store-unopened' } })
  })
})

it('ten thousand probes are read back whole and in order', async () => {
  const { store } = storeIn(await newFile())
  const setup = aSetup()
  store.setups.saveSetup(setup)
  const run = aRun(setup.id)
  store.runs.createRun(
    run,
    Array.from({ length: 10_000 }, (_, n) => aProbe(run.id, n + 1)),
  )
  expect(store.runs.probes(run.id).map(({ seq }) => seq)).toEqual(
    Array.from({ length: 10_000 }, (_, n) => n + 1),
  )
})
