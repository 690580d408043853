/** Why an attempt ended as it did: one sentence a reason, for every face. */
import type { Reason } from '../../domain/run/reason.ts'

type ReasonWords = {
  readonly [C in Reason['code']]: (facts: Extract<Reason, { code: C }>, said: string) => string
}

const services = { imap: 'IMAP server', ews: 'EWS address' } as const

/** What Node, OpenSSL and Chromium call a bad certificate, in words that finish a sentence. */
const certificates: Readonly<Record<string, string>> = {
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate was issued for another host name',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet (is the clock of this PC right?)',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate chain ends in an authority this PC does not trust',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate was issued by an authority this PC does not trust',
  UNABLE_TO_GET_ISSUER_CERT: 'its certificate was issued by an authority this PC does not trust',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate was issued by an authority this PC does not trust',
  ERR_CERT_AUTHORITY_INVALID: 'its certificate was issued by an authority this PC does not trust',
  ERR_CERT_COMMON_NAME_INVALID: 'its certificate was issued for another host name',
  ERR_CERT_DATE_INVALID: 'its certificate has expired or is not valid yet',
}

const broken = {
  'cut-off': 'broke off before its end',
  'not-json': 'is not JSON. A proxy or portal may stand in between',
  'other-shape': 'does not have the documented shape',
  'other-success': 'is not the one Microsoft Graph gives for a message it takes',
} as const

/** `said` is what is known of a problem inside the reason, in this language. */
export const reasons: ReasonWords = {
  server: () => 'The server refused.',
  throttled: () => 'The server asked to slow down.',
  'token-refused': () => 'The server no longer accepts the token.',
  'no-token': (_, said) => said,
  'host-unknown': ({ server, error }) => `The name of ${server} cannot be resolved (${error}).`,
  'refused-connection': ({ server }) =>
    `${server} cannot be reached: nothing listens there, or a firewall refuses the connection (ECONNREFUSED).`,
  'no-route': ({ server, error }) => `${server} cannot be reached: this PC has no route to it (${error}).`,
  unreachable: ({ server, details }) => `${server} cannot be reached: ${details}`,
  'timed-out': ({ server }) =>
    `${server} cannot be reached: no answer came in time. A firewall may be dropping the connection (ETIMEDOUT).`,
  silent: ({ server }) => `${server} accepted the connection and then said nothing.`,
  'no-answer': ({ server, seconds }) =>
    seconds === null ? `${server} stopped answering.` : `${server} gave no answer within ${seconds} s.`,
  dropped: ({ server, details }) => `The connection to ${server} ended: ${details}`,
  untrusted: ({ server, certificate }) =>
    `${server} cannot be trusted: ${certificates[certificate] ?? 'its certificate was refused'} (${certificate}). No token was sent.`,
  'no-encryption': ({ server, details }) =>
    `Encryption with ${server} could not be set up, so no token was sent: ${details}`,
  'no-starttls': ({ server }) =>
    `${server} offers no STARTTLS, so nothing was sent to it: no token leaves without encryption.`,
  'starttls-refused': ({ server }) => `${server} refused STARTTLS, so nothing was sent to it.`,
  'no-xoauth2': ({ server, offered }) =>
    offered.length === 0
      ? `${server} offers no XOAUTH2, so no token was sent to it.`
      : `${server} offers ${offered.join(', ')}, but not XOAUTH2, so no token was sent to it.`,
  redirected: ({ server }) =>
    `${server} answered with a redirect, which is not followed. A proxy or portal may stand in between.`,
  'ca-file': ({ details }) => `The certificate authority file of the cloud cannot be used: ${details}`,
  'cloud-lacks': ({ service, cloud }) =>
    `The cloud “${cloud}” names no ${services[service]}. Add it to the cloud file.`,
  stopped: () => 'Stopped before the answer came.',
  'broken-reply': ({ how, details }) =>
    `The answer ${broken[how]}${details === undefined || details === '' ? '' : ` (${details})`}.`,
  unjournaled: ({ details }) =>
    `The message was not sent: its hand-over could not be written to the journal (${details}).`,
  'no-folder': ({ folder, mailbox, names, more }) => {
    const some = names.map((name) => `“${name}”`).join(', ')
    const there =
      names.length === 0
        ? 'It has no folder that could be listed.'
        : `It has: ${some}${more > 0 ? ` and ${more} more` : ''}.`
    return `The mailbox ${mailbox} has no folder named “${folder}”. ${there}`
  },
  'ended-here': () =>
    'Sendproof ended while this message was being handed over, so the server’s answer is not known.',
}
