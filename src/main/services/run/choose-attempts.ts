/** Which of the planned attempts a run carries out: all, some addresses, what failed, or single ones again. */
import type { RunPlanView } from '../../../contract/views.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { attemptKey } from '../../../domain/run/attempts.ts'
import { endedAsExpected } from '../../../domain/run/probe-outcome.ts'
import type { RunStore } from '../desk/run-store.port.ts'
import { inTurns } from './turns.ts'

export interface Choice {
  /** `failed`: only what did not end as expected in the last run. */
  readonly only: 'all' | 'failed'
  /** Only these sender addresses; takes precedence. */
  readonly addresses?: readonly string[] | undefined
  /** Only what these probes of earlier runs tried; takes precedence over all. */
  readonly probes?: readonly string[] | undefined
}

type Planned = RunPlanView['probes']

export async function chooseAttempts(
  runs: RunStore,
  setupId: string,
  planned: Planned,
  { only, addresses, probes }: Choice,
): Promise<Result<Planned, AppError>> {
  if (probes !== undefined) {
    const tried = probes.map((id) => runs.getProbe(id)).filter((probe) => probe !== null)
    return someOf(theSame(planned, tried), { code: 'attempt-not-planned', field: 'probes' })
  }
  if (addresses !== undefined) {
    const known = new Set(planned.map((probe) => probe.from.toLowerCase()))
    const wanted = new Set(addresses.map((address) => address.toLowerCase()))
    const unknown = [...wanted].filter((address) => !known.has(address))
    if (unknown.length > 0) return err({ code: 'addresses-not-listed', addresses: unknown, field: 'only' })
    return someOf(
      planned.filter((probe) => wanted.has(probe.from.toLowerCase())),
      nobody,
    )
  }
  if (only === 'all') return someOf(planned, nobody)
  const [last] = runs.listRuns(setupId)
  const failed: Parameters<typeof attemptKey>[0][] = []
  for await (const probe of inTurns(last === undefined ? [] : runs.eachProbe(last.id)))
    if (!endedAsExpected(probe)) failed.push(probe)
  return someOf(theSame(planned, failed), { code: 'nothing-failed' })
}

const nobody: AppError = { code: 'no-senders', field: 'mailboxes' }

function theSame(planned: Planned, tried: readonly Parameters<typeof attemptKey>[0][]): Planned {
  const keys = new Set(tried.map(attemptKey))
  return planned.filter((probe) => keys.has(attemptKey(probe)))
}

function someOf(chosen: Planned, none: AppError): Result<Planned, AppError> {
  return chosen.length > 0 ? ok(chosen) : err(none)
}
