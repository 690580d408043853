/** After a crash: what had not left may be sent, what may have left is `uncertain` and only looked for. */
import type { Clock } from '../../ports/clock.ts'
import type { RunStore } from '../../ports/run-store.ts'
import type { Surroundings } from '../../ports/surroundings.ts'

export const leaseSeconds = 20
export const leaseRenewMs = 5_000

/** Owner text of this process: another process can tell from it whether the owner still lives. */
export function leaseOwner(surroundings: Surroundings): string {
  return `${surroundings.processId}:${surroundings.instanceId}`
}

/** Takes the run's lease, also from an owner that has died. False while a living process works on the run. */
export function takeLease(runs: RunStore, surroundings: Surroundings, clock: Clock, runId: string): boolean {
  const me = leaseOwner(surroundings)
  const holder = runs.leaseOwner(runId)
  if (holder !== null && holder !== me && !surroundings.isProcessAlive(Number.parseInt(holder, 10)))
    runs.releaseLease(runId, holder)
  return runs.takeLease(runId, me, clock.now().toISOString(), leaseSeconds)
}

/**
 * Puts runs right that a process left open when it ended. A probe that was only connecting goes back to
 * `planned`; one that was handing its message over becomes `uncertain` and is never sent again by itself.
 * Returns how many runs were interrupted.
 */
export function recoverRuns(runs: RunStore, surroundings: Surroundings, clock: Clock): number {
  let recovered = 0
  for (const run of runs.openRuns()) {
    if (!takeLease(runs, surroundings, clock, run.id)) continue
    const at = clock.now().toISOString()
    for (const probe of runs.probes(run.id)) {
      if (probe.phase === 'connecting')
        runs.saveProbe(
          { ...probe, phase: 'planned', startedAt: null },
          { at, probeId: probe.id, kind: 'recovered-not-sent', data: {} },
        )
      if (probe.phase === 'handing-over')
        runs.saveProbe(
          {
            ...probe,
            phase: 'done',
            outcome: 'uncertain',
            stage: 'body',
            reply:
              'Sendproof ended while this message was being handed over, so the server’s answer is not known.',
            receipt: 'waiting',
          },
          { at, probeId: probe.id, kind: 'recovered-uncertain', data: {} },
        )
    }
    runs.saveRun({ ...run, state: 'interrupted' })
    runs.releaseLease(run.id, leaseOwner(surroundings))
    recovered += 1
  }
  return recovered
}
