/** Folders and messages of one mailbox, and sending from it; mounted under /me and /users/{id}. @see reference 5 */
import { type Context, Hono } from 'hono'
import { findFolder, type Folder, foldersOf } from '../exchange/folders.ts'
import type { StoredMessage } from '../exchange/messages.ts'
import type { User } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import { mailboxOf, refusal } from './caller.ts'
import type { GraphRoom } from './gate.ts'
import { isRead, messageRow, mimeOf, shownOf } from './message-view.ts'
import { folderTable, parseQuery, project, type Row, runQuery, type Table } from './odata.ts'
import { fail, type GraphError, graphErrors } from './reply.ts'
import { sendMail } from './send-mail.ts'

type C = Context<GraphRoom>
type Opened = { ok: true; mailbox: User; basic: boolean } | { ok: false; reply: Response }

/** @param host the name of the Exchange server behind it */
export function mailRoutes(tenant: Tenant, host: string): Hono<GraphRoom> {
  const app = new Hono<GraphRoom>()
  const refuse = (c: C, error: GraphError) => fail(c, tenant, error)

  app.post('/sendMail', async (c) => {
    const target = mailboxOf(tenant, c.get('caller'), c.req.param('user'))
    if (!target.ok) return refuse(c, target.error)
    const error = await sendMail(tenant, {
      caller: c.get('caller'),
      mailbox: target.mailbox,
      contentType: (c.req.header('content-type') ?? '').toLowerCase(),
      body: Buffer.from(await c.req.arrayBuffer()),
      host,
    })
    return error === undefined ? c.body(null, 202) : refuse(c, error)
  })

  app.get('/mailFolders', (c) => folders(c, undefined))
  app.get('/mailFolders/:folder', (c) => {
    const opened = open(c, 'folders')
    if (!opened.ok) return opened.reply
    const folder = findFolder(tenant, opened.mailbox.address, c.req.param('folder'))
    if (folder === undefined) return refuse(c, graphErrors.itemNotFound())
    return c.json(project(folderView(opened.mailbox, folder), selected(c)))
  })
  app.get('/mailFolders/:folder/childFolders', (c) => folders(c, c.req.param('folder')))
  app.get('/mailFolders/:folder/messages', (c) => list(c, c.req.param('folder')))
  app.get('/messages', (c) => list(c, undefined))
  app.get('/messages/:id', (c) => {
    const found = one(c, c.req.param('id'))
    if ('reply' in found) return found.reply
    return c.json(
      project(shownOf(messageRow(found.message), { headers: true, basic: found.basic }), selected(c)),
    )
  })
  app.get('/messages/:id/$value', (c) => {
    const found = one(c, c.req.param('id'))
    if ('reply' in found) return found.reply
    if (found.basic) return refuse(c, graphErrors.accessDenied())
    return c.body(mimeOf(found.message), 200, { 'content-type': 'text/plain' })
  })
  return app

  function open(c: C, need: 'read' | 'folders'): Opened {
    const caller = c.get('caller')
    const target = mailboxOf(tenant, caller, c.req.param('user'))
    if (!target.ok) return { ok: false, reply: refuse(c, target.error) }
    const { mailbox } = target
    const refused = refusal(tenant, caller, need, mailbox)
    if (refused === undefined) return { ok: true, mailbox, basic: false }
    // whoever may see headers only gets the messages without their content
    const less = need === 'read' ? refusal(tenant, caller, 'read-headers', mailbox) : refused
    return less === undefined ? { ok: true, mailbox, basic: true } : { ok: false, reply: refuse(c, refused) }
  }

  function one(c: C, id: string): { message: StoredMessage; basic: boolean } | { reply: Response } {
    const opened = open(c, 'read')
    if (!opened.ok) return opened
    const message = mailOf(opened.mailbox).find((candidate) => candidate.id === id)
    return message === undefined
      ? { reply: refuse(c, graphErrors.itemNotFound()) }
      : { message, basic: opened.basic }
  }

  function mailOf(mailbox: User, folder?: string): StoredMessage[] {
    const known = new Set(foldersOf(tenant, mailbox.address).map(({ id }) => id))
    return tenant.messages.of(mailbox.address, folder).filter((message) => known.has(message.folder))
  }

  function folderView(mailbox: User, folder: Folder): Row {
    const mail = mailOf(mailbox, folder.id)
    return {
      id: folder.id,
      displayName: folder.displayName,
      parentFolderId: folder.parent ?? 'msgfolderroot',
      childFolderCount: foldersOf(tenant, mailbox.address).filter(({ parent }) => parent === folder.id)
        .length,
      unreadItemCount: mail.filter((message) => !isRead(message)).length,
      totalItemCount: mail.length,
      sizeInBytes: mail.reduce((sum, message) => sum + message.size, 0),
      isHidden: false,
    }
  }

  function folders(c: C, above: string | undefined): Response {
    const opened = open(c, 'folders')
    if (!opened.ok) return opened.reply
    const { mailbox } = opened
    const root = above === undefined || above.toLowerCase() === 'msgfolderroot'
    const parent = root ? undefined : findFolder(tenant, mailbox.address, above)
    if (!root && parent === undefined) return refuse(c, graphErrors.itemNotFound())
    const rows = foldersOf(tenant, mailbox.address)
      .filter((folder) => folder.parent === parent?.id)
      .map((folder) => folderView(mailbox, folder))
    return page(c, rows, `users('${mailbox.id}')/mailFolders`, { table: folderTable })
  }

  function list(c: C, name: string | undefined): Response {
    const opened = open(c, 'read')
    if (!opened.ok) return opened.reply
    const { mailbox, basic } = opened
    const folder = name === undefined ? undefined : findFolder(tenant, mailbox.address, name)
    if (name !== undefined && folder === undefined) return refuse(c, graphErrors.itemNotFound())
    const headers = selected(c)?.includes('internetMessageHeaders') ?? false
    const newestFirst = mailOf(mailbox, folder?.id).toReversed()
    return page(c, newestFirst.map(messageRow), `users('${mailbox.id}')/messages`, {
      shown: (row) => shownOf(row, { headers, basic }),
    })
  }

  function page(
    c: C,
    rows: Row[],
    what: string,
    { table, shown = (row) => row }: { table?: Table; shown?: (row: Row) => Row },
  ): Response {
    const url = new URL(c.req.url)
    const parsed = parseQuery(url.searchParams, table)
    if (!parsed.ok) return refuse(c, graphErrors.badRequest(parsed.text))
    const found = runQuery(rows, parsed.query)
    const next = new URL(`${tenant.origin}${url.pathname}${url.search}`)
    if (found.nextSkip !== undefined) next.searchParams.set('$skip', String(found.nextSkip))
    return c.json({
      '@odata.context': `${tenant.origin}/graph/v1.0/$metadata#${what}`,
      value: found.rows.map((row) => project(shown(row), parsed.query.select)),
      ...(found.nextSkip === undefined ? {} : { '@odata.nextLink': next.toString() }),
    })
  }
}

const selected = (c: C) =>
  c.req
    .query('$select')
    ?.split(',')
    .map((name) => name.trim())
