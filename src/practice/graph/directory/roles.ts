/** Directory roles: one's own, everybody's, those that only may be activated, and those of Exchange. */
import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { findPrincipal } from '../../directory/principals.ts'
import { roleNames, roleTemplates } from '../../contract/role-names.ts'
import { roleNameOf, rolesOf } from '../../directory/roles.ts'
import { guidFor } from '../../tenant/seed.ts'
import type { TenantState } from '../../tenant/state.ts'
import { readEntity } from '../entity-shape.ts'
import type { GraphRoom } from '../gate.ts'
import type { Row } from '../odata.ts'
import { graphErrors } from '../reply.ts'
import { needs } from './access.ts'
import type { Desk, DirectoryContext } from './desk.ts'
import { directoryErrors } from './errors.ts'
import { at, objectRow } from './rows.ts'
import { tables } from './tables.ts'
import { directoryTypes } from './types.ts'

type Held = TenantState['directoryRoles'][number]
const table = tables.roleAssignment
const set = 'roleManagement/directory/roleAssignments'
/** The application roles of Exchange as Graph numbers them; numbers made up. */
const exchangeRoles = [
  'Application Mail.Read',
  'Application Mail.ReadBasic',
  'Application Mail.ReadWrite',
  'Application Mail.Send',
  'Application Mail Full Access',
  'Application Exchange Full Access',
  'Application EWS.AccessAsApp',
  'Application SMTP.SendAsApp',
].map((name) => ({ name, id: guidFor(0, `exchange role ${name}`) }))

const definitionRow = (id: string): Row => ({
  id,
  displayName: roleNameOf(id) ?? null,
  templateId: id,
  isBuiltIn: true,
  isEnabled: true,
})

function heldRow({ id, principalId, roleDefinitionId, scope }: Held): Row {
  return { id, principalId, roleDefinitionId, directoryScopeId: scope, appScopeId: null }
}

export function roleRoutes(desk: Desk): Hono<GraphRoom> {
  const app = new Hono<GraphRoom>()
  const { tenant } = desk
  const { state } = tenant
  const expansions = {
    roleDefinition: ({ roleDefinitionId }: Row) => definitionRow(String(roleDefinitionId)),
    principal: ({ principalId }: Row) => objectRow(tenant, String(principalId)) ?? null,
  }
  const roleRow = (name: (typeof roleNames)[number]): Row => ({
    id: guidFor(state.seed, `directory role ${name}`),
    deletedDateTime: null,
    displayName: name,
    description: name,
    roleTemplateId: roleTemplates[name],
  })

  for (const path of ['/me/transitiveMemberOf', '/me/memberOf'])
    for (const cast of ['', '/microsoft.graph.directoryRole'])
      app.get(`${path}${cast}`, (c) => {
        const caller = c.get('caller')
        if (caller.kind === 'app') return desk.fail(c, graphErrors.meNeedsUser())
        const rows = rolesOf(tenant, caller.user.id).map((name) => ({
          '@odata.type': '#microsoft.graph.directoryRole',
          ...roleRow(name),
        }))
        return (
          desk.refused(c, needs.readMyRoles) ??
          desk.list(c, { set: 'directoryRoles', table: tables.directoryRole, rows })
        )
      })
  // a role is there once somebody holds it
  app.get('/directoryRoles', (c) => {
    const held = new Set(
      state.directoryRoles.filter(({ eligible }) => !eligible).map((one) => one.roleDefinitionId),
    )
    const rows = roleNames.filter((name) => held.has(roleTemplates[name])).map(roleRow)
    return (
      desk.refused(c, needs.readRoles) ??
      desk.list(c, { set: 'directoryRoles', table: tables.directoryRole, rows })
    )
  })
  app.get(
    '/roleManagement/directory/roleAssignments',
    (c) =>
      desk.refused(c, needs.readRoles) ??
      desk.list(c, {
        set,
        table,
        rows: state.directoryRoles.filter(({ eligible }) => !eligible).map(heldRow),
        expansions,
      }),
  )
  app.get('/roleManagement/directory/roleEligibilityScheduleInstances', (c) => {
    const refused = desk.refused(c, needs.readEligible)
    if (refused !== undefined) return refused
    if (!state.policies.premium) return desk.fail(c, directoryErrors.notPremium())
    const rows = state.directoryRoles
      .filter(({ eligible }) => eligible)
      .map((one) => ({
        ...heldRow(one),
        startDateTime: at(0),
        endDateTime: null,
        memberType: 'Direct',
        roleEligibilityScheduleId: one.id,
      }))
    return desk.list(c, {
      set: 'roleManagement/directory/roleEligibilityScheduleInstances',
      table: tables.eligibility,
      rows,
      expansions,
    })
  })
  app.post('/roleManagement/directory/roleAssignments', async (c) => {
    const refused = desk.refused(c, needs.assignDirectoryRole) ?? desk.busy(c)
    if (refused !== undefined) return refused
    const read = readEntity('microsoft.graph.unifiedRoleAssignment', await desk.body(c), directoryTypes)
    if (!read.ok) return desk.fail(c, read.error)
    const [principalId, roleDefinitionId] = [
      String(read.value.principalId),
      String(read.value.roleDefinitionId),
    ]
    if (objectRow(tenant, principalId) === undefined)
      return desk.fail(c, directoryErrors.notFound(principalId))
    if (roleNameOf(roleDefinitionId) === undefined)
      return desk.fail(c, directoryErrors.badValue('roleDefinitionId', table.resource))
    const same = (one: Held) =>
      one.principalId === principalId && one.roleDefinitionId === roleDefinitionId && !one.eligible
    if (state.directoryRoles.some(same)) return desk.fail(c, directoryErrors.roleConflict())
    const made: Held = { id: randomUUID(), principalId, roleDefinitionId, scope: '/', eligible: false }
    state.directoryRoles.push(made)
    changed(c, made, undefined, 'Add member to role')
    return desk.one(c, { set, table, row: heldRow(made) }, 201)
  })
  app.delete('/roleManagement/directory/roleAssignments/:id', (c) => {
    const refused = desk.refused(c, needs.assignDirectoryRole) ?? desk.busy(c)
    if (refused !== undefined) return refused
    const held = state.directoryRoles.find((one) => one.id === c.req.param('id'))
    if (held === undefined) return desk.fail(c, directoryErrors.notFound(c.req.param('id')))
    state.directoryRoles = state.directoryRoles.filter((one) => one !== held)
    changed(c, held, heldRow(held), 'Remove member from role')
    return c.body(null, 204)
  })
  if (desk.version === 'beta') exchangeRoleRoutes(desk, app)
  return app

  function changed(c: DirectoryContext, held: Held, before: Row | undefined, activity: string): void {
    const name = roleNameOf(held.roleDefinitionId) ?? ''
    desk.changed(c, { kind: set, id: held.id, before, activity, name, type: 'Role' })
  }
}

