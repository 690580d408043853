/** What the IMAP library throws, as a refusal of the server or a conversation that came to nothing. */
import { oneLine } from '../../../domain/text/escape.ts'
import { unconnected, type Reason } from '../../../domain/run/reason.ts'
import type { ReadResult } from '../../services/run/read-probe.port.ts'
import { callFailure } from '../network/call-failure.ts'

export type ImapStage = ReadResult['stage']

export interface ImapFailure {
  readonly outcome: 'refused' | 'failed'
  readonly stage: ImapStage
  /** The server's words; null when it said none. */
  readonly reply: string | null
  readonly reason: Reason
  /** What the server added to a refused token, e.g. `{"status":"400"}`. */
  readonly explanation: string | null
}

/** The members of the library's errors that are looked at; they are promised by no type it throws. */
interface ImapError extends Error {
  readonly code?: unknown
  readonly responseStatus?: unknown
  readonly responseText?: unknown
  readonly response?: unknown
  readonly oauthError?: unknown
}

const timeouts = new Set(['CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'ETIMEOUT', 'UPGRADE_TIMEOUT'])

/** `stage`: how far the conversation had come. */
export function imapFailure(thrown: unknown, stage: ImapStage, server: string): ImapFailure {
  const error = (thrown instanceof Error ? thrown : new Error(String(thrown))) as ImapError
  const explanation = error.oauthError === undefined ? null : JSON.stringify(error.oauthError)
  if (typeof error.responseStatus === 'string') {
    const said = [error.responseText, error.response].find((one) => typeof one === 'string' && one !== '')
    const words = typeof said === 'string' ? oneLine(said) : ''
    const reply = words.startsWith(error.responseStatus) ? words : `${error.responseStatus} ${words}`.trim()
    const reason: Reason = { code: /expired/i.test(reply) && stage === 'auth' ? 'token-refused' : 'server' }
    return { outcome: 'refused', stage, reply, reason, explanation }
  }
  const failed = (at: ImapStage, reason: Reason): ImapFailure => ({
    outcome: 'failed',
    stage: at,
    reply: null,
    reason,
    explanation,
  })
  if (/Unsupported authentication mechanism/.test(error.message))
    return failed('auth', { code: 'no-xoauth2', server, offered: [] })
  if (typeof error.code === 'string' && timeouts.has(error.code)) {
    if (stage !== 'connect') return failed(stage, { code: 'no-answer', server, seconds: null })
    const silent = error.code === 'GREETING_TIMEOUT'
    return failed(
      stage,
      silent ? { code: 'silent', server } : unconnected('ETIMEDOUT', server, error.message),
    )
  }
  if (stage !== 'connect') return failed(stage, { code: 'dropped', server, details: oneLine(error.message) })
  const failure = callFailure(error, server)
  return failed(failure.kind === 'unsent' ? failure.stage : 'connect', failure.reason)
}
