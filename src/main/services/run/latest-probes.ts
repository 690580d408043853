/** The newest probe of each attempt over all runs: after “only what failed” the earlier proofs still count. */
import { firstOfEach } from '../../../domain/run/attempts.ts'
import type { Probe } from '../../../domain/run/run.ts'
import type { RunStore } from '../../ports/run-store.ts'

/** Older proof than this many runs ago is not proof any more. */
const runsLookedAt = 20

/** Probes of run `newest` first, then those of earlier runs for what it did not try. */
export function latestProbes(runs: RunStore, setupId: string, newest: string): Probe[] {
  const all = runs.listRuns(setupId)
  const from = Math.max(
    0,
    all.findIndex((run) => run.id === newest),
  )
  return firstOfEach(all.slice(from, from + runsLookedAt).flatMap((run) => runs.probes(run.id)))
}
