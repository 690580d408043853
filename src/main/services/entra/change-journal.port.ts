/** The journal of changes in tenants: every write is in it before it is tried. */
import type { ChangeEntry } from '../../../domain/entra/apply/change-entry.schema.ts'

export interface ChangeJournal {
  /** Oldest first. */
  listChanges(setupId: string): ChangeEntry[]
  /** Adds it, or puts it in place of the one with this id; durable when it returns. */
  saveChange(setupId: string, entry: ChangeEntry): void
}
