/** What Exchange does with a message after DATA: who may send it, and which mailboxes get a copy. */
import { randomUUID } from 'node:crypto'
import PostalMime, { type Address, type Email } from 'postal-mime'
import type { User } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import { deliver, type Header, type Outgoing } from './delivery.ts'
import type { MailAddress, StoredMessage } from './messages.ts'
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
    mailFrom,
    submitter: user.address,
    size: raw.length,
    host: submission.host,
  })
  await deliver(tenant, outgoing, {
    recipients: submission.recipients,
    copyIn: user.address,
    received: (recipient) => receivedOverSmtp(submission, recipient, tenant.clock()),
    host: submission.host,
  })
  return { ok: true, internetMessageId: outgoing.internetMessageId }
}

/** A parsed message in the tenant's own terms. */
export function outgoingOf(
  tenant: Tenant,
  email: Email,
  o: { from: MailAddress; mailFrom: string; submitter: string; size: number; host: string },
): Outgoing {
  return {
    mailFrom: o.mailFrom,
    submitter: o.submitter,
    from: o.from,
    sender: mailboxes(email.sender)[0] ?? o.from,
    to: mailboxes(email.to),
    cc: mailboxes(email.cc),
    subject: email.subject ?? '',
    internetMessageId: email.messageId ?? `<${randomUUID()}@${o.host}>`,
    headers: email.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    sentAt: dateOf(email, tenant.clock()),
    body: bodyOf(email),
    hasAttachments: email.attachments.length > 0,
    size: o.size,
  }
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
