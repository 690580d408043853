/** What one line of the expiry list is: a credential, a sign-in, a date of Microsoft's, or a credential as the tenant shows it. */
import type { Credential } from '../credential/credential.schema.ts'
import type { DueDeadline } from '../deadline/deadline.ts'
import type { Person } from './people.schema.ts'
import type { Deadline } from '../deadline/deadline.schema.ts'

export interface Listed {
  /** The same again every time, so that a calendar replaces an entry instead of doubling it. */
  readonly id: string
  /** Names of the setups it concerns. */
  readonly setups: readonly string[]
  /** The day to think of, YYYY-MM-DD in UTC; null when none is known, or when it is over and no expiry. */
  readonly day: string | null
  readonly daysLeft: number | null
}

/**
 * Who says when a credential expires: a person typed it in, the certificate holds it, Entra ID gave it when Sendproof
 * made it, or the practice administrator did when it made it.
 */
export type DateSource = 'person' | 'certificate' | 'creation' | 'practice'

export interface CredentialExpiry extends Listed {
  readonly kind: Credential['kind']
  readonly hint: string
  /** False for one that was replaced and is still kept. */
  readonly current: boolean
  readonly product: string
  readonly source: DateSource
}

export interface DeadlineExpiry extends Listed {
  readonly kind: 'deadline'
  readonly title: string
  readonly what: string
  readonly from: string | null
  readonly to: string | null
  readonly announced: string
  readonly sure: Deadline['sure']
  readonly state: DueDeadline['state']
  readonly source: string
}

/** A credential as the tenant shows it: of any of its applications, whoever set it up. */
export interface TenantCredential {
  readonly application: string
  readonly appId: string
  /** saml-signing: signs the sign-ins of an enterprise application. */
  readonly credential: Credential['kind'] | 'saml-signing'
  readonly keyId: string
  /** As the portal shows it: its name, or the first characters of a secret. */
  readonly name: string | null
  readonly endsAt: string | null
}

export interface TenantExpiry extends Listed, Omit<TenantCredential, 'endsAt'> {
  readonly kind: 'tenant'
  /** Who read it, and when. */
  readonly readBy: string
  readonly readAt: string
}

/** Sign-ins on this PC that, left unused, stop working on the same day. An estimate: a sign-in can be revoked any day. */
export interface SignInExpiry extends Listed {
  readonly kind: 'sign-in'
  readonly day: string
  readonly daysLeft: number
  readonly product: string
  /** Addresses and ids of its mailboxes, in the order of the list; at least one. */
  readonly mailboxes: readonly { readonly id: string; readonly address: string }[]
}

export type ExpiryItem = CredentialExpiry | DeadlineExpiry | TenantExpiry | SignInExpiry

/** Who is responsible, by the name of the setup. */
export type PeopleOfSetups = Readonly<Record<string, readonly Person[]>>

/** Everybody of all setups that an item concerns, once. */
export function responsibleFor(
  { setups }: Pick<Listed, 'setups'>,
  people: PeopleOfSetups,
): readonly Person[] {
  const all = setups.flatMap((name) => (Object.hasOwn(people, name) ? (people[name] ?? []) : []))
  return [...new Map(all.map((person) => [`${person.name} ${person.address ?? ''}`, person])).values()]
}
