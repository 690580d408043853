/** What an answer has changed in the plan: steps that are not needed any more, and steps that are needed now. Pure. */
import type { Checklist } from '../../domain/checklist/checklist.schema.ts'

export interface PlanChanges {
  /** Titles, in the order of the plan. */
  readonly dropped: readonly string[]
  readonly added: readonly string[]
}

/** Null when the same steps are needed. */
export function planChanges(
  before: Pick<Checklist, 'steps'>,
  after: Pick<Checklist, 'steps'>,
): PlanChanges | null {
  const needed = ({ steps }: Pick<Checklist, 'steps'>) =>
    new Set(steps.filter(({ state }) => state !== 'not-needed').map(({ id }) => id))
  const [was, is] = [needed(before), needed(after)]
  const dropped = after.steps.filter(({ id }) => was.has(id) && !is.has(id)).map(({ title }) => title)
  const added = after.steps.filter(({ id }) => !was.has(id) && is.has(id)).map(({ title }) => title)
  return dropped.length + added.length === 0 ? null : { dropped, added }
}
