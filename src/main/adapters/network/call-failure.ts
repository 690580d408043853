/**
 * Tells from what fetch threw whether a request can have left this computer. When in doubt it may have: a message
 * that is called unsent is sent again.
 */
import { certificateCodes, unconnected, type Reason } from '../../../domain/run/reason.ts'
import { redact } from '../../../domain/text/redact.ts'

export type CallFailure =
  | { readonly kind: 'unsent'; readonly stage: 'connect' | 'tls'; readonly reason: Reason }
  | { readonly kind: 'redirected'; readonly reason: Reason }
  | { readonly kind: 'lost'; readonly reason: Reason }

/** Before a connection stands. `UND_` are undici's own; a `syscall` of connect or getaddrinfo says the same. */
const beforeConnection = new Set([
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
  /^ERR_SSL_(?:WRONG_VERSION_NUMBER|UNSUPPORTED_PROTOCOL|NO_PROTOCOLS_AVAILABLE|PACKET_LENGTH_TOO_LONG|TLSV1_ALERT_PROTOCOL_VERSION|TLSV1_UNRECOGNIZED_NAME|SSLV3_ALERT_HANDSHAKE_FAILURE|SSL\/TLS_ALERT_HANDSHAKE_FAILURE|HTTP_REQUEST)$/

/** Chromium's names for the same, in the message of Electron's error. */
const chromiumUnconnected =
  /net::ERR_(?:NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|DNS_[A-Z_]+|CONNECTION_REFUSED|CONNECTION_FAILED|CONNECTION_TIMED_OUT|ADDRESS_UNREACHABLE|ADDRESS_INVALID|INTERNET_DISCONNECTED|NETWORK_ACCESS_DENIED|PROXY_[A-Z_]+|TUNNEL_CONNECTION_FAILED|NO_SUPPORTED_PROXIES|MANDATORY_PROXY_CONFIGURATION_FAILED)\b/
const chromiumCertificate = /net::(ERR_CERT_[A-Z_]+)\b/
const chromiumHandshake =
  /net::ERR_(?:SSL_PROTOCOL_ERROR|SSL_VERSION_OR_CIPHER_MISMATCH|SSL_UNRECOGNIZED_NAME_ALERT|SSL_CLIENT_AUTH_CERT_NEEDED|BAD_SSL_CLIENT_AUTH_CERT)\b/

interface Link {
  readonly code: string
  readonly syscall: string
  readonly message: string
}

/** `server`: host and port. */
export function callFailure(thrown: unknown, server: string): CallFailure {
  const links = chainOf(thrown)
  const said = redact(links.map((link) => link.message).join(': '))
  const code = links.find((link) => link.code !== '')?.code ?? ''
  if (links.some((link) => /redirect/i.test(link.message)))
    return { kind: 'redirected', reason: { code: 'redirected', server } }
  const inTls = (reason: Reason): CallFailure => ({ kind: 'unsent', stage: 'tls', reason })
  const certificate = links.find(
    (link) => certificateCodes.has(link.code) || /^ERR_TLS_CERT_/.test(link.code),
  )
  if (certificate !== undefined) return inTls({ code: 'untrusted', server, certificate: certificate.code })
  const [, chromium] = chromiumCertificate.exec(said) ?? []
  if (chromium !== undefined) return inTls({ code: 'untrusted', server, certificate: chromium })
  const broken = links.some((link) => handshake.test(link.code)) || chromiumHandshake.test(said)
  if (broken || /before secure TLS connection was established/i.test(said))
    return inTls({ code: 'no-encryption', server, details: said })
  if (links.some((link) => link.syscall === 'open' || (link.syscall === 'read' && link.code === 'EISDIR')))
    return inTls({ code: 'ca-file', details: said })
  const unsent = links.some(
    (link) => beforeConnection.has(link.code) || link.syscall === 'connect' || link.syscall === 'getaddrinfo',
  )
  if (unsent || chromiumUnconnected.test(said) || /HTTP Tunneling/i.test(said))
    return { kind: 'unsent', stage: 'connect', reason: unconnected(nodeCode(code, said), server, said) }
  return { kind: 'lost', reason: { code: 'dropped', server, details: said } }
}

/** Chromium's names for what Node has codes of. */
function nodeCode(code: string, said: string): string {
  if (code !== '') return code
  if (/ERR_(?:NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|DNS_)/.test(said)) return 'ENOTFOUND'
  if (said.includes('ERR_CONNECTION_REFUSED')) return 'ECONNREFUSED'
  if (said.includes('ERR_CONNECTION_TIMED_OUT')) return 'ETIMEDOUT'
  if (/ERR_(?:ADDRESS_UNREACHABLE|INTERNET_DISCONNECTED)/.test(said)) return 'ENETUNREACH'
  return ''
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
