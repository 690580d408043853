/** After a crash: what had not left may be sent, what may have left is `uncertain` and only looked for. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import { ok, type Result } from '../../../domain/result.ts'
import type { Run } from '../../../domain/run/run.schema.ts'
import type { Clock, Surroundings } from '../surroundings/surroundings.port.ts'
import type { RunStore } from '../desk/run-store.port.ts'
import type { SetupStore } from '../desk/stores.port.ts'
import { asFailure, StoreFailure } from '../surroundings/store-failure.port.ts'

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
 * Makes the run this process's own and `write`s it, or says who is ahead: in one transaction, so that of two processes
 * that ask at the same moment one is refused. A holder that has died is succeeded at once. `mine` as below.
 */
export function claimRun(
  { runs, setups, surroundings, clock }: ClaimPorts,
  run: Run,
  mine: (runId: string) => boolean,
  write: () => void,
): Result<null, AppError> {
  try {
    setups.transaction(() => {
      recoverRuns(runs, surroundings, clock, mine)
      if (runs.openRuns().some(({ setupId }) => setupId === run.setupId)) throw new StoreFailure(busy)
      write()
      if (!takeLease(runs, surroundings, clock, run.id)) throw new StoreFailure(busy)
    })
    return ok(null)
  } catch (thrown) {
    return asFailure(thrown)
  }
}

const busy: AppError = { code: 'run-busy', where: 'elsewhere' }

interface ClaimPorts {
  readonly runs: RunStore
  readonly setups: SetupStore
  readonly surroundings: Surroundings
  readonly clock: Clock
}

/**
 * Puts runs right that a process left open when it ended. Those in `mine` are under way here and stay as they are.
 * Returns how many runs were interrupted.
 */
export function recoverRuns(
  runs: RunStore,
  surroundings: Surroundings,
  clock: Clock,
  mine: (runId: string) => boolean = () => false,
): number {
  let recovered = 0
  for (const run of runs.openRuns()) {
    if (mine(run.id) || !takeLease(runs, surroundings, clock, run.id)) continue
    // its plan was still being written, so nothing of it was tried
    if (runs.discardIncomplete(run.id)) continue
    putRight(runs, clock, run)
    runs.releaseLease(run.id, leaseOwner(surroundings))
    recovered += 1
  }
  return recovered
}

/**
 * What nobody works on any more: a probe that was only connecting goes back to `planned`; one that was handing its
 * message over becomes `uncertain`. That one is never sent again by itself: whether it arrived is looked for.
 */
export function putRight(runs: RunStore, clock: Clock, run: Run): void {
  const at = clock.now().toISOString()
  for (const probe of runs.eachProbe(run.id)) {
    if (probe.phase === 'connecting')
      runs.saveProbe(
        { ...probe, ...unanswered, phase: 'planned', startedAt: null },
        { at, probeId: probe.id, kind: 'recovered-not-sent', data: {} },
      )
    if (probe.phase === 'handing-over')
      runs.saveProbe(
        {
          ...probe,
          ...unanswered,
          phase: 'done',
          outcome: 'uncertain',
          stage: 'body',
          reason: { code: 'ended-here' },
          receipt: 'waiting',
        },
        { at, probeId: probe.id, kind: 'recovered-uncertain', data: {} },
      )
  }
  runs.saveRun({ ...run, state: 'interrupted' })
}

/** An answer to an earlier try does not stand for the one that broke off, and must not have it tried again. */
const unanswered = {
  outcome: null,
  reply: null,
  reason: null,
  stage: null,
  diagnosis: null,
  tooEarly: null,
} as const
