/** POST sendMail: JSON or MIME, from the own address or another one. @see reference 5.1, 5.2, 7.3 */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { deliver, type Header, type Outgoing } from '../exchange/delivery.ts'
import type { MailAddress } from '../exchange/messages.ts'
import { maySendAs } from '../exchange/rights.ts'
import { mailboxes, outgoingOf, parseMail } from '../exchange/submission.ts'
import type { User } from '../state.ts'
import { findUser, type Tenant } from '../tenant.ts'
import { type Caller, refusal } from './caller.ts'
import { type GraphError, graphErrors } from './reply.ts'

export interface SendRequest {
  caller: Caller
  mailbox: User
  contentType: string
  body: Buffer
  /** the name of the server that takes it */
  host: string
}

const person = z.object({
  emailAddress: z.object({ address: z.string().optional(), name: z.string().nullish() }),
})
const people = z.array(person).default([])
const requestBody = z.object({
  message: z.object({
    subject: z.string().nullish(),
    body: z
      .object({ contentType: z.string().default('text'), content: z.string().default('') })
      .default({ contentType: 'text', content: '' }),
    from: person.optional(),
    toRecipients: people,
    ccRecipients: people,
    bccRecipients: people,
    internetMessageId: z.string().optional(),
    internetMessageHeaders: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
    attachments: z.array(z.unknown()).default([]),
  }),
  saveToSentItems: z.union([z.boolean(), z.stringbool()]).default(true),
})

interface Draft {
  outgoing: Outgoing
  recipients: string[]
  saveToSentItems: boolean
}
type Read = { ok: true; draft: Draft } | { ok: false; error: GraphError }

/** Beyond this a request needs an upload session. @see reference 5.1 */
const largestRequest = 4 * 1024 * 1024
const mostHeaders = 5

/** Undefined: accepted, whatever becomes of it afterwards. */
export async function sendMail(tenant: Tenant, request: SendRequest): Promise<GraphError | undefined> {
  const { caller, mailbox, host } = request
  const refused = refusal(tenant, caller, 'send', mailbox)
  if (refused !== undefined) return refused
  if (request.body.length > largestRequest) return graphErrors.tooBig()
  const read = request.contentType.startsWith('text/plain')
    ? await readMime(tenant, request)
    : readJson(tenant, request)
  if (!read.ok) return read.error
  const { outgoing, recipients, saveToSentItems } = read.draft
  if (recipients.length === 0) return graphErrors.noRecipients()

  const allowed = checkSender(tenant, caller, mailbox, outgoing.from)
  if ('status' in allowed) return allowed
  await deliver(
    tenant,
    { ...outgoing, sender: allowed.sender, mailFrom: allowed.sender.address },
    {
      recipients,
      copyIn: saveToSentItems ? mailbox.address : undefined,
      received: () => receivedOverGraph(host, tenant.clock()),
      host,
    },
  )
  return undefined
}

/** Who the message comes from in the end: Send As shows the address alone, Send on Behalf both. @see reference 6.3 */
function checkSender(
  tenant: Tenant,
  caller: Caller,
  mailbox: User,
  from: MailAddress,
): { sender: MailAddress } | GraphError {
  const address = from.address.toLowerCase()
  // a person who opened somebody else's mailbox still needs a right to send for it
  const submitter = caller.kind === 'person' ? caller.user : mailbox
  const early = tenant.faults.hitsFirst('not-propagated', address, 2)
  if (address === submitter.address) {
    if (early) return graphErrors.accessDenied()
    return { sender: from }
  }
  // an application that names another address than the mailbox in the path: UNVERIFIED, taken as a delegate's case
  const shared = caller.kind === 'app' || caller.scopes.includes('Mail.Send.Shared')
  if (!shared) return graphErrors.accessDenied()
  if (early || findUser(tenant, address) === undefined) return graphErrors.sendAsDenied()
  if (maySendAs(tenant, submitter, address)) return { sender: from }
  const onBehalf = tenant.state.sendOnBehalf.some(
    (grant) => grant.mailbox === address && grant.trustee === submitter.address,
  )
  return onBehalf
    ? { sender: { name: submitter.displayName, address: submitter.address } }
    : graphErrors.sendAsDenied()
}

