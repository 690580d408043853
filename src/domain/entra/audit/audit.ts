/** The whole comparison: what a recipe wants of Entra ID against what was read there. */
import type { ExchangeSide } from '../facts/exchange-side.schema.ts'
import type { EntraFacts } from '../facts/entra-facts.ts'
import type { Wanted } from '../wanted/wanted.ts'
import { applicationChecks } from './application-checks.ts'
import type { Check } from './check.ts'
import { consentChecks } from './consent-checks.ts'
import { credentialChecks } from './credential-checks.ts'
import { tenantChecks } from './tenant-checks.ts'

/**
 * One check a part, in the order in which a person would go through them. Parts that do not exist for this recipe (the
 * redirects of a product without any sign-in, the registration that belongs to the vendor) have no check. `exchange`: what
 * the newest reading of Exchange says; null where there is none.
 */
export function audit(
  wanted: Wanted,
  facts: EntraFacts,
  now: string,
  exchange: ExchangeSide | null = null,
): Check[] {
  return [
    ...applicationChecks(wanted, facts),
    ...consentChecks(wanted, facts),
    ...credentialChecks(wanted, facts, now),
    ...tenantChecks(wanted, facts, exchange),
  ]
}
