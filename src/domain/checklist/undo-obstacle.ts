/** Why the last move of a step cannot be taken back. Apart from undo-step.ts: the page asks before it offers. */
import type { ChecklistStep } from './checklist.ts'

/**
 * Only a person's move can be taken back, and only while it is the last: what a check or Sendproof saw afterwards is
 * a fact, which a person answers with a move of their own. Undoing an undo brings back what was undone.
 */
export function undoObstacle(
  step: Pick<ChecklistStep, 'title' | 'history'>,
): { readonly what: string; readonly next: string } | null {
  const last = step.history.at(-1)
  if (last === undefined)
    return { what: `Nobody has moved “${step.title}” yet.`, next: 'There is nothing to take back.' }
  if (last.by !== 'person')
    return {
      what: `“${step.title}” was moved last by ${last.who}, not by a person.`,
      next: 'Set the state yourself instead, with a note that says why.',
    }
  if (last.from === last.to)
    return {
      what: `The last move of “${step.title}” only added a note.`,
      next: 'Notes stay; set the state instead.',
    }
  return null
}
