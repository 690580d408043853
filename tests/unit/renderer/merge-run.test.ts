/** The window gets only what moved; whatever order answers and news arrive in, it must end up with the truth. */
import { expect, test } from 'vitest'
import type { RunProgressView, RunView } from '../../../src/contract/run-views.schema.ts'
import { summarise } from '../../../src/domain/run/summarise.ts'
import {
  mergeRun,
  readSnapshot,
  reduceSnapshots,
  type Snapshots,
} from '../../../src/renderer/data/snapshots.ts'
import { keyOf } from '../../../src/renderer/data/snapshot-keys.ts'
import { aProbe, aRun, aSetup } from '../../kit/samples.ts'

const run = aRun(aSetup().id)
const probes = [1, 2, 3].map((seq) => aProbe(run.id, seq))
const figures = (revision: number) => ({
  run,
  revision,
  summary: summarise([]),
  rate: null,
  secondsLeft: null,
  lookingFor: 0,
})
const whole: RunView = { ...figures(10), probes }
const moved = (seq: number, revision: number): RunProgressView => {
  const probe = probes[seq - 1] ?? aProbe(run.id, seq)
  return { ...figures(revision), changed: [{ ...probe, phase: 'done', outcome: 'accepted' }] }
}

test('puts what moved in its place and leaves the rest', () => {
  const after = mergeRun(whole, moved(2, 11))
  expect(after.probes.map((probe) => probe.phase)).toEqual(['planned', 'done', 'planned'])
  expect(after.probes[0]).toBe(whole.probes[0])
})

test('leaves out news that is older than what is known', () => {
  expect(mergeRun(whole, moved(2, 9))).toBe(whole)
})

test('keeps what was told while the first answer was under way', () => {
  const key = keyOf('run.get', { run: run.id })
  let state: Snapshots = new Map()
  state = reduceSnapshots(state, { type: 'asked', key, request: 1 })
  state = reduceSnapshots(state, { type: 'merged', key, changes: [moved(3, 12), moved(1, 9)] })
  state = reduceSnapshots(state, { type: 'answered', key, request: 1, value: whole })
  const { value } = readSnapshot(state, 'run.get', { run: run.id })
  expect(value?.probes.map((probe) => probe.phase)).toEqual(['planned', 'planned', 'done'])
  expect(value?.revision).toBe(12)
})
