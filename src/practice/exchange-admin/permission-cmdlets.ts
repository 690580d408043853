/** Send As and Full Access: who holds them, given and taken away. @see reference 6.1 */
import type { RightName } from '../exchange/rights.ts'
import type { Tenant } from '../tenant/tenant.ts'
import {
  type Answer,
  type Asked,
  type Cmdlet,
  type ExchangeObject,
  limited,
  needText,
  textOf,
  textsOf,
  warned,
} from './cmdlet.ts'
import { type Entity, entitiesBy, mailboxesOf, groupsOf, need, needTrustee } from './identity.ts'
import { Refusal } from './refusal.ts'

type Right = Extract<RightName, 'sendAs' | 'fullAccess'>
/** An account, a group or an application; `key` is what the grant is kept under. */
interface Holder {
  readonly key: string
  readonly shown: string
  readonly application: boolean
}

const self = 'NT AUTHORITY\\SELF'

function applicationBy({ state }: Tenant, identity: string): Holder | undefined {
  const wanted = identity.trim().toLowerCase()
  const found = state.servicePrincipals.find(
    (one) => one.objectId === wanted || one.appId === wanted || one.displayName.toLowerCase() === wanted,
  )
  return found === undefined
    ? undefined
    : { key: found.objectId, shown: found.displayName, application: true }
}

function holderBy(tenant: Tenant, identity: string, right: Right): Holder {
  const application = applicationBy(tenant, identity)
  if (application !== undefined) return application
  const orphan = tenant.state.exchange.orphans.find((one) => one.sid === identity)
  if (orphan !== undefined) return { key: orphan.sid, shown: orphan.sid, application: false }
  const entity = needTrustee(tenant, identity)
  // a distribution list is no security principal
  if (entity.group !== undefined && entity.group.kind !== 'security')
    throw new Refusal('not-a-trustee', entity.name)
  return {
    key: entity.address,
    shown: right === 'sendAs' ? shownTrustee(entity) : entity.address,
    application: false,
  }
}

/** A person by sign-in name, a group by name. */
const shownTrustee = (entity: Entity) => (entity.group === undefined ? entity.address : entity.name)

/** What Exchange prints for each holder of a right on one mailbox, SELF first. */
function holdersOf(tenant: Tenant, right: Right, address: string): Holder[] {
  const { state, faults } = tenant
  const missing = right === 'sendAs' && faults.hits('no-send-as', address)
  const people = missing
    ? []
    : state[right]
        .filter((one) => one.mailbox === address)
        .map(({ trustee }) => {
          const application = applicationBy(tenant, trustee)
          const [entity] = application === undefined ? entitiesBy(tenant, trustee) : []
          return (
            application ?? {
              key: trustee,
              shown:
                entity === undefined
                  ? trustee
                  : right === 'sendAs'
                    ? shownTrustee(entity)
                    : entity.group === undefined
                      ? entity.address
                      : entity.name,
              application: false,
            }
          )
        })
  const apps =
    right === 'sendAs'
      ? []
      : state.appFullAccess
          .filter((one) => one.mailbox === address)
          .map(({ servicePrincipal }) => applicationBy(tenant, servicePrincipal))
          .filter((one) => one !== undefined)
  const orphans = state.exchange.orphans
    .filter((one) => one.mailbox === address && one.right === right)
    .map(({ sid }) => ({ key: sid, shown: sid, application: false }))
  return [{ key: self, shown: self, application: false }, ...people, ...apps, ...orphans]
}

const has = (tenant: Tenant, right: Right, address: string, { key }: Holder) =>
  holdersOf(tenant, right, address).some((one) => one.key === key)

function give({ state }: Tenant, right: Right, address: string, { key, application }: Holder): void {
  if (application && right === 'fullAccess')
    state.appFullAccess.push({ mailbox: address, servicePrincipal: key })
  else state[right].push({ mailbox: address, trustee: key })
}

function take({ state }: Tenant, right: Right, address: string, { key, application }: Holder): void {
  if (application && right === 'fullAccess')
    state.appFullAccess = state.appFullAccess.filter(
      (one) => one.mailbox !== address || one.servicePrincipal !== key,
    )
  state[right] = state[right].filter((one) => one.mailbox !== address || one.trustee !== key)
  state.exchange.orphans = state.exchange.orphans.filter(
    (one) => one.mailbox !== address || one.right !== right || one.sid !== key,
  )
}

