/** Turns what a step says in codes, and what stands beside its moves, into what a person reads; what a recipe wrote stays as it is. */
import type { ChecklistStep } from '../domain/checklist/checklist.schema.ts'
import type { PortalPart } from '../domain/recipe/recipe-text.schema.ts'
import type { FollowingNote, ManualNote, StepNote } from '../domain/recipe/recipe.schema.ts'
import type { Words } from './words.ts'
import type { StepMove } from '../domain/step/step-record.schema.ts'
import type { StepEvent } from '../domain/step/step-event.schema.ts'

type Spoken = Pick<Words, 'steps'>

export function sayPortal({ steps: { portals } }: Spoken, portal: readonly PortalPart[]): string[] {
  return portal.map((part) => (typeof part === 'string' ? part : portals[part.code]))
}

export function sayStepNote({ steps: { notes } }: Spoken, note: StepNote): ManualNote {
  if (!('code' in note)) return note
  // One code is one entry of the table; the compiler cannot see that through the mapped type.
  const say = notes[note.code] as (note: FollowingNote) => Pick<ManualNote, 'says' | 'do'>
  const { because, status, ask } = note
  return { how: 'says', ...say(note), because, status, ...(ask === undefined ? {} : { ask }) }
}

/** Both as text, for a document and for what other programs read. */
export function sayStep(
  words: Spoken,
  { portal, manual }: Pick<ChecklistStep, 'portal' | 'manual'>,
): { portal: string[]; manual: ManualNote[] } {
  return { portal: sayPortal(words, portal), manual: manual.map((note) => sayStepNote(words, note)) }
}

/** Null when nothing was noted. `events`: `words.checklist.events` of the language. */
export function stepNote(
  { note, events = [] }: Pick<StepMove, 'note' | 'events'>,
  words: Words['checklist']['events'],
): string | null {
  if (events.length === 0) return note
  const said = events.map((event) => (words[event.code] as (facts: StepEvent) => string)(event))
  return [...(note === null ? [] : [note]), ...said].join(' ')
}
