/** What the SMTP library throws, and what servers answer, as reasons. */
import { certificateCodes, unconnected, type Reason } from '../../../domain/run/reason.ts'
import type { SendStage } from '../../services/run/mail-transport.port.ts'

/** What the library throws: a code, what was under way, and the server's reply if there was one. */
export interface SmtpError extends Error {
  code?: string | undefined
  command?: string | undefined
  response?: string | undefined
  responseCode?: number | undefined
  originalCode?: string | undefined
  timeoutType?: string | undefined
  /** Ours: the ways to sign in that the server offered instead of XOAUTH2. */
  offered?: readonly string[] | undefined
}

/** A connection that ended. `offered`: whether the server's first EHLO reply named STARTTLS. */
export function brokenOff(error: SmtpError, server: string, stage: SendStage, offered: boolean): Reason {
  const code = error.originalCode ?? error.code ?? ''
  const details = error.message
  if (stage === 'tls') {
    if (!offered) return { code: 'no-starttls', server }
    if (certificateCodes.has(code)) return { code: 'untrusted', server, certificate: code }
    if (error.response !== undefined) return { code: 'starttls-refused', server }
    return { code: 'no-encryption', server, details }
  }
  if (error.offered !== undefined) return { code: 'no-xoauth2', server, offered: [...error.offered] }
  if (error.timeoutType === 'GREETING_TIMEOUT') return { code: 'silent', server }
  if (error.timeoutType === 'SOCKET_TIMEOUT') return { code: 'no-answer', server, seconds: null }
  if (stage !== 'connect' || code === '' || code === 'ECONNRESET') return { code: 'dropped', server, details }
  const reason = unconnected(code, server, details)
  return reason.code === 'unreachable' ? { code: 'dropped', server, details } : reason
}

/**
 * A refusal: 432 and 421 ask to slow down, and so does 451 4.7. A token that was good a moment ago is refused with the
 * word “expired”; 535 alone has too many causes. @see reference 4.9, 7.2 row 95, rows 106 to 109
 */
export function refusedWith(reply: string): Reason {
  if (/^(?:432|421)\b/.test(reply) || /^451[ -]4\.7\./.test(reply)) return { code: 'throttled' }
  if (/^535\b/.test(reply) && /expired/i.test(reply)) return { code: 'token-refused' }
  return { code: 'server' }
}
