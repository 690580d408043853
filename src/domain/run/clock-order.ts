/** Whether the clock of this PC went back between its runs. Runs are ordered by what was begun here first, never by it. */
import type { Run } from './run.schema.ts'

type Dated = Pick<Run, 'id' | 'startedAt' | 'importedAt'>

/**
 * The latest time of a run of this PC that was begun before `id` and carries a later time; null when the times of both
 * are in order, or the run came out of a file. `runs`: newest first, as the store lists them.
 */
export function datedLaterBefore(runs: readonly Dated[], id: string): string | null {
  const own = runs.filter(({ importedAt }) => importedAt === null)
  const at = own.findIndex((run) => run.id === id)
  const run = own[at]
  if (run === undefined) return null
  const later = own.slice(at + 1).filter(({ startedAt }) => startedAt > run.startedAt)
  return later.reduce<string | null>(
    (latest, { startedAt }) => (latest === null || startedAt > latest ? startedAt : latest),
    null,
  )
}
