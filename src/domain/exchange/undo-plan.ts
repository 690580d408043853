/** Puts back what a result says was changed: newest first, each by the actions its own before and after ask for. */
import type { PlanHead } from './build-plan.ts'
import { exchangePlanFormat, type Action, type SetPlan } from './plan.schema.ts'
import type { Acted, ExchangeResult } from './result.schema.ts'

export type SetResult = Extract<ExchangeResult, { readonly kind: 'set' }>

export interface UndoPlanned {
  /** Null where nothing can be put back. */
  readonly plan: SetPlan | null
  /** Changes that were made and that no script takes back: a mailbox that was created, a customised organisation. */
  readonly final: readonly Acted[]
}

const retry = { tries: 4, waitSeconds: 15 }
/** A test asks and changes nothing. */
const changesNothing: readonly Acted['kind'][] = ['test-app']

export function undoPlan(head: PlanHead, result: SetResult): UndoPlanned {
  // A preview called nothing, so there is nothing of it to put back.
  const made = result.preview ? [] : result.actions.toReversed()
  const actions = made
    .flatMap(({ undo }) => undo)
    .map((action, index): Action => ({ ...action, id: `${undoMark(result.planId)}${index + 1}`, needs: [] }))
  return {
    plan:
      actions.length === 0
        ? null
        : { format: exchangePlanFormat, version: 1, kind: 'set', ...head, retry, actions },
    final: made.filter(
      ({ outcome, undo, kind }) => outcome === 'done' && undo.length === 0 && !changesNothing.includes(kind),
    ),
  }
}

/** What the ids of a plan begin with that puts this one back; so results tell by themselves what they undid. */
function undoMark(planId: string): string {
  return `undo-${planId}-`
}

/** Whether a result is the undoing of another: of any, or of the one with this plan id. */
export function undoes({ actions }: SetResult, planId: string | null): boolean {
  const mark = planId === null ? 'undo-' : undoMark(planId)
  return actions.some(({ id }) => id.startsWith(mark))
}

/** Whether all of it was put back, as far as the later results say. */
export function isUndone({ planId }: SetResult, later: readonly SetResult[]): boolean {
  return later.some(
    (one) =>
      undoes(one, planId) && one.actions.every(({ outcome }) => outcome === 'done' || outcome === 'already'),
  )
}
