/** Folders and messages of one mailbox, to be read; mounted under /me and /users/{id}. @see reference 5 */
import { Hono } from 'hono'
import { findFolder, type Folder, foldersOf, rootFolder, shownFolderId } from '../exchange/folders.ts'
import { isSeen, mimeOf, type StoredMessage } from '../tenant/messages.ts'
import type { User } from '../tenant/state.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { GraphRoom } from './gate.ts'
import { type MailContext, mailOf, openMailbox, openMessage } from './mailbox-access.ts'
import { attachmentsOf, messageRow, shownOf } from './message-view.ts'
import { parseQuery, parseShape, project, type Query, type Row, runQuery } from './odata.ts'
import { folderTable, messageTable, type Table } from './odata-tables.ts'
import { fail, type GraphError, graphErrors } from './reply.ts'

export function mailRoutes(tenant: Tenant): Hono<GraphRoom> {
  const app = new Hono<GraphRoom>()
  const refuse = (c: MailContext, error: GraphError) => fail(c, tenant, error)

  // a word in the place of an id: what it would lead to is not played
  for (const path of ['/messages/delta', '/mailFolders/:folder/messages/delta', '/mailFolders/delta'])
    app.get(path, (c) => refuse(c, graphErrors.notPlayed(c.req.method, c.req.path)))
  app.get('/mailFolders', (c) => folders(c, undefined))
  app.get('/mailFolders/$count', (c) => count(c, folderRows(c, undefined), folderTable))
  app.get('/mailFolders/:folder', (c) => {
    const opened = openMailbox(tenant, c, 'folders')
    if (!opened.ok) return opened.reply
    const folder = findFolder(tenant, opened.mailbox.address, c.req.param('folder'))
    if (folder === undefined) return refuse(c, graphErrors.missing(c.req.param('folder')))
    const shape = parseShape(new URL(c.req.url).searchParams, folderTable)
    if (!shape.ok) return refuse(c, graphErrors.badRequest(shape.text))
    return c.json({
      '@odata.context': context(`users('${opened.mailbox.id}')/mailFolders/$entity`),
      ...project(folderView(opened.mailbox, folder), shape.select),
    })
  })
  app.get('/mailFolders/:folder/childFolders', (c) => folders(c, c.req.param('folder')))
  app.get('/mailFolders/:folder/messages', (c) => list(c, c.req.param('folder')))
  app.get('/mailFolders/:folder/messages/$count', (c) =>
    count(c, messageRows(c, c.req.param('folder')), messageTable),
  )
  app.get('/messages', (c) => list(c, undefined))
  app.get('/messages/$count', (c) => count(c, messageRows(c, undefined), messageTable))
  for (const path of ['/messages/:id', '/mailFolders/:folder/messages/:id'])
    app.get(path, async (c) => {
      const found = openMessage(tenant, c, 'read', c.req.param('id') ?? '')
      if ('reply' in found) return found.reply
      const shape = parseShape(new URL(c.req.url).searchParams, messageTable)
      if (!shape.ok) return refuse(c, graphErrors.badRequest(shape.text))
      const { mailbox, message, basic } = found
      // a single message shows its headers as well
      const select = shape.select ?? ['internetMessageHeaders']
      const row = project(shownOf(messageRow(message), { select, basic }), shape.select)
      return c.json({
        '@odata.context': context(`users('${mailbox.id}')/messages/$entity`),
        ...(await expanded(row, message, shape.expand, basic)),
      })
    })
  app.get('/messages/:id/$value', (c) => {
    const found = openMessage(tenant, c, 'read', c.req.param('id'))
    if ('reply' in found) return found.reply
    if (found.basic) return refuse(c, graphErrors.accessDenied())
    return c.body(new Uint8Array(mimeOf(found.message)), 200, { 'content-type': 'text/plain' })
  })
  app.get('/messages/:id/attachments', async (c) => {
    const found = openMessage(tenant, c, 'read', c.req.param('id'))
    if ('reply' in found) return found.reply
    if (found.basic) return refuse(c, graphErrors.accessDenied())
    const value = await attachmentsOf(found.message)
    return c.json({
      '@odata.context': context(`users('${found.mailbox.id}')/messages('${found.message.id}')/attachments`),
      value,
    })
  })
  app.get('/messages/:id/attachments/:attachment', async (c) => {
    const found = openMessage(tenant, c, 'read', c.req.param('id'))
    if ('reply' in found) return found.reply
    if (found.basic) return refuse(c, graphErrors.accessDenied())
    const all = await attachmentsOf(found.message)
    const one = all.find(({ id }) => id === c.req.param('attachment'))
    return one === undefined ? refuse(c, graphErrors.itemNotFound()) : c.json(one)
  })
  return app

  function context(what: string): string {
    return `${tenant.origin}/graph/v1.0/$metadata#${what}`
  }

  async function expanded(row: Row, message: StoredMessage, expand: string[], basic: boolean): Promise<Row> {
    if (!expand.includes('attachments') || basic) return row
    return { ...row, attachments: await attachmentsOf(message) }
  }

  function folderView(mailbox: User, folder: Folder): Row {
    const mail = mailOf(tenant, mailbox, folder.id)
    return {
      id: shownFolderId(mailbox.address, folder.id),
      displayName: folder.displayName,
      parentFolderId: shownFolderId(mailbox.address, folder.parent ?? rootFolder),
      childFolderCount: foldersOf(tenant, mailbox.address).filter(({ parent }) => parent === folder.id)
        .length,
      unreadItemCount: mail.filter((message) => !isSeen(message)).length,
      totalItemCount: mail.length,
      sizeInBytes: mail.reduce((sum, message) => sum + message.size, 0),
      isHidden: false,
    }
  }

  type Rows = { mailbox: User; rows: Row[]; basic: boolean } | { reply: Response }

  function folderRows(c: MailContext, above: string | undefined): Rows {
    const opened = openMailbox(tenant, c, 'folders')
    if (!opened.ok) return opened
    const { mailbox } = opened
    const root = above === undefined || above.toLowerCase() === rootFolder
    const parent = root ? undefined : findFolder(tenant, mailbox.address, above)
    if (!root && parent === undefined) return { reply: refuse(c, graphErrors.missing(above)) }
    const rows = foldersOf(tenant, mailbox.address)
      .filter((folder) => folder.parent === parent?.id)
      .map((folder) => folderView(mailbox, folder))
    return { mailbox, rows, basic: false }
  }

  /** Newest first. */
  function messageRows(c: MailContext, name: string | undefined): Rows {
    const opened = openMailbox(tenant, c, 'read')
    if (!opened.ok) return opened
    const { mailbox, basic } = opened
    const folder = name === undefined ? undefined : findFolder(tenant, mailbox.address, name)
    if (name !== undefined && folder === undefined) return { reply: refuse(c, graphErrors.missing(name)) }
    const rows = mailOf(tenant, mailbox, folder?.id).toReversed().map(messageRow)
    return { mailbox, rows, basic }
  }

  function folders(c: MailContext, above: string | undefined): Response | Promise<Response> {
    const found = folderRows(c, above)
    if ('reply' in found) return found.reply
    return page(c, found.rows, `users('${found.mailbox.id}')/mailFolders`, folderTable, (row) => row)
  }

  function list(c: MailContext, name: string | undefined): Response | Promise<Response> {
    const found = messageRows(c, name)
    if ('reply' in found) return found.reply
    const { mailbox, basic } = found
    return page(c, found.rows, `users('${mailbox.id}')/messages`, messageTable, async (row, query) => {
      const shown = project(shownOf(row, { select: query.select, basic }), query.select)
      if (query.expand.length === 0) return shown
      const message = mailOf(tenant, mailbox).find(({ id }) => id === row.id)
      return message === undefined ? shown : expanded(shown, message, query.expand, basic)
    })
  }

  /** The number alone, as text. */
  function count(c: MailContext, found: Rows, table: Table): Response {
    if ('reply' in found) return found.reply
    const parsed = parseQuery(new URL(c.req.url).searchParams, table)
    if (!parsed.ok) return refuse(c, graphErrors.badRequest(parsed.text, parsed.code))
    return c.text(String(runQuery(found.rows, parsed.query).total))
  }

  async function page(
    c: MailContext,
    rows: Row[],
    what: string,
    table: Table,
    shown: (row: Row, query: Query) => Row | Promise<Row>,
  ): Promise<Response> {
    const url = new URL(c.req.url)
    const parsed = parseQuery(url.searchParams, table)
    if (!parsed.ok) return refuse(c, graphErrors.badRequest(parsed.text, parsed.code))
    const { query } = parsed
    const found = runQuery(rows, query)
    const next = new URL(`${tenant.origin}${url.pathname}${url.search}`)
    if (found.nextSkip !== undefined) next.searchParams.set('$skip', String(found.nextSkip))
    const value = await Promise.all(
      found.rows.map(async (row) => project(await shown(row, query), query.select)),
    )
    return c.json({
      '@odata.context': context(what),
      ...(query.count ? { '@odata.count': found.total } : {}),
      value,
      ...(found.nextSkip === undefined ? {} : { '@odata.nextLink': next.toString() }),
    })
  }
}
