/** Mailboxes, their client access and their users. @see setup-automation 4.4 */
import { randomUUID } from 'node:crypto'
import { primaryOf } from '../exchange/recipients.ts'
import { isLicensed } from '../exchange/rights.ts'
import { isOwnAddress, type Tenant } from '../tenant/tenant.ts'
import {
  type Asked,
  changedList,
  type Cmdlet,
  type ExchangeObject,
  filtered,
  flagOf,
  limited,
  needFlag,
  needText,
  textOf,
} from './cmdlet.ts'
import {
  addressesOf,
  dnOf,
  type Entity,
  entitiesBy,
  everyone,
  mailboxesOf,
  need,
  needTrustee,
  needUser,
  usersOf,
} from './identity.ts'
import { Refusal } from './refusal.ts'

const typeOf = ({ user, group, kind }: Entity): string =>
  kind === 'user'
    ? 'User'
    : kind === 'mail-user'
      ? 'MailUser'
      : user?.kind === 'shared'
        ? 'SharedMailbox'
        : group === undefined
          ? 'UserMailbox'
          : group.kind === 'security'
            ? 'MailUniversalSecurityGroup'
            : group.kind === 'distribution'
              ? 'MailUniversalDistributionGroup'
              : 'GroupMailbox'

const isSynchronised = (tenant: Tenant, address: string) =>
  tenant.state.exchange.synchronised.includes(address)
const hasLicence = (tenant: Tenant, { kind, user }: Entity) =>
  kind === 'mailbox' && user !== undefined && isLicensed(tenant, user)

/** The directory on premises owns what it has written. @see setup-automation 5.2 */
function refuseSynchronised(tenant: Tenant, entity: Entity, action: string): void {
  if (isSynchronised(tenant, entity.address)) throw new Refusal('synchronised', entity.name, action)
}

/** Exchange prints those who may send on behalf by name, never by address. */
export const onBehalfNames = (tenant: Tenant, address: string): string[] =>
  tenant.state.sendOnBehalf
    .filter((one) => one.mailbox === address)
    .map(({ trustee }) => entitiesBy(tenant, trustee)[0]?.name ?? trustee)

export function setOnBehalf(asked: Asked, address: string): () => void {
  const { tenant } = asked
  const now = tenant.state.sendOnBehalf.filter((one) => one.mailbox === address).map((one) => one.trustee)
  const next = changedList(asked, 'GrantSendOnBehalfTo', now, (one) => needTrustee(tenant, one).address)
  return () => {
    tenant.state.sendOnBehalf = [
      ...tenant.state.sendOnBehalf.filter((one) => one.mailbox !== address),
      ...next.map((trustee) => ({ mailbox: address, trustee })),
    ]
  }
}

function mailboxObject(tenant: Tenant, entity: Entity): ExchangeObject {
  const { exchange } = tenant.state
  const copies = exchange.sentCopy[entity.address] ?? {}
  return {
    type: 'Mailbox',
    guids: ['ExchangeGuid', 'Guid'],
    values: {
      Identity: entity.name,
      Id: entity.name,
      Name: entity.name,
      Alias: entity.address.split('@')[0],
      DisplayName: entity.name,
      UserPrincipalName: entity.address,
      PrimarySmtpAddress: entity.address,
      EmailAddresses: addressesOf(tenant, entity.address),
      ExternalDirectoryObjectId: entity.id,
      ExchangeGuid: entity.guid,
      Guid: entity.guid,
      DistinguishedName: dnOf(tenant, entity),
      RecipientTypeDetails: typeOf(entity),
      HiddenFromAddressListsEnabled: exchange.hidden[entity.address] ?? false,
      GrantSendOnBehalfTo: onBehalfNames(tenant, entity.address),
      MessageCopyForSentAsEnabled: copies.sentAs ?? false,
      MessageCopyForSendOnBehalfEnabled: copies.onBehalf ?? false,
      MessageCopyForSMTPClientSubmissionEnabled: copies.smtpSubmission ?? true,
      ForwardingAddress: null,
      ForwardingSmtpAddress: null,
      DeliverToMailboxAndForward: false,
      RecipientLimits: '500',
      MaxSendSize: '35 MB (36,700,160 bytes)',
      ProhibitSendQuota: '99 GB (106,300,440,576 bytes)',
      AccountDisabled: !(entity.user?.enabled ?? true),
      SKUAssigned: hasLicence(tenant, entity),
      IsDirSynced: isSynchronised(tenant, entity.address),
      IsExchangeCloudManaged: false,
      IsInactiveMailbox: false,
      WhenSoftDeleted: null,
      AuditEnabled: true,
    },
  }
}

