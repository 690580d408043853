/** Applications: service principals, scopes and roles. @see setup-automation 1.2 */
import { scopeMembers, filterOf, parseFilter } from '../exchange/scope-filter.ts'
import { guidFor } from '../tenant/seed.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { type Asked, type Cmdlet, type ExchangeObject, needText, textOf } from './cmdlet.ts'
import { need } from './identity.ts'
import { Refusal } from './refusal.ts'

type Principal = Tenant['state']['servicePrincipals'][number]

function principalBy(tenant: Tenant, identity: string): Principal {
  const wanted = identity.trim().toLowerCase()
  const found = tenant.state.servicePrincipals.find(
    (one) => one.objectId === wanted || one.appId === wanted || one.displayName.toLowerCase() === wanted,
  )
  if (found === undefined) throw new Refusal('not-found', identity)
  return found
}

/** Made up from the object id, and always the same. */
export function sidOf(tenant: Tenant, objectId: string): string {
  const hex = guidFor(tenant.state.seed, `sid ${objectId}`).replaceAll('-', '')
  const parts = [0, 8, 16, 24].map((start) => parseInt(hex.slice(start, start + 8), 16))
  return `S-1-5-21-${parts.join('-')}`
}

const principalObject = (tenant: Tenant, one: Principal): ExchangeObject => ({
  type: 'ServicePrincipal',
  guids: ['Guid'],
  values: {
    Identity: one.objectId,
    AppId: one.appId,
    ObjectId: one.objectId,
    DisplayName: one.displayName,
    Sid: sidOf(tenant, one.objectId),
    Guid: guidFor(tenant.state.seed, `exchange ${one.objectId}`),
    Name: one.objectId,
  },
})

/** Nothing of this is allowed before the organisation was customised. */
function needCustomised(tenant: Tenant): void {
  if (tenant.state.exchange.dehydrated) throw new Refusal('dehydrated')
}

function scopeBy(tenant: Tenant, name: string) {
  const found = tenant.state.managementScopes.find(
    (one) => one.name.toLowerCase() === name.trim().toLowerCase(),
  )
  if (found === undefined) throw new Refusal('not-found', name)
  return found
}

/** Exchange writes a filter anew: brackets around it, blanks as it likes them. */
const normalised = (filter: string) => `(${filter.trim().replace(/\s+(-(?:eq|ne|or|and))\s+/gi, ' $1 ')})`

const scopeObject = (tenant: Tenant, scope: { name: string; members: string[] }): ExchangeObject => ({
  type: 'ManagementScope',
  values: {
    Identity: scope.name,
    Name: scope.name,
    RecipientFilter: normalised(filterOf(tenant, scope)),
    RecipientRoot: null,
    ScopeRestrictionType: 'RecipientScope',
    Exclusive: false,
  },
})

interface Assignment {
  readonly name: string
  readonly servicePrincipal: string
  readonly role: string
  readonly scope: string | null
}
const sameGrant = (a: Omit<Assignment, 'name'>, b: Omit<Assignment, 'name'>) =>
  a.servicePrincipal === b.servicePrincipal && a.role === b.role && a.scope === b.scope

/** With the names they were given, or the ones Exchange makes up. */
const assignmentsOf = ({ state }: Tenant): Assignment[] =>
  state.roleAssignments.map((one) => ({
    ...one,
    name:
      state.exchange.assignmentNames.find((named) => sameGrant(named, one))?.name ??
      `${one.role}-${one.servicePrincipal}`.slice(0, 64),
  }))

const assignmentObject = (one: Assignment): ExchangeObject => ({
  type: 'ManagementRoleAssignment',
  values: {
    Identity: one.name,
    Name: one.name,
    Role: one.role,
    RoleAssignee: one.servicePrincipal,
    RoleAssigneeName: one.servicePrincipal,
    RoleAssigneeType: 'ServicePrincipal',
    CustomResourceScope: one.scope,
    CustomRecipientWriteScope: null,
    RecipientWriteScope: one.scope === null ? 'Organization' : 'CustomRecipientScope',
    AssignmentMethod: 'Direct',
    EffectiveUserName: 'All Group Members',
    Enabled: true,
  },
})

const newScope: Cmdlet = (asked) => {
  const { tenant } = asked
  needCustomised(tenant)
  const name = needText(asked, 'Name')
  const filter = needText(asked, 'RecipientRestrictionFilter')
  if (name.length > 64) throw new Refusal('bad-value', 'Name', name)
  if (parseFilter(filter) === undefined) throw new Refusal('bad-filter', filter)
  if (tenant.state.managementScopes.some((one) => one.name.toLowerCase() === name.toLowerCase()))
    throw new Refusal('exists', name)
  return {
    objects: [scopeObject(tenant, { name, members: [] })].map((object) => ({
      ...object,
      values: { ...object.values, RecipientFilter: normalised(filter) },
    })),
    change: () => {
      tenant.state.exchange.scopeFilters[name] = filter
      tenant.state.managementScopes.push({ name, members: [...scopeMembers(tenant, { name, members: [] })] })
    },
  }
}

const setScope: Cmdlet = (asked) => {
  const { tenant } = asked
  const scope = scopeBy(tenant, needText(asked, 'Identity'))
  const filter = textOf(asked, 'RecipientRestrictionFilter')
  if (filter !== undefined && parseFilter(filter) === undefined) throw new Refusal('bad-filter', filter)
  return {
    change: () => {
      if (filter === undefined) return
      tenant.state.exchange.scopeFilters[scope.name] = filter
      scope.members = [...scopeMembers(tenant, scope)]
    },
  }
}

