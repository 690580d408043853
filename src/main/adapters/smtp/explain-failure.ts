/** A broken connection in one sentence a person can act on. */
import type { SendResult } from '../../ports/mail-transport.ts'

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

const certificateReasons: Readonly<Record<string, string>> = {
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate was issued for another host name',
  CERT_HAS_EXPIRED: 'the certificate has expired',
  CERT_NOT_YET_VALID: 'the certificate is not valid yet (is the clock of this computer right?)',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'the certificate chain ends in an authority this computer does not trust',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the certificate was issued by an authority this computer does not trust',
  UNABLE_TO_GET_ISSUER_CERT: 'the certificate was issued by an authority this computer does not trust',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'the certificate was issued by an authority this computer does not trust',
}

const networkReasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there, or a firewall refuses the connection',
  ENOTFOUND: 'the host name is not known to DNS',
  EDNS: 'the host name could not be resolved',
  EHOSTUNREACH: 'there is no route to it',
  ENETUNREACH: 'this computer has no route to that network',
  ECONNRESET: 'the connection was reset by the other side or something between',
  ETIMEDOUT: 'no answer came in time; a firewall may be dropping the connection',
}

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
