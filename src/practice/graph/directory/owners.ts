/** Owners of an application: they may change it without any role. */
import { Hono } from 'hono'
import type { GraphRoom } from '../gate.ts'
import { graphErrors } from '../reply.ts'
import { needs } from './access.ts'
import { changedApplication, findApplication, keyText, openApplication } from './applications.ts'
import type { Desk } from './desk.ts'
import { directoryErrors } from './errors.ts'
import { applicationRow, objectRow, ownerRows } from './rows.ts'
import { tables } from './tables.ts'
import { recordOf } from './values.ts'

export function ownerRoutes(desk: Desk): Hono<GraphRoom> {
  const app = new Hono<GraphRoom>()
  const { tenant } = desk
  app.get('/:app/owners', (c) => {
    const refused = desk.refused(c, needs.readApplications)
    if (refused !== undefined) return refused
    const registration = findApplication(tenant, c.req.param('app'))
    if (registration === undefined) return desk.fail(c, directoryErrors.notFound(keyText(c.req.param('app'))))
    const rows = ownerRows(tenant, registration.details.owners)
    return desk.list(c, { set: 'directoryObjects', table: tables.directoryObject, rows })
  })
  app.post('/:app/owners/$ref', async (c) => {
    const opened = openApplication(desk, c, needs.writeApplication)
    if ('reply' in opened) return opened.reply
    const { registration } = opened
    const id = referenced(await desk.body(c))
    if (id === undefined) return desk.fail(c, graphErrors.notJson())
    if (objectRow(tenant, id) === undefined) return desk.fail(c, directoryErrors.notFound(id))
    if (registration.details.owners.includes(id)) return desk.fail(c, directoryErrors.refExists('owners'))
    const before = applicationRow(tenant, registration)
    registration.details.owners.push(id)
    changedApplication(desk, c, registration, before, 'Add owner to application')
    return c.body(null, 204)
  })
  app.delete('/:app/owners/:owner/$ref', (c) => {
    const opened = openApplication(desk, c, needs.writeApplication)
    if ('reply' in opened) return opened.reply
    const { registration } = opened
    const id = c.req.param('owner')
    if (!registration.details.owners.includes(id)) return desk.fail(c, directoryErrors.notFound(id))
    const before = applicationRow(tenant, registration)
    registration.details.owners = registration.details.owners.filter((one) => one !== id)
    changedApplication(desk, c, registration, before, 'Remove owner from application')
    return c.body(null, 204)
  })
  return app
}

/** The id at the end of an `@odata.id`: the host in front of it is not looked at. */
export function referenced(body: unknown): string | undefined {
  const address = recordOf(body)?.['@odata.id']
  return typeof address === 'string' ? /([0-9a-f-]{36})\/?$/i.exec(address)?.[1]?.toLowerCase() : undefined
}
