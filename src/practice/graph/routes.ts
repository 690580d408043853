/** As much of Microsoft Graph as sending a test message and finding it again needs. @see reference 5, 7.3 */
import { Hono } from 'hono'
import type { TokenSigner } from '../entra/signing.ts'
import type { Tenant } from '../tenant.ts'
import { gate, type GraphRoom } from './gate.ts'
import { mailRoutes } from './mail-routes.ts'
import { messageTraces } from './message-trace.ts'
import { project } from './odata.ts'
import { fail, graphErrors } from './reply.ts'

const profileScopes = ['User.Read', 'Mail.Read', 'Mail.ReadWrite', 'Mail.Send']

/** @param host the name of the Exchange server behind it */
export function graphRoutes(tenant: Tenant, signer: TokenSigner, host: string): Hono<GraphRoom> {
  const app = new Hono<GraphRoom>()
  app.use(gate(tenant, signer))

  app.get('/me', (c) => {
    const caller = c.get('caller')
    if (caller.kind === 'app') return fail(c, tenant, graphErrors.meNeedsUser())
    if (!profileScopes.some((scope) => caller.scopes.includes(scope)))
      return fail(c, tenant, graphErrors.requestDenied())
    const { user } = caller
    const body = {
      id: user.id,
      displayName: user.displayName,
      mail: user.address,
      userPrincipalName: user.address,
      accountEnabled: user.enabled,
    }
    return c.json({
      '@odata.context': `${tenant.origin}/graph/v1.0/$metadata#users/$entity`,
      ...project(body, c.req.query('$select')?.split(',')),
    })
  })
  app.get('/admin/exchange/tracing/messageTraces', (c) => messageTraces(c, tenant))
  const mail = mailRoutes(tenant, host)
  app.route('/me', mail)
  app.route('/users/:user', mail)
  app.all('*', (c) =>
    fail(c, tenant, {
      status: 404,
      code: 'ResourceNotFound',
      message: `The practice tenant does not play ${c.req.method} ${c.req.path}.`,
    }),
  )
  return app
}
