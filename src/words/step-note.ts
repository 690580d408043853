/** What stands beside a move of a step: a person's own words as they are, or what Sendproof noted, in the reader's language. */
import type { StepMove } from '../domain/step/step-record.schema.ts'
import type { StepEvent } from '../domain/step/step-event.schema.ts'
import type { Words } from './words.ts'

/** Null when nothing was noted. `events`: `words.checklist.events` of the language. */
export function stepNote(
  { note, events = [] }: Pick<StepMove, 'note' | 'events'>,
  words: Words['checklist']['events'],
): string | null {
  if (events.length === 0) return note
  const said = events.map((event) => (words[event.code] as (facts: StepEvent) => string)(event))
  return [...(note === null ? [] : [note]), ...said].join(' ')
}
