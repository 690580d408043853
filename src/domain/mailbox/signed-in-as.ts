/** Which mailboxes depend on one account: all that stop when its password is reset. */
import type { Mailbox } from './mailbox.schema.ts'

/**
 * The mailboxes whose kept sign-in is that of `account`, shared ones through a delegate included. An account is given by
 * its sign-in name or by the address people know it by, which may differ; both lead to its object id, and that decides.
 */
export function signedInAs<M extends Pick<Mailbox, 'signInAs' | 'authorisation'>>(
  mailboxes: readonly M[],
  account: string,
): M[] {
  const wanted = account.trim().toLowerCase()
  const is = (text: string) => text.toLowerCase() === wanted
  const accounts = new Set(
    mailboxes.flatMap(({ signInAs, authorisation }) =>
      authorisation !== null && (is(authorisation.username) || is(signInAs)) ? [authorisation.objectId] : [],
    ),
  )
  return mailboxes.filter(
    ({ authorisation }) => authorisation !== null && accounts.has(authorisation.objectId),
  )
}
