/** A new credential where there is none, or where the last one ends soon; old ones are left to a rollover. */
import { daysOf, kindToMake, rulesFor } from '../audit/credentials.ts'
import type { CredentialPolicyFacts } from '../facts/entra-facts.ts'
import type { Planning } from './planning.ts'
import type { Change, ChangeOf } from './change.schema.ts'

const dayMs = 86_400_000
/** Rules that could not be read are found out by the write itself. */
const noRules: CredentialPolicyFacts = { rules: [], lifted: [] }

export function credentialChanges({ wanted, facts, differs, now, applicationId }: Planning): Change[] {
  const asked = (['credential', 'credential-expiry'] as const).filter(differs)
  if (asked.length === 0) return []
  const added = newCredential({ wanted, facts, now, applicationId })
  return added === null ? [] : [{ ...added, checks: asked }]
}

/**
 * A credential of the kind the product takes and the tenant allows, with the longest life both agree on. Null where the
 * product signs in without one, or the tenant allows none that can be made here.
 */
export function newCredential({
  wanted,
  facts,
  now,
  applicationId,
}: Pick<Planning, 'wanted' | 'facts' | 'now' | 'applicationId'>): ChangeOf<
  'add-secret' | 'add-certificate'
> | null {
  const { credential, steps } = wanted
  if (credential === null) return null
  const policy = facts.credentialPolicy.read ? facts.credentialPolicy.value : noRules
  const createdAt = (facts.application.read ? facts.application.value?.createdAt : null) ?? null
  const kind = kindToMake(credential, policy, createdAt)
  const { forbidden, trustedOnly, maxDays } = rulesFor(kind, policy, createdAt)
  if (forbidden || trustedOnly) return null
  // A day less than allowed: the service counts from the moment it takes the credential.
  const days = Math.min(daysOf(credential.months), maxDays === null ? Infinity : Math.max(1, maxDays - 1))
  return {
    kind: kind === 'secret' ? 'add-secret' : 'add-certificate',
    target: { object: 'application', id: applicationId },
    before: null,
    after: {
      keyId: null,
      displayName: wanted.displayName.slice(0, 120),
      endsAt: new Date(Date.parse(now) + days * dayMs).toISOString(),
    },
    checks: [],
    step: steps[kind],
  }
}
