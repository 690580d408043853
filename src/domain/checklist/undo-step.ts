/** Takes back the last move of a step: by moving it back, so that the history keeps both. */
import { appError, type AppError } from '../app-error.ts'
import { err, ok, type Result } from '../result.ts'
import { oneLine } from '../text/escape.ts'
import type { ChecklistStep } from './checklist.ts'
import type { StepMove } from './step-record.ts'
import { undoObstacle } from './undo-obstacle.ts'

export function undoStep(
  step: ChecklistStep,
  who: string,
  at: string,
): Result<{ move: StepMove; waitUntil: string | null }, AppError> {
  const obstacle = undoObstacle(step)
  if (obstacle !== null)
    return err(appError('bad-input', obstacle.what, { next: obstacle.next, field: 'STEP' }))
  const last = step.history.at(-1)
  if (last === undefined) throw new Error('a step without a history has an obstacle')
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
