/** Mail-enabled groups and their members. @see reference 6.5 */
import { createGroup, primaryOf } from '../exchange/recipients.ts'
import { isOwnAddress, type Tenant } from '../tenant/tenant.ts'
import {
  type Asked,
  type Cmdlet,
  type ExchangeObject,
  filtered,
  limited,
  needText,
  textOf,
  textsOf,
} from './cmdlet.ts'
import { dnOf, type Entity, entitiesBy, everyone, groupsOf, need, needTrustee, ofGroup } from './identity.ts'
import { onBehalfNames, setOnBehalf } from './mailbox-cmdlets.ts'
import { Refusal } from './refusal.ts'

const isDistribution = (entity: Entity) => entity.group?.kind !== 'microsoft365'

function groupObject(tenant: Tenant, entity: Entity): ExchangeObject {
  const security = entity.group?.kind === 'security'
  return {
    type: 'DistributionGroup',
    values: {
      Identity: entity.name,
      Name: entity.name,
      DisplayName: entity.name,
      PrimarySmtpAddress: entity.address,
      GroupType: security ? 'Universal, SecurityEnabled' : 'Universal',
      RecipientTypeDetails: security ? 'MailUniversalSecurityGroup' : 'MailUniversalDistributionGroup',
      DistinguishedName: dnOf(tenant, entity),
      ExternalDirectoryObjectId: entity.id,
      GrantSendOnBehalfTo: onBehalfNames(tenant, entity.address),
      ManagedBy: [tenant.state.adminUser],
      HiddenFromAddressListsEnabled: tenant.state.exchange.hidden[entity.address] ?? false,
      RequireSenderAuthenticationEnabled: true,
      IsDirSynced: tenant.state.exchange.synchronised.includes(entity.address),
    },
  }
}

function unifiedObject(tenant: Tenant, entity: Entity): ExchangeObject {
  return {
    type: 'UnifiedGroup',
    values: {
      Identity: entity.name,
      DisplayName: entity.name,
      PrimarySmtpAddress: entity.address,
      GrantSendOnBehalfTo: onBehalfNames(tenant, entity.address),
      ExternalDirectoryObjectId: entity.id,
      HiddenFromAddressListsEnabled: tenant.state.exchange.hidden[entity.address] ?? false,
    },
  }
}

function needGroup(asked: Asked, unified = false): Entity {
  const identity = needText(asked, 'Identity')
  const entity = need(asked.tenant, identity, 'group')
  if (isDistribution(entity) === unified) throw new Refusal('not-found', identity)
  return entity
}

/** Those who manage it may; the others say that they know. */
function needManager(asked: Asked, entity: Entity): void {
  if (entity.group?.kind === 'security' && asked.parameters.BypassSecurityGroupManagerCheck !== true)
    throw new Refusal('not-manager')
}

const newGroup: Cmdlet = (asked) => {
  const { tenant } = asked
  const name = needText(asked, 'Name')
  const address = (
    textOf(asked, 'PrimarySmtpAddress') ?? `${textOf(asked, 'Alias') ?? name}@${tenant.state.tenantName}`
  )
    .trim()
    .toLowerCase()
  if (!isOwnAddress(tenant, address)) throw new Refusal('not-accepted')
  const [taken] = everyone(tenant).filter((one) => one.address === primaryOf(tenant, address))
  if (taken !== undefined) throw new Refusal('address-taken', address, taken.name)
  const displayName = textOf(asked, 'DisplayName') ?? name
  if (entitiesBy(tenant, displayName).length > 0) throw new Refusal('exists', displayName)
  const members = textsOf(asked, 'Members').map((one) => needTrustee(tenant, one).address)
  const kind = textOf(asked, 'Type')?.toLowerCase() === 'security' ? 'security' : 'distribution'
  const made: Entity = ofGroup(tenant, { id: '', address, displayName, kind, members })
  return {
    objects: [groupObject(tenant, made)],
    change: () => createGroup(tenant, address, displayName, kind, members),
  }
}

const getMembers: Cmdlet = (asked) => {
  const { tenant } = asked
  const entity = need(tenant, needText(asked, 'Identity'), 'group')
  return limited(
    asked,
    (entity.group?.members ?? []).map((address) => {
      const [member] = entitiesBy(tenant, address)
      return {
        type: 'ReducedRecipient',
        guids: ['Guid'],
        values: {
          Identity: member?.name ?? address,
          Name: member?.name ?? address,
          PrimarySmtpAddress: address,
          RecipientTypeDetails:
            member === undefined
              ? 'MailContact'
              : member.group !== undefined
                ? member.group.kind === 'security'
                  ? 'MailUniversalSecurityGroup'
                  : 'MailUniversalDistributionGroup'
                : member.user?.kind === 'shared'
                  ? 'SharedMailbox'
                  : 'UserMailbox',
          ExternalDirectoryObjectId: member?.id ?? '',
          Guid: member?.guid ?? '00000000-0000-0000-0000-000000000000',
        },
      }
    }),
  )
}

const member =
  (way: 'add' | 'remove'): Cmdlet =>
  (asked) => {
    const entity = needGroup(asked)
    needManager(asked, entity)
    const who = needTrustee(asked.tenant, needText(asked, 'Member'))
    const members = entity.group?.members ?? []
    const there = members.includes(who.address)
    if (way === 'add' && there) throw new Refusal('already-member', who.name, entity.name)
    if (way === 'remove' && !there) throw new Refusal('not-member', who.name, entity.name)
    return {
      change: () => {
        const group = asked.tenant.state.groups.find((one) => one.address === entity.address)
        if (group === undefined) return
        group.members =
          way === 'add' ? [...group.members, who.address] : group.members.filter((one) => one !== who.address)
      },
    }
  }

const setGroup =
  (unified: boolean): Cmdlet =>
  (asked) => {
    const entity = needGroup(asked, unified)
    if (!unified) needManager(asked, entity)
    const behalf = Object.hasOwn(asked.parameters, 'GrantSendOnBehalfTo')
      ? setOnBehalf(asked, entity.address)
      : undefined
    return { change: () => behalf?.() }
  }

function list(asked: Asked, make: (tenant: Tenant, entity: Entity) => ExchangeObject, unified: boolean) {
  const entities =
    textOf(asked, 'Identity') === undefined
      ? groupsOf(asked.tenant).filter((one) => isDistribution(one) !== unified)
      : [needGroup(asked, unified)]
  return limited(
    asked,
    filtered(
      asked,
      entities.map((entity) => make(asked.tenant, entity)),
    ),
  )
}

export const groupCmdlets: Readonly<Record<string, Cmdlet>> = {
  'Get-DistributionGroup': (asked) => list(asked, groupObject, false),
  'Get-UnifiedGroup': (asked) => list(asked, unifiedObject, true),
  'Get-DistributionGroupMember': getMembers,
  'New-DistributionGroup': newGroup,
  'Set-DistributionGroup': setGroup(false),
  'Set-UnifiedGroup': setGroup(true),
  'Set-DynamicDistributionGroup': (asked) => {
    // none is played: whoever asks for one has the wrong identity
    throw new Refusal('not-found', needText(asked, 'Identity'))
  },
  'Remove-DistributionGroup': (asked) => {
    const entity = needGroup(asked)
    needManager(asked, entity)
    return {
      change: () => {
        const { state } = asked.tenant
        state.groups = state.groups.filter((one) => one.address !== entity.address)
      },
    }
  },
  'Add-DistributionGroupMember': member('add'),
  'Remove-DistributionGroupMember': member('remove'),
}
