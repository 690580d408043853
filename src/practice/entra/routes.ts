/** Entra over HTTP: metadata, the authorise page, the token endpoint. */
import { randomBytes } from 'node:crypto'
import { type Context, Hono } from 'hono'
import type { HttpBindings } from '@hono/node-server'
import { getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { gatewayPage, replaceReply, silence, truncated } from '../broken-replies.ts'
import type { Tenant } from '../tenant.ts'
import { type AuthorizeRequest, checkAuthorize, checkTenant, type Reply } from './authorize.ts'
import { codeOf, describeError, type EntraError, entraErrors, errorBody, newTrace } from './errors.ts'
import { accountPage, consentPage, errorPage, passwordPage, returnPage, type Shell } from './page.ts'
import { type Flow, type SignIns, type Step } from './sign-in.ts'
import { redeem, type TokenRoom } from './token.ts'

const cookieName = 'practice_sso'

export function entraRoutes(room: TokenRoom, signIns: SignIns): Hono {
  const { tenant, signer } = room
  const app = new Hono()
  const segment = (c: Context) => c.req.param('tenant') ?? ''

  app.get('/:tenant/v2.0/.well-known/openid-configuration', (c) => {
    const error = checkTenant(tenant, segment(c))
    if (error !== undefined) return c.json(errorBody(error, newTrace(tenant.clock()), tenant.origin), 400)
    return c.json(metadata(tenant, segment(c)))
  })
  app.get('/:tenant/discovery/instance', (c) => c.json(instances(tenant)))
  app.get('/:tenant/discovery/v2.0/keys', async (c) => c.json(await signer.jwks()))

  app.get('/:tenant/oauth2/v2.0/authorize', (c) => authorize(c, new URL(c.req.url).searchParams))
  app.post('/:tenant/oauth2/v2.0/authorize', async (c) => authorize(c, await readForm(c)))
  app.post('/:tenant/login', async (c) => {
    const form = await readForm(c)
    const flow = signIns.flow(form.get('flow') ?? '')
    if (flow === undefined) return showError(c, entraErrors.expiredFlow(), undefined)
    const session = signIns.session(getCookie(c, cookieName))
    const step = answer(signIns, flow, session, form)
    return show(c, flow.request, flow, step, session)
  })
  app.on(['GET', 'HEAD', 'PUT', 'DELETE'], '/:tenant/oauth2/v2.0/token', (c) =>
    c.json(errorBody(entraErrors.wrongVerb(c.req.method), newTrace(tenant.clock()), tenant.origin), 400),
  )
  app.post('/:tenant/oauth2/v2.0/token', breakTokens(tenant), async (c) => {
    c.header('Cache-Control', 'no-store')
    const isForm = (c.req.header('content-type') ?? '').startsWith('application/x-www-form-urlencoded')
    const form = isForm ? await readForm(c) : new URLSearchParams()
    const outcome = await redeem(room, {
      segment: segment(c),
      form,
      authorization: c.req.header('authorization'),
      crossOrigin: c.req.header('origin') !== undefined,
    })
    if (outcome.ok) return c.json(outcome.reply)
    const trace = newTrace(tenant.clock(), c.req.header('client-request-id') ?? form.get('client-request-id'))
    const status = outcome.error.status ?? (outcome.error.error === 'invalid_client' ? 401 : 400)
    return c.json(
      errorBody(outcome.error, trace, tenant.origin),
      status === 500 ? 500 : status === 401 ? 401 : 400,
    )
  })
  return app

  function authorize(c: Context, params: URLSearchParams) {
    const checked = checkAuthorize(tenant, segment(c), params)
    if (!checked.ok) {
      if (checked.reply === undefined) return showError(c, checked.error, params.get('client-request-id'))
      return giveBack(c, checked.reply, errorFields(checked.error, params.get('client-request-id')))
    }
    const session = signIns.session(getCookie(c, cookieName))
    const { flow, next } = signIns.begin(checked.request, session)
    return show(c, checked.request, flow, next, session)
  }

  function errorFields(error: EntraError, correlationId: string | null): [string, string][] {
    return [
      ['error', error.error],
      ['error_description', describeError(error, newTrace(tenant.clock(), correlationId))],
      ['error_uri', `${tenant.origin}/error?code=${error.number}`],
      ...(error.suberror === undefined ? [] : [['error_subcode', error.suberror] satisfies [string, string]]),
    ]
  }

  function shell(c: Context, redirectUri: string | undefined): Shell {
    const nonce = randomBytes(18).toString('base64url')
    // browsers hold form-action against the redirect after a form as well
    const target = redirectUri === undefined ? '' : ` ${formTarget(redirectUri)}`
    c.header(
      'Content-Security-Policy',
      `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; form-action 'self'${target}; base-uri 'none'; frame-ancestors 'none'`,
    )
    c.header('Cache-Control', 'no-store')
    c.header('Referrer-Policy', 'no-referrer')
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('X-Frame-Options', 'DENY')
    return { nonce, tenantName: tenant.state.tenantName, displayName: tenant.state.displayName }
  }

  function showError(c: Context, error: EntraError, correlationId: string | null | undefined) {
    c.status(400)
    return c.html(errorPage(shell(c, undefined), { error, trace: newTrace(tenant.clock(), correlationId) }))
  }

  function giveBack(c: Context, reply: Reply, fields: [string, string][]) {
    const all: [string, string][] = reply.state === undefined ? fields : [...fields, ['state', reply.state]]
    if (reply.responseMode === 'form_post')
      return c.html(returnPage(shell(c, reply.redirectUri), { redirectUri: reply.redirectUri, fields: all }))
    const target = new URL(reply.redirectUri)
    for (const [name, value] of all) target.searchParams.set(name, value)
    shell(c, reply.redirectUri)
    return c.redirect(target.toString(), 302)
  }

  function show(
    c: Context,
    request: AuthorizeRequest,
    flow: Flow,
    step: Step,
    session: { id: string; userIds: Set<string> },
  ) {
    setCookie(c, cookieName, session.id, { httpOnly: true, secure: true, sameSite: 'Lax', path: '/' })
    const action = `/${tenant.state.tenantId}/login`
    const frame = () => shell(c, request.redirectUri)
    const app = request.registration.displayName
    switch (step.step) {
      case 'pick':
        return c.html(
          accountPage(frame(), {
            action,
            flow: flow.id,
            signedIn: signIns.signedIn({ id: session.id, userIds: session.userIds }),
            known: tenant.state.users.filter((user) => user.kind !== 'shared'),
            suggestion: step.suggestion ?? '',
            app,
            error: step.error,
          }),
        )
      case 'password':
        return c.html(passwordPage(frame(), { action, flow: flow.id, user: step.user, error: step.error }))
      case 'consent':
        return c.html(consentPage(frame(), { action, flow: flow.id, app, ...step }))
      case 'blocked':
        c.status(step.error.number === 90094 ? 200 : 400)
        return c.html(
          errorPage(frame(), {
            error: step.error,
            trace: newTrace(tenant.clock()),
            app,
            leave: codeOf(step.error) === 'AADSTS90094' ? { action, flow: flow.id } : undefined,
          }),
        )
      case 'refused':
        return giveBack(c, request, errorFields(step.error, null))
      case 'done': {
        const info = Buffer.from(JSON.stringify({ uid: flow.userId, utid: tenant.state.tenantId })).toString(
          'base64url',
        )
        const fields: [string, string][] = [['code', step.code]]
        if (request.clientInfo) fields.push(['client_info', info])
        fields.push(['session_state', flow.id.slice(0, 16)])
        return giveBack(c, request, fields)
      }
    }
  }
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

function answer(
  signIns: SignIns,
  flow: Flow,
  session: { id: string; userIds: Set<string> },
  form: URLSearchParams,
): Step {
  switch (form.get('step') ?? '') {
    case 'account':
      return signIns.choose(flow, session, form.get('account') ?? '')
    case 'password':
      return signIns.password(flow, session, form.get('password') ?? '')
    case 'consent':
      return signIns.consent(flow, session, form.get('answer') === 'accept', form.get('everybody') === '1')
    case 'leave':
      return signIns.leave(flow)
    default:
      return signIns.switchAccount(flow)
  }
}

async function readForm(c: Context): Promise<URLSearchParams> {
  return new URLSearchParams(await c.req.text())
}

function formTarget(redirectUri: string): string {
  const url = new URL(redirectUri)
  return url.host === '' || !url.protocol.startsWith('http') ? url.protocol : url.origin
}

function metadata(tenant: Tenant, segment: string) {
  const base = `${tenant.origin}/${segment}`
  return {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: `${tenant.origin}/${tenant.state.tenantId}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    claims_supported: [
      'sub',
      'iss',
      'aud',
      'exp',
      'iat',
      'nonce',
      'preferred_username',
      'name',
      'tid',
      'oid',
    ],
    tenant_region_scope: 'PR',
    cloud_instance_name: 'localhost',
    msgraph_host: 'localhost',
  }
}

function instances(tenant: Tenant) {
  const host = new URL(tenant.origin).host
  return {
    tenant_discovery_endpoint: `${tenant.origin}/${tenant.state.tenantId}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  }
}
