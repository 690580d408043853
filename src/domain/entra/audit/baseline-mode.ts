/** Whether settings of the tenant look like those of Baseline Security Mode: its likely author, never a proof of it. */
import type { ExchangeSide } from '../facts/exchange-side.schema.ts'
import { baselineSigns, isBaselineRule, managedConsent, type BaselineSign } from '../facts/baseline.ts'
import type { EntraFacts } from '../facts/entra-facts.ts'
import type { Wanted } from '../wanted/wanted.ts'
import type { Check } from './check.ts'
import { check, valueOf } from './compare.ts'

export function baselineCheck({ steps }: Wanted, facts: EntraFacts, exchange: ExchangeSide | null): Check {
  const { credentialPolicy, userConsent, legacyBlocks } = facts
  return check(
    {
      id: 'baseline-mode',
      severity: 'note',
      step: steps.signInRules,
      settledBy: 'person',
      from: [credentialPolicy, userConsent, legacyBlocks],
    },
    () => {
      const legacyPolicies = [...valueOf(legacyBlocks)]
      const found: Readonly<Record<BaselineSign, boolean>> = {
        'new-secrets': isBaselineRule(valueOf(credentialPolicy).rules),
        'user-consent': valueOf(userConsent).includes(managedConsent),
        'legacy-authentication': legacyPolicies.length > 0,
        ews: exchange?.ewsEnabled === false,
      }
      const signs = baselineSigns.filter((sign) => found[sign])
      // Tenants have one of the others for many reasons.
      return { differs: found['new-secrets'] || signs.length > 1, facts: { signs, legacyPolicies } }
    },
  )
}
