/**
 * Asks Exchange Web Services for one calendar folder as the application, to learn whether EWS still answers for it.
 * GetFolder reads a folder's own properties; no item is listed or changed. @see reference 1.3, 7.4
 */
import { escapeHtml, oneLine } from '../../../domain/text/escape.ts'
import type { Clock, HttpFetch } from '../../services/surroundings/surroundings.port.ts'
import type { Reason } from '../../../domain/run/reason.ts'
import type { ReadEnd, ReadProbe, ReadRequest, ReadResult } from '../../services/run/read-probe.port.ts'
import { exchange, retryAfterMs, unanswered, type HttpAnswer } from '../network/http-exchange.ts'
import { Transcript } from '../network/transcript.ts'
import { holdsFolder, readSoapAnswer } from './soap-answer.ts'

const defaultTimeoutMs = 30_000
const largestReply = 200_000

/** Says nothing about what the application may do, and may pass. @see reference 7.3 */
const temporary = new Set([
  'ErrorServerBusy',
  'ErrorInternalServerError',
  'ErrorInternalServerTransientError',
  'ErrorMailboxStoreUnavailable',
  'ErrorTimeoutExpired',
  'Server',
])

interface EwsCalendarProbeDeps {
  readonly fetch: HttpFetch
  readonly clock: Clock
  /** How long the answer is waited for. */
  readonly timeoutMs?: number
}

export class EwsCalendarProbe implements ReadProbe {
  readonly #fetch: HttpFetch
  readonly #clock: Clock
  readonly #timeoutMs: number

  constructor({ fetch, clock, timeoutMs = defaultTimeoutMs }: EwsCalendarProbeDeps) {
    this.#fetch = fetch
    this.#clock = clock
    this.#timeoutMs = timeoutMs
  }

  async look(request: ReadRequest): Promise<ReadResult> {
    const transcript = new Transcript(this.#clock, [request.token])
    const ending = await this.#look(request, transcript)
    const reply = ending.reply === null ? null : transcript.mask(ending.reply)
    return { ...ending, reply, transcript: transcript.lines }
  }

  async #look(request: ReadRequest, transcript: Transcript): Promise<ReadEnd> {
    const { cloud, token, mailbox, signal } = request
    if (cloud.ews === undefined)
      return no('failed', 'connect', null, { code: 'cloud-lacks', service: 'ews', cloud: cloud.name })
    transcript.client(`POST ${cloud.ews}`)
    transcript.client(`GetFolder DistinguishedFolderId=calendar ExchangeImpersonation=${oneLine(mailbox)}`)
    const answer = await exchange(this.#fetch, {
      url: cloud.ews,
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'text/xml; charset=utf-8',
        accept: 'text/xml',
        // Routes the question to the mailbox's own server; a header cannot carry what is outside ASCII.
        ...(/^[\x21-\x7e]+$/.test(mailbox) ? { 'x-anchormailbox': mailbox } : {}),
      },
      body: question(mailbox),
      caFile: cloud.caFile,
      timeoutMs: this.#timeoutMs,
      largestReply,
      signal,
    })
    if (answer.kind !== 'answered') {
      const { stage, reason } = unanswered(answer)
      transcript.note({ code: 'ended', reason })
      return no('failed', stage, null, reason)
    }
    const end = endOf(answer, retryAfterMs(answer.headers.get('retry-after'), this.#clock.now()))
    transcript.server(end.outcome === 'accepted' ? 'HTTP 200 NoError' : (end.reply ?? ''))
    return end
  }
}

/** A refusal comes as an HTTP status, as a SOAP fault in a 500, or as a response code in a 200. */
function endOf(answer: HttpAnswer, askedMs: number | null): ReadEnd {
  const { status, text, complete, headers } = answer
  const said = readSoapAnswer(text)
  const firstLine = oneLine(text.trimStart().split(/\r?\n/, 1)[0] ?? '').slice(0, 300)
  const words = said === null ? firstLine : `${said.code}${said.text === '' ? '' : `: ${oneLine(said.text)}`}`
  const why = oneLine(headers.get('x-ms-diagnostics') ?? '').slice(0, 300)
  const reply = ['HTTP', String(status), words, why].filter((part) => part !== '').join(' ')
  if (status === 401) return no('refused', 'auth', reply, { code: 'token-refused' })
  if (status === 429) return no('refused', 'request', reply, { code: 'throttled' }, askedMs)
  if (status >= 400 && status < 500) return no('refused', 'request', reply, { code: 'server' })
  if (said !== null && said.code !== 'NoError')
    return temporary.has(said.code)
      ? no('failed', 'request', reply, { code: 'throttled' }, askedMs)
      : no('refused', 'request', reply, { code: 'server' })
  if (status !== 200) return no('failed', 'request', reply, { code: 'throttled' }, askedMs)
  if (!complete || said?.code !== 'NoError' || !holdsFolder(text))
    return no('failed', 'request', reply, {
      code: 'broken-reply',
      how: complete ? 'other-shape' : 'cut-off',
    })
  return {
    outcome: 'accepted',
    stage: 'request',
    reply: '200 OK NoError',
    reason: null,
    retryAfterMs: null,
    notes: [{ code: 'ews-answers' }],
    warning: true,
  }
}

function no(
  outcome: 'refused' | 'failed',
  stage: ReadEnd['stage'],
  reply: string | null,
  reason: Reason,
  retryAfterMs: number | null = null,
): ReadEnd {
  return { outcome, stage, reply, reason, retryAfterMs, notes: [], warning: false }
}

/** escapeHtml writes only entities that XML has too, and keeps invisible characters out. */
function question(mailbox: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages">
<soap:Header>
<t:RequestServerVersion Version="Exchange2016"/>
<t:ExchangeImpersonation><t:ConnectingSID><t:PrimarySmtpAddress>${escapeHtml(mailbox)}</t:PrimarySmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>
</soap:Header>
<soap:Body>
<m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape><m:FolderIds><t:DistinguishedFolderId Id="calendar"/></m:FolderIds></m:GetFolder>
</soap:Body>
</soap:Envelope>`
}
