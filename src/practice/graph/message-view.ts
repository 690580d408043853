/** A message as Graph shows it. */
import { createHash } from 'node:crypto'
import { shownFolderId } from '../exchange/folders.ts'
import { isSeen, mimeOf, type StoredMessage } from '../tenant/messages.ts'
import { parseMail } from '../exchange/submission.ts'
import type { Row } from './odata.ts'

/** What a reader of headers alone does not get (Mail.ReadBasic). */
const content = ['body', 'bodyPreview', 'uniqueBody', 'attachments', 'extensions']

/** A row is made once: looking for an arrival lists the whole Inbox again and again. */
const rows = new WeakMap<StoredMessage, Row>()

/** All there is of it: what is filtered and sorted. */
export function messageRow(message: StoredMessage): Row {
  const row = rows.get(message) ?? wholeRow(message)
  rows.set(message, row)
  return row
}

/** What its reader gets of it; two properties only where they are asked for by name. */
export function shownOf(row: Row, o: { select?: readonly string[] | undefined; basic: boolean }): Row {
  const onRequest = ['internetMessageHeaders', 'uniqueBody'].filter(
    (name) => o.select?.includes(name) !== true,
  )
  const hidden = [...onRequest, ...(o.basic ? content : [])]
  return Object.fromEntries(Object.entries(row).filter(([name]) => !hidden.includes(name)))
}

const digest = (text: string) => createHash('sha256').update(text).digest('base64url')

function wholeRow(message: StoredMessage): Row {
  const person = ({ name, address }: { name: string; address: string }) => ({
    emailAddress: { name: name === '' ? address : name, address },
  })
  const header = (wanted: string) =>
    message.headers.some(({ name }) => name.toLowerCase() === wanted.toLowerCase())
  const thread = message.subject.replace(/^(?:(?:re|fwd?|aw|wg|undeliverable): *)+/i, '')
  return {
    id: message.id,
    createdDateTime: graphTime(message.receivedAt),
    lastModifiedDateTime: graphTime(message.receivedAt),
    changeKey: `CQAAABYAAA${digest(JSON.stringify([message.id, message.flags, message.categories])).slice(0, 22)}`,
    categories: message.categories,
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
    importance: message.importance,
    parentFolderId: shownFolderId(message.mailbox, message.folder),
    conversationId: `AAQk${digest(`${message.mailbox} ${thread.toLowerCase()}`)}AAA=`,
    isDeliveryReceiptRequested: header('Return-Receipt-To'),
    isReadReceiptRequested: header('Disposition-Notification-To'),
    isRead: isSeen(message),
    isDraft: message.draft,
    webLink: `https://outlook.office365.com/owa/?ItemID=${encodeURIComponent(message.id)}&exvsurl=1&viewmodel=ReadMessageItem`,
    inferenceClassification: 'focused',
    body: message.body,
    uniqueBody: message.body,
    sender: person(message.sender),
    from: person(message.from),
    toRecipients: message.to.map(person),
    ccRecipients: message.cc.map(person),
    bccRecipients: message.bcc.map(person),
    replyTo: replyTo(message).map((address) => person({ name: '', address })),
    flag: { flagStatus: message.flags?.includes('flagged') === true ? 'flagged' : 'notFlagged' },
    internetMessageHeaders: message.headers,
  }
}

/** The attachments of a message, read from its MIME text; their ids hold as long as the message does. */
export async function attachmentsOf(message: StoredMessage): Promise<Row[]> {
  const { attachments } = await parseMail(mimeOf(message))
  return attachments.map((one, at) => {
    const bytes = Buffer.from(
      typeof one.content === 'string' ? Buffer.from(one.content) : new Uint8Array(one.content),
    )
    return {
      '@odata.type': '#microsoft.graph.fileAttachment',
      '@odata.mediaContentType': one.mimeType,
      id: `${message.id.replace(/=+$/, '')}ABEgAQ${digest(`${message.id} ${at}`).slice(0, 20)}=`,
      lastModifiedDateTime: graphTime(message.receivedAt),
      name: one.filename ?? '',
      contentType: one.mimeType,
      size: bytes.length,
      isInline: one.disposition === 'inline' || one.related === true,
      contentId: one.contentId?.replace(/^<|>$/g, '') ?? null,
      contentLocation: null,
      contentBytes: bytes.toString('base64'),
    }
  })
}

function replyTo({ headers }: StoredMessage): string[] {
  const value = headers.find(({ name }) => name.toLowerCase() === 'reply-to')?.value ?? ''
  return value
    .split(',')
    .map((part) => (/<([^>]+)>/.exec(part)?.[1] ?? part).trim())
    .filter((part) => part.includes('@'))
}

/** Graph's times have no fraction: a filter made from one must find the message again. */
export const graphTime = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`
