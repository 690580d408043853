/** What the IMAP library throws, as a refusal of the server or a conversation that came to nothing. */
import { oneLine } from '../../../domain/text/escape.ts'
import type { ReadResult } from '../../ports/read-probe.ts'
import { callFailure } from '../network/call-failure.ts'

export type ImapStage = ReadResult['stage']

export interface ImapEnding {
  readonly outcome: 'refused' | 'failed'
  readonly stage: ImapStage
  readonly reply: string
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
export function imapFailure(thrown: unknown, stage: ImapStage, where: string): ImapEnding {
  const error = (thrown instanceof Error ? thrown : new Error(String(thrown))) as ImapError
  const explanation =
    error.oauthError === undefined ? null : `The server explains: ${JSON.stringify(error.oauthError)}`
  if (typeof error.responseStatus === 'string') {
    const said = [error.responseText, error.response].find((one) => typeof one === 'string' && one !== '')
    const words = typeof said === 'string' ? oneLine(said) : 'without a word'
    const reply = words.startsWith(error.responseStatus) ? words : `${error.responseStatus} ${words}`
    return { outcome: 'refused', stage, reply, explanation }
  }
  const failed = (at: ImapStage, reply: string): ImapEnding => ({
    outcome: 'failed',
    stage: at,
    reply,
    explanation,
  })
  if (/Unsupported authentication mechanism/.test(error.message))
    return failed('auth', `The server ${where} offers no XOAUTH2, so no token was sent to it.`)
  if (typeof error.code === 'string' && timeouts.has(error.code))
    return failed(
      stage,
      stage === 'connect'
        ? `The server ${where} cannot be reached in time, or took the connection and said nothing.`
        : `The server ${where} stopped answering.`,
    )
  if (stage !== 'connect') return failed(stage, `The connection to ${where} ended: ${oneLine(error.message)}`)
  const failure = callFailure(error, where)
  return failed(failure.kind === 'unsent' ? failure.stage : 'connect', failure.why)
}
