/** One HTTP request whose end is always a value, whatever the other side does. */
import type { Reason } from '../../../domain/run/reason.ts'
import type { HttpFetch } from '../../services/surroundings/surroundings.port.ts'
import { callFailure, type CallFailure } from './call-failure.ts'

export interface HttpCall {
  readonly url: string
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly caFile: string | undefined
  /** From the first byte of the connection to the last of the answer. */
  readonly timeoutMs: number
  /** A larger answer is cut off here and counts as incomplete. */
  readonly largestReply: number
  readonly signal: AbortSignal
}

export interface HttpAnswer {
  readonly kind: 'answered'
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** False when the body broke off: what it says up to there is still what the server said. */
  readonly complete: boolean
}

/** unsent: nothing has left. lost: the request may have been taken. stopped: the signal came. */
export type HttpEnding = HttpAnswer | CallFailure | { readonly kind: 'stopped' }

export async function exchange(fetch: HttpFetch, call: HttpCall): Promise<HttpEnding> {
  if (call.signal.aborted) return { kind: 'stopped' }
  const server = new URL(call.url).host
  // Taken back as soon as the answer is here: a signal that ends by itself would stay, with its timer and all that
  // hangs on it, until its time has come, and thousands of them would be there at once.
  const ends = new AbortController()
  const stop = () => ends.abort()
  let late = false
  const patience = setTimeout(() => {
    late = true
    stop()
  }, call.timeoutMs)
  patience.unref()
  call.signal.addEventListener('abort', stop, { once: true })
  try {
    const response = await fetch(
      call.url,
      {
        method: call.method,
        headers: { ...call.headers },
        signal: ends.signal,
        ...(call.body === undefined ? {} : { body: call.body }),
      },
      call.caFile,
    )
    const { text, complete } = await readText(response, call.largestReply)
    return { kind: 'answered', status: response.status, headers: response.headers, text, complete }
  } catch (thrown) {
    if (call.signal.aborted) return { kind: 'stopped' }
    if (late)
      return {
        kind: 'lost',
        reason: { code: 'no-answer', server, seconds: Math.ceil(call.timeoutMs / 1000) },
      }
    return callFailure(thrown, server)
  } finally {
    clearTimeout(patience)
    call.signal.removeEventListener('abort', stop)
  }
}

/** Piece by piece, so that an answer without end fills no memory. */
async function readText(response: Response, largest: number): Promise<{ text: string; complete: boolean }> {
  if (response.body === null) return { text: '', complete: true }
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return { text: text + decoder.decode(), complete: true }
      text += decoder.decode(value, { stream: true })
      if (text.length > largest) {
        await reader.cancel()
        return { text: text.slice(0, largest), complete: false }
      }
    }
  } catch {
    return { text, complete: false }
  }
}

/** How a question ends that changes nothing: what could not be asked or was not answered has simply failed. */
export function unanswered(ending: Exclude<HttpEnding, HttpAnswer>): {
  readonly stage: 'connect' | 'tls' | 'request'
  readonly reason: Reason
} {
  if (ending.kind === 'stopped') return { stage: 'request', reason: { code: 'stopped' } }
  return { stage: ending.kind === 'unsent' ? ending.stage : 'request', reason: ending.reason }
}

/** Seconds or a date; null when the header is missing or means nothing. */
export function retryAfterMs(header: string | null, now: Date): number | null {
  if (header === null) return null
  const seconds = /^\s*(\d{1,6})\s*$/.exec(header)?.[1]
  if (seconds !== undefined) return Number(seconds) * 1000
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime())
}
