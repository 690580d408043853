/** Reports of failure as Exchange Online writes them into the sender's Inbox (RFC 3464). @see reference 5.1, 7.2 */
import { randomUUID } from 'node:crypto'
import { findUser, isOwnAddress, type Tenant } from '../tenant/tenant.ts'
import type { Outgoing } from './outgoing.ts'
import { mailDate, newMessageId, type StoredMessage } from '../tenant/messages.ts'
import { findRecipient, primaryOf } from './recipients.ts'

export interface Bounce {
  /** enhanced status code */
  status: string
  /** what the server said */
  diagnostic: string
  /** the first lines a person reads */
  text: string
}

const unknownRecipient = (recipient: string): Bounce => ({
  status: '5.1.10',
  diagnostic: '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
  text: `${recipient.slice(0, recipient.indexOf('@'))} wasn't found at ${recipient.slice(recipient.indexOf('@') + 1)}.`,
})
const faulty = [
  ['ndr-unknown-recipient', unknownRecipient],
  [
    'ndr-sender-blocked',
    (): Bounce => ({
      status: '5.1.8',
      diagnostic: '550 5.1.8 Access denied, bad outbound sender. AS(42003)',
      text: "Your message couldn't be delivered because you weren't recognized as a valid sender.",
    }),
  ],
  [
    'ndr-rejected',
    (): Bounce => ({
      status: '5.7.1',
      diagnostic: '550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy',
      text: 'A mail flow rule of the organization rejected your message.',
    }),
  ],
] as const

/** Why this recipient's copy comes back, if it does: after the message was accepted. */
export function bounceOf(tenant: Tenant, mail: Outgoing, recipient: string): Bounce | undefined {
  const hit = faulty.find(
    ([name]) => tenant.faults.hits(name, mail.from.address) || tenant.faults.hits(name, mail.mailFrom),
  )
  if (hit !== undefined) return hit[1](recipient)
  const nobody = isOwnAddress(tenant, recipient) && findRecipient(tenant, recipient) === undefined
  return nobody ? unknownRecipient(recipient) : undefined
}

interface Failure {
  tenant: Tenant
  mail: Outgoing
  recipient: string
  bounce: Bounce
  host: string
}

export function nonDeliveryReport(failure: Failure): StoredMessage {
  const { tenant, mail, recipient, bounce, host } = failure
  const now = tenant.clock()
  // a group has no mailbox for it: whoever sent as the group hears of it
  const sender = findUser(tenant, primaryOf(tenant, mail.mailFrom))?.address
  const outside = mail.mailFrom !== '' && !isOwnAddress(tenant, mail.mailFrom)
  const mailbox = sender ?? (outside ? mail.mailFrom.toLowerCase() : mail.submitter)
  const postmaster = {
    name: 'Microsoft Outlook',
    address: `MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@${tenant.state.tenantName}`,
  }
  const subject = `Undeliverable: ${mail.subject}`
  const internetMessageId = `<${randomUUID()}@${host}>`
  const boundary = `=_${randomUUID()}`
  const headers = [
    { name: 'From', value: `"${postmaster.name}" <${postmaster.address}>` },
    { name: 'To', value: mailbox },
    { name: 'Date', value: mailDate(now) },
    {
      name: 'Content-Type',
      value: `multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    },
    { name: 'X-MS-Exchange-Message-Is-Ndr', value: '' },
    { name: 'Auto-Submitted', value: 'auto-replied' },
    { name: 'Content-Language', value: 'en-US' },
    { name: 'Message-ID', value: internetMessageId },
    { name: 'In-Reply-To', value: mail.internetMessageId },
    { name: 'References', value: mail.internetMessageId },
    { name: 'Thread-Topic', value: mail.subject },
    { name: 'Subject', value: subject },
    { name: 'MIME-Version', value: '1.0' },
  ]
  const text = readable(failure)
  const mime = [
    ...headers.map(({ name, value }) => `${name}: ${value}`),
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset="utf-8"',
    'Content-Transfer-Encoding: 8bit',
    '',
    text,
    '',
    `--${boundary}`,
    'Content-Type: message/delivery-status',
    '',
    `Reporting-MTA: dns;${host}`,
    `Received-From-MTA: dns;${host}`,
    `Arrival-Date: ${mailDate(mail.sentAt)}`,
    '',
    `Original-Recipient: rfc822;${recipient}`,
    `Final-Recipient: rfc822;${recipient}`,
    'Action: failed',
    `Status: ${bounce.status}`,
    `Diagnostic-Code: smtp;${bounce.diagnostic}`,
    '',
    `--${boundary}`,
    'Content-Type: message/rfc822',
    '',
    ...originalHeaders(mail),
    '',
    mail.body.content,
    '',
    `--${boundary}--`,
    '',
  ].join('\r\n')
  return {
    id: newMessageId(),
    mailbox,
    folder: 'inbox',
    mailFrom: '',
    authenticatedAs: '',
    from: postmaster,
    sender: postmaster,
    to: [{ name: '', address: mailbox }],
    cc: [],
    bcc: [],
    subject,
    internetMessageId,
    headers,
    stamps: 0,
    sentAt: now,
    receivedAt: now,
    body: { contentType: 'text', content: text },
    hasAttachments: true,
    mime: Buffer.from(mime, 'utf8').toString('latin1'),
    size: Buffer.byteLength(mime),
    importance: 'normal',
    categories: [],
    gone: false,
    draft: false,
  }
}

/** What a person sees: the reason, and below it everything an administrator asks for. */
function readable({ mail, recipient, bounce, host }: Failure): string {
  return [
    `Your message to ${recipient} couldn't be delivered.`,
    bounce.text,
    '',
    'Diagnostic information for administrators:',
    '',
    `Generating server: ${host}`,
    '',
    recipient,
    `Remote server returned '${bounce.diagnostic}'`,
    '',
    'Original message headers:',
    '',
    ...originalHeaders(mail),
  ].join('\r\n')
}

function originalHeaders(mail: Outgoing): string[] {
  const own = mail.headers.map(({ name, value }) => `${name}: ${value}`)
  const named = mail.headers.some(({ name }) => name.toLowerCase() === 'message-id')
  return named ? own : [...own, `Message-ID: ${mail.internetMessageId}`]
}
