/** POST sendMail: JSON or MIME, from the own address or another one. @see reference 5.1, 5.2, 7.3 */
import { deliver } from '../exchange/delivery.ts'
import type { Header, Outgoing } from '../exchange/outgoing.ts'
import { type MailAddress, mailDate } from '../tenant/messages.ts'
import { mailboxes, outgoingOf, parseMail, withHeader } from '../exchange/submission.ts'
import type { User } from '../tenant/state.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { type Caller, refusal } from './caller.ts'
import { addressesOf, composeMime, type GraphMessage, readMessage } from './compose.ts'
import type { Read } from './entity-shape.ts'
import { type GraphError, graphErrors } from './reply.ts'
import { checkSender } from './sender-check.ts'

export interface SendRequest {
  caller: Caller
  mailbox: User
  contentType: string
  body: Buffer
  /** the name of the server that takes it */
  host: string
}

/** A message that is not sent yet: who it is from and for, and how it will read once it is known who sends it. */
export interface Letter {
  from: MailAddress
  recipients: string[]
  build(sender: MailAddress): Promise<Outgoing>
}

/** Beyond this a request needs an upload session. @see reference 5.1 */
const largestRequest = 4 * 1024 * 1024

/** Undefined: accepted, whatever becomes of it afterwards. */
export async function sendMail(tenant: Tenant, request: SendRequest): Promise<GraphError | undefined> {
  const refused = refusal(tenant, request.caller, 'send', request.mailbox)
  if (refused !== undefined) return refused
  if (request.body.length > largestRequest) return graphErrors.tooBig()
  const read = await readRequest(tenant, request)
  if (!read.ok) return read.error
  return sendLetter(tenant, request, read.value.letter, read.value.saveToSentItems)
}

/** Checks the sender and hands the letter over; a draft that was made before is sent like this too. */
export async function sendLetter(
  tenant: Tenant,
  { caller, mailbox, host }: Pick<SendRequest, 'caller' | 'mailbox' | 'host'>,
  letter: Letter,
  saveToSentItems: boolean,
): Promise<GraphError | undefined> {
  const { from, recipients } = letter
  if (recipients.length === 0) return graphErrors.noRecipients()
  const wrong = recipients.find((address) => !/^[^\s@;,]+@[^\s@;,]+$/.test(address))
  if (wrong !== undefined) return graphErrors.unresolved(wrong)
  const allowed = checkSender(tenant, caller, mailbox, from)
  if ('status' in allowed) return allowed
  const outgoing = await letter.build(allowed.sender)
  const onBehalf = allowed.sender.address.toLowerCase() !== from.address.toLowerCase()
  const sender = onBehalf ? allowed.sender : outgoing.from
  await deliver(
    tenant,
    { ...outgoing, sender, mailFrom: sender.address },
    {
      recipients,
      copyIn: saveToSentItems ? mailbox.address : undefined,
      received: () => receivedOverGraph(host, tenant.clock()),
      host,
    },
  )
  return undefined
}

/** JSON or MIME by its content type: `wrapped` where the message stands beside saveToSentItems. */
async function readRequest(
  tenant: Tenant,
  request: SendRequest,
): Promise<Read<{ letter: Letter; saveToSentItems: boolean }>> {
  const { mailbox, contentType, body, host } = request
  if (contentType.startsWith('text/plain')) {
    const letter = await letterOfMime(tenant, mailbox, body, host)
    return letter.ok ? { ok: true, value: { letter: letter.value, saveToSentItems: true } } : letter
  }
  const json = readJson(contentType, body)
  if (!json.ok) return json
  const parameters = new Map(Object.entries(json.value).map(([name, value]) => [name.toLowerCase(), value]))
  const stranger = Object.keys(json.value).find(
    (name) => !name.includes('@') && !['message', 'savetosentitems'].includes(name.toLowerCase()),
  )
  if (stranger !== undefined) return { ok: false, error: graphErrors.unknownParameter(stranger, 'sendMail') }
  const message = readMessage(parameters.get('message') ?? {})
  if (!message.ok) return message
  const save: unknown = parameters.get('savetosentitems') ?? true
  if (typeof save !== 'boolean' && !/^(?:true|false)$/i.test(String(save)))
    return {
      ok: false,
      error: graphErrors.unreadableBody(
        `Cannot convert the literal '${JSON.stringify(save)}' to the expected type 'Edm.Boolean'.`,
      ),
    }
  const letter = letterOfJson(tenant, mailbox, message.value, host)
  return { ok: true, value: { letter, saveToSentItems: String(save).toLowerCase() === 'true' } }
}

/** An object, or the refusal Graph gives to anything else. */
export function readJson(contentType: string, body: Buffer): Read<Record<string, unknown>> {
  const no = { ok: false as const, error: graphErrors.notJson() }
  if (!contentType.startsWith('application/json')) return no
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    const plain = typeof value === 'object' && value !== null && !Array.isArray(value)
    return plain ? { ok: true, value: { ...value } } : no
  } catch {
    return no
  }
}

export function letterOfJson(tenant: Tenant, mailbox: User, mail: GraphMessage, host: string): Letter {
  const own = { name: mailbox.displayName, address: mailbox.address }
  const from = (mail.from === undefined ? undefined : addressesOf(tenant, [mail.from])[0]) ?? own
  const everybody = [...mail.toRecipients, ...mail.ccRecipients, ...mail.bccRecipients]
  return {
    from,
    recipients: addressesOf(tenant, everybody).map(({ address }) => address),
    async build(sender) {
      const raw = await composeMime(tenant, mail, { from, sender }, host)
      const outgoing = outgoingOf(tenant, await parseMail(raw), {
        from,
        mailFrom: from.address,
        submitter: mailbox.address,
        raw,
        host,
      })
      return { ...outgoing, body: mail.body, categories: mail.categories }
    },
  }
}

export async function letterOfMime(
  tenant: Tenant,
  mailbox: User,
  body: Buffer,
  host: string,
): Promise<Read<Letter>> {
  const encoded = body.toString('latin1').replace(/\s/g, '')
  if (encoded === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(encoded) || encoded.length % 4 !== 0)
    return { ok: false, error: graphErrors.notBase64() }
  return { ok: true, value: await letterOfRaw(tenant, mailbox, Buffer.from(encoded, 'base64'), host) }
}

export async function letterOfRaw(tenant: Tenant, mailbox: User, raw: Buffer, host: string): Promise<Letter> {
  const email = await parseMail(raw)
  const from = mailboxes(email.from)[0] ?? { name: mailbox.displayName, address: mailbox.address }
  const everybody = [email.to, email.cc, email.bcc].flatMap((list) => mailboxes(list))
  return {
    from,
    recipients: everybody.map(({ address }) => address),
    build: async (sender) => {
      const onBehalf = sender.address.toLowerCase() !== from.address.toLowerCase()
      // the Message-ID of the MIME text is kept: from practice, UNVERIFIED
      const text = onBehalf ? withHeader(raw, 'Sender', sender) : raw
      return outgoingOf(tenant, onBehalf ? await parseMail(text) : email, {
        from,
        mailFrom: from.address,
        submitter: mailbox.address,
        raw: text,
        host,
      })
    },
  }
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
