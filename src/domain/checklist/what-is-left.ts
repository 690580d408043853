/** What is left to do, for everybody or for one role, and how long the waits still take. */
import type { Role } from '../recipe/recipe.schema.ts'
import type { Checklist, ChecklistStep } from './checklist.schema.ts'

export function stepsFor(
  checklist: Checklist,
  { role, left }: { readonly role: Role | null; readonly left: boolean },
): ChecklistStep[] {
  return checklist.steps.filter(
    (step) =>
      (role === null || step.role === role) &&
      (!left || (step.state !== 'done' && step.state !== 'not-needed')),
  )
}

/** Whole minutes until a wait is over, at least 1 while it lasts; null when the step does not wait. */
export function minutesLeft(step: Pick<ChecklistStep, 'state' | 'waitUntil'>, now: string): number | null {
  if (step.state !== 'waiting' || step.waitUntil === null) return null
  return Math.max(1, Math.ceil((Date.parse(step.waitUntil) - Date.parse(now)) / 60_000))
}

/**
 * Minutes of work and of waiting in these steps, as of now. What waits already is worked off, and only the rest of
 * its wait counts; the waits are added up, which is more than it takes when they run side by side.
 */
export function effortLeft(
  steps: readonly Pick<ChecklistStep, 'state' | 'minutes' | 'waitMinutes' | 'waitUntil'>[],
  now: string,
): { readonly work: number; readonly waiting: number } {
  let work = 0
  let waiting = 0
  for (const step of steps) {
    if (step.state === 'done' || step.state === 'not-needed') continue
    if (step.state === 'waiting') {
      waiting += Math.min(minutesLeft(step, now) ?? 0, step.waitMinutes)
      continue
    }
    // The wait of a step that is looked at again is over.
    if (step.waitUntil === null) {
      work += step.minutes
      waiting += step.waitMinutes
    }
  }
  return { work, waiting }
}
