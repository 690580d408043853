/**
 * Sends as a mailbox through Microsoft Graph: POST /me/sendMail with a person's token, POST /users/{mailbox}/sendMail
 * with the application's own. @see reference 5.1, 5.2
 *
 * The message goes as MIME, base64, not as JSON: JSON takes no header that does not begin with x-, so neither
 * Message-ID nor Auto-Submitted could be set, and the bytes would differ from those the SMTP transports send. The
 * price: Exchange has been reported to drop headers of its choice from MIME (X- headers a mailbox never saw, and
 * Auto-Submitted), and may replace the Message-ID: UNVERIFIED. That is why a message is also found by the code in
 * its subject.
 * @see https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/424
 */
import { graphUrl } from '../../../domain/cloud/cloud.ts'
import type { Clock, HttpFetch } from '../../services/surroundings/surroundings.port.ts'
import { maxConnections } from '../../../domain/transport/transports.ts'
import type {
  MailTransport,
  SendEnd,
  SendRequest,
  SendResult,
} from '../../services/run/mail-transport.port.ts'
import { exchange, type HttpAnswer, type HttpEnding } from '../network/http-exchange.ts'
import { KeyedSemaphore } from '../network/keyed-semaphore.ts'
import { failedBy, composeMessage } from '../network/sending.ts'
import { Transcript } from '../network/transcript.ts'
import { askedToWait } from './graph-client.ts'
import { asksToWait, describe, reasonOfStatus, requestId } from './graph-errors.ts'

export interface SendPatience {
  /** For one answer. */
  readonly attemptMs: number
  /** After a stop: how long the answer to a message already handed over is waited for. */
  readonly afterStopMs: number
}

interface GraphTransportOptions {
  readonly clock: Clock
  readonly fetch: HttpFetch
  readonly patience?: Partial<SendPatience>
}

const defaults: SendPatience = { attemptMs: 60_000, afterStopMs: 15_000 }
/** An accepted message has no body, an error a few hundred bytes. */
const largestReply = 100_000
/** Header fields of an answer that tell something; the rest is plumbing. */
const toldHeaders = ['content-type', 'request-id', 'retry-after', 'www-authenticate', 'x-ms-ags-diagnostic']

export class GraphTransport implements MailTransport {
  readonly #clock: Clock
  readonly #fetch: HttpFetch
  readonly #patience: SendPatience
  /** @see reference 5.3: more at once for one mailbox are answered 429 ApplicationThrottled */
  readonly #atOnce = new KeyedSemaphore(maxConnections.graph)

  constructor(options: GraphTransportOptions) {
    this.#clock = options.clock
    this.#fetch = options.fetch
    this.#patience = { ...defaults, ...options.patience }
  }

  async send(request: SendRequest): Promise<SendResult> {
    const transcript = new Transcript(this.#clock, [request.token])
    const body = (await composeMessage(request.mail)).toString('base64')
    const leave = await this.#atOnce.take(
      `${request.cloud.graph} ${request.user.toLowerCase()}`,
      request.signal,
    )
    if (leave === null) return { ...stopped, transcript: transcript.lines }
    try {
      const ending = await this.#deliver(request, body, transcript)
      const reply = ending.reply === null ? null : transcript.mask(ending.reply)
      return { ...ending, reply, transcript: transcript.lines }
    } finally {
      leave()
    }
  }

  /** The connections belong to fetch, which keeps them for whoever asks next. */
  async close(): Promise<void> {}

  async #deliver(request: SendRequest, body: string, transcript: Transcript): Promise<SendEnd> {
    if (request.signal.aborted) return stopped
    // fetch gives no sign between connection and body, so this is said before it begins; a connection that fails
    // is told as `failed` afterwards all the same.
    try {
      request.onHandingOver()
    } catch (error) {
      return failedBy('request', {
        code: 'unjournaled',
        details: error instanceof Error ? error.message : String(error),
      })
    }
    const answer = await this.#post(request, body, transcript)
    if (answer.kind === 'answered') return endOf(answer, this.#clock.now())
    const end = endWithout(answer)
    if (end.reason !== null) transcript.note({ code: 'ended', reason: end.reason })
    return end
  }

