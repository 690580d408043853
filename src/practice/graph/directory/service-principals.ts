/** /servicePrincipals: what the tenant lets in, of its own applications and of other tenants'. */
import { Hono } from 'hono'
import { firstPartyName } from '../../directory/first-party.ts'
import {
  deletePrincipal,
  ensurePrincipal,
  findPrincipal,
  type Principal,
  principals,
} from '../../directory/principals.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { readEntity, type Shaped } from '../entity-shape.ts'
import type { GraphRoom } from '../gate.ts'
import { type GraphError, graphErrors } from '../reply.ts'
import { mayDo, needs } from './access.ts'
import { keyText } from './applications.ts'
import type { Desk, DirectoryContext } from './desk.ts'
import { directoryErrors } from './errors.ts'
import { ownerRows, principalRow } from './rows.ts'
import { tables } from './tables.ts'
import { directoryTypes } from './types.ts'
import { textOf, textsOf } from './values.ts'

const set = 'servicePrincipals'
const table = tables.servicePrincipal

export function principalByKey(tenant: Tenant, key: string): Principal | undefined {
  return findPrincipal(tenant, key.startsWith('appId=') ? { appId: keyText(key) } : { id: key })
}

export function principalRoutes(desk: Desk): Hono<GraphRoom> {
  const app = new Hono<GraphRoom>()
  const { tenant } = desk
  const rows = () => tenant.replicas.seeAll(set, principals(tenant).map(principalRow))
  const expansions = {
    owners: ({ id }: Record<string, unknown>) =>
      ownerRows(tenant, findPrincipal(tenant, { id: String(id) })?.enterprise.owners ?? []),
  }

  app.get(
    '/',
    (c) => desk.refused(c, needs.readApplications) ?? desk.list(c, { set, table, rows: rows(), expansions }),
  )
  app.get(
    '/$count',
    (c) => desk.refused(c, needs.readApplications) ?? desk.count(c, { set, table, rows: rows() }),
  )
  app.get('/:sp', (c) => {
    const refused = desk.refused(c, needs.readApplications)
    if (refused !== undefined) return refused
    const key = c.req.param('sp')
    const principal = principalByKey(tenant, key)
    const row = tenant.replicas.see(
      principal?.id ?? keyText(key),
      principal === undefined ? undefined : principalRow(principal),
    )
    return row === undefined
      ? desk.fail(c, directoryErrors.notFound(keyText(key)))
      : desk.one(c, { set, table, row, expansions })
  })
  // A property of its own address: what an API offers, without the rest of it.
  for (const property of ['oauth2PermissionScopes', 'appRoles'] as const)
    app.get(`/:sp/${property}`, (c) => {
      const refused = desk.refused(c, needs.readApplications)
      if (refused !== undefined) return refused
      const key = c.req.param('sp')
      const principal = principalByKey(tenant, key)
      return principal === undefined
        ? desk.fail(c, directoryErrors.notFound(keyText(key)))
        : c.json({
            '@odata.context': desk.context(`${set}('${keyText(key)}')/${property}`),
            value: principalRow(principal)[property],
          })
    })
  app.get('/:sp/owners', (c) => {
    const refused = desk.refused(c, needs.readApplications)
    if (refused !== undefined) return refused
    const principal = principalByKey(tenant, c.req.param('sp'))
    if (principal === undefined) return desk.fail(c, directoryErrors.notFound(keyText(c.req.param('sp'))))
    const owners = ownerRows(tenant, principal.enterprise.owners)
    return desk.list(c, { set: 'directoryObjects', table: tables.directoryObject, rows: owners })
  })
  app.post('/', (c) => create(desk, c))
  app.patch('/:sp', async (c) => {
    const opened = openPrincipal(desk, c)
    if ('reply' in opened) return opened.reply
    const read = readEntity('microsoft.graph.servicePrincipal', await desk.body(c), directoryTypes, 'keep')
    if (!read.ok) return desk.fail(c, read.error)
    const { principal } = opened
    const before = principalRow(principal)
    const error = applyBody(principal, read.value)
    if (error !== undefined) return desk.fail(c, error)
    changed(desk, c, principal, before, 'Update service principal')
    return c.body(null, 204)
  })
  app.delete('/:sp', (c) => {
    const opened = openPrincipal(desk, c)
    if ('reply' in opened) return opened.reply
    const before = principalRow(opened.principal)
    deletePrincipal(tenant, opened.principal)
    changed(desk, c, opened.principal, before, 'Remove service principal')
    return c.body(null, 204)
  })
  return app
}

