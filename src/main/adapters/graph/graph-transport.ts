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
import type { Clock } from '../../ports/clock.ts'
import type { HttpFetch } from '../../ports/http-fetch.ts'
import type { MailTransport, SendRequest, SendResult } from '../../ports/mail-transport.ts'
import { exchange, type HttpAnswer, type HttpEnding } from '../network/http-exchange.ts'
import { Places } from '../network/places.ts'
import { Transcript } from '../network/transcript.ts'
import { composeMessage } from '../smtp/compose-message.ts'
import { pauseAfter, type GraphPatience } from './graph-client.ts'
import { describe, requestId } from './graph-errors.ts'

export interface SendPatience extends GraphPatience {
  /** After a stop: how long the answer to a message already handed over is waited for. */
  readonly afterStopMs: number
}

interface GraphTransportOptions {
  readonly clock: Clock
  readonly fetch: HttpFetch
  readonly patience?: Partial<SendPatience>
}

/** @see reference 5.3: more at once for one mailbox are answered 429 ApplicationThrottled */
const perMailbox = 4
const defaults: SendPatience = {
  pausesMs: [1_000, 2_000, 4_000],
  longestWaitMs: 60_000,
  attemptMs: 60_000,
  afterStopMs: 15_000,
}
/** An accepted message has no body, an error a few hundred bytes. */
const largestReply = 100_000
/** Header fields of an answer that tell something; the rest is plumbing. */
const toldHeaders = ['content-type', 'request-id', 'retry-after', 'www-authenticate', 'x-ms-ags-diagnostic']

type Ending = Omit<SendResult, 'transcript'>

export class GraphTransport implements MailTransport {
  readonly #clock: Clock
  readonly #fetch: HttpFetch
  readonly #patience: SendPatience
  readonly #places = new Places(perMailbox)

  constructor(options: GraphTransportOptions) {
    this.#clock = options.clock
    this.#fetch = options.fetch
    this.#patience = { ...defaults, ...options.patience }
  }

  async send(request: SendRequest): Promise<SendResult> {
    const transcript = new Transcript(this.#clock, [request.token])
    const body = (await composeMessage(request.mail)).toString('base64')
    const leave = await this.#places.take(
      `${request.cloud.graph} ${request.user.toLowerCase()}`,
      request.signal,
    )
    if (leave === null) return { ...stopped, transcript: transcript.lines }
    try {
      const ending = await this.#deliver(request, body, transcript)
      return { ...ending, reply: transcript.mask(ending.reply), transcript: transcript.lines }
    } finally {
      leave()
    }
  }

  /** The connections belong to fetch, which keeps them for whoever asks next. */
  async close(): Promise<void> {}

  async #deliver(request: SendRequest, body: string, transcript: Transcript): Promise<Ending> {
    const { pausesMs, longestWaitMs } = this.#patience
    if (request.signal.aborted) return stopped
    // fetch gives no sign between connection and body, so this is said before it begins; a connection that fails
    // is told as `failed` afterwards all the same.
    try {
      request.onHandingOver()
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      return {
        outcome: 'failed',
        stage: 'request',
        reply: `The message was not sent: its hand-over could not be written to the journal (${why}).`,
      }
    }
    let waited = 0
    for (let attempt = 0; ; attempt += 1) {
      const answer = await this.#post(request, body, transcript)
      if (answer.kind !== 'answered') return this.#endingWithout(answer, transcript)
      const asked = pauseAfter(answer, this.#clock.now())
      const pause = asked ?? pausesMs[attempt] ?? longestWaitMs
      if (!mayRepeat(answer.status, asked) || attempt >= pausesMs.length || waited + pause > longestWaitMs)
        return endingOf(answer)
      transcript.note(
        `Microsoft Graph asks to wait and has not taken the message; it is sent again in ${Math.ceil(pause / 1000)} s.`,
      )
      await this.#clock.sleep(pause, request.signal)
      waited += pause
      if (request.signal.aborted)
        return {
          outcome: 'failed',
          stage: 'request',
          reply: `Stopped while Microsoft Graph asked to wait; it had not taken the message (${describe(answer.status, answer.text)}).`,
        }
    }
  }

  async #post(request: SendRequest, body: string, transcript: Transcript): Promise<HttpEnding> {
    const path =
      request.flow === 'delegated' ? '/me/sendMail' : `/users/${encodeURIComponent(request.user)}/sendMail`
    const url = graphUrl(request.cloud, path)
    transcript.client(`POST ${url}`)
    transcript.client('Content-Type: text/plain')
    transcript.note(`The message itself, as MIME in base64 (${body.length} bytes).`)
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

  #endingWithout(ending: Exclude<HttpEnding, HttpAnswer>, transcript: Transcript): Ending {
    const made = endingWithout(ending)
    transcript.note(made.reply)
    return made
  }
}

const stopped: Ending = {
  outcome: 'failed',
  stage: 'connect',
  reply: 'Stopped before the message was handed over.',
}

function endingWithout(ending: Exclude<HttpEnding, HttpAnswer>): Ending {
  if (ending.kind === 'stopped')
    return {
      outcome: 'uncertain',
      stage: 'body',
      reply: 'Stopped while Microsoft Graph was still to answer for the message.',
    }
  if (ending.kind === 'unsent') return { outcome: 'failed', stage: ending.stage, reply: ending.why }
  // A redirect is an answer, and not the one of a service that took a message.
  if (ending.kind === 'redirected') return { outcome: 'refused', stage: 'request', reply: ending.why }
  return { outcome: 'uncertain', stage: 'body', reply: ending.why }
}

/**
 * Graph says of 429 and 503 that the request was not worked on. A gateway's 504 may hide a message that was taken,
 * so it is repeated only when it carries Retry-After, which a gateway that merely lost its backend does not set.
 */
function mayRepeat(status: number, asked: number | null): boolean {
  return status === 429 || status === 503 || (status === 504 && asked !== null)
}

/**
 * 202 is the only yes. 4xx is a no before anything was stored, and so are 503 (not worked on), 501, 505 and 507
 * (mailbox full). 500, 502 and 504 may come after the item was created: only the mailbox knows.
 */
function endingOf(answer: HttpAnswer): Ending {
  const { status, text, complete } = answer
  if (status === 202 && complete)
    return {
      outcome: 'accepted',
      stage: 'body',
      reply: `202 Accepted${requestId(answer.headers.get('request-id'))}`,
    }
  const reply = describe(status, text)
  if (status >= 200 && status < 300)
    return {
      outcome: 'uncertain',
      stage: 'body',
      reply: `The answer is not the one Microsoft Graph gives for a message it takes: ${reply}`,
    }
  if (status === 401) return { outcome: 'refused', stage: 'auth', reply }
  if (status < 500 || [501, 503, 505, 507].includes(status))
    return { outcome: 'refused', stage: 'request', reply }
  return { outcome: 'uncertain', stage: 'body', reply }
}

function writeDown(answer: HttpAnswer, transcript: Transcript): void {
  transcript.server(`HTTP ${answer.status}`)
  for (const name of toldHeaders) {
    const value = answer.headers.get(name)
    if (value !== null) transcript.server(`${name}: ${value}`)
  }
  if (answer.text.trim() !== '') transcript.server(answer.text.slice(0, 4_000))
  if (!answer.complete) transcript.note('The answer broke off here.')
}
