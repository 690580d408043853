/** Moves one step: what is legal, who did it, and how long Microsoft may take from here. */
import type { Problem } from '../problem/problem.ts'
import { err, ok, type Result } from '../result.ts'
import { oneLine, plainText } from '../text/escape.ts'
import type { ChecklistStep } from './checklist.schema.ts'
import type { StepEvent } from '../step/step-event.schema.ts'
import { stepStates, type StepMove, type StepState } from '../step/step-record.schema.ts'

const longestNote = 4000

export interface DecidedMove {
  readonly move: StepMove
  /** ISO time; null when the step does not wait. */
  readonly waitUntil: string | null
  /** The move says that the step is done now, for the values it has now. */
  readonly settles: boolean
}

/**
 * The move to record, and until when the step waits.
 *
 * Any state may follow any other: people work out of order and undo by moving back, and the history keeps both.
 * Refused is only what cannot be true: a step the recipe's conditions rule out, a state it already has (unless a
 * note or an event is added, or its values changed since), a note too long to keep. `wanted` null adds the note alone. A person's `done` on a step that Microsoft applies with a delay becomes
 * `waiting`; saying `done` again, after the wait or during it, is believed.
 */
export function moveStep(
  step: ChecklistStep,
  wanted: StepState | null,
  who: string,
  by: StepMove['by'],
  at: string,
  note: string | null,
  events: readonly StepEvent[] = [],
): Result<DecidedMove, Problem> {
  const to = wanted ?? recordedState(step)
  if (!stepStates.includes(to))
    return err({ code: 'step-state-unknown', given: String(to), known: stepStates, field: 'state' })
  const text = note === null ? '' : plainText(note).trim()
  if (text.length > longestNote)
    return err({
      code: 'step-note-too-long',
      characters: text.length,
      most: longestNote,
      field: 'note',
    })
  if (ruledOut(step)) return err({ code: 'step-ruled-out', title: step.title, field: 'step' })

  const from = recordedState(step)
  const again = step.state === 'changed' && wanted === 'done'
  const waits =
    wanted === 'done' &&
    by === 'person' &&
    step.waitMinutes > 0 &&
    (again || (from !== 'waiting' && from !== 'done'))
  const reached = waits ? 'waiting' : to
  if (reached === from && text === '' && events.length === 0 && !again)
    return err({ code: 'step-state-same', title: step.title, state: reached, field: 'state' })
  return ok({
    move: {
      at,
      who: oneLine(who).slice(0, 200),
      by,
      from,
      to: reached,
      note: text === '' ? null : text,
      ...(events.length === 0 ? {} : { events: [...events] }),
    },
    waitUntil: reached === 'waiting' ? waitUntil(step, from, at, again) : null,
    settles: wanted !== null && (reached === 'done' || reached === 'waiting'),
  })
}

/** What the record says: `waiting` where the time is over and `doing` is shown, done or waiting where `changed` is. */
export function recordedState(step: Pick<ChecklistStep, 'state' | 'waitUntil'>): StepState {
  if (step.state === 'changed') return step.waitUntil === null ? 'done' : 'waiting'
  return step.state === 'doing' && step.waitUntil !== null ? 'waiting' : step.state
}

/** not-needed because of the recipe, not because a person said so. */
function ruledOut(step: ChecklistStep): boolean {
  return step.state === 'not-needed' && step.history.at(-1)?.to !== 'not-needed'
}

/** A note added to a waiting step does not make Microsoft's clock start again. */
function waitUntil(step: ChecklistStep, from: StepState, at: string, again: boolean): string | null {
  if (from === 'waiting' && !again) return step.waitUntil
  if (step.waitMinutes === 0) return null
  return new Date(Date.parse(at) + step.waitMinutes * 60_000).toISOString()
}
