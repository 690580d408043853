/** What the tenant's sign-in logs tell about who still uses an application, or one of its credentials. */
import type { SignInFacts } from '../facts/entra-facts.ts'
import type { Reading, Unread } from '../facts/reading.ts'

export type CredentialUse =
  /** Signed in with since then: the product has not been changed everywhere. */
  | { readonly kind: 'used'; readonly keyId: string; readonly at: string }
  /** Sign-ins since then, each with another credential. */
  | { readonly kind: 'not-used'; readonly signIns: number }
  /** No sign-in at all since then: says nothing either way. */
  | { readonly kind: 'no-sign-ins' }
  /** Sign-ins whose credential the log does not name: those of people, and some of applications. */
  | { readonly kind: 'not-told'; readonly signIns: number }
  | { readonly kind: 'unread'; readonly unread: Unread }
  /** Nobody asked for the logs. */
  | { readonly kind: 'not-asked' }

/** `since`: when the last place is said to have got the new one. Failed sign-ins count: they show who still tries. */
export function credentialUse(
  reading: Reading<readonly SignInFacts[]> | null,
  old: readonly string[],
  since: string,
): CredentialUse {
  if (reading === null) return { kind: 'not-asked' }
  if (!reading.read) return { kind: 'unread', unread: reading.unread }
  const after = reading.value.filter(({ at }) => Date.parse(at) >= Date.parse(since))
  const used = after.find(({ keyId }) => keyId !== null && old.includes(keyId))
  if (used !== undefined) return { kind: 'used', keyId: used.keyId ?? '', at: used.at }
  if (after.length === 0) return { kind: 'no-sign-ins' }
  const untold = after.filter(({ keyId }) => keyId === null).length
  return untold > 0 ? { kind: 'not-told', signIns: untold } : { kind: 'not-used', signIns: after.length }
}

export type ApplicationUse =
  | {
      readonly kind: 'signed-in'
      /** False: they got in. True: the application is deactivated, and they tried. */
      readonly refused: boolean
      readonly people: number
      readonly application: number
      readonly lastAt: string
      readonly since: string
    }
  | { readonly kind: 'none'; readonly refused: boolean; readonly since: string }
  | { readonly kind: 'unread'; readonly unread: Unread }
  | { readonly kind: 'not-asked' }

/** Sign-ins since then; `refused`: of a deactivated application, where every try tells who still has it. */
export function applicationUse(
  reading: Reading<readonly SignInFacts[]> | null,
  since: string,
  refused: boolean,
): ApplicationUse {
  if (reading === null) return { kind: 'not-asked' }
  if (!reading.read) return { kind: 'unread', unread: reading.unread }
  const seen = reading.value.filter(
    ({ at, failed }) => Date.parse(at) >= Date.parse(since) && (refused || !failed),
  )
  const lastAt = seen.map(({ at }) => at).reduce<string | null>((a, b) => (a !== null && a > b ? a : b), null)
  if (lastAt === null) return { kind: 'none', refused, since }
  const people = seen.filter(({ by }) => by === 'person').length
  return { kind: 'signed-in', refused, people, application: seen.length - people, lastAt, since }
}
