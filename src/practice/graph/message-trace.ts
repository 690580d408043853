/** GET /admin/exchange/tracing/messageTraces: what became of each message, one row a recipient. @see reference 5.4 */
import type { Context } from 'hono'
import type { StoredMessage } from '../tenant/messages.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { GraphRoom } from './gate.ts'
import { graphTime } from './message-view.ts'
import { certain } from './odata-filter.ts'
import { traceTable } from './odata-tables.ts'
import { parseQuery, project, type Row, runQuery } from './odata.ts'
import { fail, graphErrors } from './reply.ts'

const permission = 'ExchangeMessageTrace.Read.All'
const dayMs = 86_400_000

export function messageTraces(c: Context<GraphRoom>, tenant: Tenant): Response {
  const caller = c.get('caller')
  const granted = caller.kind === 'app' ? caller.app.roles : caller.scopes
  if (!granted.includes(permission)) return fail(c, tenant, graphErrors.requestDenied())
  const url = new URL(c.req.url)
  const parsed = parseQuery(url.searchParams, traceTable)
  if (!parsed.ok) return fail(c, tenant, graphErrors.badRequest(parsed.text, parsed.code))
  const { query } = parsed
  const now = tenant.clock()
  const times = certain(query.filter).filter(({ field }) => field === 'receivedDateTime')
  const bound = (operators: readonly string[]) =>
    times.flatMap(({ operator, value }) =>
      operators.includes(operator) && typeof value === 'number' ? [value] : [],
    )
  const from = Math.max(...bound(['ge', 'gt']), -Infinity)
  const until = Math.min(...bound(['le', 'lt']), now)
  if (from !== -Infinity && (until - from > 10 * dayMs || from < now - 90 * dayMs))
    return fail(
      c,
      tenant,
      // text UNVERIFIED
      graphErrors.badRequest(
        'The time interval must not exceed 10 days and not start more than 90 days ago.',
      ),
    )
  // without a date the last 48 hours are meant
  const since = times.length === 0 ? now - 2 * dayMs : -Infinity
  const rows = tenant.messages
    .traced()
    .filter((message) => message.receivedAt >= since)
    .toReversed()
    .map(traceRow)
  const found = runQuery(rows, query)
  const next = new URL(`${tenant.origin}${url.pathname}${url.search}`)
  if (found.nextSkip !== undefined) next.searchParams.set('$skip', String(found.nextSkip))
  return c.json({
    '@odata.context': `${tenant.origin}/graph/v1.0/$metadata#admin/exchange/tracing/messageTraces`,
    value: found.rows.map((row) => project(row, query.select)),
    ...(found.nextSkip === undefined ? {} : { '@odata.nextLink': next.toString() }),
  })
}

function traceRow(message: StoredMessage): Row {
  const letters = Buffer.from(message.id).toString('hex').padEnd(32, '0').slice(-34, -2)
  return {
    id: [
      letters.slice(0, 8),
      letters.slice(8, 12),
      letters.slice(12, 16),
      letters.slice(16, 20),
      letters.slice(20),
    ].join('-'),
    senderAddress: message.mailFrom === '' ? message.from.address : message.mailFrom,
    recipientAddress: message.mailbox,
    messageId: message.internetMessageId,
    receivedDateTime: graphTime(message.receivedAt),
    subject: message.subject,
    size: message.size,
    fromIP: '127.0.0.1',
    toIP: '',
    status: message.trace ?? 'gettingStatus',
  }
}
