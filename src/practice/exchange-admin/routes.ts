/**
 * Exchange's administration over HTTPS: what the practice module ExchangeOnlineManagement talks to. A session gets the
 * cmdlets its account may use, and each call is answered with objects, warnings or a refusal. @see setup-automation 2.2
 */
import { createHash, randomUUID, timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import { html } from 'hono/html'
import { z } from 'zod'
import { type DeviceCode, DeviceCodes } from '../entra/device-codes.ts'
import { codeOf, entraErrors } from '../entra/errors.ts'
import { readForm } from '../entra/sign-in-routes.ts'
import { hexOf, needRegistration } from '../directory/registrations.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { accessPolicyCmdlets } from './access-policy-cmdlets.ts'
import { applicationCmdlets } from './application-cmdlets.ts'
import type { Cmdlet, ExchangeObject } from './cmdlet.ts'
import { definitionsFor } from './definitions.ts'
import { groupCmdlets } from './group-cmdlets.ts'
import { mailboxCmdlets } from './mailbox-cmdlets.ts'
import { organisationCmdlets } from './organisation-cmdlets.ts'
import { permissionCmdlets } from './permission-cmdlets.ts'
import { languageOf, Refusal } from './refusal.ts'
import { TroubleBoard, troubleRequest } from './trouble-board.ts'

const cmdlets: ReadonlyMap<string, Cmdlet> = new Map(
  Object.entries({
    ...mailboxCmdlets,
    ...permissionCmdlets,
    ...groupCmdlets,
    ...applicationCmdlets,
    ...accessPolicyCmdlets,
    ...organisationCmdlets,
  }),
)
/** For the test that compares them with the reference. */
export const playedCmdlets: readonly string[] = [...cmdlets.keys()]

const connectRequest = z.object({
  /** whom the browser is signed in as */
  account: z.string().optional(),
  appId: z.string().optional(),
  /** of the certificate the application proves itself with */
  thumbprint: z.string().optional(),
  organization: z.string().optional(),
  delegatedOrganization: z.string().optional(),
  /** of a sign-in with a code; who signs in is known once it was typed in elsewhere */
  deviceCode: z.string().optional(),
})
const invokeRequest = z.object({
  connectionId: z.string(),
  cmdlet: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  /** -WhatIf, and the first of the two calls of a cmdlet that asks */
  validateOnly: z.boolean(),
})
/** As many objects as one answer carries. */
const pageSize = 1000

interface Session {
  readonly cmdlets: ReadonlySet<string>
}

const digest = (text: string) => createHash('sha256').update(text).digest()

export function exchangeAdminRoutes(tenant: Tenant): Hono {
  const sessions = new Map<string, Session>()
  const pages = new Map<string, readonly ExchangeObject[]>()
  const troubles = new TroubleBoard()
  const codes = new DeviceCodes()
  const app = new Hono()

  // outside the door: whoever holds another device has the code and nothing else
  app.get('/devicelogin', (c) => c.html(codePage(tenant.state.adminUser, '')))
  app.post('/devicelogin', async (c) => {
    const form = await readForm(c)
    const code = codes.typed(form.get('otc') ?? '', tenant.clock())
    if (code === undefined)
      return c.html(codePage(tenant.state.adminUser, 'That code didn’t work. Check the code and try again.'))
    code.answer = { kind: 'approved', userId: form.get('account') ?? '' }
    return c.html(
      '<!doctype html><title>Signed in</title><p>You have signed in on your device. You may now close this window.</p>',
    )
  })

  app.use(async (c, next) => {
    const key = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
    if (timingSafeEqual(digest(key), digest(tenant.state.adminKey))) return next()
    return c.json({ failure: 'UnAuthorized' }, 401)
  })

  app.post('/device', (c) => {
    const { userCode, deviceCode } = codes.issue(moduleClient, '', tenant.clock())
    const address = `${tenant.origin}/exchange-admin/devicelogin`
    const message = `To sign in, use a web browser to open the page ${address} and enter the code ${userCode} to authenticate.`
    return c.json({ message, deviceCode, intervalMs: 200 })
  })

  app.post('/connect', async (c) => {
    const request = connectRequest.parse(await c.req.json())
    const { state } = tenant
    const code = request.deviceCode === undefined ? undefined : codes.find(request.deviceCode)
    if (request.deviceCode !== undefined) {
      const refused = refusedCode(code, codes, tenant.clock())
      if (refused !== undefined) return c.json({ failure: refused }, 401)
      if (code?.answer.kind === 'pending') return c.json({ pending: true })
    }
    if (code !== undefined) code.redeemed = true
    const account = code?.answer.kind === 'approved' ? code.answer.userId : request.account
    const who = request.appId === undefined ? (account ?? state.adminUser) : request.appId
    if (request.appId !== undefined) {
      const failure = refusedApplication(tenant, request)
      if (failure !== undefined) return c.json({ failure }, 401)
    }
    // a partner names the customer; whoever it has no relationship with is not reached
    if (request.delegatedOrganization !== undefined && !isThis(tenant, request.delegatedOrganization))
      return c.json({ failure: `The organization '${request.delegatedOrganization}' cannot be found.` }, 401)
    const connection = troubles.connect()
    if (connection.failure !== undefined) return c.json({ failure: connection.failure }, 401)
    const definitions = definitionsFor(state.exchange, who, playedCmdlets)
    if (definitions.length === 0)
      return c.json(
        {
          failure:
            request.appId === undefined
              ? `The role assigned to user '${who}' isn't supported in this scenario.`
              : `The role assigned to application ${who} isn't supported in this scenario. Please check online documentation for assigning correct Directory Roles to Azure AD Application for EXO App-Only Authentication.`,
        },
        403,
      )
    const kept = definitions.map((one) => troubles.without(one)).filter((one) => one !== undefined)
    const connectionId = randomUUID()
    sessions.set(connectionId, { cmdlets: new Set(kept.map(({ name }) => name)) })
    return c.json({
      connectionId,
      tenantId: connection.tenantId ?? state.tenantId,
      organization: state.tenantName,
      userPrincipalName: request.appId === undefined ? who : '',
      cmdlets: kept,
    })
  })

  app.post('/disconnect', async (c) => {
    const { connectionId } = z.object({ connectionId: z.string() }).parse(await c.req.json())
    sessions.delete(connectionId)
    return c.json({})
  })

  app.post('/invoke', async (c) => {
    const request = invokeRequest.parse(await c.req.json())
    const requestId = randomUUID()
    const session = sessions.get(request.connectionId)
    const cmdlet = cmdlets.get(request.cmdlet)
    troubles.count(request)
    if (session === undefined || !session.cmdlets.has(request.cmdlet) || cmdlet === undefined)
      return c.json({ requestId, lost: true })
    const trouble = troubles.before(request)
    if (trouble === 'lost') sessions.delete(request.connectionId)
    if (trouble === 'lost') return c.json({ requestId, lost: true })
    if (trouble === 'throttled') return c.json({ requestId, throttled: true })
    // whoever asked ends at this very moment, as if somebody had closed the window
    if (trouble === 'killed') return c.json({ requestId, killed: true })
    const language = languageOf(c.req.header('accept-language'))
    try {
      if (trouble !== undefined) throw trouble
      const answer = cmdlet({ tenant, parameters: request.parameters, language })
      if (!request.validateOnly && answer.change !== undefined) {
        answer.change()
        await tenant.file.flush()
      }
      const afterwards = troubles.after(request)
      if (afterwards === 'killed') return c.json({ requestId, killed: true })
      if (afterwards === 'lost') {
        sessions.delete(request.connectionId)
        return c.json({ requestId, lost: true })
      }
      const objects = request.validateOnly ? [] : (answer.objects ?? [])
      return c.json({ requestId, warnings: answer.warnings ?? [], ...page(objects) })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return c.json({ requestId, error: error.said(language) })
    }
  })

  /** The next thousand of a list that was longer. */
  app.post('/page', async (c) => {
    const { next } = z.object({ next: z.string() }).parse(await c.req.json())
    const rest = pages.get(next) ?? []
    pages.delete(next)
    return c.json({ requestId: randomUUID(), warnings: [], ...page(rest) })
  })

  /** Rehearsed trouble: what a session lacks, which calls fail, and what was called. */
  app.post('/trouble', async (c) => {
    const asked = troubleRequest.parse(await c.req.json())
    if (asked.dehydrated !== undefined) tenant.state.exchange.dehydrated = asked.dehydrated
    if (asked.orphans !== undefined) tenant.state.exchange.orphans = asked.orphans
    Object.assign(tenant.state.exchange.administrators, asked.administrators)
    Object.assign(tenant.state.exchange, asked.settings)
    troubles.rehearse(asked)
    return c.json({})
  })
  app.get('/calls', (c) => c.json({ calls: troubles.calls() }))
  return app

  function page(objects: readonly ExchangeObject[]) {
    if (objects.length <= pageSize) return { objects, next: null }
    const next = randomUUID()
    pages.set(next, objects.slice(pageSize))
    return { objects: objects.slice(0, pageSize), next }
  }
}

/** Microsoft's own application that the module signs in with. */
const moduleClient = 'fb78d390-0c51-40cd-8e17-fdbfab77341b'

/** Where a person types the code that PowerShell shows; `account` is suggested, as a browser that knows it does. */
function codePage(account: string, error: string) {
  return html`<!doctype html>
    <html lang="en">
      <title>Enter code</title>
      <h1>Enter code to allow access</h1>
      <p>${error}</p>
      <form method="post">
        <label>Code <input name="otc" autocomplete="off" required /></label>
        <label>Account <input name="account" value="${account}" required /></label>
        <button>Next</button>
      </form>
    </html>`
}

/** As Entra refuses it: unknown, too old, or used before; undefined while it may still be answered, or was. */
function refusedCode(code: DeviceCode | undefined, codes: DeviceCodes, now: number): string | undefined {
  const error =
    code === undefined
      ? entraErrors.deviceUnknown()
      : codes.expired(code, now)
        ? entraErrors.deviceExpired()
        : code.redeemed
          ? entraErrors.reusedCode()
          : undefined
  return error === undefined ? undefined : `${codeOf(error)}: ${error.text}`
}

const isThis = ({ state }: Tenant, organisation: string): boolean =>
  [state.tenantName, state.tenantId].includes(organisation.toLowerCase())

/** An application needs its certificate in Entra ID, the consent, and the tenant's own name. */
function refusedApplication(tenant: Tenant, request: z.output<typeof connectRequest>): string | undefined {
  const { state } = tenant
  const registration = state.registrations.find(({ clientId }) => clientId === request.appId)
  if (registration === undefined || request.appId === undefined) return 'UnAuthorized'
  const { clientId } = needRegistration(tenant, request.appId)
  const proven = registration.certificates.some(
    ({ thumbprint }) => hexOf(thumbprint) === request.thumbprint?.toUpperCase(),
  )
  const consented = state.consents.some(
    (one) => one.clientId === clientId && one.kind === 'application' && one.value === 'Exchange.ManageAsApp',
  )
  if (!proven || !consented || request.organization?.toLowerCase() !== state.tenantName) return 'UnAuthorized'
  return undefined
}
