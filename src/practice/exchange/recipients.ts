/** Whom an address belongs to: a mailbox by any of its addresses, or a group and its members. @see reference 6.1, 6.5 */
import { PracticeError } from '../contract/calls.ts'
import { guidFor } from '../tenant/seed.ts'
import type { Group, User } from '../tenant/state.ts'
import { findUser, isOwnAddress, type Tenant } from '../tenant/tenant.ts'

export type Recipient = { kind: 'mailbox'; user: User } | { kind: 'group'; group: Group }

/** The address everything is kept under: an alias leads to its owner's, any other one to itself. */
export function primaryOf(tenant: Tenant, address: string): string {
  const wanted = address.trim().toLowerCase()
  return tenant.state.proxyAddresses.find(({ alias }) => alias === wanted)?.recipient ?? wanted
}

export function findRecipient(tenant: Tenant, address: string): Recipient | undefined {
  const wanted = primaryOf(tenant, address)
  const user = findUser(tenant, wanted)
  if (user !== undefined) return { kind: 'mailbox', user }
  const group = tenant.state.groups.find((one) => one.address === wanted)
  return group === undefined ? undefined : { kind: 'group', group }
}

/** The addresses of everybody in it, those of groups inside it included. */
export function membersOf(tenant: Tenant, group: Group, seen = new Set<string>()): string[] {
  if (seen.has(group.address)) return []
  seen.add(group.address)
  const all = group.members.flatMap((address) => {
    const member = findRecipient(tenant, address)
    if (member === undefined) return [address]
    return member.kind === 'group' ? membersOf(tenant, member.group, seen) : [member.user.address]
  })
  return [...new Set(all)]
}

export function createGroup(
  tenant: Tenant,
  address: string,
  displayName: string,
  kind: Group['kind'],
  members: readonly string[],
): Group {
  const { state } = tenant
  const own = address.trim().toLowerCase()
  const known = findRecipient(tenant, own)
  if (!isOwnAddress(tenant, own))
    throw new PracticeError('foreign-domain', `${own} is not in ${state.tenantName}.`)
  if (known?.kind === 'mailbox') throw new PracticeError('address-taken', `${own} belongs to a mailbox.`)
  for (const member of members)
    if (isOwnAddress(tenant, member) && findRecipient(tenant, member) === undefined)
      throw new PracticeError('unknown-mailbox', `The practice tenant has no recipient ${member}.`)
  const group: Group = {
    id: known?.group.id ?? guidFor(state.seed, `group ${own}`),
    address: own,
    displayName,
    kind,
    members: [...new Set(members.map((member) => primaryOf(tenant, member)))],
  }
  state.groups = [...state.groups.filter((one) => one.address !== own), group]
  return group
}

/** The further addresses of a mailbox or a group, in place of those it had. */
export function setProxyAddresses(tenant: Tenant, address: string, aliases: readonly string[]): void {
  const recipient = needRecipient(tenant, address)
  const owner = recipient.kind === 'mailbox' ? recipient.user.address : recipient.group.address
  const wanted = [...new Set(aliases.map((alias) => alias.trim().toLowerCase()))]
  for (const alias of wanted) {
    const other = findRecipient(tenant, alias)
    const same = primaryOf(tenant, alias) === owner
    if (!isOwnAddress(tenant, alias))
      throw new PracticeError('foreign-domain', `${alias} is not in ${tenant.state.tenantName}.`)
    if (other !== undefined && (!same || alias === owner))
      throw new PracticeError('address-taken', `${alias} is taken already.`)
  }
  const { state } = tenant
  state.proxyAddresses = [
    ...state.proxyAddresses.filter((one) => one.recipient !== owner),
    ...wanted.map((alias) => ({ alias, recipient: owner })),
  ]
}

export function needRecipient(tenant: Tenant, address: string): Recipient {
  const recipient = findRecipient(tenant, address)
  if (recipient === undefined)
    throw new PracticeError(
      'unknown-mailbox',
      `The practice tenant has no mailbox ${address.trim().toLowerCase()}.`,
    )
  return recipient
}

export const addressOf = (recipient: Recipient) =>
  recipient.kind === 'mailbox' ? recipient.user.address : recipient.group.address
