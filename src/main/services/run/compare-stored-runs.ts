/** Two runs of a setup side by side, found in the store by their place or by what a person calls them. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { RunsCompared } from '../../../domain/run/compare-runs.ts'
import type { RunComparison } from '../../../domain/run/compare-runs.schema.ts'
import type { RunStore } from '../desk/run-store.port.ts'
import { inTurns } from './turns.ts'

/** `before` null takes the run before `run`. Null: there is none. */
export async function compareWithEarlier(
  store: RunStore,
  setupId: string,
  runId: string,
  before: string | null,
): Promise<Result<RunComparison | null, AppError>> {
  const runs = store.listRuns(setupId)
  const at = runs.findIndex((run) => run.id === runId)
  const earlier = before === null ? runs[at + 1] : runs.find((run) => run.id === before)
  if (at === -1 || (before !== null && earlier === undefined)) return err({ code: 'run-unknown' })
  if (earlier === undefined) return ok(null)
  return ok(await compared(store, earlier.id, runId))
}

/** Named by their ids or the first characters of them; the earlier one is compared with the later. */
export async function compareNamed(
  store: RunStore,
  setupId: string,
  one: string,
  other: string,
): Promise<Result<RunComparison, AppError>> {
  const runs = store.listRuns(setupId)
  const named = [one, other].map((text) => {
    const fitting = text.length < 4 ? [] : runs.filter(({ id }) => id.startsWith(text.toLowerCase()))
    return fitting.length === 1 ? runs.findIndex((run) => run === fitting[0]) : -1
  })
  const [later, earlier] = named.toSorted((a, b) => a - b).map((at) => runs[at])
  if (later === undefined || earlier === undefined || later === earlier)
    return err({
      code: 'runs-not-told-apart',
      known: runs.slice(0, 10).map(({ id, startedAt }) => `${id.slice(0, 8)} (${startedAt})`),
      field: 'RUN',
    })
  return ok(await compared(store, earlier.id, later.id))
}

async function compared(store: RunStore, earlier: string, later: string): Promise<RunComparison> {
  const comparison = new RunsCompared()
  for await (const probe of inTurns(store.eachProbe(earlier))) comparison.earlier(probe)
  for await (const probe of inTurns(store.eachProbe(later))) comparison.later(probe)
  return comparison.result()
}
