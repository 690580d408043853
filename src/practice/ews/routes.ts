/** Exchange Web Services as far as one question goes: does EWS still answer for this application? @see reference 1.3, 7.4 */
import { type Context, Hono } from 'hono'
import type { HttpBindings } from '@hono/node-server'
import { exchangeAudiences } from '../directory/permissions.ts'
import { appOf, type TokenSigner } from '../entra/signing.ts'
import { appRight } from '../exchange/app-access.ts'
import { hasRight, lacksLicence } from '../exchange/rights.ts'
import type { User } from '../tenant/state.ts'
import { findUser, findUserById, type Tenant } from '../tenant/tenant.ts'
import {
  faults,
  folderFound,
  folderMissing,
  type GetFolderRequest,
  getFolderResponse,
  mailboxMissing,
  readGetFolder,
} from './soap.ts'

/** The folders every mailbox has, by the names EWS gives them; what lies in them is not played. */
const distinguished: ReadonlyMap<string, string> = new Map([
  ['root', ''],
  ['msgfolderroot', 'Top of Information Store'],
  ['calendar', 'Calendar'],
  ['contacts', 'Contacts'],
  ['deleteditems', 'Deleted Items'],
  ['drafts', 'Drafts'],
  ['inbox', 'Inbox'],
  ['journal', 'Journal'],
  ['junkemail', 'Junk Email'],
  ['notes', 'Notes'],
  ['outbox', 'Outbox'],
  ['sentitems', 'Sent Items'],
  ['tasks', 'Tasks'],
])

export function ewsRoutes(tenant: Tenant, signer: TokenSigner): Hono<{ Bindings: Partial<HttpBindings> }> {
  const app = new Hono<{ Bindings: Partial<HttpBindings> }>()
  app.get('/Exchange.asmx', (c) => unauthorised(c))
  app.post('/Exchange.asmx', async (c) => {
    const token = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
    if (token === undefined) return unauthorised(c)
    const verified = await signer.verifyAccess(token, exchangeAudiences)
    if (!verified.ok) return unauthorised(c, 'invalid_token')
    const { claims } = verified
    const caller = appOf(claims)
    const appId = typeof claims.appid === 'string' ? claims.appid : ''
    const request = readGetFolder(await c.req.text())
    // a mailbox without a licence is none, whatever the switches say; the order is UNVERIFIED
    const named = request?.impersonated === undefined ? undefined : findUser(tenant, request.impersonated)
    if (caller !== undefined && named !== undefined && lacksLicence(tenant, named))
      return soap(c, 500, faults.noMailbox())
    if (!ewsAllows(tenant, appId)) return blocked(c)
    if (request === undefined) return soap(c, 500, faults.notPlayed())

    if (caller !== undefined) {
      if (request.impersonated === undefined) return soap(c, 500, faults.noImpersonation())
      const mailbox = findUser(tenant, request.impersonated)
      if (mailbox === undefined) return soap(c, 500, faults.noMailbox())
      if (!mailboxAllows(tenant, mailbox.address)) return blocked(c)
      switch (appRight(tenant, caller, 'ews', mailbox.address)) {
        case 'granted':
          return answer(c, request, mailbox)
        // with no right anywhere the token itself is refused, outside a scope only the mailbox is
        case 'denied':
          return caller.roles.length === 0 && !hasEwsRole(tenant, caller.objectId)
            ? blocked(c)
            : soap(c, 500, faults.impersonation())
        case 'blocked-by-policy':
          return soap(c, 500, faults.accessDenied())
      }
    }
    const scopes = typeof claims.scp === 'string' ? claims.scp.split(' ') : []
    const user = typeof claims.oid === 'string' ? findUserById(tenant, claims.oid) : undefined
    if (user !== undefined && lacksLicence(tenant, user)) return soap(c, 500, faults.noMailbox())
    if (!scopes.includes('EWS.AccessAsUser.All') || user === undefined || !user.enabled) return blocked(c)
    if (!mailboxAllows(tenant, user.address)) return blocked(c)
    if (request.impersonated !== undefined && request.impersonated !== user.address)
      return soap(c, 500, faults.impersonation())
    return answer(c, request, user)
  })
  return app

  /** @param acting whose rights count: the person, or whom an application acts for */
  function answer(c: Context, { folders }: GetFolderRequest, acting: User): Response {
    const answers = folders.map(({ name, mailbox }) => folderOf(tenant, acting, name, mailbox))
    return soap(c, 200, getFolderResponse(answers))
  }
}

/** Another mailbox's folders open with Full Access; rights on single folders are not played. */
function folderOf(tenant: Tenant, acting: User, folder: string, address: string | undefined): string {
  const owner = address === undefined ? acting : findUser(tenant, address)
  if (owner === undefined) return mailboxMissing()
  const name = distinguished.get(folder)
  const open = owner.id === acting.id || hasRight(tenant, 'fullAccess', owner.address, acting)
  if (name === undefined || !open) return folderMissing()
  const id = `AAMk${Buffer.from(`${folder} ${owner.id}`).toString('base64')}`
  return folderFound({ id, name, total: 0, calendar: name === 'Calendar' })
}

/**
 * Off unless somebody switched it on, and with a list on only for those on it. An empty switch counts as off: that is
 * where the phased blocking leads. @see reference 1.3
 */
function ewsAllows(tenant: Tenant, appId: string): boolean {
  const { enabled, allowedAppIds } = tenant.state.ews
  if (tenant.faults.on('ews-blocked') || enabled !== true) return false
  return allowedAppIds === null || allowedAppIds.includes(appId)
}

/** Both have to allow it, the organisation and the mailbox; one that nobody set does. @see reference 1.3 */
const mailboxAllows = ({ state }: Tenant, address: string) => state.exchange.ews[address] !== false

function hasEwsRole(tenant: Tenant, objectId: string): boolean {
  return tenant.state.roleAssignments.some(
    ({ servicePrincipal, role }) =>
      servicePrincipal === objectId &&
      ['Application EWS.AccessAsApp', 'Application Exchange Full Access'].includes(role),
  )
}

function soap(c: Context, status: 200 | 500, xml: string): Response {
  c.header('Content-Type', 'text/xml; charset=utf-8')
  // the anchor is how a client finds the right server; it is given back for whoever reads the traffic
  const anchor = c.req.header('x-anchormailbox')
  if (anchor !== undefined) c.header('X-CalculatedBETarget', anchor.replace(/[^\x21-\x7e]/g, ''))
  return c.body(xml, status)
}

/** The status alone: it is all that field reports agree on, and no words are put into Exchange's mouth. */
function blocked(c: Context): Response {
  return c.body(null, 403)
}

function unauthorised(c: Context, error?: string): Response {
  c.header(
    'WWW-Authenticate',
    `Bearer client_id="00000002-0000-0ff1-ce00-000000000000", token_types="app_asserted_user_v1 service_asserted_app_v1"${error === undefined ? '' : `, error="${error}"`}`,
  )
  return c.body(null, 401)
}
