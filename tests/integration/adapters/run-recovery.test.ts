/** After a crash an administrator must not find that what may have left was simply sent again. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Probe } from '../../../src/domain/run/run.ts'
import { SqliteStore } from '../../../src/main/adapters/sqlite/sqlite-store.ts'
import type { Surroundings } from '../../../src/main/ports/surroundings.ts'
import { recoverRuns } from '../../../src/main/services/run/run-recovery.ts'
import { FixedClock } from '../../fakes/fixed-clock.ts'
import { aProbe, aRun, aSetup } from '../../fakes/samples.ts'

const clock = new FixedClock()
const at = clock.now().toISOString()
const tooEarly = { since: at, because: 'A right was granted.', until: at, nextAt: at }
const refused = { outcome: 'refused', stage: 'auth', reply: '535 5.7.3', tooEarly, tries: 2 } as const

function processOf(processId: number, alive: readonly number[]): Surroundings {
  return {
    version: '0.0.0',
    dataFolder: '',
    platform: 'linux',
    user: 'anna',
    timeZone: 'UTC',
    processId,
    instanceId: String(processId),
    isOnline: () => true,
    isProcessAlive: (id) => alive.includes(id),
  }
}

function interruptedRun(probes: readonly Partial<Probe>[]) {
  const dir = mkdtempSync(path.join(tmpdir(), 'sendproof-recovery-'))
  const opened = SqliteStore.open(path.join(dir, 'sendproof.db'), clock)
  if (!opened.ok) throw new Error(opened.error.what)
  const { store } = opened.value
  onTestFinished(() => {
    store.close()
    rmSync(dir, { recursive: true, force: true })
  })
  const setup = aSetup()
  store.saveSetup(setup)
  const run = aRun(setup.id, { state: 'running' })
  store.createRun(
    run,
    probes.map((probe, index) => aProbe(run.id, index + 1, probe)),
  )
  store.takeLease(run.id, '1:1', at, 20)
  return { store, run }
}

test('a message that was being handed over on a later try is only looked for, although its first try was too early', () => {
  const { store, run } = interruptedRun([
    { phase: 'handing-over', startedAt: at, ...refused },
    { phase: 'connecting', startedAt: at, ...refused },
    { phase: 'done', ...refused },
  ])
  expect(recoverRuns(store, processOf(2, [2]), clock)).toBe(1)
  const [left, waited, earlier] = store.probes(run.id)
  expect(left).toMatchObject({ phase: 'done', outcome: 'uncertain', receipt: 'waiting', tooEarly: null })
  expect(waited).toMatchObject({ phase: 'planned', outcome: null, tooEarly: null, tries: 2 })
  expect(earlier).toMatchObject({ phase: 'done', outcome: 'refused', tooEarly })
  expect(store.getRun(run.id)?.state).toBe('interrupted')
  expect(store.leaseOwner(run.id)).toBeNull()
})

test('a run that a living process holds, or that is under way here, is left alone', () => {
  const { store, run } = interruptedRun([{ phase: 'handing-over' }])
  expect(recoverRuns(store, processOf(2, [1, 2]), clock)).toBe(0)
  expect(recoverRuns(store, processOf(1, [1]), clock, (id) => id === run.id)).toBe(0)
  expect(store.probes(run.id)[0]?.phase).toBe('handing-over')
  expect(store.getRun(run.id)?.state).toBe('running')
})
