/** Looks for arrived messages through Microsoft Graph. Reads only. @see reference 5.4 */
import { z } from 'zod'
import type { AppError } from '../../../domain/app-error.ts'
import type { Cloud } from '../../../domain/cloud/cloud.ts'
import { ok, type Result } from '../../../domain/result.ts'
import type { Clock } from '../../ports/clock.ts'
import type { HttpFetch } from '../../ports/http-fetch.ts'
import type { ArrivedMail, MailReader } from '../../ports/mail-reader.ts'
import { GraphClient } from './graph-client.ts'

const PersonSchema = z.object({ emailAddress: z.object({ address: z.string().nullish() }) }).nullish()
const MessageSchema = z.object({
  id: z.string(),
  internetMessageId: z.string().nullish(),
  subject: z.string().nullish(),
  receivedDateTime: z.string(),
  from: PersonSchema,
  sender: PersonSchema,
})
const PageSchema = z.object({ value: z.array(MessageSchema) })
type Message = z.infer<typeof MessageSchema>

const fields = 'id,internetMessageId,subject,receivedDateTime,from,sender'
const largestPage = 1_000

export class GraphMailReader implements MailReader {
  readonly #graph: GraphClient

  constructor(fetch: HttpFetch, clock: Clock) {
    this.#graph = new GraphClient(fetch, clock)
  }

  /** The Inbox alone: a copy in Sent Items proves nothing when a mailbox writes to itself. */
  async recent(
    cloud: Cloud,
    token: string,
    since: Date,
    top: number,
    signal: AbortSignal,
  ): Promise<Result<readonly ArrivedMail[], AppError>> {
    // Graph keeps whole seconds; the one that has begun counts.
    const from = `${since.toISOString().slice(0, 19)}Z`
    const path = query('/me/mailFolders/inbox/messages', {
      $filter: `receivedDateTime ge ${from}`,
      $orderby: 'receivedDateTime desc',
      $top: String(Math.min(top, largestPage)),
      $select: fields,
    })
    const page = await this.#graph.get({ cloud, token, path, signal }, PageSchema)
    return page.ok ? ok(page.value.value.flatMap(toArrived)) : page
  }

  async byMessageId(
    cloud: Cloud,
    token: string,
    messageId: string,
    signal: AbortSignal,
  ): Promise<Result<ArrivedMail | null, AppError>> {
    const filter = {
      $filter: `internetMessageId eq '${messageId.replaceAll("'", "''")}'`,
      $top: '20',
      $select: fields,
    }
    const everywhere = await this.#graph.get(
      { cloud, token, path: query('/me/messages', filter), signal },
      PageSchema,
    )
    if (!everywhere.ok) return everywhere
    if (everywhere.value.value.length === 0) return ok(null)
    const sent = await this.#graph.get(
      { cloud, token, path: query('/me/mailFolders/sentitems/messages', filter), signal },
      PageSchema,
    )
    if (!sent.ok) return sent
    const sentIds = new Set(sent.value.value.map((message) => message.id))
    const arrived = everywhere.value.value.filter((message) => !sentIds.has(message.id)).flatMap(toArrived)
    return ok(arrived[0] ?? null)
  }
}

function query(path: string, parameters: Readonly<Record<string, string>>): string {
  return `${path}?${Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')}`
}

/** Without a Message-ID or a time it cannot prove anything. */
function toArrived(message: Message): ArrivedMail[] {
  const receivedAt = Date.parse(message.receivedDateTime)
  if (typeof message.internetMessageId !== 'string' || Number.isNaN(receivedAt)) return []
  return [
    {
      messageId: message.internetMessageId,
      subject: message.subject ?? '',
      receivedAt: new Date(receivedAt).toISOString(),
      from: message.from?.emailAddress.address ?? null,
      sender: message.sender?.emailAddress.address ?? null,
    },
  ]
}
