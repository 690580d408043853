/** What one layer of Exchange says about one mailbox: a code with facts, which words say in the reader's language. */
import type { WantedRole } from './wanted.ts'

/** In the order in which Exchange comes to them. The ids are stable: JSON and the history of steps name them. */
export const layers = [
  'mailbox',
  'licence',
  'tenant-smtp-auth',
  'mailbox-smtp-auth',
  'authentication-policy',
  'security-defaults',
  'ews-organisation',
  'ews-list',
  'ews-mailbox',
  'send-as',
  'send-on-behalf',
  'full-access',
  'orphan',
  'hidden',
  'service-principal',
  'role',
  'scope',
  'access-policy',
  'consent',
] as const
export type Layer = (typeof layers)[number]

export interface ExchangeFindings {
  'mailbox-missing': { readonly address: string }
  'mailbox-ambiguous': { readonly address: string }
  'account-disabled': { readonly address: string }
  unlicensed: { readonly address: string }
  'smtp-off-by-mailbox': { readonly address: string; readonly tenant: 'on' | 'off' | 'unknown' }
  'smtp-off-by-tenant': { readonly address: string }
  /** Concerns passwords alone. @see reference 4.5 */
  'policy-blocks-passwords': { readonly policy: string }
  'security-defaults-elsewhere': object
  /** Passwords are stopped; that OAuth is left alone in every tenant is not confirmed. `at`: when audit read it. */
  'security-defaults-on': { readonly at: string }
  'security-defaults-off': { readonly at: string }
  /** `instead`: what the person holds and does not help. */
  'send-as-missing': {
    readonly address: string
    readonly who: string
    readonly instead: readonly ('send-on-behalf' | 'full-access')[]
  }
  /** Neither Send As nor Send on Behalf, where either would do. */
  'no-sending-right': { readonly address: string; readonly who: string }
  'send-on-behalf-only': { readonly address: string; readonly who: string }
  'both-rights': { readonly address: string; readonly who: string }
  'full-access-missing': { readonly address: string; readonly who: string }
  'full-access-not-needed': { readonly address: string; readonly who: string }
  /** Others hold the right: a group among them may have the person as a member. */
  'right-perhaps': { readonly address: string; readonly who: string; readonly through: readonly string[] }
  'orphaned-right': { readonly address: string; readonly sid: string }
  'hidden-from-lists': { readonly address: string }
  'application-unknown': object
  'not-registered': { readonly appId: string }
  'other-object-id': { readonly found: string; readonly wanted: string }
  'role-missing': { readonly role: WantedRole['role'] }
  'role-off': { readonly role: string }
  'role-unlimited': { readonly role: string }
  'out-of-scope': { readonly role: string; readonly scope: string }
  'reaches-outside': { readonly address: string; readonly role: string }
  'policy-denies': { readonly policy: string }
  'policy-leaves-out': { readonly policies: readonly string[] }
  'consent-elsewhere': object
  /** `at`: when audit read it. */
  'consent-reaches-outside': {
    readonly address: string
    readonly permissions: readonly string[]
    readonly at: string
  }
  /** No role in Exchange can take the place of these. */
  'consent-without-role': {
    readonly address: string
    readonly permissions: readonly string[]
    readonly at: string
  }
  /** The roles leave the mailbox out, and the consent lets the application in. */
  'consent-instead': {
    readonly address: string
    readonly permissions: readonly string[]
    readonly at: string
  }
  'ews-off': object
  'ews-undecided': object
  'ews-not-listed': { readonly appId: string }
  'ews-off-by-mailbox': { readonly address: string }
  /** `trouble`: the script's own code; null where it was not asked. */
  unread: { readonly trouble: string | null; readonly role: string | null }
}
export type FindingCode = keyof ExchangeFindings

/** blocks: mail does not go. unknown: cannot be told from what was read. note: mail goes. */
export type Effect = 'blocks' | 'unknown' | 'note'

export type ExchangeFinding = {
  [C in FindingCode]: {
    readonly code: C
    readonly layer: Layer
    readonly effect: Effect
    readonly facts: ExchangeFindings[C]
  }
}[FindingCode]

export function finding<C extends FindingCode>(
  layer: Layer,
  effect: Effect,
  code: C,
  facts: ExchangeFindings[C],
): ExchangeFinding {
  // One code has one kind of facts; the compiler cannot see that through the mapped type.
  return { code, layer, effect, facts } as ExchangeFinding
}
