/** Credentials of the registration, and the rules the tenant has for them. */
import { isBaselineRule } from '../facts/baseline.ts'
import type { CredentialEntry, CredentialPolicyFacts } from '../facts/entra-facts.ts'
import type { WantedCredential } from '../wanted/wanted.ts'
import type { CheckFacts, CredentialFact } from './check.ts'

const dayMs = 86_400_000
/** Clocks differ a little; what was made this minute is valid. */
const clockSpareMs = 5 * 60_000
/** A month before it ends a credential wants its successor. */
export const soonDays = 30

export function credentialFact({ kind, displayName, hint, keyId, endsAt }: CredentialEntry): CredentialFact {
  return { kind, name: displayName ?? hint ?? keyId, endsAt }
}

export function isValid({ startsAt, endsAt }: CredentialEntry, now: string): boolean {
  const at = Date.parse(now)
  return (
    (endsAt === null || Date.parse(endsAt) > at) &&
    (startsAt === null || Date.parse(startsAt) <= at + clockSpareMs)
  )
}

export function daysUntil(endsAt: string, now: string): number {
  return Math.floor((Date.parse(endsAt) - Date.parse(now)) / dayMs)
}

/** The valid one that lasts longest; one without an end outlasts all. */
export function lastOf(valid: readonly CredentialEntry[]): CredentialEntry | null {
  const end = ({ endsAt }: CredentialEntry) => (endsAt === null ? Infinity : Date.parse(endsAt))
  return valid.reduce<CredentialEntry | null>(
    (last, one) => (last === null || end(one) > end(last) ? one : last),
    null,
  )
}

/** The kind that is made: the first that the product takes and the tenant allows; the first where it allows none. */
export function kindToMake(
  { kinds }: WantedCredential,
  policy: CredentialPolicyFacts,
  createdAt: string | null,
): 'secret' | 'certificate' {
  const [first = 'secret'] = kinds
  return kinds.find((kind) => !rulesFor(kind, policy, createdAt).forbidden) ?? first
}

export function rulesFor(
  kind: 'secret' | 'certificate',
  { rules, lifted }: CredentialPolicyFacts,
  createdAt: string | null,
): Pick<CheckFacts['credential-policy'], 'forbidden' | 'maxDays' | 'trustedOnly' | 'baseline'> {
  const inForce = rules.filter(({ rule, since }) => !lifted.includes(rule) && !isExempt(createdAt, since))
  const has = (rule: string) => inForce.some((one) => one.rule === rule)
  const lifetime = kind === 'secret' ? 'passwordLifetime' : 'asymmetricKeyLifetime'
  const days = inForce.flatMap(({ rule, maxDays }) =>
    rule === lifetime && maxDays !== null ? [maxDays] : [],
  )
  return {
    forbidden: kind === 'secret' && has('passwordAddition'),
    maxDays: days.length === 0 ? null : Math.min(...days),
    trustedOnly: kind === 'certificate' && has('trustedCertificateAuthority'),
    baseline: isBaselineRule(inForce),
  }
}

/** Applications older than the rule keep what they could do. */
function isExempt(createdAt: string | null, since: string | null): boolean {
  return createdAt !== null && since !== null && Date.parse(createdAt) < Date.parse(since)
}

/** As the portal counts: 6 months are 180 days, 24 are 730. */
export function daysOf(months: number): number {
  return Math.round((months * 365) / 12)
}
