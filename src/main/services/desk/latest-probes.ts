/** The newest probe of each attempt over all runs: after “only what failed” the earlier proofs still count. */
import { firstOfEach } from '../../../domain/run/attempts.ts'
import type { ProbeOutcome } from '../../../domain/run/probe-outcome.ts'
import type { Probe, Run } from '../../../domain/run/run.schema.ts'
import type { RunStore } from './run-store.port.ts'

/** Older proof than this many runs ago is not proof any more. */
const runsLookedAt = 20

/** Probes of run `newest` first, then those of earlier runs for what it did not try. */
export function latestProbes(runs: RunStore, setupId: string, newest: string): Probe[] {
  return firstOfEach(eachOf(runsFrom(runs, setupId, newest), (run) => runs.eachProbe(run.id)))
}

/** The same without the texts, for who only counts. */
export function latestOutcomes(runs: RunStore, setupId: string, newest: string): ProbeOutcome[] {
  return firstOfEach(eachOf(runsFrom(runs, setupId, newest), (run) => runs.outcomes(run.id)))
}

/** Of those that must be refused: a run of “only what failed” tries nothing that was refused before. */
export function latestRefusals(runs: RunStore, setupId: string, newest: string): ProbeOutcome[] {
  return firstOfEach(eachOf(runsFrom(runs, setupId, newest), (run) => runs.refusals(run.id)))
}

/** One run after the other: what an earlier one has told, and a later one has put right, is not kept. */
function* eachOf<P>(runs: readonly Run[], read: (run: Run) => Iterable<P>): Generator<P> {
  for (const run of runs) yield* read(run)
}

function runsFrom(runs: RunStore, setupId: string, newest: string): Run[] {
  const all = runs.listRuns(setupId)
  const from = Math.max(
    0,
    all.findIndex((run) => run.id === newest),
  )
  const foreign = (run: Run | undefined) => run !== undefined && run.importedAt !== null
  const kind = foreign(all[from])
  // what came in a file adds nothing to what was carried out here
  return all.filter((run, at) => at >= from && foreign(run) === kind).slice(0, runsLookedAt)
}
