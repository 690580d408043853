/** The address for OpenID Connect's own question: who is it that signed in? @see reference 3.4 */
import { Hono } from 'hono'
import { subjectOf } from '../entra/person-tokens.ts'
import type { TokenSigner } from '../entra/signing.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { identify } from './caller.ts'
import { fail, graphErrors } from './reply.ts'

export function userInfoRoutes(tenant: Tenant, signer: TokenSigner): Hono {
  const app = new Hono()
  app.on(['GET', 'POST'], '/userinfo', async (c) => {
    const identified = await identify(tenant, signer, c.req.header('authorization'))
    if (!identified.ok) return fail(c, tenant, identified.error)
    const { caller } = identified
    if (caller.kind === 'app') return fail(c, tenant, graphErrors.requestDenied())
    const { user, appId } = caller
    const [given_name = '', ...family] = user.displayName.split(' ')
    return c.json({
      sub: subjectOf(user, appId),
      name: user.displayName,
      family_name: family.join(' '),
      given_name,
      picture: `${tenant.origin}/graph/v1.0/me/photo/$value`,
      email: user.address,
    })
  })
  return app
}
