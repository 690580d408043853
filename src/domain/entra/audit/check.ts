/** What a comparison of one part of the tenant with the recipe came to: facts, which words say in the reader's language. */
import type { Evidence, Unread } from '../facts/reading.ts'
import type { Implicit } from '../facts/shapes.schema.ts'
import type { BaselineSign } from '../facts/baseline.ts'
import type { CheckId } from './check-ids.ts'

/** error: mail does not work. warning: it works, and is unsafe or not for long. note: good to know, nothing fails. */
export type CheckSeverity = 'error' | 'warning' | 'note'

export interface RedirectFact {
  readonly platform: 'web' | 'publicClient' | 'spa'
  readonly uri: string
}

export interface PermissionFact {
  /** Its name, or its id where nothing explains it. */
  readonly value: string
  readonly kind: 'delegated' | 'application'
  /** Name of the API. */
  readonly resource: string
}

export interface CredentialFact {
  readonly kind: 'secret' | 'certificate'
  /** How it is called in the portal, or its first characters. */
  readonly name: string
  readonly endsAt: string | null
}

/** The id's own facts: what was found and what is wanted. Never a secret. */
export interface CheckFacts {
  registered: {
    readonly name: string
    readonly clientId: string | null
    readonly by: 'client-id' | 'name'
    /** How many others bear the name; null where they could not be read. */
    readonly others: number | null
  }
  'only-one': {
    readonly name: string
    readonly others: readonly { readonly clientId: string; readonly createdAt: string | null }[]
  }
  deleted: {
    /** Deleted in the last 30 days; a restored one keeps its client id and its credentials. */
    readonly registrations: readonly {
      readonly name: string
      readonly clientId: string
      readonly deletedAt: string | null
    }[]
    /** One of them has the client id of the setup, so the plan restores it. */
    readonly own: boolean
  }
  enabled: { readonly enabled: boolean }
  'not-blocked-by-microsoft': { readonly status: string | null }
  audience: { readonly found: string; readonly wanted: string }
  redirects: {
    readonly missing: readonly RedirectFact[]
    readonly surplus: readonly RedirectFact[]
    /** Wanted ones that stand there a little differently, so that Entra takes them for others. */
    readonly nearly: readonly {
      readonly wanted: RedirectFact
      readonly found: RedirectFact
      readonly how: 'platform' | 'slash' | 'capitals' | 'scheme'
    }[]
  }
  'verification-redirect': { readonly uri: string; readonly there: boolean }
  implicit: { readonly found: Implicit; readonly wanted: Implicit }
  'public-client': { readonly found: boolean }
  permissions: { readonly missing: readonly PermissionFact[] }
  'permissions-surplus': { readonly surplus: readonly PermissionFact[] }
  'service-principal': { readonly there: boolean; readonly objectId: string | null }
  'sign-in-enabled': { readonly enabled: boolean }
  assignment: { readonly required: boolean }
  consent: {
    readonly missing: readonly PermissionFact[]
    /** Of those, what single people consented to for themselves. */
    readonly forSome: readonly { readonly value: string; readonly people: number }[]
    /** Whether users may consent by themselves; null where the policy could not be read. */
    readonly usersMay: boolean | null
    /** An API that was never in this tenant. */
    readonly absentApi: string | null
  }
  'consent-surplus': {
    readonly surplus: readonly (PermissionFact & { readonly for: 'everyone' | 'some' })[]
  }
  'consent-beside-limit': {
    readonly permissions: readonly PermissionFact[]
    /** The product was tried with the roles, so nothing needs these any more. */
    readonly due: boolean
  }
  credential: {
    readonly kinds: readonly ('secret' | 'certificate')[]
    readonly valid: readonly CredentialFact[]
    readonly expired: readonly CredentialFact[]
  }
  'credential-expiry': { readonly last: CredentialFact | null; readonly days: number | null }
  'credential-surplus': { readonly credentials: readonly CredentialFact[] }
  'credential-policy': {
    readonly kind: 'secret' | 'certificate'
    readonly forbidden: boolean
    /** Longest life the policy allows, in days. */
    readonly maxDays: number | null
    readonly wantedDays: number
    /** Only certificates of an authority the tenant names. */
    readonly trustedOnly: boolean
    /** The rules look like those Baseline Security Mode sets. @see setup-automation 9 */
    readonly baseline: boolean
  }
  owners: { readonly count: number }
  notes: { readonly found: string | null; readonly wanted: string }
  publisher: {
    /** As Microsoft verified it; null: it did not. */
    readonly name: string | null
    /** Whether users may consent to what the product needs; perhaps: the tenant's policy decides by permission. */
    readonly usersMay: 'yes' | 'perhaps' | 'no'
    readonly granted: boolean | null
  }
  'user-consent': { readonly policies: readonly string[] }
  'security-defaults': { readonly on: boolean }
  'baseline-mode': {
    readonly signs: readonly BaselineSign[]
    /** Names of the policies that block old ways of signing in. */
    readonly legacyPolicies: readonly string[]
  }
  domains: { readonly missing: readonly string[] }
  'tenant-wide-mail': {
    readonly applications: readonly {
      readonly name: string
      readonly objectId: string
      /** Granted in Entra ID for the whole organisation; empty: only roles in Exchange. */
      readonly permissions: readonly string[]
      /** Roles in Exchange besides, which add to the permissions and limit none of them; null: not known. */
      readonly roles:
        | readonly {
            readonly role: string
            /** Null: every mailbox. */
            readonly scope: string | null
          }[]
        | null
    }[]
    /** When the roles were read in Exchange; null: they were not. */
    readonly rolesReadAt: string | null
  }
}

interface CheckFrame<I extends CheckId> {
  readonly id: I
  readonly severity: CheckSeverity
  /** Step of the checklist it belongs to; null where the recipe has none. */
  readonly step: string | null
  /** What can settle a difference: the plan, or only a person's decision. */
  readonly settledBy: 'plan' | 'person'
}

/** `unknown` says what stood in the way; it is never taken for either of the others. */
export type CheckOf<I extends CheckId> = CheckFrame<I> &
  (
    | {
        readonly state: 'ok' | 'differs'
        readonly facts: CheckFacts[I]
        readonly evidence: Evidence | null
        readonly unread: null
      }
    | { readonly state: 'unknown'; readonly facts: null; readonly evidence: null; readonly unread: Unread }
  )
export type Check = { [I in CheckId]: CheckOf<I> }[CheckId]
export type CheckState = Check['state']

/** Nothing that matters differs, and everything that matters was read. Notes are advice. */
export function isClean(checks: readonly Check[]): boolean {
  return checks.every(({ state, severity }) => severity === 'note' || state === 'ok')
}

export function differences(checks: readonly Check[]): Check[] {
  return checks.filter(({ state }) => state === 'differs')
}
