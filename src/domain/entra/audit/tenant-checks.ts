/** Checks of the tenant around the registration: rules that stop people, and domains that mail may come from. */
import type { EntraFacts } from '../facts/entra-facts.ts'
import type { Wanted } from '../wanted/wanted.ts'
import type { Check } from './check.ts'
import { check, valueOf } from './compare.ts'

export function tenantChecks(wanted: Wanted, facts: EntraFacts): Check[] {
  const { userConsent, securityDefaults, organization } = facts
  const { steps } = wanted
  return [
    // With the organisation's consent nobody is asked; without it this tells whether people could help themselves.
    ...(wanted.people
      ? [
          check(
            {
              id: 'user-consent',
              severity: 'note',
              step: steps.consent,
              settledBy: 'person',
              from: [userConsent],
            },
            () => ({ differs: false, facts: { policies: valueOf(userConsent) } }),
          ),
        ]
      : []),
    // They stop passwords; that they leave OAuth alone in every tenant is not confirmed. @see reference 4.5
    ...(wanted.smtp && wanted.people
      ? [
          check(
            {
              id: 'security-defaults',
              severity: 'warning',
              step: steps.signInRules,
              settledBy: 'person',
              from: [securityDefaults],
            },
            () => ({ differs: valueOf(securityDefaults), facts: { on: valueOf(securityDefaults) } }),
          ),
        ]
      : []),
    ...(wanted.domains.length > 0
      ? [
          check(
            {
              id: 'domains',
              severity: 'error',
              step: steps.senders,
              settledBy: 'person',
              from: [organization],
            },
            () => {
              const known = valueOf(organization).domains
              const missing = wanted.domains.filter((domain) => !known.includes(domain))
              return { differs: missing.length > 0, facts: { missing } }
            },
          ),
        ]
      : []),
  ]
}
