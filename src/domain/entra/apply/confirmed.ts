/** Which of the changes a person agreed to are still to be made, now that the tenant was read once more. */
import type { Change } from '../plan/change.schema.ts'

export interface Confirmed {
  /** To be made, with the ids that are known by now. */
  readonly due: readonly Change[]
  /** Agreed to and not needed any more: the tenant is so already. */
  readonly already: readonly Change[]
  /** Agreed to, but what stands there is not what the plan was made for: to be agreed to anew. */
  readonly outOfDate: readonly Change[]
}

/** `fresh`: what would be planned now. What nobody agreed to is left for the next plan. */
export function confirmed(agreed: readonly Change[], fresh: readonly Change[]): Confirmed {
  const already: Change[] = []
  const outOfDate: Change[] = []
  const due = new Map<Change, Change>()
  for (const change of agreed) {
    const alike = fresh.filter((one) => one.kind === change.kind && sameTarget(one, change))
    const same = alike.find((one) => !due.has(one) && sameContent(one, change))
    // Whoever carries out a plan may be somebody else than who made it: the owner stays the one agreed to.
    if (same !== undefined)
      due.set(
        same,
        change.kind === 'add-owner' ? { ...change, target: same.target as typeof change.target } : same,
      )
    else if (alike.length > 0) outOfDate.push(change)
    else already.push(change)
  }
  return {
    due: fresh.flatMap((one) => due.get(one) ?? []),
    already,
    outOfDate,
  }
}

/** An id that the plan did not know yet fits any. */
function sameTarget(a: Change, b: Change): boolean {
  if (resourceOf(a) !== resourceOf(b)) return false
  return a.target.id === null || b.target.id === null || a.target.id === b.target.id
}

/** Several grants or assignments are made of one kind: the API and the permission tell them apart. */
function resourceOf(change: Change): string {
  const part = change.after ?? change.before
  if (typeof part !== 'object' || part === null || !('resourceId' in part)) return ''
  return `${part.resourceId} ${'roleId' in part ? part.roleId : (part.principalId ?? '')}`
}

function sameContent(a: Change, b: Change): boolean {
  if (a.kind === 'add-owner' || a.kind === 'add-secret' || a.kind === 'add-certificate') return true
  return JSON.stringify([a.before, a.after], withoutIds) === JSON.stringify([b.before, b.after], withoutIds)
}

const late: readonly string[] = ['client', 'appId', 'keyId']
function withoutIds(name: string, value: unknown): unknown {
  return late.includes(name) ? undefined : value
}
