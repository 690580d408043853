/** A message as Graph shows it. */
import type { StoredMessage } from '../exchange/messages.ts'
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

/** What its reader gets of it. */
export function shownOf(row: Row, o: { headers: boolean; basic: boolean }): Row {
  const hidden = [...(o.headers ? [] : ['internetMessageHeaders']), ...(o.basic ? content : [])]
  return Object.fromEntries(Object.entries(row).filter(([name]) => !hidden.includes(name)))
}

function wholeRow(message: StoredMessage): Row {
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
    isRead: isRead(message),
    isDraft: false,
    body: message.body,
    sender: person(message.sender),
    from: person(message.from),
    toRecipients: message.to.map(person),
    ccRecipients: message.cc.map(person),
    replyTo: replyTo(message).map((address) => person({ name: '', address })),
    internetMessageHeaders: message.headers,
  }
}

export const isRead = (message: StoredMessage) => message.folder === 'sentitems'

/** The whole message as text: what `/$value` gives. */
export function mimeOf(message: StoredMessage): string {
  if (message.mime !== undefined) return message.mime
  const type = message.body.contentType === 'html' ? 'text/html' : 'text/plain'
  const headers = message.headers.filter(
    ({ name }) => !['content-type', 'content-transfer-encoding'].includes(name.toLowerCase()),
  )
  return [
    ...headers.map(({ name, value }) => `${name}: ${value}`),
    `Content-Type: ${type}; charset="utf-8"`,
    'Content-Transfer-Encoding: 8bit',
    '',
    message.body.content,
  ].join('\r\n')
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
