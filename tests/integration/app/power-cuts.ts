/** One product in a practice tenant whose verification is killed again and again, and what must hold each time. */
import { readFileSync, statSync, watch } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect } from 'vitest'
import { ReportDocumentSchema } from '../../../src/documents/report/report-document.ts'
import type { Probe, Run } from '../../../src/domain/run/run.schema.ts'
import { openStore, type OpenStore } from '../../../src/main/adapters/sqlite/open-store.ts'
import { SystemClock } from '../../../src/main/adapters/system/node-system.ts'
import { startPracticeTenant, type PracticeTenant } from '../../../src/practice/index.ts'
import type { Desk } from './cli.ts'
import { cliHere } from './in-process.ts'
import { plainly } from '../../fakes/plainly.ts'
import { takingUp } from './take-up.ts'

interface Victim {
  readonly recipe: string
  readonly answers: readonly string[]
  /** How its messages go: every probe that sends has to be of this kind. */
  readonly transport: Probe['transport']
  /** One mailbox loses every answer although its message was taken: what is uncertain without any kill. */
  readonly fault: string
}

/**
 * For each transport. Three in every test run: while a message is leaving, anywhere, and while one is leaving again;
 * `npm run bench -- power-cuts` takes its time for two hundred in all.
 */
export const kills = Number(process.env['POWER_CUTS'] ?? 3)

/** Milliseconds, for a busy machine: each of them is a whole start of the command. */
export const patience = 300_000 + kills * 60_000

const mailboxes = 4
const name = 'C'
const storeFile = 'sendproof.db'

/** As long as a hand-over takes: before the message is through, while it is answered, after it. */
const handOverMs = 25

/** By turns anywhere in the run and about the one moment that matters most; the same moments every time. */
function* cuts(longestMs: number): Generator<Cut, never> {
  let state = 20_261_121
  for (;;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    const part = state / 2_147_483_648
    yield { from: 'handing-over', afterMs: Math.floor(part * handOverMs) }
    yield { from: 'writing', afterMs: Math.floor(part * longestMs) }
  }
}

export async function killAgainAndAgain(desk: Desk, victim: Victim, kills: number): Promise<void> {
  const { id, tenant } = await prepare(desk, victim)
  try {
    const usual = await runUntil(desk, null)
    expect(usual.signal).toBeNull()
    let killed = 0
    let interrupted = 0
    let leaving = 0
    const next = cuts(usual.writingMs)
    // A kill that came too late, because the machine was busy with something else, was none of the moments meant here.
    while (killed < kills || interrupted < kills / 2 || leaving === 0) {
      const { signal } = await runUntil(desk, next.next().value)
      if (signal === 'SIGKILL') killed += 1
      const found = await checkAfterKill(desk, id, tenant)
      if (found.interrupted) interrupted += 1
      if (found.leaving) leaving += 1
    }
    await checkTheEnd(desk, id, tenant, victim)
  } finally {
    await tenant.close()
  }
}

