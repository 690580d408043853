/** After a crash an administrator must not find that what may have left was simply sent again. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Probe } from '../../../src/domain/run/run.schema.ts'
import { openStore } from '../../../src/main/adapters/sqlite/open-store.ts'
import { StoreFailure } from '../../../src/main/services/surroundings/store-failure.port.ts'
import type { Surroundings } from '../../../src/main/services/surroundings/surroundings.port.ts'
import { recoverRuns } from '../../../src/main/services/run/run-recovery.ts'
import { FixedClock } from '../../fakes/fixed-clock.ts'
import { aProbe, aRun, aSetup } from '../../kit/samples.ts'
import { plainly } from '../../fakes/plainly.ts'

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
    isProcessAlive: (id) => alive.includes(id),
  }
}

function interruptedRun(probes: readonly Partial<Probe>[]) {
  const dir = mkdtempSync(path.join(tmpdir(), 'sendproof-recovery-'))
  const opened = openStore(path.join(dir, 'sendproof.db'), clock)
  if (!opened.ok) throw new Error(plainly(opened.error).what)
  const store = opened.value
  onTestFinished(() => {
    store.close()
    rmSync(dir, { recursive: true, force: true })
  })
  const setup = aSetup()
  store.setups.saveSetup(setup)
  const run = aRun(setup.id, { state: 'running' })
  store.runs.createRun(
    run,
    probes.map((probe, index) => aProbe(run.id, index + 1, probe)),
  )
  store.runs.takeLease(run.id, '1:1', at, 20)
  return { store, run }
}

test('a message that was being handed over on a later try is only looked for, although its first try was too early', () => {
  const { store, run } = interruptedRun([
    { phase: 'handing-over', startedAt: at, ...refused },
    { phase: 'connecting', startedAt: at, ...refused },
    { phase: 'done', ...refused },
  ])
  expect(recoverRuns(store.runs, processOf(2, [2]), clock)).toBe(1)
  const [left, waited, earlier] = store.runs.probes(run.id)
  expect(left).toMatchObject({ phase: 'done', outcome: 'uncertain', receipt: 'waiting', tooEarly: null })
  expect(waited).toMatchObject({ phase: 'planned', outcome: null, tooEarly: null, tries: 2 })
  expect(earlier).toMatchObject({ phase: 'done', outcome: 'refused', tooEarly })
  expect(store.runs.getRun(run.id)?.state).toBe('interrupted')
  expect(store.runs.leaseOwner(run.id)).toBeNull()
})

test('a run that a living process holds, or that is under way here, is left alone', () => {
  const { store, run } = interruptedRun([{ phase: 'handing-over' }])
  expect(recoverRuns(store.runs, processOf(2, [1, 2]), clock)).toBe(0)
  expect(recoverRuns(store.runs, processOf(1, [1]), clock, (id) => id === run.id)).toBe(0)
  expect(store.runs.probes(run.id)[0]?.phase).toBe('handing-over')
  expect(store.runs.getRun(run.id)?.state).toBe('running')
})

test('a run whose plan was still being written when its process died is nobody’s run: nothing of it was tried', () => {
  const { store, run } = interruptedRun([])
  store.runs.releaseLease(run.id, '1:1')
  store.runs.saveRun({ ...run, state: 'finished' })
  const half = aRun(run.setupId)
  store.runs.beginRun(half)
  store.runs.takeLease(half.id, '1:1', at, 20)
  store.runs.addProbes([aProbe(half.id, 1)], '1:1')
  // until it is complete it keeps others away, and shows itself nowhere
  expect(store.runs.openRuns().map(({ id }) => id)).toEqual([half.id])
  expect(store.runs.getRun(half.id)).toBeNull()
  expect(store.runs.listRuns(run.setupId).map(({ id }) => id)).toEqual([run.id])
  expect(recoverRuns(store.runs, processOf(2, [1, 2]), clock)).toBe(0)
  expect(store.runs.openRuns()).toHaveLength(1)

  expect(
    recoverRuns(store.runs, processOf(2, [2]), clock),
    'nothing was interrupted that could be resumed',
  ).toBe(0)
  expect(store.runs.openRuns()).toEqual([])
  expect(store.runs.probes(half.id)).toEqual([])
  expect(store.runs.leaseOwner(half.id)).toBeNull()
})

test('a complete plan is not discarded, and only its holder may add to one', () => {
  const { store, run } = interruptedRun([])
  const next = aRun(run.setupId)
  store.runs.beginRun(next)
  store.runs.takeLease(next.id, '1:1', at, 20)
  expect(() => store.runs.addProbes([aProbe(next.id, 1)], '2:2')).toThrow(StoreFailure)
  store.runs.addProbes([aProbe(next.id, 1)], '1:1')
  store.runs.addProbes([aProbe(next.id, 2)], '1:1')
  expect(() => store.runs.completePlan(next.id, '2:2')).toThrow(StoreFailure)
  store.runs.completePlan(next.id, '1:1')
  expect(store.runs.getRun(next.id)).toEqual(next)
  expect(store.runs.discardIncomplete(next.id)).toBe(false)
  expect(store.runs.probes(next.id).map(({ seq }) => seq)).toEqual([1, 2])
})
