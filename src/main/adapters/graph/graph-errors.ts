/** Graph's error replies as errors a person can act on. @see reference 7.3 */
import { z } from 'zod'
import { appError, type AppError } from '../../../domain/app-error.ts'
import { oneLine } from '../../../domain/text/escape.ts'
import { redact } from '../../../domain/text/redact.ts'

const ReplySchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string().default(''),
    innerError: z.object({ 'request-id': z.string() }).partial().nullish(),
  }),
})

export function isTransient(status: number): boolean {
  return status === 429 || status === 502 || status === 503 || status === 504
}

/** Seconds or a date; null when the header is missing or means nothing. */
export function retryAfterMs(header: string | null, now: Date): number | null {
  if (header === null) return null
  const seconds = /^\s*(\d{1,6})\s*$/.exec(header)?.[1]
  if (seconds !== undefined) return Number(seconds) * 1000
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime())
}

export function errorOfReply(status: number, text: string): AppError {
  const details = describe(status, text)
  if (status === 401)
    return appError('not-authorised', 'Microsoft Graph does not accept the sign-in any more.', {
      next: 'Authorise the mailbox again.',
      details,
    })
  if (status === 403)
    return appError(
      'forbidden',
      'Microsoft Graph does not allow this with the permissions that were consented to.',
      {
        next: 'Check that the permission for this (to read a message back: Mail.Read) is among those of the registration and consented to; a person authorises the mailbox again afterwards.',
        details,
      },
    )
  if (status === 404)
    return appError('not-found', 'Microsoft Graph finds no such mailbox or folder.', {
      next: 'Check that the account has an Exchange Online mailbox.',
      details,
    })
  if (status === 429)
    return appError('busy', 'Microsoft Graph asks to slow down.', {
      next: 'Wait a few minutes and look again.',
      details,
    })
  if (status >= 500)
    return appError('network', 'Microsoft Graph has a problem of its own.', {
      next: 'Try again in a few minutes.',
      details,
    })
  return appError('internal', 'Microsoft Graph refused the question.', { details })
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