function changed(
  desk: Desk,
  c: DirectoryContext,
  { id, displayName }: Principal,
  before: Record<string, unknown> | undefined,
  activity: string,
): void {
  desk.changed(c, { kind: set, id, before, activity, name: displayName, type: 'ServicePrincipal' })
}

function openPrincipal(desk: Desk, c: DirectoryContext): { principal: Principal } | { reply: Response } {
  const { tenant } = desk
  const key = c.req.param('sp') ?? ''
  const principal = principalByKey(tenant, key)
  const owners = [...(principal?.enterprise.owners ?? []), ...(principal?.registration?.details.owners ?? [])]
  const refused = desk.refused(c, needs.writeApplication, owners) ?? desk.busy(c)
  if (refused !== undefined) return { reply: refused }
  return principal === undefined || !tenant.replicas.knows(principal.id)
    ? { reply: desk.fail(c, directoryErrors.notFound(keyText(key))) }
    : { principal }
}

async function create(desk: Desk, c: DirectoryContext): Promise<Response> {
  const { tenant } = desk
  const body = await desk.body(c)
  const read = readEntity('microsoft.graph.servicePrincipal', body, directoryTypes, 'keep')
  const appId = read.ok && typeof read.value.appId === 'string' ? read.value.appId.toLowerCase() : ''
  const registration = tenant.state.registrations.find(({ clientId }) => clientId === appId)
  // an application that may only reach its own cannot let in somebody else's
  const caller = c.get('caller')
  const ownAlone = caller.kind === 'app' && !mayDo(tenant, caller, needs.writeApplication)
  if (ownAlone && registration === undefined && mayDo(tenant, caller, needs.createApplication))
    return desk.fail(c, directoryErrors.localTenant())
  const refused = desk.refused(c, needs.writeApplication, registration?.details.owners) ?? desk.busy(c)
  if (refused !== undefined) return refused
  if (body === undefined) return desk.fail(c, graphErrors.notJson())
  if (!read.ok) return desk.fail(c, read.error)
  if (appId === '') return desk.fail(c, directoryErrors.needed('appId', table.resource))
  if (registration === undefined && firstPartyName(appId) === undefined)
    return desk.fail(c, directoryErrors.noBackingApp(appId))
  // the replica that is asked may not have heard of the application yet
  if (registration !== undefined && !tenant.replicas.knows(registration.objectId))
    return desk.fail(c, directoryErrors.noBackingApp(appId))
  if (findPrincipal(tenant, { appId }) !== undefined)
    return desk.fail(c, directoryErrors.principalExists(appId))
  const principal = ensurePrincipal(tenant, appId)
  if (principal === undefined) return desk.fail(c, directoryErrors.noBackingApp(appId))
  const error = applyBody(principal, { ...read.value, appId: undefined })
  if (error !== undefined) return desk.fail(c, error)
  changed(desk, c, principal, undefined, 'Add service principal')
  return desk.one(c, { set, table, row: principalRow(principal) }, 201)
}

const readOnly = [
  'id',
  'appId',
  'appOwnerOrganizationId',
  'appRoles',
  'oauth2PermissionScopes',
  'servicePrincipalNames',
  'servicePrincipalType',
  'isDisabled',
]

function applyBody({ enterprise }: Principal, body: Shaped): GraphError | undefined {
  const fixed = readOnly.find((name) => body[name] !== undefined)
  if (fixed !== undefined) return directoryErrors.readOnly(fixed)
  const { accountEnabled, appRoleAssignmentRequired, notes, tags, notificationEmailAddresses } = body
  if (accountEnabled === null || appRoleAssignmentRequired === null)
    return directoryErrors.badValue(
      accountEnabled === null ? 'accountEnabled' : 'appRoleAssignmentRequired',
      table.resource,
    )
  if (typeof notes === 'string' && notes.length > 1024)
    return directoryErrors.badValue('notes', table.resource)
  if (accountEnabled !== undefined) enterprise.accountEnabled = accountEnabled === true
  if (appRoleAssignmentRequired !== undefined)
    enterprise.assignmentRequired = appRoleAssignmentRequired === true
  if (notes !== undefined) enterprise.notes = textOf(notes)
  if (tags !== undefined) enterprise.tags = [...new Set(textsOf(tags))]
  if (notificationEmailAddresses !== undefined)
    enterprise.notificationEmailAddresses = textsOf(notificationEmailAddresses)
  return undefined
}
