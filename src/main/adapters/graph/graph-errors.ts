/** Graph's error replies as problems a person can act on. @see reference 7.3 */
import { z } from 'zod'
import type { Problem } from '../../../domain/problem/problem.ts'
import type { Reason } from '../../../domain/run/reason.ts'
import { oneLine } from '../../../domain/text/escape.ts'
import { redact } from '../../../domain/text/redact.ts'

const ReplySchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string().default(''),
    innerError: z.object({ 'request-id': z.string() }).partial().nullish(),
  }),
})

export function problemOfReply(status: number, text: string): Problem {
  const details = describe(status, text)
  if (status === 401) return { code: 'graph-sign-in-refused', details }
  if (status === 403) return { code: 'graph-forbidden', details }
  if (status === 404) return { code: 'graph-not-found', details }
  if (status === 429) return { code: 'graph-throttled', details }
  return status >= 500
    ? { code: 'graph-failed', status, details }
    : { code: 'graph-refused', status, details }
}

/**
 * Graph says of 429 and 503 that the request was not worked on. A gateway's 504 may hide something that was done, so it
 * counts only when it carries Retry-After, which a gateway that merely lost its backend does not set. @see reference 5.3
 */
export function asksToWait(status: number, askedMs: number | null): boolean {
  return status === 429 || status === 503 || (status === 504 && askedMs !== null)
}

export function reasonOfStatus(status: number, askedMs: number | null): Reason {
  if (asksToWait(status, askedMs)) return { code: 'throttled' }
  return { code: status === 401 ? 'token-refused' : 'server' }
}

/**
 * Graph's answer in one line: `HTTP 403 ErrorAccessDenied: Access is denied. (request-id …)`. What is not Graph's
 * error shape (a proxy's page, broken JSON) is told by its first line.
 */
export function describe(status: number, text: string): string {
  const parsed = ReplySchema.safeParse(jsonOf(text))
  if (!parsed.success) {
    const first = oneLine(text.trimStart().split(/\r?\n/, 1)[0] ?? '').slice(0, 300)
    return redact(first === '' ? `HTTP ${status}` : `HTTP ${status} ${first}`)
  }
  const { code, message, innerError } = parsed.data.error
  const said = message === '' ? code : `${code}: ${oneLine(message.slice(0, 500))}`
  return redact(`HTTP ${status} ${said}${requestId(innerError?.['request-id'])}`)
}

export function requestId(id: string | null | undefined): string {
  return id === undefined || id === null || id === '' ? '' : ` (request-id ${oneLine(id.slice(0, 80))})`
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
