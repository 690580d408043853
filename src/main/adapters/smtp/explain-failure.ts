/** A broken connection in one sentence a person can act on. */
import type { SendResult } from '../../ports/mail-transport.ts'
import { certificateReasons, networkReasons } from '../network/failure-reasons.ts'

/** What the library throws: a code, what was under way, and the server's reply if there was one. */
export interface SmtpError extends Error {
  code?: string | undefined
  command?: string | undefined
  response?: string | undefined
  responseCode?: number | undefined
  originalCode?: string | undefined
  timeoutType?: string | undefined
}

export type Ending = Pick<SendResult, 'outcome' | 'stage' | 'reply'>

/** `offered`: whether the server's first EHLO reply named STARTTLS. */
export function explainFailure(
  error: SmtpError,
  where: string,
  stage: SendResult['stage'],
  offered: boolean,
): string {
  const code = error.originalCode ?? error.code ?? ''
  if (stage === 'tls') {
    if (!offered)
      return `The server ${where} offers no STARTTLS, so nothing was sent to it: no token leaves without encryption.`
    const reason = certificateReasons[code]
    if (reason !== undefined)
      return `The server ${where} could not be trusted: ${reason} (${code}). No token was sent.`
    if (error.response !== undefined)
      return `The server ${where} refused STARTTLS, so nothing was sent to it: ${error.response}`
    return `Encryption with ${where} could not be set up, so no token was sent: ${error.message}`
  }
  if (error.timeoutType === 'GREETING_TIMEOUT')
    return `The server ${where} took the connection and said nothing.`
  const reason = networkReasons[code]
  if (stage === 'connect' && reason !== undefined)
    return `The server ${where} cannot be reached: ${reason} (${code}).`
  if (error.timeoutType === 'SOCKET_TIMEOUT') return `The server ${where} stopped answering.`
  return `The connection to ${where} ended: ${error.message}`
}
