/** /directory/deletedItems: what was deleted and can come back. */
import { Hono } from 'hono'
import { purge, restorePrincipal, restoreRegistration, sweep } from '../../directory/deleted-items.ts'
import { findPrincipal } from '../../directory/principals.ts'
import type { Registration } from '../../tenant/state.ts'
import type { GraphRoom } from '../gate.ts'
import type { Row } from '../odata.ts'
import { needs } from './access.ts'
import type { Desk, DirectoryContext } from './desk.ts'
import { directoryErrors } from './errors.ts'
import { applicationRow, at, principalRow } from './rows.ts'
import { tables } from './tables.ts'

export function deletedItemRoutes(desk: Desk): Hono<GraphRoom> {
  const app = new Hono<GraphRoom>()
  const { tenant } = desk

  function applications(): Row[] {
    sweep(tenant)
    return tenant.state.deletedRegistrations.map(({ registration, deletedAt }) => ({
      ...applicationRow(tenant, registration),
      deletedDateTime: at(deletedAt),
    }))
  }
  /** Those deleted alone, and those that went with their application. */
  function principals(): Row[] {
    sweep(tenant)
    const { deletedPrincipals, deletedRegistrations, registrations, tenantId } = tenant.state
    const row = (id: string, registration: Registration, deletedAt: number) => ({
      ...principalRow({
        id,
        appId: registration.clientId,
        displayName: registration.displayName,
        ownerTenant: tenantId,
        registration,
        enterprise: registration.enterprise,
      }),
      deletedDateTime: at(deletedAt),
    })
    return [
      ...deletedPrincipals.flatMap(({ principalId, clientId, deletedAt }) => {
        const registration = registrations.find((one) => one.clientId === clientId)
        return registration === undefined ? [] : [row(principalId, registration, deletedAt)]
      }),
      ...deletedRegistrations
        .filter(({ registration }) => registration.enterprise.exists)
        .map(({ registration, deletedAt }) => row(registration.servicePrincipalId, registration, deletedAt)),
    ]
  }
  const kinds = [
    ['application', tables.application, applications],
    ['servicePrincipal', tables.servicePrincipal, principals],
  ] as const

  for (const [kind, table, rows] of kinds) {
    const set = `directoryObjects/microsoft.graph.${kind}`
    app.get(
      `/microsoft.graph.${kind}`,
      (c) => desk.refused(c, needs.readApplications) ?? desk.list(c, { set, table, rows: rows() }),
    )
  }
  app.get('/:id', (c) => {
    const refused = desk.refused(c, needs.readApplications)
    if (refused !== undefined) return refused
    const id = c.req.param('id')
    for (const [kind, table, rows] of kinds) {
      const row = rows().find((one) => one.id === id)
      if (row !== undefined)
        return desk.one(c, {
          set: 'directoryObjects',
          table,
          row: { '@odata.type': `#microsoft.graph.${kind}`, ...row },
        })
    }
    return desk.fail(c, directoryErrors.notFound(id))
  })
  app.post('/:id/restore', (c) => {
    const id = c.req.param('id')
    const refused = desk.refused(c, needs.writeApplication, ownersOf(id)) ?? desk.busy(c)
    if (refused !== undefined) return refused
    const application = restoreRegistration(tenant, id)
    if (application !== undefined) {
      changed(c, id, application, 'Restore application')
      return desk.one(c, {
        set: 'directoryObjects',
        table: tables.application,
        row: { '@odata.type': '#microsoft.graph.application', ...applicationRow(tenant, application) },
      })
    }
    const owner = restorePrincipal(tenant, id)
    if (owner === 'taken') return desk.fail(c, directoryErrors.principalExists(id))
    const principal = owner === undefined ? undefined : findPrincipal(tenant, { id })
    if (owner === undefined || principal === undefined) return desk.fail(c, directoryErrors.notFound(id))
    changed(c, id, owner, 'Restore service principal')
    return desk.one(c, {
      set: 'directoryObjects',
      table: tables.servicePrincipal,
      row: { '@odata.type': '#microsoft.graph.servicePrincipal', ...principalRow(principal) },
    })
  })
  app.delete('/:id', (c) => {
    const id = c.req.param('id')
    const refused = desk.refused(c, needs.writeApplication, ownersOf(id)) ?? desk.busy(c)
    if (refused !== undefined) return refused
    if (!purge(tenant, id)) return desk.fail(c, directoryErrors.notFound(id))
    tenant.file.save()
    return c.body(null, 204)
  })

  const ownersOf = (id: string) =>
    tenant.state.deletedRegistrations.find(({ registration }) => registration.objectId === id)?.registration
      .details.owners ?? []
  const changed = (c: DirectoryContext, id: string, { displayName }: Registration, activity: string) =>
    desk.changed(c, {
      kind: 'applications',
      id,
      before: undefined,
      activity,
      name: displayName,
      type: 'Application',
    })
  return app
}
