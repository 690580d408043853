/** Entra over HTTP: what it says of itself, the sign-in pages, the token and the device code endpoint. */
import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { gatewayPage, replaceReply, silence, truncated } from '../tenant/broken-replies.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { CodeBook } from './codes.ts'
import { DeviceCodes } from './device-codes.ts'
import { entraErrors, errorBody, newTrace } from './errors.ts'
import type { TokenRoom } from './grants.ts'
import { metadataRoutes } from './metadata.ts'
import { readForm, signInRoutes } from './sign-in-routes.ts'
import type { TokenSigner } from './signing.ts'
import { beginDevice, type Outcome, redeem, type TokenRequest } from './token.ts'
import { redeemOld, scopeFor } from './version-one.ts'

export function entraRoutes(tenant: Tenant, signer: TokenSigner): Hono {
  const room: TokenRoom = {
    tenant,
    signer,
    codes: new CodeBook(tenant.lifetimes.codeSeconds * 1000),
    devices: new DeviceCodes(),
  }
  const app = new Hono()
  app.use(async (c, next) => {
    await next()
    if (c.res.headers.get('content-type') === 'application/json')
      c.header('Content-Type', 'application/json; charset=utf-8')
  })
  app.route('/', metadataRoutes(tenant, signer))
  app.route('/', signInRoutes(room))

  const endpoints: [
    path: string,
    answer: (request: TokenRequest) => Outcome<object> | Promise<Outcome<object>>,
  ][] = [
    ['/:tenant/oauth2/v2.0/token', (request) => redeem(room, request)],
    ['/:tenant/oauth2/token', (request) => redeemOld(room, request)],
    ['/:tenant/oauth2/v2.0/devicecode', (request) => beginDevice(room, request)],
    ['/:tenant/oauth2/devicecode', (request) => beginDevice(room, withScope(request))],
  ]
  for (const [path, answer] of endpoints) {
    app.on(['GET', 'HEAD', 'PUT', 'DELETE'], path, (c) =>
      c.json(errorBody(entraErrors.wrongVerb(c.req.method), newTrace(tenant.clock()), tenant.origin), 400),
    )
    app.post(path, breakTokens(tenant), async (c) => {
      c.header('Cache-Control', 'no-store')
      const isForm = (c.req.header('content-type') ?? '').startsWith('application/x-www-form-urlencoded')
      const form = isForm ? await readForm(c) : new URLSearchParams()
      const outcome = await answer({
        version: path.includes('/v2.0/') ? 2 : 1,
        segment: c.req.param('tenant') ?? '',
        form,
        authorization: c.req.header('authorization'),
        crossOrigin: c.req.header('origin') !== undefined,
      })
      return outcome.ok ? c.json(outcome.reply) : refuse(c, form, outcome.error)
    })
  }
  return app

  function refuse(c: Context, form: URLSearchParams, error: Extract<Outcome, { ok: false }>['error']) {
    const trace = newTrace(tenant.clock(), c.req.header('client-request-id') ?? form.get('client-request-id'))
    const status = error.status ?? (error.error === 'invalid_client' ? 401 : 400)
    return c.json(errorBody(error, trace, tenant.origin), status === 500 ? 500 : status === 401 ? 401 : 400)
  }
}

/** The device code endpoint of version 1 names a resource. */
function withScope(request: TokenRequest): TokenRequest {
  const form = new URLSearchParams(request.form)
  form.set('scope', scopeFor(form.get('resource')))
  return { ...request, form }
}

/** The token endpoint's faults that are not in what it says but in how it gets there. */
function breakTokens(tenant: Tenant) {
  return createMiddleware<{ Bindings: Partial<HttpBindings> }>(async (c, next) => {
    const { faults } = tenant
    const outgoing = c.env?.outgoing
    if (outgoing !== undefined && faults.on('token-silent')) return silence(outgoing)
    if (faults.on('token-http-429')) {
      c.header('Retry-After', '1')
      return c.json(errorBody(entraErrors.throttled(), newTrace(tenant.clock()), tenant.origin), 429)
    }
    await next()
    if (outgoing !== undefined && faults.on('token-truncated'))
      replaceReply(c, await truncated(outgoing, c.res))
    else if (faults.on('token-wrong-json')) replaceReply(c, gatewayPage(200))
    return undefined
  })
}
