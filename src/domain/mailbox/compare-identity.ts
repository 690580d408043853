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
  /** True when a person said that sign-in names and addresses differ in this tenant. */
  readonly namesDiffer: boolean
}

export interface ArrivedAccount {
  /** The sign-in name (UPN). */
  readonly username: string
  readonly objectId: string
  readonly tenantId: string
  /** The address in the account's own record: whoever administers accounts can write it, so it proves nothing alone. */
  readonly mail: string | null
}

/**
 * Compares tenant id, then the sign-in name, then (after an earlier authorisation) object id. An account whose sign-in
 * name is another passes when it is the very account that was accepted before, or when a person says that names differ
 * and the account's record names the address as well (ADR 16). A tenant given as a domain was compared at the sign-in:
 * the authority of a domain signs people in to the tenant it belongs to, and no other. Runs before anything is stored; a
 * mismatch names who signed in and who was meant.
 */
export function compareIdentity(meant: MeantAccount, arrived: ArrivedAccount): Result<null, Problem> {
  const facts = { who: arrived.username === '' ? null : arrived.username, meant: meant.address }
  if (isTenantGuid(meant.tenantId) && !same(meant.tenantId, arrived.tenantId))
    return err({ code: 'account-of-other-tenant', ...facts, tenantId: arrived.tenantId })
  const { before } = meant
  if (before !== null && before.objectId !== arrived.objectId && same(before.username, arrived.username))
    return err({ code: 'account-recreated', ...facts })
  if (same(arrived.username, meant.address)) return ok(null)
  if (before !== null && arrived.objectId !== '' && before.objectId === arrived.objectId) return ok(null)
  if (arrived.mail === null || !same(arrived.mail, meant.address))
    return err({ code: 'account-other', ...facts })
  return meant.namesDiffer ? ok(null) : err({ code: 'account-other-name', ...facts })
}

function same(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase()
}
