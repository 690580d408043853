/** A thin Microsoft Graph client: one GET at a time, replies parsed, throttling waited out within bounds. */
import type { z } from 'zod'
import { appError, type AppError } from '../../../domain/app-error.ts'
import { graphUrl, type Cloud } from '../../../domain/cloud/cloud.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { redact } from '../../../domain/text/redact.ts'
import type { Clock } from '../../ports/clock.ts'
import type { HttpFetch } from '../../ports/http-fetch.ts'
import { errorOfReply, isTransient, retryAfterMs } from './graph-errors.ts'

interface GraphCall {
  readonly cloud: Cloud
  readonly token: string
  /** Starts with a slash; the query values are encoded already. */
  readonly path: string
  readonly signal: AbortSignal
}

/** First waits when Graph names none, and how long all waits of a call may take together. @see reference 5.3 */
const pausesMs = [1_000, 2_000, 4_000]
const longestWaitMs = 30_000
const attemptMs = 30_000
const largestReply = 8_000_000

export class GraphClient {
  readonly #fetch: HttpFetch
  readonly #clock: Clock

  constructor(fetch: HttpFetch, clock: Clock) {
    this.#fetch = fetch
    this.#clock = clock
  }

  async get<T>(call: GraphCall, schema: z.ZodType<T>): Promise<Result<T, AppError>> {
    let waited = 0
    for (let attempt = 0; ; attempt += 1) {
      const reply = await this.#once(call)
      if (!reply.ok) return reply
      const { status, headers, text } = reply.value
      if (status >= 200 && status < 300) return parse(text, schema)
      const pause =
        retryAfterMs(headers.get('retry-after'), this.#clock.now()) ?? pausesMs[attempt] ?? longestWaitMs
      const again = isTransient(status) && attempt < pausesMs.length && waited + pause <= longestWaitMs
      if (!again) return err(errorOfReply(status, text))
      await this.#clock.sleep(pause, call.signal)
      waited += pause
      if (call.signal.aborted) return err(stopped())
    }
  }

  async #once(
    call: GraphCall,
  ): Promise<Result<{ status: number; headers: Headers; text: string }, AppError>> {
    try {
      const response = await this.#fetch(
        graphUrl(call.cloud, call.path),
        {
          method: 'GET',
          headers: { authorization: `Bearer ${call.token}`, accept: 'application/json' },
          signal: AbortSignal.any([call.signal, AbortSignal.timeout(attemptMs)]),
        },
        call.cloud.caFile,
      )
      const text = await response.text()
      if (text.length > largestReply) return err(notGraph('the reply is larger than any that was asked for'))
      return ok({ status: response.status, headers: response.headers, text })
    } catch (error) {
      if (call.signal.aborted) return err(stopped())
      return err(
        appError('network', 'Microsoft Graph could not be reached.', {
          next: 'Check the network, the proxy and the cloud of this setup, then try again.',
          details: redact(chain(error)),
        }),
      )
    }
  }
}

function parse<T>(text: string, schema: z.ZodType<T>): Result<T, AppError> {
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

function notGraph(why: string): AppError {
  return appError('network', 'Microsoft Graph’s answer could not be understood.', {
    next: 'Try again; check the Graph address of the cloud and the proxy.',
    details: why,
  })
}

function stopped(): AppError {
  return appError('network', 'The question to Microsoft Graph was stopped.')
}

/** undici says “fetch failed” and keeps the reason in the cause. */
function chain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${error.message}: ${chain(error.cause)}`
}
