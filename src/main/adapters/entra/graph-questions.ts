/** Questions to Microsoft Graph whose answers are readings: waits where Graph asks for it, follows pages, keeps request ids. */
import { z } from 'zod'
import { graphUrl } from '../../../domain/cloud/cloud.ts'
import type { Reading, Unread, UnreadReason } from '../../../domain/entra/facts/reading.ts'
import type { AdminRight } from '../../../domain/entra/facts/rights.ts'
import type { DirectoryCaller } from '../../services/entra/graph-directory.port.ts'
import type { Clock, HttpFetch } from '../../services/surroundings/surroundings.port.ts'
import { exchange, retryAfterMs, type HttpAnswer } from '../network/http-exchange.ts'

export interface Question {
  readonly caller: DirectoryCaller
  /** Starts with a slash, its query values encoded. */
  readonly path: string
  readonly version?: 'v1.0' | 'beta'
  readonly right: AdminRight
  /**
   * What a 404 means: there is none; not on every replica yet, because another answer names it; or that this cloud
   * lacks what every tenant has.
   */
  readonly notFound: 'absent' | 'spreading' | 'unavailable'
}

/** Null: absent. */
export type Asked<T> = Reading<T | null>

const patienceMs = 30_000
/** A page of 999 objects with their permissions. */
const largestReply = 32_000_000
/** A page holds at least a hundred: more than any tenant has. */
const mostPages = 1_000
const mostTries = 4
/** Graph seldom asks for more; who is waiting should hear of it then. */
const longestWaitMs = 30_000

const unlicensedCode = 'RequestFromNonPremiumTenantOrB2CTenant'

const PageSchema = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.string().optional() })

export class GraphQuestions {
  readonly #fetch: HttpFetch
  readonly #clock: Clock

  constructor({ fetch, clock }: { readonly fetch: HttpFetch; readonly clock: Clock }) {
    this.#fetch = fetch
    this.#clock = clock
  }

  async one<T>(question: Question, schema: z.ZodType<T>): Promise<Asked<T>> {
    const { caller, path, version } = question
    const answer = await this.#ask(question, graphUrl(caller.cloud, path, version))
    if (!answer.read) return answer
    if (answer.value === null) return { ...answer, value: null }
    const parsed = schema.safeParse(answer.value)
    return parsed.success
      ? { ...answer, value: parsed.data }
      : this.#unread(question, 'not-understood', null, answer.evidence.requestIds[0] ?? null)
  }

  /** Every row of every page. */
  async all<T>(question: Question, schema: z.ZodType<T>): Promise<Asked<T[]>> {
    const { caller, path, version } = question
    const rows: T[] = []
    const requestIds: string[] = []
    let url: string | undefined = graphUrl(caller.cloud, path, version)
    const home = new URL(url).origin
    for (let page = 0; url !== undefined && page < mostPages; page += 1) {
      const answer = await this.#ask(question, url)
      if (!answer.read) return answer
      if (answer.value === null) return { ...answer, value: null }
      requestIds.push(...answer.evidence.requestIds)
      const parsed = PageSchema.extend({ value: z.array(schema) }).safeParse(answer.value)
      // The token goes to the host it was meant for, whatever an answer says.
      const next = parsed.success ? parsed.data['@odata.nextLink'] : undefined
      if (!parsed.success || (next !== undefined && originOf(next) !== home))
        return this.#unread(question, 'not-understood', null, requestIds.at(-1) ?? null)
      rows.push(...parsed.data.value)
      url = next
    }
    // A list cut short would make the rest look absent.
    if (url !== undefined) return this.#unread(question, 'not-understood', null, requestIds.at(-1) ?? null)
    return { read: true, value: rows, evidence: { who: caller.who, at: this.#now(), requestIds } }
  }

  /** The body as JSON, null for what is absent. */
  async #ask(question: Question, url: string): Promise<Asked<unknown>> {
    const { caller } = question
    for (let attempt = 1; ; attempt += 1) {
      const ending = await exchange(this.#fetch, {
        url,
        method: 'GET',
        headers: { authorization: `Bearer ${caller.token}`, accept: 'application/json' },
        caFile: caller.cloud.caFile,
        timeoutMs: patienceMs,
        largestReply,
        signal: caller.signal,
      })
      if (ending.kind === 'stopped') return this.#unread(question, 'stopped', null, null)
      if (ending.kind !== 'answered') return this.#unread(question, 'offline', null, null)
      const wait = this.#waitFor(ending, attempt)
      if (wait === null) return this.#answer(question, ending)
      await this.#clock.sleep(wait, caller.signal)
    }
  }

  #answer(question: Question, { status, headers, text, complete }: HttpAnswer): Asked<unknown> {
    const requestId = headers.get('request-id')
    const evidence = {
      who: question.caller.who,
      at: this.#now(),
      requestIds: requestId === null ? [] : [requestId],
    }
    if (status === 404 && question.notFound === 'absent') return { read: true, value: null, evidence }
    if (status === 403 && text.includes(unlicensedCode))
      return this.#unread(question, 'unlicensed', status, requestId)
    if (status !== 200) return this.#unread(question, reasonOf(question, status), status, requestId)
    const body = complete ? jsonOf(text) : null
    return body === null
      ? this.#unread(question, 'not-understood', status, requestId)
      : { read: true, value: body, evidence }
  }

  /** Milliseconds until it is asked again; null when this answer counts. */
  #waitFor({ status, headers }: HttpAnswer, attempt: number): number | null {
    if (attempt >= mostTries || (status !== 429 && status !== 503 && status !== 504)) return null
    const asked = retryAfterMs(headers.get('retry-after'), this.#clock.now()) ?? 1_000 * 2 ** (attempt - 1)
    return asked > longestWaitMs ? null : asked
  }

  #unread(
    { right }: Question,
    why: UnreadReason,
    status: number | null,
    requestId: string | null,
  ): { read: false; unread: Unread } {
    const missing = why === 'forbidden' ? right : null
    return { read: false, unread: { why, right: missing, status, requestId, at: this.#now() } }
  }

  #now(): string {
    return this.#clock.now().toISOString()
  }
}

function reasonOf({ notFound }: Question, status: number): UnreadReason {
  if (status === 401) return 'unauthorised'
  if (status === 403) return 'forbidden'
  if (status === 404) return notFound === 'spreading' ? 'spreading' : 'unavailable'
  if (status === 429) return 'throttled'
  return status >= 500 ? 'unavailable' : 'not-understood'
}

function originOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).origin : null
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
