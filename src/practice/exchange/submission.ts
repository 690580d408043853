/** What Exchange does with a message after DATA: who may send it, and which mailboxes get a copy. */
import { randomUUID } from 'node:crypto'
import PostalMime, { type Address, type Email } from 'postal-mime'
import type { User } from '../state.ts'
import { findUser, isOwnAddress, type Tenant } from '../tenant.ts'
import { type MailAddress, newMessageId, type StoredMessage } from './messages.ts'
import { maySendAs } from './rights.ts'

export interface Submission {
  user: User
  mailFrom: string
  recipients: string[]
  raw: Buffer
  client: { name: string; address: string; tls: string }
  /** the name this server gives itself */
  host: string
}
export type Accepted =
  | { ok: true; internetMessageId: string }
  | { ok: false; reason: 'no-from' }
  | { ok: false; reason: 'send-as-denied'; from: string }

/** A message this long is read for its headers only: nobody looks at the rest here. */
const parseWholeUpTo = 2 * 1024 * 1024

export async function submit(tenant: Tenant, submission: Submission): Promise<Accepted> {
  const { user, mailFrom, raw } = submission
  const email = await parse(raw)
  const from = mailboxes(email.from)
  const [first] = from
  if (first === undefined) return { ok: false, reason: 'no-from' }
  // both the envelope and what the reader will see must be allowed (reference 4.8)
  for (const address of [...(mailFrom === '' ? [] : [mailFrom]), ...from.map((one) => one.address)])
    if (!maySendAs(tenant, user, address)) return { ok: false, reason: 'send-as-denied', from: address }

  const now = tenant.clock()
  const internetMessageId = email.messageId ?? `<${randomUUID()}@${submission.host}>`
  const common = {
    mailFrom,
    authenticatedAs: user.address,
    from: first,
    sender: mailboxes(email.sender)[0] ?? first,
    to: mailboxes(email.to),
    cc: mailboxes(email.cc),
    subject: email.subject ?? '',
    internetMessageId,
    sentAt: dateOf(email, now),
    receivedAt: now,
    body: bodyOf(email),
    hasAttachments: email.attachments.length > 0,
    size: raw.length,
  }
  const own = email.headers.map(({ originalKey, value }) => ({ name: originalKey, value }))
  const copies: StoredMessage[] = [
    { ...common, id: newMessageId(), mailbox: user.address, folder: 'sentitems', headers: own },
  ]
  const lost = tenant.faults.hits('lost-mail', first.address) || tenant.faults.hits('lost-mail', mailFrom)
  if (!lost)
    for (const recipient of new Set(submission.recipients.map((address) => address.toLowerCase())))
      copies.push({
        ...common,
        id: newMessageId(),
        mailbox: recipient,
        // an address outside is only noted: nothing ever leaves this machine
        folder: findUser(tenant, recipient) === undefined ? 'sink' : 'inbox',
        headers: [...transportHeaders(submission, recipient, now), ...own],
      })
  await tenant.messages.add(copies)
  return { ok: true, internetMessageId }
}

/** Is this address inside the tenant, yet nobody's? */
export function isUnknownRecipient(tenant: Tenant, address: string): boolean {
  return isOwnAddress(tenant, address) && findUser(tenant, address) === undefined
}

async function parse(raw: Buffer): Promise<Email> {
  if (raw.length <= parseWholeUpTo) return PostalMime.parse(raw)
  const end = raw.indexOf('\r\n\r\n')
  const head = raw.subarray(0, end < 0 ? 65_536 : end).toString('latin1')
  const text = head.replace(/^content-(type|transfer-encoding):.*(\r\n[ \t].*)*(\r\n)?/gim, '')
  return PostalMime.parse(`${text.trimEnd()}\r\n\r\nThis message is too long to be kept.\r\n`)
}

function mailboxes(value: Address | Address[] | undefined): MailAddress[] {
  const list = value === undefined ? [] : Array.isArray(value) ? value : [value]
  return list
    .flatMap((entry) => entry.group ?? [entry])
    .flatMap(({ name, address }) =>
      address === undefined || address === '' ? [] : [{ name: name ?? '', address }],
    )
}

function dateOf(email: Email, now: number): number {
  const parsed = email.date === undefined ? Number.NaN : Date.parse(email.date)
  return Number.isNaN(parsed) ? now : parsed
}

function bodyOf(email: Email): StoredMessage['body'] {
  const isText = email.text !== undefined && email.text !== ''
  const content = isText ? email.text : (email.html ?? '')
  return {
    contentType: isText || email.html === undefined ? 'text' : 'html',
    content: (content ?? '').slice(0, 65_536),
  }
}

function transportHeaders(submission: Submission, recipient: string, now: number) {
  const { client, host, user } = submission
  const domain = user.address.slice(user.address.indexOf('@') + 1)
  const date = new Date(now).toUTCString().replace('GMT', '+0000')
  const header = (name: string, value: string) => ({ name, value })
  return [
    header(
      'Received',
      `from ${host} (127.0.0.1) by ${host} with HTTPS via practice for <${recipient}>; ${date}`,
    ),
    header(
      'Received',
      `from ${client.name} (${client.address}) by ${host} with ESMTPSA (version=${client.tls}); ${date}`,
    ),
    header(
      'Authentication-Results',
      `dkim=none (message not signed) header.d=none;dmarc=none action=none header.from=${domain};`,
    ),
    header('X-MS-Exchange-Organization-AuthAs', 'Internal'),
    header('X-MS-Exchange-Organization-AuthMechanism', '04'),
    header('X-MS-Exchange-Organization-AuthSource', host),
    header('X-MS-Exchange-Organization-MessageDirectionality', 'Originating'),
    header('X-MS-Exchange-Organization-SCL', '-1'),
    header('X-Practice-Tenant', 'this message never left the machine'),
  ]
}
