/**
 * Whether a refusal proves that an application is kept out of a mailbox. Many things end in a refusal; only “access
 * denied” says that the limit works. Everything else leaves the question open, and counts as a failed attempt.
 * @see reference 6.6, 7.2, 7.3
 */
import type { ProbeKind } from '../recipe/recipe.ts'

/** The parts of a result that tell. */
export interface Refusal {
  readonly outcome: string
  readonly stage: string
  readonly reply: string
}

/** Graph's codes for “not with this mailbox”; the message of an access policy says so in words. @see reference 6.6 */
const graphDenials =
  /\b(?:ErrorAccessDenied|AccessDenied)\b|Blocked by tenant configured AppOnly AccessPolicy/i
const httpForbidden = /\bHTTP 403\b/
const ewsDenials = /\b(?:ErrorAccessDenied|ErrorImpersonateUserDenied)\b|\bHTTP 403\b/

/**
 * SMTP: 535 5.7.3 at the sign-in is how a mailbox outside the scope is refused; 5.7.60 and 5.2.252 how one is refused
 * as a sender. 5.7.139 is the switch of Authenticated SMTP, 5.7.57 a sign-in that did not take place, 5.7.5xx and
 * 5.7.7xx the reputation of sender or address: none of them says anything about the limit.
 */
const smtpDenials = /\b(?:5\.7\.3|5\.7\.1|5\.7\.60|5\.2\.252)\b/

/** Null: it proves the limit. Otherwise one sentence that says why it does not. */
export function whyNoProof(transport: ProbeKind, { outcome, stage, reply }: Refusal): string | null {
  if (stage === 'token')
    return 'This proves nothing about the limit: the application got no token, so the mailbox was never asked.'
  if (outcome !== 'refused')
    return 'This proves nothing about the limit: the attempt ended before the mailbox could refuse it.'
  if (isDenial(transport, reply)) return null
  return 'This proves nothing about the limit: it was refused for another reason than missing access.'
}

function isDenial(transport: ProbeKind, reply: string): boolean {
  switch (transport) {
    case 'smtp-app':
    case 'smtp-delegated':
      return /^5\d\d\b/.test(reply) && smtpDenials.test(reply)
    case 'graph-app':
    case 'graph-delegated':
    case 'graph-read':
      return httpForbidden.test(reply) && graphDenials.test(reply)
    case 'ews-app':
      return ewsDenials.test(reply)
    case 'imap-read':
      return /\bNO\b.*(?:AUTHENTICATE failed|denied)/i.test(reply)
  }
}