const recipientPermission = (entity: Entity, holder: Holder): ExchangeObject => ({
  type: 'RecipientPermission',
  values: {
    Identity: entity.name,
    Trustee: holder.shown,
    AccessControlType: 'Allow',
    AccessRights: ['SendAs'],
    IsInherited: false,
    InheritanceType: 'None',
  },
})

const mailboxPermission = (entity: Entity, holder: Holder): ExchangeObject => ({
  type: 'MailboxAcePresentationObject',
  values: {
    Identity: entity.name,
    User: holder.shown,
    AccessRights: holder.key === self ? ['FullAccess', 'ReadPermission'] : ['FullAccess'],
    IsInherited: false,
    Deny: false,
    InheritanceType: 'All',
  },
})

/** The cmdlets take several rights; mail knows these two. */
function needRight(asked: Asked, right: 'SendAs' | 'FullAccess'): void {
  const rights = textsOf(asked, 'AccessRights')
  if (!rights.some((one) => one.toLowerCase() === right.toLowerCase()))
    throw new Refusal('bad-value', 'AccessRights', rights.join(','))
}

function change(asked: Asked, right: Right, way: 'add' | 'remove'): Answer {
  const { tenant } = asked
  needRight(asked, right === 'sendAs' ? 'SendAs' : 'FullAccess')
  const kind = right === 'fullAccess' ? 'mailbox' : undefined
  const entity = need(tenant, needText(asked, 'Identity'), kind)
  const holder = holderBy(tenant, needText(asked, right === 'sendAs' ? 'Trustee' : 'User'), right)
  const there = has(tenant, right, entity.address, holder)
  const entry = right === 'sendAs' ? recipientPermission(entity, holder) : mailboxPermission(entity, holder)
  if (way === 'add')
    return there
      ? { objects: [entry], warnings: [warned(asked, 'ace-present', entity.name, holder.shown)] }
      : { objects: [entry], change: () => give(tenant, right, entity.address, holder) }
  return there
    ? { change: () => take(tenant, right, entity.address, holder) }
    : { warnings: [warned(asked, 'ace-absent', entity.name, holder.shown)] }
}

function sendAsRows(asked: Asked): ExchangeObject[] {
  const { tenant } = asked
  const identity =
    textOf(asked, 'Identity') ??
    textOf(asked, 'ExternalDirectoryObjectId') ??
    textOf(asked, 'PrimarySmtpAddress')
  const trustee = textOf(asked, 'Trustee')
  const entities =
    identity === undefined ? [...mailboxesOf(tenant), ...groupsOf(tenant)] : [need(tenant, identity)]
  const wanted = trustee === undefined ? undefined : holderBy(tenant, trustee, 'sendAs')
  return entities.flatMap((entity) =>
    holdersOf(tenant, 'sendAs', entity.address)
      .filter(({ key }) => wanted === undefined || key === wanted.key)
      .map((holder) => recipientPermission(entity, holder)),
  )
}

export const permissionCmdlets: Readonly<Record<string, Cmdlet>> = {
  'Get-RecipientPermission': (asked) => limited(asked, sendAsRows(asked)),
  'Get-EXORecipientPermission': (asked) => limited(asked, sendAsRows(asked)),
  'Add-RecipientPermission': (asked) => change(asked, 'sendAs', 'add'),
  'Remove-RecipientPermission': (asked) => change(asked, 'sendAs', 'remove'),
  'Get-MailboxPermission': (asked) => {
    const entity = need(asked.tenant, needText(asked, 'Identity'), 'mailbox')
    const user = textOf(asked, 'User')
    const wanted = user === undefined ? undefined : holderBy(asked.tenant, user, 'fullAccess')
    const rows = holdersOf(asked.tenant, 'fullAccess', entity.address)
      .filter(({ key }) => wanted === undefined || key === wanted.key)
      .map((holder) => mailboxPermission(entity, holder))
    return limited(asked, rows)
  },
  'Add-MailboxPermission': (asked) => change(asked, 'fullAccess', 'add'),
  'Remove-MailboxPermission': (asked) => change(asked, 'fullAccess', 'remove'),
}
