/** Takes back the last move of a step: by moving it back, so that the history keeps both. */
import type { Problem } from '../problem/problem.ts'
import { err, ok, type Result } from '../result.ts'
import { oneLine } from '../text/escape.ts'
import type { ChecklistStep } from './checklist.schema.ts'
import type { DecidedMove } from './move-step.ts'
import type { StepMove } from '../step/step-record.schema.ts'

/**
 * Why the last move cannot be taken back; null when it can. Only a person's move can be, and only while it is the last:
 * what a check or Sendproof saw afterwards is a fact, which a person answers with a move of their own. Undoing an undo
 * brings back what was undone.
 */
export function undoObstacle({ title, history }: Pick<ChecklistStep, 'title' | 'history'>): Problem | null {
  const last = history.at(-1)
  if (last === undefined) return { code: 'step-never-moved', title, field: 'step' }
  if (last.by !== 'person') return { code: 'step-moved-by-other', title, who: last.who, field: 'step' }
  if (last.from === last.to && doneForBefore(history) === undefined)
    return { code: 'step-only-noted', title, field: 'step' }
  return null
}

/**
 * The step whose last move Ctrl+Z takes back: the newest one that a person made since then. What was undone already is
 * left alone, so that pressing the keys again goes on to the move before. `since`: a moment; older moves have become
 * facts that others may have acted on, and are undone on their own step.
 */
export function lastToUndo<S extends Pick<ChecklistStep, 'title' | 'history'>>(
  steps: readonly S[],
  since: string,
): S | null {
  const recent = steps.flatMap((step) => {
    const last = step.history.at(-1)
    const undone = last?.events?.some(({ code }) => code === 'undone') === true
    return last === undefined || undone || last.at < since || undoObstacle(step) !== null
      ? []
      : [{ step, at: last.at }]
  })
  return recent.toSorted((one, other) => (one.at < other.at ? 1 : -1))[0]?.step ?? null
}

/** Saying done again, for other values, is taken back by the values it was done for before. */
function doneForBefore(history: readonly StepMove[]): StepMove['doneFor'] {
  if (history.at(-1)?.doneFor === undefined) return undefined
  return history.slice(0, -1).findLast(({ doneFor }) => doneFor !== undefined)?.doneFor
}

export function undoStep(step: ChecklistStep, who: string, at: string): Result<DecidedMove, Problem> {
  const obstacle = undoObstacle(step)
  if (obstacle !== null) return err(obstacle)
  const last = step.history.at(-1)
  if (last === undefined) throw new Error('a step without a history has an obstacle')
  const settled = last.from === 'done' || last.from === 'waiting'
  const before =
    last.from === last.to
      ? doneForBefore(step.history)
      : settled
        ? step.history.findLast(({ doneFor }) => doneFor !== undefined)?.doneFor
        : undefined
  return ok({
    move: {
      at,
      who: oneLine(who).slice(0, 200),
      by: 'person',
      from: last.to,
      to: last.from,
      note: null,
      events: [{ code: 'undone', who: oneLine(last.who), at: last.at }],
      ...(before === undefined ? {} : { doneFor: before }),
    },
    settles: false,
    waitUntil: last.from === 'waiting' ? waitBefore(step) : null,
  })
}

/** The wait goes on from when it began: it is not Microsoft's clock that was moved back. */
function waitBefore(step: ChecklistStep): string | null {
  if (step.waitMinutes === 0) return null
  const began = step.history.findLast((move) => move.to === 'waiting' && move.from !== 'waiting')
  return began === undefined ? null : new Date(Date.parse(began.at) + step.waitMinutes * 60_000).toISOString()
}
