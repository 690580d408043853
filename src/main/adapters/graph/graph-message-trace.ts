/**
 * Message trace through Microsoft Graph: GET /admin/exchange/tracing/messageTraces. At most 100 questions in 5
 * minutes for a tenant, 10 days in one question, public cloud only. @see reference 5.4
 */
import { z } from 'zod'
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { Clock } from '../../services/surroundings/surroundings.port.ts'
import type { MessageTrace, TracedMail, TraceQuestion } from '../../services/run/message-trace.port.ts'
import { GraphClient, literal, query, type GraphQuestionDeps } from './graph-client.ts'

const statuses = [
  'gettingStatus',
  'pending',
  'failed',
  'delivered',
  'expanded',
  'quarantined',
  'filteredAsSpam',
  'recalled',
] as const
const RowsSchema = z.object({
  value: z.array(z.object({ receivedDateTime: z.string(), status: z.enum(statuses).or(z.string()) })),
})
const longestSpanMs = 10 * 86_400_000
/** The clouds that have it; a cloud file names a tenant of the practice kind or nobody knows what. */
const tracedKinds: readonly Cloud['kind'][] = ['global', 'practice', 'custom']

export class GraphMessageTrace implements MessageTrace {
  readonly #clock: Clock
  readonly #graph: GraphClient

  constructor({ fetch, clock, timeoutMs }: GraphQuestionDeps) {
    this.#clock = clock
    this.#graph = new GraphClient(fetch, timeoutMs)
  }

  async find(
    cloud: Cloud,
    token: string,
    question: TraceQuestion,
    signal: AbortSignal,
  ): Promise<Result<TracedMail | null, AppError>> {
    if (!tracedKinds.includes(cloud.kind)) return err({ code: 'trace-not-here', cloud: cloud.name })
    const now = this.#clock.now().getTime()
    const since = new Date(Math.max(question.since.getTime(), now - longestSpanMs))
    const path = query('/admin/exchange/tracing/messageTraces', {
      $filter: [
        `messageId eq ${literal(question.messageId)}`,
        `senderAddress eq ${literal(question.sender)}`,
        `recipientAddress eq ${literal(question.recipient)}`,
        `receivedDateTime ge ${seconds(since)}`,
        `receivedDateTime le ${seconds(new Date(now + 1_000))}`,
      ].join(' and '),
    })
    const rows = await this.#graph.get({ cloud, token, path, signal }, RowsSchema)
    if (!rows.ok) return rows
    const [newest] = rows.value.value.toSorted((a, b) => b.receivedDateTime.localeCompare(a.receivedDateTime))
    if (newest === undefined) return ok(null)
    const status = statuses.find((one) => one === newest.status) ?? 'unknown'
    return ok({ status, receivedAt: newest.receivedDateTime })
  }
}

function seconds(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`
}