function casObject(tenant: Tenant, entity: Entity): ExchangeObject {
  const { exchange, smtpAuth } = tenant.state
  const own = tenant.faults.hits('mailbox-smtp-auth-off', entity.address)
    ? false
    : (smtpAuth.mailboxes[entity.address] ?? null)
  return {
    type: 'CASMailbox',
    guids: ['Guid'],
    values: {
      Identity: entity.name,
      Name: entity.name,
      DisplayName: entity.name,
      PrimarySmtpAddress: entity.address,
      Guid: entity.guid,
      ExternalDirectoryObjectId: entity.id,
      SmtpClientAuthenticationDisabled: own === null ? null : !own,
      EwsEnabled: exchange.ews[entity.address] ?? null,
      ImapEnabled: exchange.imap[entity.address] ?? true,
      PopEnabled: true,
      OWAEnabled: true,
      MAPIEnabled: true,
      ECPEnabled: true,
      ActiveSyncEnabled: true,
      EwsApplicationAccessPolicy: null,
      EwsAllowList: [],
      EwsBlockList: [],
    },
  }
}

/** Without an identity every one is shown: the classic accident. @see setup-automation 4.1 */
function shown(
  asked: Asked,
  make: (tenant: Tenant, entity: Entity) => ExchangeObject,
  whom: 'mailboxes' | 'users' = 'mailboxes',
) {
  const { tenant } = asked
  const identity = textOf(asked, 'Identity')
  const entities =
    whom === 'users'
      ? identity === undefined
        ? usersOf(tenant)
        : [needUser(tenant, identity)]
      : identity === undefined
        ? mailboxesOf(tenant)
        : [need(tenant, identity, 'mailbox')]
  return limited(
    asked,
    filtered(
      asked,
      entities.map((entity) => make(asked.tenant, entity)),
    ),
  )
}

function recipientObject(tenant: Tenant, entity: Entity): ExchangeObject {
  return {
    type: 'ReducedRecipient',
    guids: ['Guid'],
    values: {
      Identity: entity.name,
      Name: entity.name,
      DisplayName: entity.name,
      PrimarySmtpAddress: entity.address,
      RecipientType: { mailbox: 'UserMailbox', 'mail-user': 'MailUser', group: typeOf(entity), user: 'User' }[
        entity.kind
      ],
      RecipientTypeDetails: typeOf(entity),
      ExternalDirectoryObjectId: entity.id,
      DistinguishedName: dnOf(tenant, entity),
      Guid: entity.guid,
      HiddenFromAddressListsEnabled: tenant.state.exchange.hidden[entity.address] ?? false,
      EmailAddresses: addressesOf(tenant, entity.address),
    },
  }
}

function userObject(tenant: Tenant, entity: Entity): ExchangeObject {
  const { exchange } = tenant.state
  return {
    type: 'User',
    values: {
      Identity: entity.name,
      UserPrincipalName: entity.address,
      AuthenticationPolicy: exchange.authenticationPolicyOf[entity.address] ?? null,
      ExternalDirectoryObjectId: entity.id,
      RecipientTypeDetails: typeOf(entity),
      SKUAssigned: hasLicence(tenant, entity),
      IsDirSynced: isSynchronised(tenant, entity.address),
      UsageLocation: exchange.usageLocation[entity.address] ?? 'DE',
      AccountDisabled: !(entity.user?.enabled ?? true),
      RemotePowerShellEnabled: true,
      StsRefreshTokensValidFrom: '2026-01-05T08:00:00.0000000Z',
    },
  }
}

