/** Looks for messages that arrived or came back, through Microsoft Graph. Reads only. @see reference 5.4 */
import { z } from 'zod'
import { kindOf, type AppError } from '../../../domain/problem/app-error.ts'
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import { ok, type Result } from '../../../domain/result.ts'
import { authenticationOf } from '../../../domain/run/authentication-results.ts'
import type { HttpFetch } from '../../services/surroundings/surroundings.port.ts'
import type { ArrivedMail, MailReader, ReturnedMail } from '../../services/run/mail-reader.port.ts'
import { GraphClient, literal, query } from './graph-client.ts'
import type { Email } from 'postal-mime'
import { parseDeliveryReport, type DeliveryReport } from '../../../domain/run/delivery-report.ts'

const PersonSchema = z.object({ emailAddress: z.object({ address: z.string().nullish() }) }).nullish()
const MessageSchema = z.object({
  id: z.string(),
  parentFolderId: z.string().nullish(),
  internetMessageId: z.string().nullish(),
  subject: z.string().nullish(),
  receivedDateTime: z.string(),
  from: PersonSchema,
  sender: PersonSchema,
  internetMessageHeaders: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
})
const PageSchema = z.object({ value: z.array(MessageSchema) })
type Message = z.infer<typeof MessageSchema>
const FolderSchema = z.object({ id: z.string() })

const fields = 'id,internetMessageId,subject,receivedDateTime,from,sender,internetMessageHeaders'
/** With all their headers: a few megabytes. */
const largestPage = 250
/** Each is one more question; a sender whose Inbox holds more since the run began is hopeless enough. */
const mostReports = 50

export class GraphMailReader implements MailReader {
  readonly #graph: GraphClient

  constructor(fetch: HttpFetch, timeoutMs?: number) {
    this.#graph = new GraphClient(fetch, timeoutMs)
  }

  /** One folder alone: a copy in Sent Items proves nothing when a mailbox writes to itself. */
  async recent(
    cloud: Cloud,
    token: string,
    since: Date,
    top: number,
    signal: AbortSignal,
    mailbox: string | null = null,
    folder: 'inbox' | 'junk' = 'inbox',
  ): Promise<Result<readonly ArrivedMail[], AppError>> {
    const page = await this.#newest(cloud, token, mailbox, folderNames[folder], since, top, signal)
    return page.ok ? ok(page.value.flatMap((message) => toArrived(message, folder))) : page
  }

  async byMessageId(
    cloud: Cloud,
    token: string,
    messageId: string,
    signal: AbortSignal,
    mailbox: string | null = null,
  ): Promise<Result<ArrivedMail | null, AppError>> {
    const root = rootOf(mailbox)
    const filter = {
      $filter: `internetMessageId eq ${literal(messageId)}`,
      $top: '20',
      $select: `${fields},parentFolderId`,
    }
    const everywhere = await this.#graph.get(
      { cloud, token, path: query(`${root}/messages`, filter), signal },
      PageSchema,
    )
    if (!everywhere.ok) return everywhere
    if (everywhere.value.value.length === 0) return ok(null)
    const sent = await this.#graph.get(
      { cloud, token, path: query(`${root}/mailFolders/sentitems/messages`, filter), signal },
      PageSchema,
    )
    if (!sent.ok) return sent
    const sentIds = new Set(sent.value.value.map((message) => message.id))
    const [found] = everywhere.value.value.filter((message) => !sentIds.has(message.id))
    if (found === undefined) return ok(null)
    const foundIn = await this.#folderOf(cloud, token, root, found, signal)
    return ok(toArrived(found, foundIn)[0] ?? null)
  }

  /** A report that cannot be read is passed over: another one may be the one that is looked for. */
  async returned(
    cloud: Cloud,
    token: string,
    mailbox: string | null,
    since: Date,
    signal: AbortSignal,
  ): Promise<Result<readonly ReturnedMail[], AppError>> {
    const page = await this.#newest(cloud, token, mailbox, 'inbox', since, largestPage, signal)
    if (!page.ok) return page
    const found: ReturnedMail[] = []
    for (const message of page.value.filter(looksReturned).slice(0, mostReports)) {
      const path = `${rootOf(mailbox)}/messages/${encodeURIComponent(message.id)}/$value`
      const mime = await this.#graph.text({ cloud, token, path, accept: '*/*', signal })
      if (!mime.ok && kindOf(mime.error) !== 'not-found') return mime
      const report = mime.ok ? await readReport(mime.value) : null
      const receivedAt = time(message)
      if (report === null || receivedAt === null) continue
      found.push({ ...report, receivedAt, subject: message.subject ?? '' })
    }
    return ok(found)
  }

  /** By the ids of the well-known folders: what they are called depends on the language of the mailbox. */
  async #folderOf(
    cloud: Cloud,
    token: string,
    root: string,
    { parentFolderId }: Message,
    signal: AbortSignal,
  ): Promise<ArrivedMail['foundIn']> {
    if (typeof parentFolderId !== 'string') return null
    for (const folder of ['junk', 'inbox'] as const) {
      const path = query(`${root}/mailFolders/${folderNames[folder]}`, { $select: 'id' })
      const known = await this.#graph.get({ cloud, token, path, signal }, FolderSchema)
      // it arrived all the same: where it lies is a fact less
      if (!known.ok) return null
      if (known.value.id === parentFolderId) return folder
    }
    return 'other'
  }

  async #newest(
    cloud: Cloud,
    token: string,
    mailbox: string | null,
    folder: string,
    since: Date,
    top: number,
    signal: AbortSignal,
  ): Promise<Result<readonly Message[], AppError>> {
    // Graph keeps whole seconds; the one that has begun counts.
    const from = `${since.toISOString().slice(0, 19)}Z`
    const path = query(`${rootOf(mailbox)}/mailFolders/${folder}/messages`, {
      $filter: `receivedDateTime ge ${from}`,
      $orderby: 'receivedDateTime desc',
      $top: String(Math.min(top, largestPage)),
      $select: fields,
    })
    const page = await this.#graph.get({ cloud, token, path, signal }, PageSchema)
    return page.ok ? ok(page.value.value) : page
  }
}

