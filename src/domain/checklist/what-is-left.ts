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

/**
 * What the verification stands on and nobody has said is done: the steps its own step needs, directly or through
 * others, in the order of the plan. Sign-ins are left out: each mailbox says that of itself.
 */
export function openBeforeSending({ steps }: Pick<Checklist, 'steps'>): ChecklistStep[] {
  const byId = new Map(steps.map((step) => [step.id, step]))
  const needed = new Set<string>()
  const take = (step: ChecklistStep) => {
    for (const id of step.needs) {
      const before = byId.get(id)
      if (before === undefined || needed.has(id)) continue
      needed.add(id)
      take(before)
    }
  }
  for (const step of steps) if (step.automation === 'verify') take(step)
  return steps.filter(
    ({ id, state, automation }) =>
      needed.has(id) && automation === null && state !== 'done' && state !== 'not-needed',
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
