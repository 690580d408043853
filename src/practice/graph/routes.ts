/** As much of Microsoft Graph as sending a test message and finding it again needs. @see reference 5, 7.3 */
import { Hono } from 'hono'
import type { TokenSigner } from '../entra/signing.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { Version } from './directory/desk.ts'
import { directoryRoutes } from './directory/routes.ts'
import { mailboxOf } from './caller.ts'
import { gate, type GraphRoom } from './gate.ts'
import { draftRoutes } from './drafts.ts'
import { mailRoutes } from './mail-routes.ts'
import { messageTraces } from './message-trace.ts'
import { userTable } from './odata-tables.ts'
import { parseShape, project } from './odata.ts'
import { fail, graphErrors } from './reply.ts'
import { shownOfUser, userRow } from './user-view.ts'

const profileScopes = ['User.Read', 'Mail.Read', 'Mail.ReadWrite', 'Mail.Send']

/** To read somebody else's profile. */
const directoryScopes = [
  'User.ReadBasic.All',
  'User.Read.All',
  'User.ReadWrite.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
]

/**
 * @param host the name of the Exchange server behind it
 * @param send answers one part of a batch, as if it had come by itself
 */
export function graphRoutes(
  tenant: Tenant,
  signer: TokenSigner,
  host: string,
  version: Version,
  send: (request: Request) => Response | Promise<Response>,
): Hono<GraphRoom> {
  const app = new Hono<GraphRoom>()
  app.use(gate(tenant, signer))

  app.get('/me', (c) => {
    const caller = c.get('caller')
    if (caller.kind === 'app') return fail(c, tenant, graphErrors.meNeedsUser())
    if (!profileScopes.some((scope) => caller.scopes.includes(scope)))
      return fail(c, tenant, graphErrors.requestDenied())
    const { user } = caller
    const shape = parseShape(new URL(c.req.url).searchParams, userTable)
    if (!shape.ok) return fail(c, tenant, graphErrors.badRequest(shape.text))
    return c.json({
      '@odata.context': `${tenant.origin}/graph/v1.0/$metadata#users/$entity`,
      ...project(userRow(tenant, user), shape.select ?? shownOfUser),
    })
  })
  app.get('/users/:user', (c) => {
    const caller = c.get('caller')
    const granted = caller.kind === 'app' ? caller.app.roles : caller.scopes
    const target = mailboxOf(tenant, caller, c.req.param('user'))
    const own = target.ok && caller.kind === 'person' && caller.user.id === target.mailbox.id
    const wanted = own ? [...profileScopes, ...directoryScopes] : directoryScopes
    if (!wanted.some((scope) => granted.includes(scope))) return fail(c, tenant, graphErrors.requestDenied())
    if (!target.ok) return fail(c, tenant, graphErrors.noSuchObject(c.req.param('user')))
    const shape = parseShape(new URL(c.req.url).searchParams, userTable)
    if (!shape.ok) return fail(c, tenant, graphErrors.badRequest(shape.text))
    return c.json({
      '@odata.context': `${tenant.origin}/graph/v1.0/$metadata#users/$entity`,
      ...project(userRow(tenant, target.mailbox), shape.select ?? shownOfUser),
    })
  })
  app.get('/admin/exchange/tracing/messageTraces', (c) => messageTraces(c, tenant))
  for (const mail of [mailRoutes(tenant), draftRoutes(tenant, host)]) {
    app.route('/me', mail)
    app.route('/users/:user', mail)
  }
  app.route('/', directoryRoutes(tenant, version, send))
  app.all('*', (c) => fail(c, tenant, graphErrors.notPlayed(c.req.method, c.req.path)))
  return app
}
