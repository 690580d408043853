/** /applications: registrations, made, read, changed and deleted. */
import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { audienceBreach } from '../../directory/app-policies.ts'
import { takeGrants } from '../../directory/principals.ts'
import { enterpriseState, registrationDetails } from '../../tenant/directory-state.ts'
import type { Registration } from '../../tenant/state.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import { readEntity } from '../entity-shape.ts'
import type { GraphRoom } from '../gate.ts'
import { type GraphError, graphErrors } from '../reply.ts'
import { callerId, mayDo, needs } from './access.ts'
import { applyBody } from './application-body.ts'
import type { Desk, DirectoryContext } from './desk.ts'
import { directoryErrors } from './errors.ts'
import { applicationRow, ownerRows } from './rows.ts'
import { tables } from './tables.ts'
import { directoryTypes } from './types.ts'
import { breachError } from './values.ts'

const set = 'applications'
const table = tables.application
/** What somebody without a role may make. */
const quota = 250

/** By object id, by client id (`appId=…`) or by its own name (`uniqueName=…`). */
export function findApplication({ state }: Tenant, key: string): Registration | undefined {
  const [, name, value = ''] = /^(\w+)=(.*)$/.exec(key) ?? [undefined, 'id', key]
  const wanted = value.toLowerCase()
  return state.registrations.find((one) =>
    name === 'appId'
      ? one.clientId === wanted
      : name === 'uniqueName'
        ? one.details.uniqueName === value
        : one.objectId === wanted,
  )
}

/** What a key says of an object that is not there. */
export const keyText = (key: string) => key.slice(key.indexOf('=') + 1)

export type Opened = { registration: Registration } | { reply: Response }

/** The application a change is for, once everything speaks for making it. */
export function openApplication(
  desk: Desk,
  c: DirectoryContext,
  need: Parameters<Desk['refused']>[1],
): Opened {
  const { tenant } = desk
  const key = c.req.param('app') ?? ''
  const registration = findApplication(tenant, key)
  const refused = desk.refused(c, need, registration?.details.owners) ?? desk.busy(c)
  if (refused !== undefined) return { reply: refused }
  if (registration === undefined || !tenant.replicas.knows(registration.objectId))
    return { reply: desk.fail(c, directoryErrors.notFound(keyText(key))) }
  return { registration }
}

export function changedApplication(
  desk: Desk,
  c: DirectoryContext,
  { objectId, displayName }: Registration,
  before: ReturnType<typeof applicationRow> | undefined,
  activity: string,
): void {
  desk.changed(c, { kind: set, id: objectId, before, activity, name: displayName, type: 'Application' })
}

export function applicationRoutes(desk: Desk): Hono<GraphRoom> {
  const app = new Hono<GraphRoom>()
  const { tenant } = desk
  const rows = () =>
    tenant.replicas.seeAll(
      set,
      tenant.state.registrations.map((one) => applicationRow(tenant, one)),
    )
  const expansions = {
    owners: ({ id }: Record<string, unknown>) =>
      ownerRows(tenant, findApplication(tenant, String(id))?.details.owners ?? []),
  }

  app.get(
    '/',
    (c) => desk.refused(c, needs.readApplications) ?? desk.list(c, { set, table, rows: rows(), expansions }),
  )
  app.get(
    '/$count',
    (c) => desk.refused(c, needs.readApplications) ?? desk.count(c, { set, table, rows: rows() }),
  )
  app.get('/:app', (c) => {
    const refused = desk.refused(c, needs.readApplications)
    if (refused !== undefined) return refused
    const key = c.req.param('app')
    const registration = findApplication(tenant, key)
    const asksForKeys = (c.req.query('$select') ?? '').split(',').includes('keyCredentials')
    const row =
      registration === undefined
        ? tenant.replicas.see(keyText(key), undefined)
        : tenant.replicas.see(registration.objectId, applicationRow(tenant, registration, asksForKeys))
    return row === undefined
      ? desk.fail(c, directoryErrors.notFound(keyText(key)))
      : desk.one(c, { set, table, row, expansions })
  })
  app.post('/', (c) => create(desk, c, undefined))
  app.patch('/:app', (c) => patch(desk, c))
  app.delete('/:app', (c) => {
    const opened = openApplication(desk, c, needs.writeApplication)
    if ('reply' in opened) return opened.reply
    const { registration } = opened
    const before = applicationRow(tenant, registration)
    const { state } = tenant
    state.registrations = state.registrations.filter((one) => one !== registration)
    state.deletedRegistrations.push({
      registration,
      deletedAt: tenant.clock(),
      ...takeGrants(tenant, registration.clientId),
    })
    changedApplication(desk, c, registration, before, 'Delete application')
    return c.body(null, 204)
  })
  return app
}

