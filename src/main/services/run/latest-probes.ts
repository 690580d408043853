/** The newest probe of each sender over all runs: after “only what failed” the earlier proofs still count. */
import type { Probe } from '../../../domain/run/run.ts'
import type { RunStore } from '../../ports/run-store.ts'

/** Older proof than this many runs ago is not proof any more. */
const runsLookedAt = 20

/** Probes of run `newest` first, then those of earlier runs for senders it did not try. */
export function latestProbes(runs: RunStore, setupId: string, newest: string): Probe[] {
  const all = runs.listRuns(setupId)
  const from = all.findIndex((run) => run.id === newest)
  const seen = new Set<string>()
  const latest: Probe[] = []
  for (const run of all.slice(Math.max(0, from), Math.max(0, from) + runsLookedAt))
    for (const probe of runs.probes(run.id)) {
      const sender = `${probe.check ?? ''} ${probe.mailboxId} ${probe.transport} ${probe.expected}`
      if (seen.has(sender)) continue
      seen.add(sender)
      latest.push(probe)
    }
  return latest
}
