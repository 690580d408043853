/** As much of Microsoft Graph as reading a test message back needs. @see reference 5.4, 7.3 */
import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { graphAudiences } from '../directory/permissions.ts'
import type { StoredMessage } from '../exchange/messages.ts'
import type { TokenSigner } from '../entra/signing.ts'
import type { User } from '../state.ts'
import { findUserById, type Tenant } from '../tenant.ts'
import { parseQuery, project, type Row, runQuery } from './odata.ts'

type Status = 400 | 401 | 403 | 404
type Caller = { ok: true; user: User } | { ok: false; reply: Response }

const mailScopes = ['Mail.Read', 'Mail.ReadWrite']
const folders: ReadonlyMap<string, { folder: StoredMessage['folder']; name: string }> = new Map([
  ['inbox', { folder: 'inbox', name: 'Inbox' }],
  ['sentitems', { folder: 'sentitems', name: 'Sent Items' }],
])

export function graphRoutes(tenant: Tenant, signer: TokenSigner): Hono {
  const app = new Hono()

  app.get('/me', async (c) => {
    const caller = await authorise(c, ['User.Read', ...mailScopes])
    if (!caller.ok) return caller.reply
    const { user } = caller
    const select = c.req.query('$select')?.split(',')
    const body = {
      id: user.id,
      displayName: user.displayName,
      mail: user.address,
      userPrincipalName: user.address,
      accountEnabled: user.enabled,
    }
    return c.json({
      '@odata.context': `${tenant.origin}/graph/v1.0/$metadata#users/$entity`,
      ...project(body, select),
    })
  })
  app.get('/me/messages', (c) => list(c, undefined))
  app.get('/me/mailFolders', async (c) => {
    const caller = await authorise(c, mailScopes)
    if (!caller.ok) return caller.reply
    const value = [...folders].map(([id, { folder, name }]) => ({
      id,
      displayName: name,
      totalItemCount: tenant.messages.of(caller.user.address, folder).length,
    }))
    return c.json({ value })
  })
  app.get('/me/mailFolders/:folder/messages', (c) => {
    const known = folders.get(c.req.param('folder').toLowerCase())
    if (known === undefined)
      return fail(c, 404, 'ErrorItemNotFound', 'The specified object was not found in the store.')
    return list(c, known.folder)
  })
  app.get('/me/messages/:id', async (c) => {
    const caller = await authorise(c, mailScopes)
    if (!caller.ok) return caller.reply
    const message = mailOf(caller.user, undefined).find((one) => one.id === c.req.param('id'))
    if (message === undefined)
      return fail(c, 404, 'ErrorItemNotFound', 'The specified object was not found in the store.')
    return c.json(project(view(message, true), c.req.query('$select')?.split(',')))
  })
  app.all('*', (c) =>
    fail(c, 404, 'ResourceNotFound', `The practice tenant does not play ${c.req.method} ${c.req.path}.`),
  )
  return app

  function mailOf(user: User, folder: StoredMessage['folder'] | undefined): StoredMessage[] {
    return tenant.messages.of(user.address, folder).filter((message) => message.folder !== 'sink')
  }

  async function list(c: Context, folder: StoredMessage['folder'] | undefined): Promise<Response> {
    const caller = await authorise(c, mailScopes)
    if (!caller.ok) return caller.reply
    const url = new URL(c.req.url)
    const parsed = parseQuery(url.searchParams)
    if (!parsed.ok) return fail(c, 400, 'BadRequest', parsed.text)
    const { query } = parsed
    const withHeaders = query.select?.includes('internetMessageHeaders') ?? false
    const newestFirst = mailOf(caller.user, folder).toReversed()
    const found = runQuery(
      newestFirst.map((message) => view(message, withHeaders)),
      query,
    )
    const next = new URL(`${tenant.origin}${url.pathname}${url.search}`)
    if (found.nextSkip !== undefined) next.searchParams.set('$skip', String(found.nextSkip))
    return c.json({
      '@odata.context': `${tenant.origin}/graph/v1.0/$metadata#users('${caller.user.id}')/messages`,
      value: found.rows.map((row) => project(row, query.select)),
      ...(found.nextSkip === undefined ? {} : { '@odata.nextLink': next.toString() }),
    })
  }

  async function authorise(c: Context, scopes: readonly string[]): Promise<Caller> {
    const token = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
    if (token === undefined)
      return { ok: false, reply: fail(c, 401, 'InvalidAuthenticationToken', 'Access token is empty.') }
    const verified = await signer.verifyAccess(token, graphAudiences)
    const oid = verified.ok ? verified.claims.oid : undefined
    const user = typeof oid === 'string' ? findUserById(tenant, oid) : undefined
    if (!verified.ok || user === undefined || !user.enabled) {
      const text = 'Access token validation failure. Invalid signature, audience or lifetime.'
      return { ok: false, reply: fail(c, 401, 'InvalidAuthenticationToken', text) }
    }
    const { scp } = verified.claims
    const granted = typeof scp === 'string' ? scp.split(' ') : []
    if (!scopes.some((scope) => granted.includes(scope)))
      return {
        ok: false,
        reply: fail(c, 403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.'),
      }
    return { ok: true, user }
  }

  function fail(c: Context, status: Status, code: string, message: string): Response {
    const requestId = randomUUID()
    c.header('request-id', requestId)
    if (status === 401)
      c.header(
        'WWW-Authenticate',
        `Bearer realm="", authorization_uri="${tenant.origin}/common/oauth2/authorize"`,
      )
    const date = new Date(tenant.clock()).toISOString().slice(0, 19)
    const innerError = {
      date,
      'request-id': requestId,
      'client-request-id': c.req.header('client-request-id') ?? requestId,
    }
    return c.json({ error: { code, message, innerError } }, status)
  }
}

function view(message: StoredMessage, withHeaders: boolean): Row {
  const person = ({ name, address }: { name: string; address: string }) => ({
    emailAddress: { name, address },
  })
  return {
    id: message.id,
    receivedDateTime: graphTime(message.receivedAt),
    sentDateTime: graphTime(message.sentAt),
    hasAttachments: message.hasAttachments,
    internetMessageId: message.internetMessageId,
    subject: message.subject,
    bodyPreview: message.body.content
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 255),
    importance: 'normal',
    parentFolderId: message.folder,
    isRead: message.folder === 'sentitems',
    isDraft: false,
    body: message.body,
    sender: person(message.sender),
    from: person(message.from),
    toRecipients: message.to.map(person),
    ccRecipients: message.cc.map(person),
    ...(withHeaders ? { internetMessageHeaders: message.headers } : {}),
  }
}

/** Graph's times have no fraction: a filter made from one must find the message again. */
const graphTime = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`
