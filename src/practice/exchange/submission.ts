/** What Exchange does with a message after DATA: who may send it, and which mailboxes get a copy. */
import { randomUUID } from 'node:crypto'
import PostalMime, { type Address, type Email } from 'postal-mime'
import type { User } from '../tenant/state.ts'
import { findUser, type Tenant } from '../tenant/tenant.ts'
import { deliver } from './delivery.ts'
import type { Header, Outgoing } from './outgoing.ts'
import type { MailAddress, StoredMessage } from '../tenant/messages.ts'
import { primaryOf } from './recipients.ts'
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
const parseWholeUpTo = 6 * 1024 * 1024

export async function submit(tenant: Tenant, submission: Submission): Promise<Accepted> {
  const { user, mailFrom, raw } = submission
  const email = await parseMail(raw)
  const from = mailboxes(email.from)
  const [first] = from
  if (first === undefined) return { ok: false, reason: 'no-from' }
  // both the envelope and what the reader will see must be allowed (reference 4.8)
  for (const address of [...(mailFrom === '' ? [] : [mailFrom]), ...from.map((one) => one.address)])
    if (!maySendAs(tenant, user, address)) return { ok: false, reason: 'send-as-denied', from: address }

  // the right to an address that is not the own one may take a while to get there
  if (
    first.address.toLowerCase() !== user.address &&
    tenant.faults.hitsFirst('not-propagated', first.address, 2)
  )
    return { ok: false, reason: 'send-as-denied', from: first.address }

  const outgoing = outgoingOf(tenant, email, {
    from: first,
    mailFrom: mailFrom === '' ? '' : shownAddress(tenant, mailFrom),
    submitter: user.address,
    raw,
    host: submission.host,
  })
  await deliver(tenant, outgoing, {
    recipients: submission.recipients,
    copyIn: keepsCopies(tenant, user) ? user.address : undefined,
    received: (recipient) => receivedOverSmtp(submission, recipient, tenant.clock()),
    host: submission.host,
  })
  return { ok: true, internetMessageId: outgoing.internetMessageId }
}

/** MessageCopyForSMTPClientSubmissionEnabled: on unless somebody switched it off. @see reference 4.10 */
const keepsCopies = ({ state }: Tenant, { address }: User) =>
  state.exchange.sentCopy[address]?.smtpSubmission ?? true

/** A parsed message in the tenant's own terms. */
export function outgoingOf(
  tenant: Tenant,
  email: Email,
  o: { from: MailAddress; mailFrom: string; submitter: string; raw: Buffer; host: string },
): Outgoing {
  const primary = shownAddress(tenant, o.from.address)
  const rewritten = primary !== o.from.address.toLowerCase()
  const from = rewritten
    ? { name: findUser(tenant, primary)?.displayName ?? o.from.name, address: primary }
    : o.from
  const raw = withoutBcc(rewritten ? withFrom(o.raw, from) : o.raw)
  const internetMessageId = email.messageId ?? `<${randomUUID()}@${o.host}>`
  // Exchange gives a message without a Message-ID one of its own
  const added = email.messageId === undefined ? `Message-ID: ${internetMessageId}\r\n` : ''
  return {
    mailFrom: o.mailFrom,
    submitter: o.submitter,
    from,
    sender: mailboxes(email.sender)[0] ?? from,
    to: mailboxes(email.to),
    cc: mailboxes(email.cc),
    bcc: mailboxes(email.bcc),
    subject: email.subject ?? '',
    internetMessageId,
    headers: email.headers
      .filter(({ key }) => key !== 'bcc')
      .map(({ key, originalKey, value }) => ({
        name: originalKey,
        value: rewritten && key === 'from' ? written(from) : value,
      })),
    sentAt: dateOf(email, tenant.clock()),
    body: bodyOf(email),
    hasAttachments: email.attachments.some(
      ({ disposition, related }) => disposition !== 'inline' && related !== true,
    ),
    mime: o.raw.length <= parseWholeUpTo ? added + raw.toString('latin1') : undefined,
    size: o.raw.length,
    importance: importanceOf(email),
    categories: [],
  }
}

/** Exchange puts the primary address in place of an alias unless the organisation keeps it. @see reference 4.8 */
function shownAddress(tenant: Tenant, address: string): string {
  return tenant.state.sendFromAlias ? address.toLowerCase() : primaryOf(tenant, address)
}

const written = ({ name, address }: MailAddress) =>
  name === '' ? address : `"${name.replace(/["\\]/g, '\\$&')}" <${address}>`

/** The header with its folded lines, in the part above the first empty line. */
function replaceHeader(raw: Buffer, name: string, line: string): Buffer {
  const end = raw.indexOf('\r\n\r\n')
  const head = raw.subarray(0, end < 0 ? raw.length : end + 2).toString('latin1')
  const pattern = new RegExp(`^${name}:.*\\r\\n(?:[ \\t].*\\r\\n)*`, 'gim')
  return Buffer.concat([
    Buffer.from(
      head.replace(pattern, () => line),
      'latin1',
    ),
    end < 0 ? Buffer.alloc(0) : raw.subarray(end + 2),
  ])
}

/** The message with an address header it did not have, or in place of the one it had. */
export function withHeader(raw: Buffer, name: string, who: MailAddress): Buffer {
  const line = Buffer.from(`${name}: ${written(who)}\r\n`, 'utf8')
  return Buffer.concat([line, replaceHeader(raw, name, '')])
}

const withoutBcc = (raw: Buffer) => replaceHeader(raw, 'bcc', '')
function withFrom(raw: Buffer, from: MailAddress): Buffer {
  const line = Buffer.from(`From: ${written(from)}\r\n`, 'utf8').toString('latin1')
  return replaceHeader(raw, 'from', line)
}

function importanceOf(email: Email): StoredMessage['importance'] {
  const value = (name: string) => email.headers.find(({ key }) => key === name)?.value.toLowerCase() ?? ''
  const named = value('importance')
  const number = /^\d/.exec(value('x-priority'))?.[0]
  if (named === 'high' || (named === '' && (number === '1' || number === '2'))) return 'high'
  return named === 'low' || (named === '' && (number === '4' || number === '5')) ? 'low' : 'normal'
}

export async function parseMail(raw: Buffer): Promise<Email> {
  if (raw.length <= parseWholeUpTo) return PostalMime.parse(raw)
  const end = raw.indexOf('\r\n\r\n')
  const head = raw.subarray(0, end < 0 ? 65_536 : end).toString('latin1')
  const text = head.replace(/^content-(type|transfer-encoding):.*(\r\n[ \t].*)*(\r\n)?/gim, '')
  return PostalMime.parse(`${text.trimEnd()}\r\n\r\nThis message is too long to be kept.\r\n`)
}

export function mailboxes(value: Address | Address[] | undefined): MailAddress[] {
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

function receivedOverSmtp({ client, host }: Submission, recipient: string, now: number): Header[] {
  const date = new Date(now).toUTCString().replace('GMT', '+0000')
  const received = (value: string) => ({ name: 'Received', value: `${value}; ${date}` })
  return [
    received(`from ${host} (127.0.0.1) by ${host} with HTTPS via practice for <${recipient}>`),
    received(`from ${client.name} (${client.address}) by ${host} with ESMTPSA (version=${client.tls})`),
    { name: 'X-MS-Exchange-Organization-AuthSource', value: host },
  ]
}