  async #post(request: SendRequest, body: string, transcript: Transcript): Promise<HttpEnding> {
    const path =
      request.flow === 'delegated' ? '/me/sendMail' : `/users/${encodeURIComponent(request.user)}/sendMail`
    const url = graphUrl(request.cloud, path)
    transcript.client(`POST ${url}`)
    transcript.client('Content-Type: text/plain')
    transcript.note({ code: 'message', bytes: body.length, base64: true })
    // A stop does not cut off an answer that decides whether the message has to be sent again.
    const giveUp = new AbortController()
    let timer: NodeJS.Timeout | undefined
    const onStop = () => {
      timer = setTimeout(() => giveUp.abort(), this.#patience.afterStopMs)
    }
    request.signal.addEventListener('abort', onStop, { once: true })
    try {
      const answer = await exchange(this.#fetch, {
        url,
        method: 'POST',
        headers: {
          authorization: `Bearer ${request.token}`,
          'content-type': 'text/plain',
          accept: 'application/json',
        },
        body,
        caFile: request.cloud.caFile,
        timeoutMs: this.#patience.attemptMs,
        largestReply,
        signal: giveUp.signal,
      })
      if (answer.kind === 'answered') writeDown(answer, transcript)
      return answer
    } finally {
      clearTimeout(timer)
      request.signal.removeEventListener('abort', onStop)
    }
  }
}

const stopped = failedBy('connect', { code: 'stopped' })

function endWithout(ending: Exclude<HttpEnding, HttpAnswer>): SendEnd {
  if (ending.kind === 'stopped') return { ...failedBy('body', { code: 'stopped' }), outcome: 'uncertain' }
  if (ending.kind === 'unsent') return failedBy(ending.stage, ending.reason)
  // A redirect is an answer, and not the one of a service that took a message.
  if (ending.kind === 'redirected') return { ...failedBy('request', ending.reason), outcome: 'refused' }
  return { ...failedBy('body', ending.reason), outcome: 'uncertain' }
}

/**
 * 202 is the only yes. 4xx is a no before anything was stored, and so are 503 (not worked on), 501, 505 and 507
 * (mailbox full). 500, 502 and 504 may come after the item was created: only the mailbox knows.
 */
function endOf(answer: HttpAnswer, now: Date): SendEnd {
  const { status, text, complete } = answer
  const retryAfterMs = askedToWait(answer, now)
  if (status === 202 && complete) {
    const reply = `202 Accepted${requestId(answer.headers.get('request-id'))}`
    return { outcome: 'accepted', stage: 'body', reply, reason: null, retryAfterMs: null }
  }
  const reply = describe(status, text)
  if (status >= 200 && status < 300) {
    const reason = { code: 'broken-reply', how: 'other-success' } as const
    return { outcome: 'uncertain', stage: 'body', reply, reason, retryAfterMs: null }
  }
  const reason = reasonOfStatus(status, retryAfterMs)
  if (status === 401) return { outcome: 'refused', stage: 'auth', reply, reason, retryAfterMs }
  if (status < 500 || [501, 505, 507].includes(status) || asksToWait(status, retryAfterMs))
    return { outcome: 'refused', stage: 'request', reply, reason, retryAfterMs }
  return { outcome: 'uncertain', stage: 'body', reply, reason, retryAfterMs }
}

function writeDown(answer: HttpAnswer, transcript: Transcript): void {
  transcript.server(`HTTP ${answer.status}`)
  for (const name of toldHeaders) {
    const value = answer.headers.get(name)
    if (value !== null) transcript.server(`${name}: ${value}`)
  }
  if (answer.text.trim() !== '') transcript.server(answer.text.slice(0, 4_000))
  if (!answer.complete) transcript.note({ code: 'broke-off' })
}
