/** Checks of secrets and certificates, and of the tenant's rules for them. */
import type { EntraFacts } from '../facts/entra-facts.ts'
import type { Wanted, WantedCredential } from '../wanted/wanted.ts'
import type { Check } from './check.ts'
import { check, valueOf } from './compare.ts'
import {
  credentialFact,
  daysOf,
  daysUntil,
  isValid,
  kindToMake,
  lastOf,
  rulesFor,
  soonDays,
} from './credentials.ts'

export function credentialChecks(wanted: Wanted, facts: EntraFacts, now: string): Check[] {
  if (wanted.vendors) return []
  return wanted.credential === null
    ? noneWanted(wanted, facts, now)
    : oneWanted(wanted, wanted.credential, facts, now)
}

/** A program on a PC cannot keep a credential: one that is there serves somebody else. */
function noneWanted(wanted: Wanted, { application }: EntraFacts, now: string): Check[] {
  return [
    check(
      {
        id: 'credential-surplus',
        severity: 'warning',
        step: wanted.steps.register,
        settledBy: 'person',
        from: [application],
      },
      () => {
        const valid = (valueOf(application)?.credentials ?? []).filter((one) => isValid(one, now))
        return { differs: valid.length > 0, facts: { credentials: valid.map(credentialFact) } }
      },
    ),
  ]
}

function oneWanted(wanted: Wanted, credential: WantedCredential, facts: EntraFacts, now: string): Check[] {
  const { application, credentialPolicy } = facts
  const [first = 'secret'] = credential.kinds
  const step = wanted.steps[first]
  const all = () =>
    (valueOf(application)?.credentials ?? []).filter(({ kind }) => credential.kinds.includes(kind))
  const valid = () => all().filter((one) => isValid(one, now))
  return [
    check({ id: 'credential', severity: 'error', step, settledBy: 'plan', from: [application] }, () => ({
      differs: valid().length === 0,
      facts: {
        kinds: credential.kinds,
        valid: valid().map(credentialFact),
        expired: all()
          .filter(({ endsAt }) => endsAt !== null && Date.parse(endsAt) <= Date.parse(now))
          .map(credentialFact),
      },
    })),
    check(
      { id: 'credential-expiry', severity: 'warning', step, settledBy: 'plan', from: [application] },
      () => {
        const last = lastOf(valid())
        const days = last === null || last.endsAt === null ? null : daysUntil(last.endsAt, now)
        return {
          differs: days !== null && days < soonDays,
          facts: { last: last === null ? null : credentialFact(last), days },
        }
      },
    ),
    check(
      {
        id: 'credential-policy',
        severity: 'error',
        step,
        settledBy: 'person',
        from: [application, credentialPolicy],
      },
      () => {
        const createdAt = valueOf(application)?.createdAt ?? null
        const kind = kindToMake(credential, valueOf(credentialPolicy), createdAt)
        const rules = rulesFor(kind, valueOf(credentialPolicy), createdAt)
        const wantedDays = daysOf(credential.months)
        const tooLong = rules.maxDays !== null && rules.maxDays < wantedDays
        const stops = rules.forbidden || rules.trustedOnly
        return {
          differs: stops || tooLong,
          facts: { kind, ...rules, wantedDays },
          // What is there goes on working; only the next one cannot be made.
          severity: stops && valid().length === 0 ? 'error' : 'warning',
        }
      },
    ),
  ]
}
