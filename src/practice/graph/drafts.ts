/** Messages that are written before they are sent, and what may be changed on any: mounted where mail is read. @see reference 5.1 */
import { Hono } from 'hono'
import type { Outgoing } from '../exchange/outgoing.ts'
import { findFolder } from '../exchange/folders.ts'
import { isSeen, mimeOf, newMessageId, type StoredMessage } from '../tenant/messages.ts'
import type { User } from '../tenant/state.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { mailboxOf, refusal } from './caller.ts'
import { readMessage } from './compose.ts'
import { type Read, readEntity, type Shaped } from './entity-shape.ts'
import type { GraphRoom } from './gate.ts'
import { type MailContext, mailOf, openMailbox, openMessage } from './mailbox-access.ts'
import { attachmentsOf, messageRow, shownOf } from './message-view.ts'
import type { Row } from './odata.ts'
import { fail, type GraphError, graphErrors } from './reply.ts'
import {
  type Letter,
  letterOfJson,
  letterOfMime,
  letterOfRaw,
  readJson,
  sendLetter,
  sendMail,
} from './send-mail.ts'

/** What a message that was sent or received still lets anybody change. */
const changeable = ['isRead', 'categories', 'flag', 'importance', 'inferenceClassification']

/** @param host the name of the Exchange server behind it */
export function draftRoutes(tenant: Tenant, host: string): Hono<GraphRoom> {
  const app = new Hono<GraphRoom>()
  const refuse = (c: MailContext, error: GraphError) => fail(c, tenant, error)
  const bodyOf = async (c: MailContext) => Buffer.from(await c.req.arrayBuffer())
  const typeOf = (c: MailContext) => (c.req.header('content-type') ?? '').toLowerCase()

  app.post('/sendMail', async (c) => {
    const target = mailboxOf(tenant, c.get('caller'), c.req.param('user'))
    if (!target.ok) return refuse(c, target.error)
    const request = {
      caller: c.get('caller'),
      mailbox: target.mailbox,
      contentType: typeOf(c),
      body: await bodyOf(c),
      host,
    }
    const error = await sendMail(tenant, request)
    return error === undefined ? c.body(null, 202) : refuse(c, error)
  })
  app.all('/sendMail', (c) => refuse(c, graphErrors.requestNotSupported()))
  for (const path of ['/messages', '/mailFolders/:folder/messages'])
    app.post(path, async (c) => {
      const opened = openMailbox(tenant, c, 'write')
      if (!opened.ok) return opened.reply
      const { mailbox } = opened
      const folder = findFolder(tenant, mailbox.address, c.req.param('folder') ?? 'drafts')
      if (folder === undefined) return refuse(c, graphErrors.missing(c.req.param('folder') ?? ''))
      const letter = await readDraft(mailbox, typeOf(c), await bodyOf(c))
      if (!letter.ok) return refuse(c, letter.error)
      const draft = await keep(mailbox, letter.value, newMessageId(), folder.id)
      return c.json(shown(mailbox, draft), 201)
    })
  app.patch('/messages/:id', async (c) => {
    const found = openMessage(tenant, c, 'write', c.req.param('id'))
    if ('reply' in found) return found.reply
    const json = readJson(typeOf(c), await bodyOf(c))
    const change = json.ok ? readEntity('microsoft.graph.message', json.value) : json
    if (!change.ok) return refuse(c, change.error)
    const changed = await changeMessage(found.mailbox, found.message, change.value)
    return changed.ok ? c.json(shown(found.mailbox, changed.value)) : refuse(c, changed.error)
  })
  app.post('/messages/:id/attachments', async (c) => {
    const found = openMessage(tenant, c, 'write', c.req.param('id'))
    if ('reply' in found) return found.reply
    const json = readJson(typeOf(c), await bodyOf(c))
    if (!json.ok) return refuse(c, json.error)
    const { mailbox, message } = found
    if (!message.draft) return refuse(c, graphErrors.notADraft())
    const attachments = [...(await attachmentsOf(message)), json.value]
    const changed = await rewrite(mailbox, message, { attachments })
    if (!changed.ok) return refuse(c, changed.error)
    return c.json((await attachmentsOf(changed.value)).at(-1) ?? {}, 201)
  })
  app.post('/messages/:id/send', async (c) => {
    const caller = c.get('caller')
    const target = mailboxOf(tenant, caller, c.req.param('user'))
    if (!target.ok) return refuse(c, target.error)
    const { mailbox } = target
    const refused = refusal(tenant, caller, 'send', mailbox)
    if (refused !== undefined) return refuse(c, refused)
    const draft = mailOf(tenant, mailbox).find(({ id }) => id === c.req.param('id'))
    if (draft === undefined) return refuse(c, graphErrors.missing(c.req.param('id')))
    if (!draft.draft) return refuse(c, graphErrors.notADraft())
    const error = await sendLetter(tenant, { caller, mailbox, host }, await letterOf(mailbox, draft), true)
    if (error !== undefined) return refuse(c, error)
    await tenant.messages.add([{ ...draft, gone: true }])
    return c.body(null, 202)
  })
  return app

  function shown(mailbox: User, message: StoredMessage): Row {
    return {
      '@odata.context': `${tenant.origin}/graph/v1.0/$metadata#users('${mailbox.id}')/messages/$entity`,
      ...shownOf(messageRow(message), { basic: false }),
    }
  }

  async function readDraft(mailbox: User, contentType: string, body: Buffer): Promise<Read<Letter>> {
    if (contentType.startsWith('text/plain')) return letterOfMime(tenant, mailbox, body, host)
    const json = readJson(contentType, body)
    if (!json.ok) return json
    const message = readMessage(json.value)
    return message.ok ? { ok: true, value: letterOfJson(tenant, mailbox, message.value, host) } : message
  }

  /** A new draft, or a later state of one. */
  async function keep(mailbox: User, letter: Letter, id: string, folder: string): Promise<StoredMessage> {
    const { submitter, mime, ...rest }: Outgoing = await letter.build(letter.from)
    const draft: StoredMessage = {
      ...rest,
      id,
      mailbox: mailbox.address,
      folder,
      authenticatedAs: submitter,
      receivedAt: tenant.clock(),
      stamps: 0,
      gone: false,
      draft: true,
      ...(mime === undefined ? {} : { mime }),
    }
    await tenant.messages.add([draft])
    return draft
  }

  /** The stored text has no Bcc line: those recipients are kept beside it. */
  async function letterOf(mailbox: User, draft: StoredMessage): Promise<Letter> {
    const letter = await letterOfRaw(tenant, mailbox, mimeOf(draft), host)
    return {
      from: draft.from,
      recipients: [...letter.recipients, ...draft.bcc.map(({ address }) => address)],
      async build(sender) {
        const { bcc, body, categories } = draft
        return { ...(await letter.build(sender)), bcc, body, categories }
      },
    }
  }

  async function changeMessage(
    mailbox: User,
    message: StoredMessage,
    change: Shaped,
  ): Promise<Read<StoredMessage>> {
    const flagged = isFlagged(change.flag) ?? message.flags?.includes('flagged') ?? false
    const seen = typeof change.isRead === 'boolean' ? change.isRead : isSeen(message)
    const answered = message.flags?.includes('answered') ?? false
    const flags: NonNullable<StoredMessage['flags']> = [
      ...(seen ? (['seen'] as const) : []),
      ...(answered ? (['answered'] as const) : []),
      ...(flagged ? (['flagged'] as const) : []),
    ]
    const rest = Object.keys(change).filter((name) => !changeable.includes(name))
    if (rest.length > 0 && !message.draft) return { ok: false, error: graphErrors.notADraft() }
    const written =
      rest.length === 0 ? { ok: true as const, value: message } : await rewrite(mailbox, message, change)
    if (!written.ok) return written
    const { importance, categories } = change
    const next: StoredMessage = {
      ...written.value,
      flags,
      ...(importance === 'low' || importance === 'normal' || importance === 'high' ? { importance } : {}),
      ...(Array.isArray(categories) ? { categories: categories.map(String) } : {}),
    }
    await tenant.messages.add([next])
    return { ok: true, value: next }
  }

  /** A draft with some of its properties in place of those it had. */
  async function rewrite(mailbox: User, draft: StoredMessage, change: Shaped): Promise<Read<StoredMessage>> {
    const row = messageRow(draft)
    const own = Object.fromEntries(
      'subject body from toRecipients ccRecipients bccRecipients replyTo importance categories internetMessageId'
        .split(' ')
        .map((name) => [name, row[name]]),
    )
    const internetMessageHeaders = draft.headers.filter(({ name }) => /^x-(?!priority|msmail)/i.test(name))
    const attachments = await attachmentsOf(draft)
    const message = readMessage({ ...own, internetMessageHeaders, attachments, ...change })
    if (!message.ok) return message
    const letter = letterOfJson(tenant, mailbox, message.value, host)
    return { ok: true, value: await keep(mailbox, letter, draft.id, draft.folder) }
  }
}

/** Undefined where the change says nothing about it. */
function isFlagged(flag: unknown): boolean | undefined {
  if (typeof flag !== 'object' || flag === null || !('flagStatus' in flag)) return undefined
  return flag.flagStatus === 'flagged'
}
