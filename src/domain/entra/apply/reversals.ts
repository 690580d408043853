/** What of the journal can be taken back, and by which change. */
import type { Change } from '../plan/change.schema.ts'
import { reverse } from '../plan/reverse.ts'
import type { ChangeEntry } from './change-entry.schema.ts'

export interface Reversal {
  readonly entry: ChangeEntry
  /** Null: nothing takes it back. */
  readonly change: Change | null
}

/** What was made and stands since, newest first; what was taken back is none of it, nor is the taking back. */
export function ownChanges(entries: readonly ChangeEntry[]): ChangeEntry[] {
  const takenBack = new Set(
    entries.flatMap(({ reverts, state }) =>
      reverts !== null && (state === 'done' || state === 'already') ? [reverts] : [],
    ),
  )
  return entries
    .filter(({ id, state, reverts }) => state === 'done' && reverts === null && !takenBack.has(id))
    .reverse()
}

export function reversal(entry: ChangeEntry): Reversal {
  const { change, made } = entry
  return {
    entry,
    change: reverse(change, {
      id: made?.id ?? null,
      application: made?.application ?? null,
      client: made?.client ?? null,
    }),
  }
}
