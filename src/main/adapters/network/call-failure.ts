/**
 * Tells from what fetch threw whether a request can have left this computer. When in doubt it may have: a message
 * that is called unsent is sent again.
 */
import { redact } from '../../../domain/text/redact.ts'
import { certificateReasons, networkReasons } from './failure-reasons.ts'

export type CallFailure =
  | { readonly kind: 'unsent'; readonly stage: 'connect' | 'tls'; readonly why: string }
  | { readonly kind: 'redirected'; readonly why: string }
  | { readonly kind: 'lost'; readonly why: string }

/** Before a connection stands. `UND_` are undici's own; a `syscall` of connect or getaddrinfo says the same. */
const unconnected = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** A handshake that failed: TLS carries no request before it is through. */
const handshake =
  /^(?:ERR_TLS_CERT_|ERR_SSL_(?:WRONG_VERSION_NUMBER|UNSUPPORTED_PROTOCOL|NO_PROTOCOLS_AVAILABLE|PACKET_LENGTH_TOO_LONG|TLSV1_ALERT_PROTOCOL_VERSION|TLSV1_UNRECOGNIZED_NAME|SSLV3_ALERT_HANDSHAKE_FAILURE|SSL\/TLS_ALERT_HANDSHAKE_FAILURE|HTTP_REQUEST)$)/

/** Chromium's names for the same, in the message of Electron's error. */
const chromiumUnconnected =
  /net::ERR_(?:NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|DNS_[A-Z_]+|CONNECTION_REFUSED|CONNECTION_FAILED|CONNECTION_TIMED_OUT|ADDRESS_UNREACHABLE|ADDRESS_INVALID|INTERNET_DISCONNECTED|NETWORK_ACCESS_DENIED|PROXY_[A-Z_]+|TUNNEL_CONNECTION_FAILED|NO_SUPPORTED_PROXIES|MANDATORY_PROXY_CONFIGURATION_FAILED)\b/
const chromiumHandshake =
  /net::ERR_(?:CERT_[A-Z_]+|SSL_PROTOCOL_ERROR|SSL_VERSION_OR_CIPHER_MISMATCH|SSL_UNRECOGNIZED_NAME_ALERT|SSL_CLIENT_AUTH_CERT_NEEDED|BAD_SSL_CLIENT_AUTH_CERT)\b/

interface Link {
  readonly code: string
  readonly syscall: string
  readonly message: string
}

/** `where`: host and port, for the sentence. */
export function callFailure(thrown: unknown, where: string): CallFailure {
  const links = chainOf(thrown)
  const said = redact(links.map((link) => link.message).join(': '))
  const code = links.find((link) => link.code !== '')?.code ?? ''
  if (links.some((link) => /redirect/i.test(link.message)))
    return {
      kind: 'redirected',
      why: `${where} answered with a redirect, which is not followed; a proxy or portal may stand in between.`,
    }
  const certificate = links.find(
    (link) => certificateReasons[link.code] !== undefined || handshake.test(link.code),
  )
  if (certificate !== undefined) {
    const reason = certificateReasons[certificate.code] ?? 'the encryption could not be set up'
    return {
      kind: 'unsent',
      stage: 'tls',
      why: `${where} could not be trusted: ${reason} (${certificate.code}).`,
    }
  }
  if (chromiumHandshake.test(said) || /before secure TLS connection was established/i.test(said))
    return { kind: 'unsent', stage: 'tls', why: `Encryption with ${where} could not be set up: ${said}` }
  if (links.some((link) => link.syscall === 'open' || (link.syscall === 'read' && link.code === 'EISDIR')))
    return {
      kind: 'unsent',
      stage: 'tls',
      why: `The certificate authority file of the cloud cannot be used: ${said}`,
    }
  const unsent = links.some(
    (link) => unconnected.has(link.code) || link.syscall === 'connect' || link.syscall === 'getaddrinfo',
  )
  if (unsent || chromiumUnconnected.test(said) || /HTTP Tunneling/i.test(said)) {
    const reason = networkReasons[code]
    return {
      kind: 'unsent',
      stage: 'connect',
      why: `${where} cannot be reached: ${reason === undefined ? said : `${reason} (${code})`}.`,
    }
  }
  return { kind: 'lost', why: `The connection to ${where} ended before the answer was complete: ${said}` }
}

/** undici says “fetch failed” and keeps the reason in the cause, or in the errors of several tried addresses. */
function chainOf(thrown: unknown): Link[] {
  const links: Link[] = []
  let current: unknown = thrown
  while (current instanceof Error && links.length < 8) {
    const { code, syscall } = current as { code?: unknown; syscall?: unknown }
    links.push({
      code: typeof code === 'string' ? code : '',
      syscall: typeof syscall === 'string' ? syscall : '',
      message: current.message,
    })
    const tried: unknown = current instanceof AggregateError ? current.errors[0] : undefined
    current = current.cause ?? tried
  }
  return links.length > 0 ? links : [{ code: '', syscall: '', message: String(thrown) }]
}
