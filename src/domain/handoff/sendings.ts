/** What of a role's work cannot be done in one go, because somebody else's step comes in between. Pure. */
import type { ChecklistStep } from '../checklist/checklist.schema.ts'

type Linked = Pick<ChecklistStep, 'id' | 'role' | 'state' | 'waitsFor'>

/**
 * Ids of the open steps of this role that wait, directly or through others, for an open step of another role which in
 * turn waits for an open step of this role: the page has to go to the same person a second time. What merely waits for
 * others to begin is not among them.
 */
export function laterSteps(steps: readonly Linked[], role: ChecklistStep['role']): ReadonlySet<string> {
  const known = new Map(steps.map((step) => [step.id, step]))
  const allBefore = (id: string, met = new Set<string>()): ReadonlySet<string> => {
    for (const before of known.get(id)?.waitsFor ?? []) {
      if (met.has(before)) continue
      met.add(before)
      allBefore(before, met)
    }
    return met
  }
  const isOwn = (id: string) => known.get(id)?.role === role
  return new Set(
    steps
      .filter((step) => step.role === role && step.state !== 'done')
      .map(({ id }) => id)
      .filter((id) =>
        [...allBefore(id)].some((between) => !isOwn(between) && [...allBefore(between)].some(isOwn)),
      ),
  )
}
