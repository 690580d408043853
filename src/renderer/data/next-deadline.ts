/** The one date worth a line: the next that is still ahead, else one that is going on. Pure. */
import type { DeadlineView } from '../../contract/views.schema.ts'

export function nextDeadline(deadlines: readonly DeadlineView[]): DeadlineView | null {
  return (
    deadlines.find(({ state }) => state === 'ahead') ?? deadlines.find(({ state }) => state === 'now') ?? null
  )
}
