/** /oauth2PermissionGrants: what applications may do for people, one list a client and API. */
import { Hono } from 'hono'
import { type DelegatedGrant, delegatedGrants, removeGrant, setGrant } from '../../directory/grants.ts'
import { findPrincipal } from '../../directory/principals.ts'
import { findUserById } from '../../tenant/tenant.ts'
import { readEntity } from '../entity-shape.ts'
import type { GraphRoom } from '../gate.ts'
import type { Row } from '../odata.ts'
import { graphErrors } from '../reply.ts'
import { needs } from './access.ts'
import { keyText } from './applications.ts'
import type { Desk, DirectoryContext } from './desk.ts'
import { directoryErrors } from './errors.ts'
import { principalByKey } from './service-principals.ts'
import { tables } from './tables.ts'
import { directoryTypes } from './types.ts'

const set = 'oauth2PermissionGrants'
const table = tables.grant

function grantRow({ id, client, resource, principal, values }: DelegatedGrant): Row {
  return {
    id,
    clientId: client.id,
    consentType: principal === 'all' ? 'AllPrincipals' : 'Principal',
    principalId: principal === 'all' ? null : principal,
    resourceId: resource.id,
    scope: values.join(' '),
  }
}

export function grantRoutes(desk: Desk): Hono<GraphRoom> {
  const app = new Hono<GraphRoom>()
  const { tenant } = desk
  const rows = () => tenant.replicas.seeAll(set, delegatedGrants(tenant).map(grantRow))
  const changed = (
    c: DirectoryContext,
    { id, client }: DelegatedGrant,
    before: Row | undefined,
    activity: string,
  ) =>
    desk.changed(c, { kind: set, id, before, activity, name: client.displayName, type: 'ServicePrincipal' })

  app.get(
    '/oauth2PermissionGrants',
    (c) => desk.refused(c, needs.readGrants) ?? desk.list(c, { set, table, rows: rows() }),
  )
  app.get('/oauth2PermissionGrants/:id', (c) => {
    const refused = desk.refused(c, needs.readGrants)
    if (refused !== undefined) return refused
    const id = c.req.param('id')
    const grant = delegatedGrants(tenant).find((one) => one.id === id)
    const row = tenant.replicas.see(id, grant === undefined ? undefined : grantRow(grant))
    return row === undefined ? desk.fail(c, directoryErrors.notFound(id)) : desk.one(c, { set, table, row })
  })
  app.get('/servicePrincipals/:sp/oauth2PermissionGrants', (c) => {
    const refused = desk.refused(c, needs.readGrants)
    if (refused !== undefined) return refused
    const principal = principalByKey(tenant, c.req.param('sp'))
    return principal === undefined
      ? desk.fail(c, directoryErrors.notFound(keyText(c.req.param('sp'))))
      : desk.list(c, { set, table, rows: rows().filter((row) => row.clientId === principal.id) })
  })
  app.post('/oauth2PermissionGrants', async (c) => {
    const refused = desk.refused(c, needs.writeGrants) ?? desk.busy(c)
    if (refused !== undefined) return refused
    const body = await desk.body(c)
    if (body === undefined) return desk.fail(c, graphErrors.notJson())
    const type = `microsoft.graph.oAuth2PermissionGrant${desk.version === 'beta' ? '.beta' : ''}`
    const read = readEntity(type, body, directoryTypes)
    if (!read.ok) return desk.fail(c, read.error)
    const { clientId, consentType, principalId, resourceId, scope } = read.value
    const missing = (['clientId', 'consentType', 'resourceId', 'scope'] as const).find(
      (name) => typeof read.value[name] !== 'string',
    )
    if (missing !== undefined) return desk.fail(c, directoryErrors.needed(missing, table.resource))
    if (consentType !== 'AllPrincipals' && consentType !== 'Principal')
      return desk.fail(c, directoryErrors.badValue('consentType', table.resource))
    const forOne = consentType === 'Principal'
    if (forOne !== (principalId !== undefined))
      return desk.fail(c, directoryErrors.badValue('principalId', table.resource))
    const [clientText, resourceText, personText] = [String(clientId), String(resourceId), String(principalId)]
    const client = findPrincipal(tenant, { id: clientText })
    const resource = findPrincipal(tenant, { id: resourceText })
    if (client === undefined || !tenant.replicas.knows(client.id))
      return desk.fail(c, directoryErrors.notFound(clientText))
    if (resource === undefined) return desk.fail(c, directoryErrors.notFound(resourceText))
    if (forOne && findUserById(tenant, personText) === undefined)
      return desk.fail(c, directoryErrors.notFound(personText))
    const grant = { client, resource, principal: forOne ? personText : 'all' }
    const same = (one: DelegatedGrant) =>
      one.client.id === client.id && one.resource.id === resource.id && one.principal === grant.principal
    if (delegatedGrants(tenant).some(same)) return desk.fail(c, directoryErrors.grantExists())
    setGrant(tenant, grant, wordsOf(scope))
    const made = delegatedGrants(tenant).find(same)
    if (made === undefined) return desk.fail(c, directoryErrors.notFound(clientText))
    changed(c, made, undefined, 'Add delegated permission grant')
    return desk.one(c, { set, table, row: grantRow(made) }, 201)
  })
  app.patch('/oauth2PermissionGrants/:id', async (c) => {
    const opened = open(c)
    if ('reply' in opened) return opened.reply
    const read = readEntity('microsoft.graph.oAuth2PermissionGrant', await desk.body(c), directoryTypes)
    if (!read.ok) return desk.fail(c, read.error)
    const { scope, ...rest } = read.value
    const [fixed] = Object.keys(rest)
    if (fixed !== undefined) return desk.fail(c, directoryErrors.readOnly(fixed))
    const before = grantRow(opened.grant)
    if (typeof scope === 'string') setGrant(tenant, opened.grant, wordsOf(scope))
    changed(c, opened.grant, before, 'Update delegated permission grant')
    return c.body(null, 204)
  })
  app.delete('/oauth2PermissionGrants/:id', (c) => {
    const opened = open(c)
    if ('reply' in opened) return opened.reply
    removeGrant(tenant, opened.grant)
    changed(c, opened.grant, grantRow(opened.grant), 'Remove delegated permission grant')
    return c.body(null, 204)
  })

  function open(c: DirectoryContext): { grant: DelegatedGrant } | { reply: Response } {
    const refused = desk.refused(c, needs.writeGrants) ?? desk.busy(c)
    if (refused !== undefined) return { reply: refused }
    const id = c.req.param('id') ?? ''
    const grant = delegatedGrants(tenant).find((one) => one.id === id)
    return grant === undefined || !tenant.replicas.knows(id)
      ? { reply: desk.fail(c, directoryErrors.notFound(id)) }
      : { grant }
  }
  return app
}

const wordsOf = (scope: unknown) =>
  String(scope)
    .split(' ')
    .filter((word) => word !== '')
