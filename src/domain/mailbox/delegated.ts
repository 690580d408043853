/** Whether a mailbox signs in for itself. Without a schema, because the page asks this as well. */
import type { Mailbox } from './mailbox.schema.ts'

/** True when somebody else signs in for this address, so that Send As is needed. @see reference 4.7 */
export function isDelegated(mailbox: Pick<Mailbox, 'address' | 'signInAs' | 'kind'>): boolean {
  return mailbox.kind !== 'user' || mailbox.address.toLowerCase() !== mailbox.signInAs.toLowerCase()
}
