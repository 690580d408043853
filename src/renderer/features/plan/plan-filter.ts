/** Which steps of the plan are shown: one role's, what is left, and those that say every word looked for. Pure. */
import type { Checklist, ChecklistStep } from '../../../domain/checklist/checklist.schema.ts'
import { stepsFor } from '../../../domain/checklist/what-is-left.ts'
import type { Role } from '../../../domain/recipe/recipe-step.schema.ts'
import { sayPortal } from '../../../words/say-step.ts'
import type { PlanView } from '../../data/location.ts'
import { words } from '../../desk/words.ts'

export function shownSteps(
  checklist: Checklist,
  { role, left, words: typed, notNeeded }: Pick<PlanView, 'role' | 'left' | 'words' | 'notNeeded'>,
): readonly ChecklistStep[] {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean)
  return stepsFor(checklist, { role, left }).filter((step) => {
    if (step.state === 'not-needed' && !notNeeded && wanted.length === 0) return false
    const said = saidBy(step)
    return wanted.every((word) => said.includes(word))
  })
}

/** How many of a role's steps, or of everybody's, are needed; with `left` those that are not done. */
export function countNeeded(
  checklist: Checklist,
  filter: { readonly role: Role | null; readonly left: boolean },
): number {
  return stepsFor(checklist, filter).filter(({ state }) => state !== 'not-needed').length
}

export const isFiltered = ({ role, left, words }: Pick<PlanView, 'role' | 'left' | 'words'>): boolean =>
  role !== null || left || words.trim() !== ''

/** Title, what to do, why, values and notes: where a person remembers having read a word. */
function saidBy({ title, what, clicks, why, portal, values, history }: ChecklistStep): string {
  return [
    title,
    what,
    ...clicks,
    why,
    ...sayPortal(words, portal),
    // What a secret's value says is only where to find it.
    ...values.flatMap(({ label, value }) => [label, value]),
    ...history.map(({ note }) => note ?? ''),
  ]
    .join('\n')
    .toLowerCase()
}