/** Where no role says so, the tenant may still let its people register applications of their own. */
function mayRegister(desk: Desk, c: DirectoryContext): Response | undefined {
  const { tenant } = desk
  const caller = c.get('caller')
  const { roles, ...permission } = needs.createApplication
  if (mayDo(tenant, caller, { ...permission, roles })) return desk.refused(c, needs.createApplication)
  if (caller.kind === 'app' || !tenant.state.policies.usersMayRegister)
    return desk.fail(c, directoryErrors.denied())
  const own = tenant.state.registrations.filter((one) => one.details.owners.includes(caller.user.id)).length
  return own >= quota ? desk.fail(c, directoryErrors.quota()) : desk.refused(c, permission)
}

async function create(desk: Desk, c: DirectoryContext, uniqueName: string | undefined): Promise<Response> {
  const { tenant } = desk
  const refused = mayRegister(desk, c) ?? desk.busy(c)
  if (refused !== undefined) return refused
  const read = await readBody(desk, c)
  if (!read.ok) return desk.fail(c, read.error)
  const body = uniqueName === undefined ? read.value : { ...read.value, uniqueName }
  if (typeof body.displayName !== 'string')
    return desk.fail(c, directoryErrors.needed('displayName', table.resource))
  const caller = c.get('caller')
  const mine = !mayDo(tenant, caller, needs.writeApplication)
  const registration: Registration = {
    recipe: '',
    displayName: body.displayName,
    audience: 'AzureADMyOrg',
    redirects: [],
    permissions: [],
    implicit: { accessTokens: false, idTokens: false },
    publicClientFlows: false,
    clientId: randomUUID(),
    objectId: randomUUID(),
    servicePrincipalId: randomUUID(),
    secrets: [],
    certificates: [],
    // whoever has no power over all of them owns what he makes
    details: registrationDetails.parse({ createdAt: tenant.clock(), owners: mine ? [callerId(caller)] : [] }),
    // Graph makes no service principal: that is a call of its own
    enterprise: enterpriseState.parse({ exists: false }),
  }
  const taken =
    typeof body.uniqueName === 'string' && findApplication(tenant, `uniqueName=${body.uniqueName}`)
  const breach = body.signInAudience === undefined ? audienceBreach(tenant, registration.audience) : undefined
  const error =
    taken !== false && taken !== undefined
      ? directoryErrors.uniqueNameTaken(String(body.uniqueName))
      : breach === undefined
        ? applyBody(tenant, registration, body)
        : breachError(breach)
  if (error !== undefined) return desk.fail(c, error)
  tenant.state.registrations.push(registration)
  changedApplication(desk, c, registration, undefined, 'Add application')
  return desk.one(c, { set, table, row: applicationRow(tenant, registration) }, 201)
}

async function patch(desk: Desk, c: DirectoryContext): Promise<Response> {
  const { tenant } = desk
  const key = c.req.param('app') ?? ''
  const upsert = /create-if-missing/i.test(c.req.header('prefer') ?? '')
  if (upsert && key.startsWith('uniqueName=') && findApplication(tenant, key) === undefined)
    return create(desk, c, keyText(key))
  const opened = openApplication(desk, c, needs.writeApplication)
  if ('reply' in opened) return opened.reply
  const { registration } = opened
  const read = await readBody(desk, c)
  if (!read.ok) return desk.fail(c, read.error)
  const before = applicationRow(tenant, registration)
  const next = structuredClone(registration)
  const error = applyBody(tenant, next, read.value)
  if (error !== undefined) return desk.fail(c, error)
  Object.assign(registration, next)
  const secrets = read.value.keyCredentials !== undefined || read.value.passwordCredentials !== undefined
  const activity = secrets ? 'Update application - Certificates and secrets management' : 'Update application'
  changedApplication(desk, c, registration, before, activity)
  return c.body(null, 204)
}

async function readBody(
  desk: Desk,
  c: DirectoryContext,
): Promise<{ ok: true; value: Record<string, unknown> } | { ok: false; error: GraphError }> {
  const body = await desk.body(c)
  if (body === undefined) return { ok: false, error: graphErrors.notJson() }
  return readEntity('microsoft.graph.application', body, directoryTypes, 'keep')
}