async function prepare(desk: Desk, victim: Victim): Promise<{ id: string; tenant: PracticeTenant }> {
  const here = async (...words: string[]) => {
    const { code, out, err } = await cliHere(desk.folder, ...words)
    if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}: ${err}${out}`)
    return out
  }
  const answers = victim.answers.flatMap((answer) => ['--answer', answer])
  const where = ['--practice', '--prepared', '--mailboxes', String(mailboxes)]
  const create = [
    'setup',
    'create',
    '--recipe',
    victim.recipe,
    '--name',
    name,
    ...where,
    ...answers,
    '--json',
  ]
  const { id } = JSON.parse(await here(...create)) as { id: string }
  // The tenant lives in this process, as Microsoft's does elsewhere: it survives what happens to the commands.
  const tenant = await startPracticeTenant({
    mailboxes,
    prepared: true,
    stateDir: path.join(desk.folder, 'practice', id),
    limits: { messages: 100_000 },
    latencyMs: 10,
  })
  if (victim.transport.endsWith('-app')) await here('step', 'practise', name, 'client-secret')
  else await here('mailbox', 'authorise', name, '--all')
  await tenant.admin.setFault(victim.fault, true)
  return { id, tenant }
}

interface Cut {
  /** Counted from its first write to the store, or from a message's being handed over. */
  readonly from: 'writing' | 'handing-over'
  readonly afterMs: number
}

/** Kills the command at the moment given; without one it may end by itself. `writingMs`: from its first write to its last. */
async function runUntil(
  desk: Desk,
  cut: Cut | null,
): Promise<{ signal: NodeJS.Signals | null; writingMs: number }> {
  const file = path.join(desk.folder, storeFile)
  let began: number | null = null
  let last = 0
  let timer: NodeJS.Timeout | undefined
  let reader: DatabaseSync | null = null
  const { child, ended } = desk.start(['verify', name, ...takingUp(file), '--json'])
  const watcher = watch(desk.folder, (_kind, changed) => {
    if (changed !== `${storeFile}-wal` || sizeOf(`${file}-wal`) === 0) return
    last = performance.now()
    began ??= last
    if (cut === null || timer !== undefined) return
    if (cut.from === 'handing-over') {
      reader ??= openReader(file)
      if (reader === null || !isHandingOver(reader)) return
    }
    timer = setTimeout(() => child.kill('SIGKILL'), cut.afterMs)
  })
  const { signal, code, err } = await ended
  clearTimeout(timer)
  watcher.close()
  ;(reader as DatabaseSync | null)?.close()
  // 1: a probe that had to be refused was cut off and never answered
  if (signal === null && code !== 0 && code !== 1)
    throw new Error(`verify ended with ${String(code)}: ${err}`)
  return { signal, writingMs: last - (began ?? last) }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

/** Kept open while it is asked: to open it is itself a change to the log that is watched. Null: not readable just now. */
function openReader(file: string): DatabaseSync | null {
  try {
    return new DatabaseSync(file, { readOnly: true })
  } catch {
    return null
  }
}

function isHandingOver(reader: DatabaseSync): boolean {
  try {
    const row = reader.prepare("SELECT 1 FROM probes WHERE phase = 'handing-over' LIMIT 1").get()
    return row !== undefined
  } catch {
    // locked for the moment, as while a log is recovered: the next change tells
    return false
  }
}

function storeOf(desk: Desk): OpenStore {
  const opened = openStore(path.join(desk.folder, storeFile), new SystemClock())
  if (!opened.ok) throw new Error(plainly(opened.error).what)
  expect(opened.value.notice, 'the store is not damaged').toBeNull()
  return opened.value
}

async function inbox(tenant: PracticeTenant): Promise<string[]> {
  const messages = await tenant.admin.messages(tenant.endpoints.recipient)
  return messages.map(({ internetMessageId }) => internetMessageId)
}

/** What a dead process left behind: a run, complete or still being planned, and in it a message that was leaving. */
interface Remains {
  readonly interrupted: boolean
  readonly leaving: boolean
}

/** What must hold at every moment. */
async function checkAfterKill(desk: Desk, id: string, tenant: PracticeTenant): Promise<Remains> {
  const delivered = await inbox(tenant)
  const arrived = new Set(delivered)
  expect(delivered.length, 'no message is in the mailbox twice').toBe(arrived.size)
  const store = storeOf(desk)
  try {
    const runs = store.runs.listRuns(id)
    for (const run of runs)
      for (const probe of store.runs.probes(run.id)) {
        if (probe.outcome === 'accepted' && sends(probe))
          expect(arrived, 'an acknowledged message is in the mailbox').toContain(probe.messageId)
        if (!arrived.has(probe.messageId)) continue
        expect(['handing-over', 'done'], 'a delivered message was journaled first').toContain(probe.phase)
        arrived.delete(probe.messageId)
      }
    expect([...arrived], 'nothing arrived that the journal does not know').toEqual([])
    const open = store.runs.openRuns()
    const phases = open.flatMap((run) => store.runs.probes(run.id)).map(({ phase }) => phase)
    return { interrupted: open.length > 0, leaving: phases.includes('handing-over') }
  } finally {
    store.close()
  }
}

async function checkTheEnd(desk: Desk, id: string, tenant: PracticeTenant, victim: Victim): Promise<void> {
  await runUntil(desk, null)
  // One more, which nobody disturbs: after all that everything is as it should be.
  const last = await cliHere(desk.folder, 'verify', name, '--json')
  expect(last.code, last.err).toBe(0)
  await checkAfterKill(desk, id, tenant)
  const delivered = new Set(await inbox(tenant))
  const store = storeOf(desk)
  try {
    const runs = store.runs.listRuns(id)
    expect(new Set(runs.map(({ state }) => state))).toEqual(new Set(['finished']))
    const probes = runs.flatMap((run) => store.runs.probes(run.id))
    const sent = probes.filter(sends)
    expect(new Set(sent.map(({ transport }) => transport))).toEqual(new Set([victim.transport]))
    const accepted = sent.filter(({ outcome }) => outcome === 'accepted').map(({ messageId }) => messageId)
    expect(new Set(accepted), 'the journal says of exactly those that arrived that they were taken').toEqual(
      delivered,
    )
    for (const probe of probes) {
      expect(probe.phase).toBe('done')
      // What was uncertain was answered by looking, never by sending again.
      if (delivered.has(probe.messageId))
        expect(['received', 'confirmed'], 'what arrived was found').toContain(probe.receipt)
      if (probe.expected === 'refused')
        expect(
          { outcome: probe.outcome, delivered: delivered.has(probe.messageId) },
          'who had to be refused was refused, or was asked in the moment of a kill, and nothing came of it',
        ).toEqual({ outcome: probe.outcome === 'uncertain' ? 'uncertain' : 'refused', delivered: false })
      const handedOver = [...store.runs.journal(probe.runId)].filter(
        ({ probeId, kind }) => probeId === probe.id && kind === 'handing-over',
      )
      if (delivered.has(probe.messageId)) expect(handedOver, 'it was handed over once').toHaveLength(1)
    }
    const journal = runs.flatMap((run) => [...store.runs.journal(run.id)])
    const left = journal.filter(({ kind }) => kind === 'recovered-uncertain')
    expect(left.length, 'some were killed while a message was leaving').toBeGreaterThan(0)
    await checkReport(desk, store, runs[0])
  } finally {
    store.close()
  }
}

async function checkReport(desk: Desk, store: OpenStore, newest: Run | undefined): Promise<void> {
  const file = path.join(desk.folder, 'report.json')
  expect((await cliHere(desk.folder, 'report', name, '--format', 'json', '--out', file)).code).toBe(0)
  const report = ReportDocumentSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  expect(report.verdict).toBe('proven')
  expect(report.run?.id).toBe(newest?.id)
  for (const probe of report.probes) {
    const { outcome, receipt, phase, messageId } = probe
    expect(store.runs.getProbe(probe.id)).toMatchObject({ outcome, receipt, phase, messageId })
  }
  expect(report.summary).toMatchObject({
    accepted: report.probes.filter(({ outcome }) => outcome === 'accepted').length,
    received: report.probes.filter(sends).filter(({ outcome }) => outcome === 'accepted').length,
    unexpected: 0,
  })
  const checked = await cliHere(desk.folder, 'report', '--check', file, '--json')
  expect(JSON.parse(checked.out)).toMatchObject({ result: 'unchanged', store: 'compared', differences: [] })
}

function sends(probe: Probe): boolean {
  return /^(?:smtp|graph)-(?:delegated|app)$/.test(probe.transport)
}
