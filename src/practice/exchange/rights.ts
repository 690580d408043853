/** Exchange's switches and rights: SMTP AUTH on two levels, and who may send as whom. @see reference 4.4, 6.1 */
import { PracticeError } from '../contract/calls.ts'
import type { User } from '../tenant/state.ts'
import { findUser, type Tenant } from '../tenant/tenant.ts'
import { addressOf, membersOf, needRecipient, primaryOf } from './recipients.ts'

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

/** Whether the account has a licence with a mailbox; a shared mailbox needs none, and is not asked for one. */
export const isLicensed = ({ state }: Tenant, { address, kind }: User): boolean =>
  state.exchange.licensed[address] ?? kind !== 'shared'

/** A person's mailbox without a licence takes no part in mail, whoever opens it. @see reference 7.2, 7.3 */
export const lacksLicence = (tenant: Tenant, user: User): boolean =>
  user.kind !== 'shared' && !isLicensed(tenant, user)

/** May this user's session put the address into MAIL FROM and From? Further addresses count as the mailbox's own. */
export function maySendAs(tenant: Tenant, user: User, address: string): boolean {
  const from = primaryOf(tenant, address)
  if (tenant.faults.hits('no-send-as', from)) return false
  return from === user.address || hasRight(tenant, 'sendAs', from, user)
}

export type RightName = 'sendAs' | 'sendOnBehalf' | 'fullAccess'

/**
 * Given to the user, or to a group the user is in: a mail-enabled security group, or for Send on Behalf a distribution
 * group as well. @see reference 6.5
 */
export function hasRight(tenant: Tenant, right: RightName, mailbox: string, user: User): boolean {
  const wanted = primaryOf(tenant, mailbox)
  return tenant.state[right].some(({ mailbox: given, trustee }) => {
    if (given !== wanted) return false
    if (trustee === user.address) return true
    const group = tenant.state.groups.find((one) => one.address === trustee)
    if (group === undefined || (group.kind !== 'security' && right !== 'sendOnBehalf')) return false
    return membersOf(tenant, group).includes(user.address)
  })
}

export function needMailbox(tenant: Tenant, address: string): User {
  const user = findUser(tenant, primaryOf(tenant, address))
  if (user === undefined)
    throw new PracticeError(
      'unknown-mailbox',
      `The practice tenant has no mailbox ${address.trim().toLowerCase()}.`,
    )
  return user
}

export function grantRight(tenant: Tenant, right: RightName, mailbox: string, trustee: string): void {
  const holder = needRecipient(tenant, trustee)
  if (holder.kind === 'group' && holder.group.kind !== 'security' && right !== 'sendOnBehalf')
    throw new PracticeError(
      'not-a-trustee',
      `${holder.group.address} is no mail-enabled security group: it can be given Send on Behalf only.`,
    )
  // nobody opens a group; sending as one is another matter
  const target =
    right === 'fullAccess' ? needMailbox(tenant, mailbox).address : addressOf(needRecipient(tenant, mailbox))
  const grant = { mailbox: target, trustee: addressOf(holder) }
  const list = tenant.state[right]
  if (!list.some((other) => other.mailbox === grant.mailbox && other.trustee === grant.trustee))
    list.push(grant)
}

export function revokeRight(tenant: Tenant, right: RightName, mailbox: string, trustee: string): void {
  const from = addressOf(needRecipient(tenant, mailbox))
  const whom = addressOf(needRecipient(tenant, trustee))
  tenant.state[right] = tenant.state[right].filter(
    (grant) => grant.mailbox !== from || grant.trustee !== whom,
  )
}
