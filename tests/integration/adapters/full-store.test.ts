/** The store itself on a full disk: what is told, what is kept, and how what it says was stored survives a power cut. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../../src/main/adapters/sqlite/open-database.ts'
import { RunTables } from '../../../src/main/adapters/sqlite/run-tables.ts'
import { SetupTables } from '../../../src/main/adapters/sqlite/setup-tables.ts'
import { openStore } from '../../../src/main/adapters/sqlite/open-store.ts'
import { StoreFailure } from '../../../src/main/services/surroundings/store-failure.port.ts'
import { FixedClock } from '../../fakes/fixed-clock.ts'
import { aProbe, aRun, aSetup } from '../../kit/samples.ts'
import { plainly } from '../../fakes/plainly.ts'

function newFile(): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'sendproof-full-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return path.join(dir, 'sendproof.db')
}

function opened(file: string) {
  const result = openDatabase(file, new Date('2026-11-22T09:00:00.000Z'))
  if (!result.ok) throw new Error(plainly(result.error).what)
  onTestFinished(() => result.value.db.close())
  return result.value.db
}

test('an administrator whose disk is full is told so, and a probe and its journal entry are kept together or not at all', () => {
  const file = newFile()
  const db = opened(file)
  const setup = aSetup()
  new SetupTables(db).saveSetup(setup)
  const runs = new RunTables(db)
  const run = aRun(setup.id)
  runs.createRun(run, [])
  db.exec(`PRAGMA max_page_count = ${db.pragma('page_count') + 3}`)
  let stored = 0
  const fill = () => {
    for (; stored < 1000; stored += 1) {
      const probe = aProbe(run.id, stored + 1, { reply: 'x'.repeat(2_000) })
      runs.saveProbe(probe, { at: run.startedAt, probeId: probe.id, kind: 'handing-over', data: {} })
    }
  }
  expect(fill).toThrow(StoreFailure)
  try {
    fill()
  } catch (failure) {
    expect(failure).toMatchObject({ error: { code: 'store-full', file } })
  }
  expect(stored).toBeGreaterThan(0)
  expect(runs.probes(run.id)).toHaveLength(stored)
  expect([...runs.journal(run.id)]).toHaveLength(stored)
  db.exec('PRAGMA max_page_count = 1000000')
  fill()
  expect([...runs.journal(run.id)]).toHaveLength(1000)
})

test('a second process waits for the first one’s write and says who is in the way when it takes too long', () => {
  const file = newFile()
  const db = opened(file)
  const other = new DatabaseSync(file)
  onTestFinished(() => other.close())
  db.exec('PRAGMA busy_timeout = 20')
  other.exec('BEGIN IMMEDIATE')
  const setups = new SetupTables(db)
  expect(() => setups.saveSetup(aSetup())).toThrow('store-held')
  expect(setups.listSetups()).toEqual([])
  other.exec('ROLLBACK')
  setups.saveSetup(aSetup())
  expect(setups.listSetups()).toHaveLength(1)
})

test('a mistake of ours is not blamed on the disk', () => {
  const db = opened(newFile())
  const wrong = () => db.run('INSERT INTO runs (id) VALUES (?)', 'x')
  expect(wrong).toThrow(/NOT NULL/)
  expect(wrong).not.toThrow(StoreFailure)
})

test('what the store says it has kept is flushed to the disk at each commit, also after a restart', () => {
  const file = newFile()
  for (const db of [opened(file), opened(file)]) {
    expect(db.get('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' })
    // 2 is FULL, which belongs to the connection and not to the file
    expect(db.pragma('synchronous')).toBe(2)
  }
})

test('a run is written only by who holds it', () => {
  const result = openStore(newFile(), new FixedClock())
  if (!result.ok) throw new Error(plainly(result.error).what)
  const store = result.value
  onTestFinished(() => store.close())
  const setup = aSetup()
  store.setups.saveSetup(setup)
  const run = aRun(setup.id)
  const probe = aProbe(run.id, 1)
  store.runs.createRun(run, [probe])
  const entry = { at: run.startedAt, probeId: probe.id, kind: 'handing-over', data: {} }
  store.runs.takeLease(run.id, 'second', run.startedAt, 20)
  expect(() => store.runs.saveProbe({ ...probe, phase: 'handing-over' }, entry, 'first')).toThrow(
    'run-taken-over',
  )
  expect(() => store.runs.saveRun({ ...run, state: 'finished' }, 'first')).toThrow('run-taken-over')
  expect([...store.runs.journal(run.id)]).toEqual([])
  expect(store.runs.getProbe(probe.id)).toEqual(probe)
  store.runs.saveProbe({ ...probe, phase: 'handing-over' }, entry, 'second')
  expect([...store.runs.journal(run.id)]).toHaveLength(1)
})
