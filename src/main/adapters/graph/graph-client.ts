/** A thin Microsoft Graph client for questions: GET only, replies parsed. It asks once; who asked tries again. */
import type { z } from 'zod'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { graphUrl } from '../../../domain/cloud/cloud.ts'
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { Reason } from '../../../domain/run/reason.ts'
import type { Clock, HttpFetch } from '../../services/surroundings/surroundings.port.ts'
import { exchange, retryAfterMs, type HttpAnswer, type HttpEnding } from '../network/http-exchange.ts'
import { problemOfReply } from './graph-errors.ts'

export interface GraphCall {
  readonly cloud: Cloud
  readonly token: string
  /** Starts with a slash; the query values are encoded already. */
  readonly path: string
  readonly accept?: string
  readonly signal: AbortSignal
}

const patienceMs = 30_000
/** A page of a few hundred messages with their headers. */
const largestReply = 16_000_000

/** What those who ask Graph take. */
export interface GraphQuestionDeps {
  readonly fetch: HttpFetch
  readonly clock: Clock
  /** How long one answer is waited for; without it as long as the client does. */
  readonly timeoutMs?: number
}

export class GraphClient {
  readonly #fetch: HttpFetch
  readonly #timeoutMs: number

  /** `timeoutMs`: for one answer, from the first byte of the connection to the last of the answer. */
  constructor(fetch: HttpFetch, timeoutMs = patienceMs) {
    this.#fetch = fetch
    this.#timeoutMs = timeoutMs
  }

  async get<T>(call: GraphCall, schema: z.ZodType<T>): Promise<Result<T, AppError>> {
    const text = await this.text(call)
    return text.ok ? parseReply(text.value, schema) : text
  }

  async text(call: GraphCall): Promise<Result<string, AppError>> {
    const ending = await this.ask(call)
    if (ending.kind !== 'answered') return err(problemOfEnding(ending))
    if (ending.status < 200 || ending.status >= 300) return err(problemOfReply(ending.status, ending.text))
    return ending.complete
      ? ok(ending.text)
      : err({ code: 'graph-not-understood', how: 'cut-off', part: null })
  }

  ask(call: GraphCall): Promise<HttpEnding> {
    return exchange(this.#fetch, {
      url: graphUrl(call.cloud, call.path),
      method: 'GET',
      headers: { authorization: `Bearer ${call.token}`, accept: call.accept ?? 'application/json' },
      caFile: call.cloud.caFile,
      timeoutMs: this.#timeoutMs,
      largestReply,
      signal: call.signal,
    })
  }
}

export function askedToWait(answer: HttpAnswer, now: Date): number | null {
  return retryAfterMs(answer.headers.get('retry-after'), now)
}

type Broken = Extract<Reason, { code: 'broken-reply' }>

/** The reply, or in what way it is not one of Graph's. */
export function readReply<T>(text: string, schema: z.ZodType<T>): Result<T, Broken> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return err({ code: 'broken-reply', how: 'not-json' })
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return ok(parsed.data)
  return err({
    code: 'broken-reply',
    how: 'other-shape',
    details: parsed.error.issues[0]?.path.join('.') ?? '',
  })
}

function parseReply<T>(text: string, schema: z.ZodType<T>): Result<T, AppError> {
  const read = readReply(text, schema)
  if (read.ok) return read
  const { how, details = null } = read.error
  return err({ code: 'graph-not-understood', how, part: details })
}

function problemOfEnding(ending: Exclude<HttpEnding, HttpAnswer>): AppError {
  if (ending.kind === 'stopped') return { code: 'graph-question-stopped' }
  const { reason } = ending
  return {
    code: 'graph-unreachable',
    because: reason.code,
    ...('details' in reason && reason.details !== undefined ? { details: reason.details } : {}),
  }
}

/** The address of a question with its OData parameters. */
export function query(path: string, parameters: Readonly<Record<string, string>>): string {
  return `${path}?${Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')}`
}

/** Text in a filter: a quote inside is doubled. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
