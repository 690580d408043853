/**
 * Why an attempt ended as it did, as a fact. What a server said is its own text, the probe's `reply`; everything else is
 * one of these codes, which src/words says, `rideOut` decides by, and a diagnosis starts from.
 */
import { kindOf, type AppError } from '../problem/app-error.ts'
import type { Reason } from './reason.schema.ts'

export type { Reason }
export type ReasonCode = Reason['code']

/** Node's codes for a name that cannot be turned into an address; nodemailer's EDNS stands for any of them. */
const unresolved = new Set(['ENOTFOUND', 'EDNS', 'EAI_AGAIN', 'ENODATA', 'ESERVFAIL', 'EREFUSED'])
const routeless = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'])
const late = new Set(['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'CONNECT_TIMEOUT', 'ETIMEOUT'])

/** Before a connection stood, from the code Node gives; the same for every transport. */
export function unconnected(error: string, server: string, details: string): Reason {
  if (unresolved.has(error)) return { code: 'host-unknown', server, error }
  if (error === 'ECONNREFUSED') return { code: 'refused-connection', server }
  if (routeless.has(error)) return { code: 'no-route', server, error }
  if (late.has(error)) return { code: 'timed-out', server }
  return { code: 'unreachable', server, details }
}

/** Codes with which Node and OpenSSL refuse a certificate. */
export const certificateCodes: ReadonlySet<string> = new Set([
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
])

/**
 * The reason in the spelling the catalogue of causes knows from other programs' logs; `null` when the reply is what tells. No
 * person reads this.
 */
export function traceOf(reason: Reason | null): string | null {
  switch (reason?.code) {
    case undefined:
    case 'server':
    case 'throttled':
    case 'token-refused':
    case 'stopped':
    case 'cloud-lacks':
    case 'no-folder':
    case 'ended-here':
      return null
    case 'unjournaled':
    case 'unreachable':
      return reason.details
    case 'no-token':
      return tokenTrace(reason.problem)
    case 'host-unknown':
      return 'ENOTFOUND'
    case 'refused-connection':
      return 'ECONNREFUSED'
    case 'no-route':
      return reason.error
    case 'timed-out':
      return 'ETIMEDOUT'
    case 'silent':
      return 'greeting-never-received'
    case 'no-answer':
      return reason.seconds === null ? 'stopped-answering' : 'gave-no-answer-within'
    case 'dropped':
      return `the-connection-to ended ${reason.details}`
    case 'untrusted':
      return `certificate-verify-failed ${reason.certificate}`
    case 'no-encryption':
      return `encryption-with could-not-be-set-up ${reason.details}`
    case 'no-starttls':
      return 'starttls-not-offered'
    case 'starttls-refused':
      return 'starttls-command-failed'
    case 'no-xoauth2':
      return 'does-not-support-xoauth2'
    case 'redirected':
      return 'something-that-is-not-json'
    case 'ca-file':
      return `ca-file ${reason.details}`
    case 'broken-reply':
      return reason.how === 'cut-off' ? 'other-side-closed' : 'reply-is-not-json'
  }
}

function tokenTrace(problem: AppError): string {
  const kind = kindOf(problem)
  const { details } = problem
  return kind === 'wrong-account' || details === undefined ? [details ?? '', kind].join(' ').trim() : details
}

/** What a diagnosis of the attempt is made from: the server's words first. */
export function toDiagnose(probe: { readonly reply: string | null; readonly reason: Reason | null }): string {
  const parts = [traceOf(probe.reason), probe.reply].filter((part) => part !== null && part !== '')
  return parts.join('\n')
}
