/** Who a message comes from in the end: Send As shows the address alone, Send on Behalf both. @see reference 5.2, 6.3 */
import type { MailAddress } from '../tenant/messages.ts'
import { findRecipient, primaryOf } from '../exchange/recipients.ts'
import { hasRight, maySendAs } from '../exchange/rights.ts'
import type { User } from '../tenant/state.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { Caller } from './caller.ts'
import { type GraphError, graphErrors } from './reply.ts'

export function checkSender(
  tenant: Tenant,
  caller: Caller,
  mailbox: User,
  from: MailAddress,
): { sender: MailAddress } | GraphError {
  const address = primaryOf(tenant, from.address)
  // a person who opened somebody else's mailbox still needs a right to send for it
  const submitter = caller.kind === 'person' ? caller.user : mailbox
  const early = tenant.faults.hitsFirst('not-propagated', address, 2)
  if (address === submitter.address) {
    if (early) return graphErrors.accessDenied()
    return { sender: from }
  }
  // an application that names another address than the mailbox in the path: UNVERIFIED, taken as a delegate's case
  const shared = caller.kind === 'app' || caller.scopes.includes('Mail.Send.Shared')
  if (!shared) return graphErrors.accessDenied()
  if (early || findRecipient(tenant, address) === undefined) return graphErrors.sendAsDenied()
  if (maySendAs(tenant, submitter, address)) return { sender: from }
  return hasRight(tenant, 'sendOnBehalf', address, submitter)
    ? { sender: { name: submitter.displayName, address: submitter.address } }
    : graphErrors.sendAsDenied()
}