/** What RBAC for Applications has given, as the beta shows it: scopes by address lists have no name here. */
function exchangeRoleRoutes(desk: Desk, app: Hono<GraphRoom>): void {
  const { tenant } = desk
  const { state } = tenant
  const path = '/roleManagement/exchange/roleAssignments'
  const setName = 'roleManagement/exchange/roleAssignments'
  const row = ({ servicePrincipal, role, scope }: TenantState['roleAssignments'][number]): Row => ({
    id: guidFor(state.seed, `exchange assignment ${servicePrincipal} ${role} ${scope ?? ''}`),
    principalId: `/ServicePrincipals/${servicePrincipal}`,
    roleDefinitionId: exchangeRoles.find(({ name }) => name === role)?.id ?? role,
    directoryScopeId: scope === null ? '/' : null,
    appScopeId: scope,
  })
  app.get(
    path,
    (c) =>
      desk.refused(c, needs.readExchangeRoles) ??
      desk.list(c, { set: setName, table, rows: state.roleAssignments.map(row) }),
  )
  app.post(path, async (c) => {
    const refused = desk.refused(c, needs.writeExchangeRoles) ?? desk.busy(c)
    if (refused !== undefined) return refused
    const read = readEntity('microsoft.graph.unifiedRoleAssignment', await desk.body(c), directoryTypes)
    if (!read.ok) return desk.fail(c, read.error)
    const { principalId, roleDefinitionId } = read.value
    const id = /^\/ServicePrincipals\/([0-9a-f-]{36})$/i.exec(String(principalId))?.[1]?.toLowerCase()
    const principal = id === undefined ? undefined : findPrincipal(tenant, { id })
    const role = exchangeRoles.find((one) => one.id === roleDefinitionId || one.name === roleDefinitionId)
    if (principal === undefined) return desk.fail(c, directoryErrors.notFound(String(principalId)))
    if (role === undefined) return desk.fail(c, directoryErrors.badValue('roleDefinitionId', table.resource))
    const made = { servicePrincipal: principal.id, role: role.name, scope: null }
    const { appId, displayName } = principal
    // Exchange gets its own pointer to the application with it
    if (!state.servicePrincipals.some((one) => one.appId === appId))
      state.servicePrincipals.push({ appId, objectId: principal.id, displayName })
    if (
      state.roleAssignments.some(
        (one) => one.servicePrincipal === principal.id && one.role === role.name && one.scope === null,
      )
    )
      return desk.fail(c, directoryErrors.roleConflict())
    state.roleAssignments.push(made)
    tenant.file.save()
    return desk.one(c, { set: setName, table, row: row(made) }, 201)
  })
}