const folderNames = { inbox: 'inbox', junk: 'junkemail' } as const

function rootOf(mailbox: string | null): string {
  return mailbox === null ? '/me' : `/users/${encodeURIComponent(mailbox)}`
}

function headerOf(message: Message, name: string): string | null {
  const header = message.internetMessageHeaders?.find((one) => one.name.toLowerCase() === name)
  return header?.value.trim() ?? null
}

/**
 * By the headers of a report, or, where a mailbox shows none, by who writes it: a subject says “Undeliverable” in
 * every language there is.
 */
function looksReturned(message: Message): boolean {
  if (/multipart\/report/i.test(headerOf(message, 'content-type') ?? '')) return true
  if (headerOf(message, 'x-ms-exchange-message-is-ndr') !== null) return true
  const from = message.from?.emailAddress.address ?? ''
  return /^(?:postmaster|mailer-daemon|microsoftexchange[0-9a-f]{8,})@/i.test(from)
}

function time(message: Message): string | null {
  const receivedAt = Date.parse(message.receivedDateTime)
  return Number.isNaN(receivedAt) ? null : new Date(receivedAt).toISOString()
}

/** Without a Message-ID or a time it cannot prove anything. */
function toArrived(message: Message, foundIn: ArrivedMail['foundIn']): ArrivedMail[] {
  const receivedAt = time(message)
  if (typeof message.internetMessageId !== 'string' || receivedAt === null) return []
  const probeId = headerOf(message, 'x-sendproof-probe')
  return [
    {
      messageId: message.internetMessageId,
      subject: message.subject ?? '',
      receivedAt,
      from: message.from?.emailAddress.address ?? null,
      sender: message.sender?.emailAddress.address ?? null,
      probeId: probeId === '' ? null : probeId,
      authentication: authenticationOf(message.internetMessageHeaders ?? []),
      foundIn,
    },
  ]
}

const largestReport = 2_000_000

/** Takes a non-delivery report apart; what is no report is null. The library is loaded with the first one. */
async function readReport(mime: string): Promise<DeliveryReport | null> {
  const { default: PostalMime } = await import('postal-mime')
  let email: Email
  try {
    email = await PostalMime.parse(mime.slice(0, largestReport), {
      forceRfc822Attachments: true,
      attachmentEncoding: 'utf8',
      maxNestingDepth: 20,
      maxHeadersSize: 200_000,
    })
  } catch {
    // Nested or padded beyond what any server writes.
    return null
  }
  const part = (...types: string[]) =>
    email.attachments.find(({ mimeType }) => types.includes(mimeType))?.content
  const text = (content: unknown) => (typeof content === 'string' ? content : null)
  return parseDeliveryReport({
    text: email.text ?? (email.html ?? '').replace(/<[^<>]*>/g, '\n'),
    deliveryStatus: text(part('message/delivery-status', 'message/global-delivery-status')),
    original: text(part('message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers')),
  })
}