const newAssignment: Cmdlet = (asked) => {
  const { tenant } = asked
  needCustomised(tenant)
  const app = principalBy(tenant, needText(asked, 'App'))
  const role = needText(asked, 'Role')
  const scopeName = textOf(asked, 'CustomResourceScope')
  const scope = scopeName === undefined ? null : scopeBy(tenant, scopeName).name
  const grant = { servicePrincipal: app.objectId, role, scope }
  const name = textOf(asked, 'Name') ?? `${role}-${app.objectId}`.slice(0, 64)
  if (name.length > 64) throw new Refusal('bad-value', 'Name', name)
  if (
    assignmentsOf(tenant).some(
      (one) => one.name.toLowerCase() === name.toLowerCase() || sameGrant(one, grant),
    )
  )
    throw new Refusal('exists', name)
  return {
    objects: [assignmentObject({ ...grant, name })],
    change: () => {
      tenant.state.roleAssignments.push(grant)
      tenant.state.exchange.assignmentNames.push({ ...grant, name })
    },
  }
}

function assignmentBy(asked: Asked): Assignment {
  const identity = needText(asked, 'Identity')
  const found = assignmentsOf(asked.tenant).find((one) => one.name.toLowerCase() === identity.toLowerCase())
  if (found === undefined) throw new Refusal('not-found', identity)
  return found
}

/** Only Exchange's roles: what was consented to in Entra ID is not seen from here. */
const testPrincipal: Cmdlet = (asked) => {
  const { tenant } = asked
  const app = principalBy(tenant, needText(asked, 'Identity'))
  const resource = textOf(asked, 'Resource')
  const mailbox = resource === undefined ? undefined : need(tenant, resource, 'mailbox').address
  return {
    objects: assignmentsOf(tenant)
      .filter((one) => one.servicePrincipal === app.objectId)
      .map((one) => ({
        type: 'ServicePrincipalAuthorization',
        values: {
          RoleName: one.role,
          GrantedPermissions: one.role.replace(/^Application /, ''),
          AllowedResourceScope: one.scope ?? 'Organization',
          ScopeType: one.scope === null ? 'Organization' : 'CustomRecipientScope',
          InScope:
            mailbox === undefined
              ? 'Not Run'
              : one.scope === null || scopeMembers(tenant, scopeBy(tenant, one.scope)).includes(mailbox),
        },
      })),
  }
}

export const applicationCmdlets: Readonly<Record<string, Cmdlet>> = {
  'Get-ServicePrincipal': (asked) => {
    const { tenant } = asked
    const identity = textOf(asked, 'Identity')
    const found = identity === undefined ? tenant.state.servicePrincipals : [principalBy(tenant, identity)]
    return { objects: found.map((one) => principalObject(tenant, one)) }
  },
  'New-ServicePrincipal': (asked) => {
    const { tenant } = asked
    const appId = needText(asked, 'AppId').toLowerCase()
    // whatever id it is given: a wrong one shows at the sign-in only
    const made = {
      appId,
      objectId: needText(asked, 'ObjectId').trim().toLowerCase(),
      displayName: textOf(asked, 'DisplayName') ?? appId,
    }
    if (tenant.state.servicePrincipals.some((one) => one.appId === appId || one.objectId === made.objectId))
      throw new Refusal('exists', appId)
    return {
      objects: [principalObject(tenant, made)],
      change: () => tenant.state.servicePrincipals.push(made),
    }
  },
  'Remove-ServicePrincipal': (asked) => {
    const { tenant } = asked
    const one = principalBy(tenant, needText(asked, 'Identity'))
    return {
      change: () => {
        const { state } = tenant
        state.servicePrincipals = state.servicePrincipals.filter(({ objectId }) => objectId !== one.objectId)
      },
    }
  },
  'Get-ManagementScope': (asked) => {
    const identity = textOf(asked, 'Identity')
    const { tenant } = asked
    const scopes = identity === undefined ? tenant.state.managementScopes : [scopeBy(tenant, identity)]
    return { objects: scopes.map((one) => scopeObject(tenant, one)) }
  },
  'New-ManagementScope': newScope,
  'Set-ManagementScope': setScope,
  'Remove-ManagementScope': (asked) => {
    const { tenant } = asked
    const scope = scopeBy(tenant, needText(asked, 'Identity'))
    return {
      change: () => {
        const { state } = tenant
        state.managementScopes = state.managementScopes.filter(({ name }) => name !== scope.name)
        delete state.exchange.scopeFilters[scope.name]
      },
    }
  },
  'Get-ManagementRoleAssignment': (asked) => {
    const { tenant } = asked
    const [identity, assignee, role, type] = ['Identity', 'RoleAssignee', 'Role', 'RoleAssigneeType'].map(
      (name) => textOf(asked, name)?.toLowerCase(),
    )
    const who = assignee === undefined ? undefined : principalBy(tenant, assignee).objectId
    if (identity !== undefined) return { objects: [assignmentObject(assignmentBy(asked))] }
    const found = assignmentsOf(tenant).filter(
      (one) =>
        (who === undefined || one.servicePrincipal === who) &&
        (role === undefined || one.role.toLowerCase() === role) &&
        (type === undefined || type === 'serviceprincipal'),
    )
    return { objects: found.map(assignmentObject) }
  },
  'New-ManagementRoleAssignment': newAssignment,
  'Remove-ManagementRoleAssignment': (asked) => {
    const one = assignmentBy(asked)
    return {
      change: () => {
        const { state } = asked.tenant
        state.roleAssignments = state.roleAssignments.filter((other) => !sameGrant(other, one))
        state.exchange.assignmentNames = state.exchange.assignmentNames.filter(
          (other) => !sameGrant(other, one),
        )
      },
    }
  },
  'Test-ServicePrincipalAuthorization': testPrincipal,
}