const setCasMailbox: Cmdlet = (asked) => {
  const { tenant } = asked
  const entity = need(tenant, needText(asked, 'Identity'), 'mailbox')
  const disabled = flagOf(asked, 'SmtpClientAuthenticationDisabled')
  const imap = needFlag(asked, 'ImapEnabled')
  const ews = flagOf(asked, 'EwsEnabled')
  return {
    change: () => {
      const { exchange, smtpAuth } = tenant.state
      if (disabled !== undefined) smtpAuth.mailboxes[entity.address] = disabled === null ? null : !disabled
      if (imap !== undefined) exchange.imap[entity.address] = imap
      if (ews !== undefined) exchange.ews[entity.address] = ews
    },
  }
}

const setMailbox: Cmdlet = (asked) => {
  const { tenant } = asked
  const entity = need(tenant, needText(asked, 'Identity'), 'mailbox')
  const hidden = needFlag(asked, 'HiddenFromAddressListsEnabled')
  if (hidden !== undefined) refuseSynchronised(tenant, entity, 'Set-Mailbox')
  const copies = {
    sentAs: needFlag(asked, 'MessageCopyForSentAsEnabled'),
    onBehalf: needFlag(asked, 'MessageCopyForSendOnBehalfEnabled'),
    smtpSubmission: needFlag(asked, 'MessageCopyForSMTPClientSubmissionEnabled'),
  }
  const given = Object.fromEntries(Object.entries(copies).filter(([, value]) => value !== undefined))
  const behalf = Object.hasOwn(asked.parameters, 'GrantSendOnBehalfTo')
    ? setOnBehalf(asked, entity.address)
    : undefined
  return {
    change: () => {
      const { exchange } = tenant.state
      if (hidden !== undefined) exchange.hidden[entity.address] = hidden
      exchange.sentCopy[entity.address] = { ...exchange.sentCopy[entity.address], ...given }
      behalf?.()
    },
  }
}

const newMailbox: Cmdlet = (asked) => {
  const { tenant } = asked
  const name = needText(asked, 'Name')
  const address = (textOf(asked, 'PrimarySmtpAddress') ?? `${name}@${tenant.state.tenantName}`).toLowerCase()
  if (!isOwnAddress(tenant, address)) throw new Refusal('not-accepted')
  const [taken] = [...everyone(tenant), ...usersOf(tenant)].filter(
    (one) => one.address === primaryOf(tenant, address),
  )
  if (taken !== undefined) throw new Refusal('address-taken', address, taken.name)
  const displayName = textOf(asked, 'DisplayName') ?? name
  if (entitiesBy(tenant, displayName).length > 0) throw new Refusal('exists', displayName)
  const shared = asked.parameters.Shared === true
  const user = {
    id: randomUUID(),
    address,
    displayName,
    kind: shared ? ('shared' as const) : ('user' as const),
    sender: false,
    enabled: !shared,
  }
  const entity: Entity = { kind: 'mailbox', address, name: displayName, id: user.id, guid: user.id, user }
  return {
    objects: [mailboxObject(tenant, entity)],
    change: () => tenant.state.users.push(user),
  }
}

export const mailboxCmdlets: Readonly<Record<string, Cmdlet>> = {
  'Get-Mailbox': (asked) => shown(asked, mailboxObject),
  'Get-CASMailbox': (asked) => shown(asked, casObject),
  'Get-User': (asked) => shown(asked, userObject, 'users'),
  'Get-Recipient': (asked) => {
    const identity = textOf(asked, 'Identity')
    const entities = identity === undefined ? everyone(asked.tenant) : [need(asked.tenant, identity)]
    return limited(
      asked,
      filtered(
        asked,
        entities.map((entity) => recipientObject(asked.tenant, entity)),
      ),
    )
  },
  'Set-CASMailbox': setCasMailbox,
  'Set-Mailbox': setMailbox,
  'New-Mailbox': newMailbox,
}
