/** What a plan is made from, and what its parts need of it. */
import type { Check } from '../audit/check.ts'
import type { CheckId } from '../audit/check-ids.ts'
import type { Apis } from '../audit/permissions.ts'
import type { EntraFacts, OwnerFacts } from '../facts/entra-facts.ts'
import type { Wanted } from '../wanted/wanted.ts'

export interface PlanInput {
  readonly wanted: Wanted
  readonly facts: EntraFacts
  readonly checks: readonly Check[]
  readonly now: string
  /** Who is signed in: becomes the owner of a registration that has none. */
  readonly reader: OwnerFacts | null
}

/** What a part of the plan needs; `differs` tells whether a check asks for it. */
export interface Planning extends PlanInput {
  readonly apis: Apis
  readonly differs: (id: CheckId) => boolean
  /** Object ids; null where the plan makes the object first. */
  readonly applicationId: string | null
  readonly clientId: string | null
}
