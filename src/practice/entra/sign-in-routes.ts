/** The pages of a sign-in over HTTP: authorise, administrator's consent, device code, signing out. */
import { randomBytes } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { matchRedirect } from '../directory/redirects.ts'
import { findRegistration } from '../directory/registrations.ts'
import { checkAdminConsent } from './admin-consent.ts'
import { answerOf, type Fields } from './answer.ts'
import { type AuthorizeRequest, checkAuthorize, type CheckedRequest, type Reply } from './authorize.ts'
import type { DeviceCode } from './device-codes.ts'
import { codeOf, describeError, type EntraError, entraErrors, newTrace } from './errors.ts'
import type { TokenRoom } from './grants.ts'
import { parseScopes } from '../directory/permissions.ts'
import {
  accountPage,
  consentPage,
  devicePage,
  errorPage,
  messagePage,
  passwordPage,
  returnPage,
  type Shell,
} from './page.ts'
import { type BrowserSession, type Flow, SignIns, type Step } from './sign-in.ts'
import { newParameters } from './version-one.ts'

const cookieName = 'practice_sso'

export async function readForm(c: Context): Promise<URLSearchParams> {
  return new URLSearchParams(await c.req.text())
}

export function signInRoutes(room: TokenRoom): Hono {
  const { tenant } = room
  const signIns = new SignIns(tenant)
  const app = new Hono()
  const segment = (c: Context) => c.req.param('tenant') ?? ''
  const query = (c: Context) => new URL(c.req.url).searchParams
  const authorize = (c: Context, params: URLSearchParams, version: 1 | 2) =>
    begin(c, checkAuthorize(tenant, segment(c), params, version), params)

  app.get('/:tenant/oauth2/v2.0/authorize', (c) => authorize(c, query(c), 2))
  app.post('/:tenant/oauth2/v2.0/authorize', async (c) => authorize(c, await readForm(c), 2))
  app.get('/:tenant/oauth2/authorize', (c) => authorize(c, newParameters(query(c)), 1))
  app.post('/:tenant/oauth2/authorize', async (c) => authorize(c, newParameters(await readForm(c)), 1))
  app.get('/:tenant/adminconsent', (c) =>
    begin(c, checkAdminConsent(tenant, segment(c), query(c), 1), query(c)),
  )
  app.get('/:tenant/v2.0/adminconsent', (c) =>
    begin(c, checkAdminConsent(tenant, segment(c), query(c), 2), query(c)),
  )
  for (const path of ['/devicelogin', '/:tenant/oauth2/deviceauth']) {
    app.get(path, (c) => c.html(devicePage(shell(c, undefined), {})))
    app.post(path, async (c) => {
      const code = room.devices.typed((await readForm(c)).get('otc') ?? '', tenant.clock())
      if (code === undefined)
        return c.html(devicePage(shell(c, undefined), { error: entraErrors.userCodeWrong() }))
      return begin(c, deviceRequest(code), new URLSearchParams())
    })
  }
  for (const path of ['/:tenant/oauth2/v2.0/logout', '/:tenant/oauth2/logout'])
    app.get(path, (c) => signOut(c, query(c).get('post_logout_redirect_uri')))
  app.post('/:tenant/login', async (c) => {
    const form = await readForm(c)
    const flow = signIns.flow(form.get('flow') ?? '')
    if (flow === undefined) return showError(c, entraErrors.expiredFlow(), undefined)
    const session = signIns.session(getCookie(c, cookieName))
    return show(c, flow, stepOf(signIns, flow, session, form), session)
  })
  return app

  async function begin(c: Context, checked: CheckedRequest, params: URLSearchParams) {
    const correlationId = params.get('client-request-id')
    if (!checked.ok) {
      if (checked.reply === undefined) return showError(c, checked.error, correlationId)
      return giveBack(c, checked.reply, errorFields(checked.error, correlationId))
    }
    const session = signIns.session(getCookie(c, cookieName))
    const { flow, next } = signIns.begin(checked.request, session)
    return show(c, flow, next, session)
  }

  /** A device asks for the same pages; only nobody waits at a redirect. */
  function deviceRequest(code: DeviceCode): CheckedRequest {
    const registration = findRegistration(tenant, code.clientId)
    const parsed = parseScopes(code.scope, code.clientId)
    if (registration === undefined || !parsed.ok) return { ok: false, error: entraErrors.expiredFlow() }
    return {
      ok: true,
      request: {
        version: 2,
        purpose: { kind: 'device', userCode: code.userCode },
        redirectUri: '',
        responseMode: 'query',
        state: undefined,
        registration,
        platform: 'publicClient',
        responseTypes: new Set(),
        scopes: parsed.scopes,
        nonce: undefined,
        prompt: undefined,
        loginHint: undefined,
        challenge: undefined,
        clientInfo: false,
      },
    }
  }

  function errorFields(error: EntraError, correlationId: string | null): Fields {
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
    const target = redirectUri === undefined || redirectUri === '' ? '' : ` ${formTarget(redirectUri)}`
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

  function giveBack(c: Context, reply: Reply, fields: Fields) {
    const all: Fields = reply.state === undefined ? fields : [...fields, ['state', reply.state]]
    if (reply.responseMode === 'form_post')
      return c.html(returnPage(shell(c, reply.redirectUri), { redirectUri: reply.redirectUri, fields: all }))
    shell(c, reply.redirectUri)
    const target = new URL(reply.redirectUri)
    if (reply.responseMode === 'fragment') target.hash = new URLSearchParams(all).toString()
    else for (const [name, value] of all) target.searchParams.set(name, value)
    return c.redirect(target.toString(), 302)
  }

  /** Signed out here; the way back is taken only where some application has registered it. */
  function signOut(c: Context, back: string | null) {
    signIns.session(getCookie(c, cookieName)).userIds.clear()
    const known =
      back !== null &&
      tenant.state.registrations.some(({ redirects }) => matchRedirect(redirects, back) !== undefined)
    if (known) return c.redirect(back, 302)
    return c.html(
      messagePage(shell(c, undefined), {
        title: 'You signed out of your account',
        text: "It's a good idea to close all browser windows.",
      }),
    )
  }

  /** The person said no, or may not say yes. */
  function turnedAway(c: Context, request: AuthorizeRequest, error: EntraError) {
    const { purpose } = request
    if (purpose.kind !== 'device') {
      const fields = errorFields(error, null)
      // the answer to an administrator's no may say yes as well: whoever reads it looks at the error first
      return giveBack(
        c,
        request,
        purpose.kind === 'admin-consent' ? [...fields, ['admin_consent', 'True']] : fields,
      )
    }
    const code = room.devices.typed(purpose.userCode, tenant.clock())
    if (code !== undefined) code.answer = { kind: 'declined' }
    return c.html(
      messagePage(shell(c, undefined), {
        title: 'You cancelled the sign-in',
        text: `You cancelled the sign-in to ${request.registration.displayName} on your device. You may now close this window.`,
      }),
    )
  }

  async function finish(
    c: Context,
    request: AuthorizeRequest,
    user: Extract<Step, { step: 'done' }>['user'],
  ) {
    const answer = await answerOf(room, request, user)
    if (!answer.ok) return turnedAway(c, request, answer.error)
    if ('fields' in answer) return giveBack(c, request, answer.fields)
    const app = request.registration.displayName
    return c.html(
      messagePage(shell(c, undefined), {
        title: app,
        text: `You have signed in to the ${app} application on your device. You may now close this window.`,
      }),
    )
  }

  function show(c: Context, flow: Flow, step: Step, session: BrowserSession) {
    setCookie(c, cookieName, session.id, { httpOnly: true, secure: true, sameSite: 'Lax', path: '/' })
    const { request } = flow
    const action = `/${tenant.state.tenantId}/login`
    const frame = () => shell(c, request.redirectUri)
    const app = request.registration.displayName
    switch (step.step) {
      case 'pick':
        return c.html(
          accountPage(frame(), {
            action,
            flow: flow.id,
            signedIn: signIns.signedIn(session),
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
        return turnedAway(c, request, step.error)
      case 'done':
        return finish(c, request, step.user)
    }
  }
}

function stepOf(signIns: SignIns, flow: Flow, session: BrowserSession, form: URLSearchParams): Step {
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

function formTarget(redirectUri: string): string {
  const url = new URL(redirectUri)
  return url.host === '' || !url.protocol.startsWith('http') ? url.protocol : url.origin
}
