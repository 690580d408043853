/** What the registration asks for: one write of the whole list. */
import { knownAccess, missingAccess, replacedAccess, surplusAccess } from '../audit/permissions.ts'
import type { ApplicationFacts } from '../facts/entra-facts.ts'
import type { Planning } from './planning.ts'
import type { Change } from './change.schema.ts'

/** An id that nobody knows is left out, and the check stays open. */
export function changedAccess({ wanted, apis, differs }: Planning, found: ApplicationFacts): Change[] {
  const asked = (['permissions', 'permissions-surplus'] as const).filter(differs)
  if (asked.length === 0) return []
  const missing = missingAccess(found.access, apis, wanted)
  const added = knownAccess(apis, missing)
  const removed = [
    ...surplusAccess(found.access, apis, wanted),
    ...replacedAccess(found.access, apis, wanted),
  ]
  if (added.length + removed.length === 0) return []
  return [
    {
      kind: 'set-permissions',
      target: { object: 'application', id: found.id },
      before: [...found.access],
      after: [...found.access.filter((access) => !removed.includes(access)), ...added],
      checks: asked.filter((id) => id !== 'permissions' || added.length === missing.length),
      step: wanted.steps.permissions,
    },
  ]
}
