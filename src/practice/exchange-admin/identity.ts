/** Whom a cmdlet means: by object id, address, distinguished name or name; two of a name are refused. */
import { distinguishedName } from '../exchange/scope-filter.ts'
import { guidFor } from '../tenant/seed.ts'
import type { Group, User } from '../tenant/state.ts'
import { findUser, findUserById, hasMailbox, type Tenant } from '../tenant/tenant.ts'
import { Refusal } from './refusal.ts'

/** Everything that has an address; `user`: somebody without a mailbox, whom Exchange knows as a user and no more. */
export interface Entity {
  readonly kind: 'mailbox' | 'group' | 'mail-user' | 'user'
  readonly address: string
  readonly name: string
  /** object id in Entra ID */
  readonly id: string
  /** the directory's own id, another one */
  readonly guid: string
  readonly user?: User
  readonly group?: Group
}

export const ofUser = (tenant: Tenant, user: User): Entity => ({
  kind: hasMailbox(tenant, user) ? 'mailbox' : 'user',
  address: user.address,
  name: user.displayName,
  id: user.id,
  guid: guidFor(tenant.state.seed, `exchange ${user.address}`),
  user,
})

export const ofGroup = (tenant: Tenant, group: Group): Entity => ({
  kind: 'group',
  address: group.address,
  name: group.displayName,
  id: group.id,
  guid: guidFor(tenant.state.seed, `exchange ${group.address}`),
  group,
})

const mailUsers = (tenant: Tenant): Entity[] =>
  tenant.state.exchange.hve.map(({ address, displayName }) => ({
    kind: 'mail-user',
    address,
    name: displayName,
    id: guidFor(tenant.state.seed, `user ${address}`),
    guid: guidFor(tenant.state.seed, `exchange ${address}`),
  }))

export const dnOf = (tenant: Tenant, entity: Entity) => distinguishedName(tenant, entity.name)

/** Everybody who signs in, with a mailbox or without. */
export const usersOf = (tenant: Tenant): Entity[] => tenant.state.users.map((user) => ofUser(tenant, user))
export const mailboxesOf = (tenant: Tenant): Entity[] =>
  usersOf(tenant).filter(({ kind }) => kind === 'mailbox')
export const groupsOf = (tenant: Tenant): Entity[] =>
  tenant.state.groups.map((group) => ofGroup(tenant, group))
/** Every recipient. */
export const everyone = (tenant: Tenant): Entity[] => [
  ...mailboxesOf(tenant),
  ...groupsOf(tenant),
  ...mailUsers(tenant),
]

const guidText = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

/** All recipients that answer to this identity; more than one where a name is not unique. */
export function entitiesBy(tenant: Tenant, identity: string): Entity[] {
  const wanted = identity.trim().toLowerCase()
  const user = guidText.test(wanted)
    ? findUserById(tenant, wanted)
    : findUser(tenant, aliased(tenant, wanted))
  // the quick way: a tenant may have ten thousand of them
  if (user !== undefined && hasMailbox(tenant, user)) return [ofUser(tenant, user)]
  return matching(tenant, identity, everyone(tenant))
}

const aliased = (tenant: Tenant, address: string): string =>
  tenant.state.proxyAddresses.find((one) => one.alias === address)?.recipient ?? address

function matching(tenant: Tenant, identity: string, among: readonly Entity[]): Entity[] {
  const wanted = identity.trim().toLowerCase()
  if (guidText.test(wanted)) {
    return among.filter((one) => one.id === wanted || one.guid === wanted)
  }
  if (wanted.includes('@')) {
    const address = aliased(tenant, wanted)
    const found = among.filter((one) => one.address === address)
    // a name may look like an address
    if (found.length > 0) return found
  }
  return among.filter(
    (one) =>
      one.name.toLowerCase() === wanted ||
      one.address.split('@')[0] === wanted ||
      dnOf(tenant, one).toLowerCase() === wanted,
  )
}

export function need(tenant: Tenant, identity: string, kind?: Entity['kind']): Entity {
  return theOne(
    identity,
    entitiesBy(tenant, identity).filter((one) => kind === undefined || one.kind === kind),
  )
}

/** Somebody who signs in, with a mailbox or without. */
export const needUser = (tenant: Tenant, identity: string): Entity =>
  theOne(identity, matching(tenant, identity, usersOf(tenant)))

function theOne(identity: string, found: readonly Entity[]): Entity {
  const [first] = found
  if (first === undefined) throw new Refusal('not-found', identity)
  if (found.length > 1) throw new Refusal('ambiguous', identity)
  return first
}

/** A trustee or a member: who is not a recipient of Exchange is refused in other words. */
export function needTrustee(tenant: Tenant, identity: string): Entity {
  const found = entitiesBy(tenant, identity)
  const [first] = found
  if (first === undefined) throw new Refusal('trustee-not-found', identity)
  if (found.length > 1) throw new Refusal('ambiguous', identity)
  return first
}

/** Addresses of a recipient with their prefixes, the primary one first. */
export const addressesOf = (tenant: Tenant, address: string): string[] => [
  `SMTP:${address}`,
  ...tenant.state.proxyAddresses.filter((one) => one.recipient === address).map((one) => `smtp:${one.alias}`),
]
