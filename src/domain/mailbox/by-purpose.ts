/** The mailboxes of a setup by what they are in it for: the one place that tells them apart. */
import type { Mailbox } from './mailbox.schema.ts'

type Purposeful = Pick<Mailbox, 'purpose'>

export interface ByPurpose<M extends Purposeful> {
  readonly senders: readonly M[]
  /** Null while nobody was chosen to receive the messages of a verification. */
  readonly recipient: M | null
  /** Mailboxes the application must not reach. */
  readonly outside: readonly M[]
  /** Mailboxes whose calendar the application works with. */
  readonly calendars: readonly M[]
}

export function byPurpose<M extends Purposeful>(mailboxes: readonly M[]): ByPurpose<M> {
  return {
    senders: mailboxes.filter(({ purpose }) => purpose === 'sender'),
    recipient: mailboxes.find(({ purpose }) => purpose === 'recipient') ?? null,
    outside: mailboxes.filter(({ purpose }) => purpose === 'outside'),
    calendars: mailboxes.filter(({ purpose }) => purpose === 'calendar'),
  }
}

/**
 * True when the sign-in that is kept for it works, as far as is known. One that was revoked, expired or refused is still
 * kept, for what it tells of the account, but counts nowhere: plan, list, window and report all ask here.
 */
export function isSignedIn({ authorisation, problem }: Pick<Mailbox, 'authorisation' | 'problem'>): boolean {
  return authorisation !== null && problem === null
}

/** True when somebody else signs in for this address, so that Send As is needed. @see reference 4.7 */
export function isDelegated(mailbox: Pick<Mailbox, 'address' | 'signInAs' | 'kind'>): boolean {
  return mailbox.kind !== 'user' || mailbox.address.toLowerCase() !== mailbox.signInAs.toLowerCase()
}
