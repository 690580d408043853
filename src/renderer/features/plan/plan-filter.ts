/** Which steps of the plan are shown: one role's, what is left, and those that say every word looked for. Pure. */
import type { Checklist, ChecklistStep } from '../../../domain/checklist/checklist.ts'
import { stepsFor } from '../../../domain/checklist/what-is-left.ts'
import { sayPortal } from '../../../words/say-step.ts'
import type { PlanView } from '../../data/location.ts'
import { words } from '../../words.ts'

export function shownSteps(
  checklist: Checklist,
  { role, left, words: typed }: Pick<PlanView, 'role' | 'left' | 'words'>,
): readonly ChecklistStep[] {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean)
  return stepsFor(checklist, { role, left }).filter((step) => {
    const said = saidBy(step)
    return wanted.every((word) => said.includes(word))
  })
}

export const isFiltered = ({
  role,
  left,
  words: typed,
}: Pick<PlanView, 'role' | 'left' | 'words'>): boolean => role !== null || left || typed.trim() !== ''

/** Title, what to do, why, values and notes: where a person remembers having read a word. */
function saidBy({ title, what, why, portal, values, history }: ChecklistStep): string {
  return [
    title,
    what,
    why,
    ...sayPortal(words, portal),
    // What a secret's value says is only where to find it.
    ...values.flatMap(({ label, value }) => [label, value]),
    ...history.map(({ note }) => note ?? ''),
  ]
    .join('\n')
    .toLowerCase()
}
