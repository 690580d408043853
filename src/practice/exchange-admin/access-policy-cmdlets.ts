/** Application access policies: the older way of limiting an application. @see reference 6.6 */
import { guidFor } from '../tenant/seed.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { sidOf } from './application-cmdlets.ts'
import { type Asked, type Cmdlet, type ExchangeObject, needText, textOf, textsOf } from './cmdlet.ts'
import { need } from './identity.ts'
import { Refusal } from './refusal.ts'

type Policy = Tenant['state']['exchange']['policyGroups'][number]

/** Also those that were made without a cmdlet: their group is then the list they hold. */
function policiesOf({ state }: Tenant): Policy[] {
  const named = state.exchange.policyGroups
  const others = state.accessPolicies
    .filter((one) => !named.some((group) => group.appId === one.appId && group.right === one.right))
    .map(({ appId, right }) => ({
      identity: `${state.tenantId}\\${appId}:${right}`,
      appId,
      right,
      group: '',
      description: '',
    }))
  return [...named, ...others]
}

function policyBy(asked: Asked): Policy {
  const identity = needText(asked, 'Identity')
  const found = policiesOf(asked.tenant).find((one) => one.identity.toLowerCase() === identity.toLowerCase())
  if (found === undefined) throw new Refusal('not-found', identity)
  return found
}

const newPolicy: Cmdlet = (asked) => {
  const { tenant } = asked
  const right = needText(asked, 'AccessRight')
  if (right !== 'RestrictAccess' && right !== 'DenyAccess')
    throw new Refusal('bad-value', 'AccessRight', right)
  const group = need(tenant, needText(asked, 'PolicyScopeGroupID'))
  const description = textOf(asked, 'Description') ?? ''
  const made = textsOf(asked, 'AppId').map((one): Policy => ({
    identity: `${tenant.state.tenantId}\\${one.toLowerCase()}:${group.guid};${guidFor(tenant.state.seed, `policy ${one} ${group.guid}`)}`,
    appId: one.toLowerCase(),
    right,
    group: group.address,
    description,
  }))
  for (const one of made)
    if (tenant.state.exchange.policyGroups.some(({ identity }) => identity === one.identity))
      throw new Refusal('exists', one.identity)
  const members = group.group === undefined ? [group.address] : group.group.members
  return {
    objects: made.map((one) => policyObject(tenant, one)),
    change: () => {
      for (const one of made) {
        tenant.state.exchange.policyGroups.push(one)
        tenant.state.accessPolicies.push({ appId: one.appId, right, members: [...members] })
      }
    },
  }
}

function policyObject(tenant: Tenant, one: Policy): ExchangeObject {
  const group = one.group === '' ? undefined : need(tenant, one.group)
  return {
    type: 'ApplicationAccessPolicy',
    values: {
      Identity: one.identity,
      AppId: one.appId,
      ScopeName: group?.name ?? '',
      ScopeIdentity: group?.name ?? '',
      ScopeIdentityRaw: group === undefined ? '' : `${sidOf(tenant, group.id)};${group.guid}`,
      AccessRight: one.right,
      Description: one.description,
      IsValid: true,
      ShardType: 'All',
    },
  }
}

export const accessPolicyCmdlets: Readonly<Record<string, Cmdlet>> = {
  'Get-ApplicationAccessPolicy': (asked) => ({
    objects: (textOf(asked, 'Identity') === undefined ? policiesOf(asked.tenant) : [policyBy(asked)]).map(
      (one) => policyObject(asked.tenant, one),
    ),
  }),
  'New-ApplicationAccessPolicy': newPolicy,
  'Remove-ApplicationAccessPolicy': (asked) => {
    const one = policyBy(asked)
    return {
      change: () => {
        const { state } = asked.tenant
        state.exchange.policyGroups = state.exchange.policyGroups.filter(
          ({ identity }) => identity !== one.identity,
        )
        const left = state.exchange.policyGroups.some(
          ({ appId, right }) => appId === one.appId && right === one.right,
        )
        if (!left)
          state.accessPolicies = state.accessPolicies.filter(
            ({ appId, right }) => appId !== one.appId || right !== one.right,
          )
      },
    }
  },
}
