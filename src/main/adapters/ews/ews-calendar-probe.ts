/**
 * Asks Exchange Web Services for one calendar folder as the application, to learn whether EWS still answers for it.
 * GetFolder reads a folder's own properties; no item is listed or changed. @see reference 1.3, 7.4
 */
import { escapeHtml, oneLine } from '../../../domain/text/escape.ts'
import type { Clock } from '../../ports/clock.ts'
import type { HttpFetch } from '../../ports/http-fetch.ts'
import type { ReadProbe, ReadRequest, ReadResult } from '../../ports/read-probe.ts'
import { exchange, unanswered, type HttpAnswer } from '../network/http-exchange.ts'
import { Transcript } from '../network/transcript.ts'
import { holdsFolder, readSoapAnswer } from './soap-answer.ts'

type Ending = Omit<ReadResult, 'transcript'>

/** The date is Microsoft's and the same for everybody. @see reference 1.3 */
const endsSoon =
  'EWS still answers for this application. EWS ends for everybody on 1 April 2027: ask the vendor for the successor before you build on it.'
const defaultTimeoutMs = 30_000
const largestReply = 200_000

/** Says nothing about what the application may do. @see reference 7.3 */
const temporary = new Set([
  'ErrorServerBusy',
  'ErrorInternalServerError',
  'ErrorInternalServerTransientError',
  'ErrorMailboxStoreUnavailable',
  'ErrorTimeoutExpired',
  'Server',
])

export class EwsCalendarProbe implements ReadProbe {
  readonly #fetch: HttpFetch
  readonly #clock: Clock
  readonly #timeoutMs: number

  constructor(fetch: HttpFetch, clock: Clock, timeoutMs = defaultTimeoutMs) {
    this.#fetch = fetch
    this.#clock = clock
    this.#timeoutMs = timeoutMs
  }

  async look(request: ReadRequest): Promise<ReadResult> {
    const transcript = new Transcript(this.#clock, [request.token])
    const ending = await this.#look(request, transcript)
    return { ...ending, reply: transcript.mask(ending.reply), transcript: transcript.lines }
  }

  async #look(request: ReadRequest, transcript: Transcript): Promise<Ending> {
    const { cloud, token, mailbox, signal } = request
    if (cloud.ews === undefined)
      return no({
        outcome: 'failed',
        stage: 'connect',
        reply: `The cloud “${cloud.name}” names no EWS address, so EWS could not be asked. Add it to the cloud file.`,
      })
    transcript.client(`POST ${cloud.ews}`)
    transcript.client(`GetFolder calendar, ExchangeImpersonation ${oneLine(mailbox)}`)
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
      const ending = unanswered(answer)
      transcript.note(ending.reply)
      return no(ending)
    }
    const ending = endingOf(answer)
    transcript.server(ending.outcome === 'accepted' ? 'HTTP 200 NoError' : ending.reply)
    return ending
  }
}

/** A refusal comes as an HTTP status, as a SOAP fault in a 500, or as a response code in a 200. */
function endingOf(answer: HttpAnswer): Ending {
  const { status, text, complete, headers } = answer
  const said = readSoapAnswer(text)
  const firstLine = oneLine(text.trimStart().split(/\r?\n/, 1)[0] ?? '').slice(0, 300)
  const words = said === null ? firstLine : `${said.code}${said.text === '' ? '' : `: ${oneLine(said.text)}`}`
  const why = oneLine(headers.get('x-ms-diagnostics') ?? '').slice(0, 300)
  const reply = ['EWS answered HTTP', String(status), words, why].filter((part) => part !== '').join(' ')
  if (status === 401) return no({ outcome: 'refused', stage: 'auth', reply })
  if (status >= 400 && status < 500) return no({ outcome: 'refused', stage: 'request', reply })
  if (said !== null && said.code !== 'NoError')
    return no({ outcome: temporary.has(said.code) ? 'failed' : 'refused', stage: 'request', reply })
  if (status === 200 && complete && said?.code === 'NoError' && holdsFolder(text))
    return { outcome: 'accepted', stage: 'request', reply: '200 OK NoError', note: endsSoon, warning: true }
  return no({ outcome: 'failed', stage: 'request', reply })
}

function no(ending: Pick<ReadResult, 'outcome' | 'stage' | 'reply'>): Ending {
  return { ...ending, note: null, warning: false }
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
