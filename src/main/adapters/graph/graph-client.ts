/** A thin Microsoft Graph client for questions: GET only, replies parsed, throttling waited out within bounds. */
import type { z } from 'zod'
import { appError, type AppError } from '../../../domain/app-error.ts'
import { graphUrl, type Cloud } from '../../../domain/cloud/cloud.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { Clock } from '../../ports/clock.ts'
import type { HttpFetch } from '../../ports/http-fetch.ts'
import { exchange, type HttpAnswer, type HttpEnding } from '../network/http-exchange.ts'
import { errorOfReply, isTransient, retryAfterMs } from './graph-errors.ts'

export interface GraphCall {
  readonly cloud: Cloud
  readonly token: string
  /** Starts with a slash; the query values are encoded already. */
  readonly path: string
  readonly accept?: string
  readonly signal: AbortSignal
}

/** How long is waited, in all and for one answer. @see reference 5.3 */
export interface GraphPatience {
  /** First waits when Graph names none; as many attempts more. */
  readonly pausesMs: readonly number[]
  /** All waits of one call together. */
  readonly longestWaitMs: number
  readonly attemptMs: number
}

const patience: GraphPatience = { pausesMs: [1_000, 2_000, 4_000], longestWaitMs: 30_000, attemptMs: 30_000 }
/** A page of a few hundred messages with their headers. */
const largestReply = 16_000_000

/** Told of each question and answer, for a transcript. */
export type Listener = (line: string) => void

export class GraphClient {
  readonly #fetch: HttpFetch
  readonly #clock: Clock
  readonly #patience: GraphPatience

  constructor(fetch: HttpFetch, clock: Clock, changes: Partial<GraphPatience> = {}) {
    this.#fetch = fetch
    this.#clock = clock
    this.#patience = { ...patience, ...changes }
  }

  async get<T>(call: GraphCall, schema: z.ZodType<T>): Promise<Result<T, AppError>> {
    const text = await this.text(call)
    return text.ok ? parseReply(text.value, schema) : text
  }

  async text(call: GraphCall): Promise<Result<string, AppError>> {
    const ending = await this.ask(call, () => undefined)
    if (ending.kind !== 'answered') return err(errorOfEnding(ending))
    if (ending.status < 200 || ending.status >= 300) return err(errorOfReply(ending.status, ending.text))
    return ending.complete
      ? ok(ending.text)
      : err(notGraph('the reply broke off, or is larger than asked for'))
  }

  /** The last answer, after the waits Graph asked for. */
  async ask(call: GraphCall, note: Listener): Promise<HttpEnding> {
    const { pausesMs, longestWaitMs, attemptMs } = this.#patience
    let waited = 0
    for (let attempt = 0; ; attempt += 1) {
      const ending = await exchange(this.#fetch, {
        url: graphUrl(call.cloud, call.path),
        method: 'GET',
        headers: { authorization: `Bearer ${call.token}`, accept: call.accept ?? 'application/json' },
        caFile: call.cloud.caFile,
        timeoutMs: attemptMs,
        largestReply,
        signal: call.signal,
      })
      if (ending.kind !== 'answered' || !isTransient(ending.status)) return ending
      const pause = pauseAfter(ending, this.#clock.now()) ?? pausesMs[attempt] ?? longestWaitMs
      if (attempt >= pausesMs.length || waited + pause > longestWaitMs) return ending
      note(`Microsoft Graph asks to wait (HTTP ${ending.status}): ${Math.ceil(pause / 1000)} s.`)
      await this.#clock.sleep(pause, call.signal)
      waited += pause
      if (call.signal.aborted) return { kind: 'stopped' }
    }
  }
}

export function pauseAfter(answer: HttpAnswer, now: Date): number | null {
  return retryAfterMs(answer.headers.get('retry-after'), now)
}

export function parseReply<T>(text: string, schema: z.ZodType<T>): Result<T, AppError> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return err(notGraph('the reply is not JSON; a proxy or portal may stand in between'))
  }
  const parsed = schema.safeParse(value)
  return parsed.success
    ? ok(parsed.data)
    : err(
        notGraph(`the reply is not of the documented shape: ${parsed.error.issues[0]?.path.join('.') ?? ''}`),
      )
}

function errorOfEnding(ending: Exclude<HttpEnding, HttpAnswer>): AppError {
  if (ending.kind === 'stopped') return appError('network', 'The question to Microsoft Graph was stopped.')
  return appError('network', 'Microsoft Graph could not be reached.', {
    next: 'Check the network, the proxy and the cloud of this setup, then try again.',
    details: ending.why,
  })
}

function notGraph(why: string): AppError {
  return appError('network', 'Microsoft Graph’s answer could not be understood.', {
    next: 'Try again; check the Graph address of the cloud and the proxy.',
    details: why,
  })
}
