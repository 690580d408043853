/** What is worth knowing of a probe beside its outcome, as facts: what was seen, or why a refusal proves nothing. */
import { failedChecks } from './authentication-results.ts'
import type { Note } from './note.schema.ts'
import type { Probe } from './run.schema.ts'

export type { Note }

/** All notes of a probe, in the order they were made; one that an earlier version wrote as a sentence comes first. */
export function notesOf({ note, notes }: Pick<Probe, 'note' | 'notes'>): readonly Note[] {
  return note === null ? notes : [{ code: 'as-written', text: note }, ...notes]
}

const spelled = { spf: 'SPF', dkim: 'DKIM', dmarc: 'DMARC' } as const

/** A message that lies where nobody may look. */
export function inJunk(to: string, authentication: Probe['authentication']): Note {
  return { code: 'in-junk', to, failed: failedChecks(authentication).map((method) => spelled[method]) }
}
