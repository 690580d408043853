/** The wrong-account guard: is the account that came back the one that was meant? @see reference 9.5 */
import { isTenantGuid } from '../fields/id.ts'
import type { Problem } from '../problem/problem.ts'
import { err, ok, type Result } from '../result.ts'
import type { Authorisation } from './mailbox.schema.ts'

export interface MeantAccount {
  readonly address: string
  readonly tenantId: string
  /** The account that was authorised before, when there was one: a re-created user has another object id. */
  readonly before: Authorisation | null
}

export interface ArrivedAccount {
  readonly username: string
  readonly objectId: string
  readonly tenantId: string
  readonly aliases?: readonly string[]
}

/**
 * Compares tenant id, then address or alias, then (after an earlier authorisation) object id. A tenant given as a
 * domain was compared at the sign-in: the authority of a domain signs people in to the tenant it belongs to, and no other.
 * Runs before anything is stored; a mismatch names who signed in and who was meant.
 */
export function compareIdentity(meant: MeantAccount, arrived: ArrivedAccount): Result<null, Problem> {
  const facts = { who: arrived.username === '' ? null : arrived.username, meant: meant.address }
  if (isTenantGuid(meant.tenantId) && !same(meant.tenantId, arrived.tenantId))
    return err({ code: 'account-of-other-tenant', ...facts, tenantId: arrived.tenantId })
  const names = [arrived.username, ...(arrived.aliases ?? [])]
  if (!names.some((name) => same(name, meant.address))) return err({ code: 'account-other', ...facts })
  const recreated =
    meant.before !== null &&
    meant.before.objectId !== arrived.objectId &&
    same(meant.before.username, arrived.username)
  return recreated ? err({ code: 'account-recreated', ...facts }) : ok(null)
}

function same(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase()
}