function readJson(tenant: Tenant, { mailbox, contentType, body, host }: SendRequest): Read {
  const no = (error: GraphError): Read => ({ ok: false, error })
  let value: unknown
  try {
    value = JSON.parse(body.toString('utf8'))
  } catch {
    return no(graphErrors.notJson())
  }
  if (!contentType.startsWith('application/json')) return no(graphErrors.notJson())
  const parsed = requestBody.safeParse(value)
  if (!parsed.success)
    return no(
      graphErrors.badRequest(
        `Invalid value specified for property '${parsed.error.issues[0]?.path.at(-1)?.toString() ?? 'Message'}' of resource 'Message'.`, // text UNVERIFIED
      ),
    )
  const { message, saveToSentItems } = parsed.data
  const custom = message.internetMessageHeaders
  const wrong = custom.find(({ name }) => !/^x-/i.test(name))
  if (wrong !== undefined) return no(graphErrors.badHeaderName(wrong.name))
  if (custom.length > mostHeaders) return no(graphErrors.tooManyHeaders())

  const own = { name: mailbox.displayName, address: mailbox.address }
  const named = message.from === undefined ? undefined : addressesOf(tenant, [message.from])[0]
  const from = named ?? own
  const to = addressesOf(tenant, message.toRecipients)
  const cc = addressesOf(tenant, message.ccRecipients)
  const recipients = [...to, ...cc, ...addressesOf(tenant, message.bccRecipients)].map((one) => one.address)
  if (recipients.some((address) => !/^[^\s@;,]+@[^\s@;,]+$/.test(address)))
    return no(graphErrors.noRecipients())
  const now = tenant.clock()
  // may be set while the message is a draft; that sendMail keeps it is UNVERIFIED
  const internetMessageId = message.internetMessageId ?? `<${randomUUID()}@${host}>`
  const outgoing: Outgoing = {
    mailFrom: from.address,
    submitter: mailbox.address,
    from,
    sender: from,
    to,
    cc,
    subject: message.subject ?? '',
    internetMessageId,
    headers: [
      { name: 'From', value: shown(from) },
      { name: 'To', value: to.map(shown).join(', ') },
      { name: 'Subject', value: message.subject ?? '' },
      { name: 'Date', value: mailDate(now) },
      { name: 'Message-ID', value: internetMessageId },
      ...custom,
      { name: 'MIME-Version', value: '1.0' },
    ],
    sentAt: now,
    body: {
      contentType: message.body.contentType.toLowerCase() === 'html' ? 'html' : 'text',
      content: message.body.content,
    },
    hasAttachments: message.attachments.length > 0,
    size: body.length,
  }
  return { ok: true, draft: { outgoing, recipients, saveToSentItems } }
}

async function readMime(tenant: Tenant, { mailbox, body, host }: SendRequest): Promise<Read> {
  const encoded = body.toString('latin1').replace(/\s/g, '')
  if (encoded === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(encoded) || encoded.length % 4 !== 0)
    return { ok: false, error: graphErrors.notBase64() }
  const raw = Buffer.from(encoded, 'base64')
  const email = await parseMail(raw)
  const own = { name: mailbox.displayName, address: mailbox.address }
  const from = mailboxes(email.from)[0] ?? own
  const recipients = [email.to, email.cc, email.bcc].flatMap((list) => mailboxes(list))
  // the Message-ID of the MIME text is kept: from practice, UNVERIFIED
  const outgoing = outgoingOf(tenant, email, {
    from,
    mailFrom: from.address,
    submitter: mailbox.address,
    size: raw.length,
    host,
  })
  return {
    ok: true,
    draft: {
      outgoing: {
        ...outgoing,
        headers: outgoing.headers.filter(({ name }) => name.toLowerCase() !== 'bcc'),
      },
      recipients: recipients.map((one) => one.address),
      saveToSentItems: true,
    },
  }
}

function addressesOf(tenant: Tenant, list: readonly z.output<typeof person>[]): MailAddress[] {
  return list.map(({ emailAddress }) => {
    const address = (emailAddress.address ?? '').trim()
    return { name: emailAddress.name ?? findUser(tenant, address)?.displayName ?? '', address }
  })
}

function receivedOverGraph(host: string, now: number): Header[] {
  return [
    {
      name: 'Received',
      value: `from ${host} ([127.0.0.1]) by ${host} with mapi id 15.20.9000.000; ${mailDate(now)}`,
    },
    { name: 'X-MS-Exchange-Organization-AuthSource', value: host },
  ]
}

const shown = ({ name, address }: MailAddress) => (name === '' ? address : `"${name}" <${address}>`)
const mailDate = (at: number) => new Date(at).toUTCString().replace('GMT', '+0000')
