/** Exchange's switches and rights: SMTP AUTH on two levels, and who may send as whom. @see reference 4.4, 6.1 */
import { PracticeError } from '../admin/contract.ts'
import type { User } from '../state.ts'
import { findUser, type Tenant } from '../tenant.ts'

export type SmtpAuth = 'on' | 'off-for-tenant' | 'off-for-mailbox'

/** The mailbox's own value wins in both directions; null inherits. */
export function smtpAuthOf(tenant: Tenant, address: string): SmtpAuth {
  if (tenant.faults.on('tenant-smtp-auth-off')) return 'off-for-tenant'
  if (tenant.faults.hits('mailbox-smtp-auth-off', address)) return 'off-for-mailbox'
  const { mailboxes, tenant: whole } = tenant.state.smtpAuth
  const own = mailboxes[address] ?? null
  if (own !== null) return own ? 'on' : 'off-for-mailbox'
  return whole ? 'on' : 'off-for-tenant'
}

/** May this user's session put the address into MAIL FROM and From? */
export function maySendAs(tenant: Tenant, user: User, address: string): boolean {
  const from = address.toLowerCase()
  if (tenant.faults.hits('no-send-as', from)) return false
  if (from === user.address) return true
  return tenant.state.sendAs.some((grant) => grant.mailbox === from && grant.trustee === user.address)
}

type RightName = 'sendAs' | 'sendOnBehalf' | 'fullAccess'

export function needMailbox(tenant: Tenant, address: string): User {
  const user = findUser(tenant, address)
  if (user === undefined)
    throw new PracticeError(
      'unknown-mailbox',
      `The practice tenant has no mailbox ${address.trim().toLowerCase()}.`,
    )
  return user
}

export function grantRight(tenant: Tenant, right: RightName, mailbox: string, trustee: string): void {
  const grant = {
    mailbox: needMailbox(tenant, mailbox).address,
    trustee: needMailbox(tenant, trustee).address,
  }
  const list = tenant.state[right]
  if (!list.some((other) => other.mailbox === grant.mailbox && other.trustee === grant.trustee))
    list.push(grant)
}

export function revokeRight(tenant: Tenant, right: RightName, mailbox: string, trustee: string): void {
  const from = needMailbox(tenant, mailbox).address
  const whom = needMailbox(tenant, trustee).address
  tenant.state[right] = tenant.state[right].filter(
    (grant) => grant.mailbox !== from || grant.trustee !== whom,
  )
}
