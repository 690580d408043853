/** Takes back the last move of a step: by moving it back, so that the history keeps both. */
import { appError, type AppError } from '../app-error.ts'
import { err, ok, type Result } from '../result.ts'
import { oneLine } from '../text/escape.ts'
import type { ChecklistStep } from './checklist.ts'
import type { StepMove } from './step-record.ts'

/**
 * Only a person's move can be taken back, and only while it is the last: what a check or Sendproof saw afterwards is
 * a fact, which a person answers with a move of their own. Undoing an undo brings back what was undone.
 */
export function undoStep(
  step: ChecklistStep,
  who: string,
  at: string,
): Result<{ move: StepMove; waitUntil: string | null }, AppError> {
  const last = step.history.at(-1)
  if (last === undefined)
    return refuse(`Nobody has moved “${step.title}” yet.`, 'There is nothing to take back.')
  if (last.by !== 'person')
    return refuse(
      `“${step.title}” was moved last by ${last.who}, not by a person.`,
      'Set the state yourself instead, with a note that says why.',
    )
  if (last.from === last.to)
    return refuse(`The last move of “${step.title}” only added a note.`, 'Notes stay; set the state instead.')
  return ok({
    move: {
      at,
      who: oneLine(who).slice(0, 200),
      by: 'person',
      from: last.to,
      to: last.from,
      note: `Taken back: the move of ${oneLine(last.who)} on ${last.at}.`,
    },
    waitUntil: last.from === 'waiting' ? waitBefore(step) : null,
  })
}

/** The wait goes on from when it began: it is not Microsoft's clock that was moved back. */
function waitBefore(step: ChecklistStep): string | null {
  if (step.waitMinutes === 0) return null
  const began = step.history.findLast((move) => move.to === 'waiting' && move.from !== 'waiting')
  return began === undefined ? null : new Date(Date.parse(began.at) + step.waitMinutes * 60_000).toISOString()
}

function refuse(what: string, next: string): Result<never, AppError> {
  return err(appError('bad-input', what, { next, field: 'STEP' }))
}
