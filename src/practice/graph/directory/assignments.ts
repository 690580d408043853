/** appRoleAssignments and appRoleAssignedTo: application permissions, and the people an application is kept for. */
import { Hono } from 'hono'
import { addAssignment, type Assignment, assignments } from '../../directory/grants.ts'
import { apiOf } from '../../directory/permission-ids.ts'
import { findPrincipal, type Principal } from '../../directory/principals.ts'
import { readEntity } from '../entity-shape.ts'
import type { GraphRoom } from '../gate.ts'
import type { Row } from '../odata.ts'
import { graphErrors } from '../reply.ts'
import { needs } from './access.ts'
import { keyText } from './applications.ts'
import type { Desk, DirectoryContext } from './desk.ts'
import { directoryErrors } from './errors.ts'
import { at, objectRow } from './rows.ts'
import { principalByKey } from './service-principals.ts'
import { tables } from './tables.ts'
import { directoryTypes } from './types.ts'
import { textOf } from './values.ts'

const table = tables.assignment
/** From either end: what a principal was given, and who was given something of a resource. */
const ends = [
  { path: 'appRoleAssignments', at: ({ principalId }: Assignment) => principalId },
  { path: 'appRoleAssignedTo', at: ({ resource }: Assignment) => resource.id },
] as const

export function assignmentRoutes(desk: Desk): Hono<GraphRoom> {
  const app = new Hono<GraphRoom>()
  const { tenant } = desk

  function rowOf({ id, appRoleId, resource, principalId, createdAt }: Assignment): Row {
    const principal = objectRow(tenant, principalId)
    const type = (textOf(principal?.['@odata.type']) ?? '').replace('#microsoft.graph.', '')
    return {
      id,
      deletedDateTime: null,
      appRoleId,
      createdDateTime: at(createdAt),
      principalDisplayName: principal?.displayName ?? null,
      principalId,
      principalType: `${type.charAt(0).toUpperCase()}${type.slice(1)}`,
      resourceDisplayName: resource.displayName,
      resourceId: resource.id,
    }
  }
  const changed = (c: DirectoryContext, one: Assignment, before: Row | undefined, activity: string) =>
    desk.changed(c, {
      kind: 'appRoleAssignments',
      id: one.id,
      before,
      activity,
      name: one.resource.displayName,
      type: 'ServicePrincipal',
    })

  for (const end of ends) {
    const path = `/servicePrincipals/:sp/${end.path}`
    const set = (principal: Principal) => `servicePrincipals('${principal.id}')/${end.path}`
    app.get(path, (c) => {
      const refused = desk.refused(c, needs.readAssignments)
      if (refused !== undefined) return refused
      const principal = principalByKey(tenant, c.req.param('sp') ?? '')
      if (principal === undefined)
        return desk.fail(c, directoryErrors.notFound(keyText(c.req.param('sp') ?? '')))
      const rows = tenant.replicas
        .seeAll('appRoleAssignments', assignments(tenant).map(rowOf))
        .filter(
          (row) => row[end.path === 'appRoleAssignments' ? 'principalId' : 'resourceId'] === principal.id,
        )
      return desk.list(c, { set: set(principal), table, rows })
    })
    app.post(path, async (c) => {
      const body = await desk.body(c)
      const read = readEntity('microsoft.graph.appRoleAssignment', body, directoryTypes)
      const { principalId, resourceId, appRoleId } = read.ok ? read.value : {}
      const resource = findPrincipal(tenant, { id: String(resourceId) })
      const need = apiOf(resource?.appId ?? '') === 'graph' ? needs.assignGraphRole : needs.assignRole
      const refused = desk.refused(c, need) ?? desk.busy(c)
      if (refused !== undefined) return refused
      if (body === undefined) return desk.fail(c, graphErrors.notJson())
      if (!read.ok) return desk.fail(c, read.error)
      const principal = principalByKey(tenant, c.req.param('sp') ?? '')
      if (principal === undefined)
        return desk.fail(c, directoryErrors.notFound(keyText(c.req.param('sp') ?? '')))
      const missing = (['principalId', 'resourceId', 'appRoleId'] as const).find(
        (name) => read.value[name] === undefined,
      )
      if (missing !== undefined) return desk.fail(c, directoryErrors.needed(missing, table.resource))
      const given = String(principalId)
      // one end of it is the principal in the address
      const named = end.path === 'appRoleAssignments' ? given : resource?.id
      if (resource === undefined || objectRow(tenant, given) === undefined || named !== principal.id)
        return desk.fail(c, directoryErrors.refUpdate())
      if (!tenant.replicas.knows(given) || !tenant.replicas.knows(resource.id))
        return desk.fail(c, directoryErrors.refUpdate())
      const same = (one: Assignment) =>
        one.principalId === given && one.resource.id === resource.id && one.appRoleId === appRoleId
      if (assignments(tenant).some(same)) return desk.fail(c, directoryErrors.roleExists())
      const made = addAssignment(tenant, given, resource, String(appRoleId))
      if (made === undefined) return desk.fail(c, directoryErrors.roleUnknown(resource.appId))
      changed(c, made, undefined, 'Add app role assignment to service principal')
      return desk.one(c, { set: set(principal), table, row: rowOf(made) }, 201)
    })
    app.delete(`${path}/:assignment`, (c) => {
      const principal = principalByKey(tenant, c.req.param('sp') ?? '')
      const id = c.req.param('assignment') ?? ''
      const found = assignments(tenant).find((one) => one.id === id && end.at(one) === principal?.id)
      const graphRole = apiOf(found?.resource.appId ?? '') === 'graph'
      const refused =
        desk.refused(c, graphRole ? needs.unassignGraphRole : needs.unassignRole) ?? desk.busy(c)
      if (refused !== undefined) return refused
      if (found === undefined || !tenant.replicas.knows(id)) return desk.fail(c, directoryErrors.notFound(id))
      const before = rowOf(found)
      found.remove()
      changed(c, found, before, 'Remove app role assignment from service principal')
      return c.body(null, 204)
    })
  }
  return app
}
