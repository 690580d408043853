import { describe, expect, it } from 'vitest'
import { callFailure } from '../../../src/main/adapters/network/call-failure.ts'

const where = 'graph.microsoft.com'
const coded = (message: string, members: object) => Object.assign(new Error(message), members)
const fetchFailed = (cause: Error) => new TypeError('fetch failed', { cause })

/** What undici throws on the command line, and Chromium's stack in the window. */
const cases: readonly (readonly [string, unknown, string])[] = [
  ['a name DNS does not know', fetchFailed(coded('getaddrinfo', { code: 'ENOTFOUND' })), 'unsent connect'],
  ['a refused connection', fetchFailed(coded('connect', { code: 'ECONNREFUSED' })), 'unsent connect'],
  [
    'two addresses that both refuse',
    fetchFailed(new AggregateError([coded('connect', { code: 'ECONNREFUSED', syscall: 'connect' })])),
    'unsent connect',
  ],
  [
    'a firewall that forbids',
    fetchFailed(coded('connect EACCES', { code: 'EACCES', syscall: 'connect' })),
    'unsent connect',
  ],
  ['a connection in no time', fetchFailed(coded('x', { code: 'UND_ERR_CONNECT_TIMEOUT' })), 'unsent connect'],
  [
    'a proxy that wants a sign-in',
    fetchFailed(coded('Proxy response (407) !== 200 when HTTP Tunneling', { code: 'UND_ERR_ABORTED' })),
    'unsent connect',
  ],
  [
    'a certificate of somebody else',
    fetchFailed(coded('alt', { code: 'ERR_TLS_CERT_ALTNAME_INVALID' })),
    'unsent tls',
  ],
  [
    'an inspecting proxy nobody trusts',
    fetchFailed(coded('self-signed', { code: 'SELF_SIGNED_CERT_IN_CHAIN' })),
    'unsent tls',
  ],
  [
    'a handshake that was cut',
    fetchFailed(
      coded('Client network socket disconnected before secure TLS connection was established', {
        code: 'ECONNRESET',
      }),
    ),
    'unsent tls',
  ],
  [
    'an authority file that is gone',
    coded("ENOENT: no such file, open '/ca.pem'", { code: 'ENOENT', syscall: 'open' }),
    'unsent tls',
  ],
  ['a redirect', fetchFailed(new Error('unexpected redirect')), 'redirected'],
  [
    'a connection that was reset',
    fetchFailed(coded('read', { code: 'ECONNRESET', syscall: 'read' })),
    'lost',
  ],
  ['a server that hung up', fetchFailed(coded('other side closed', { code: 'UND_ERR_SOCKET' })), 'lost'],
  ['an answer that never began', fetchFailed(coded('x', { code: 'UND_ERR_HEADERS_TIMEOUT' })), 'lost'],
  ['a word nobody knows', 'odd', 'lost'],
  ['Chromium without a name', new Error('net::ERR_NAME_NOT_RESOLVED'), 'unsent connect'],
  ['Chromium without a network', new Error('net::ERR_INTERNET_DISCONNECTED'), 'unsent connect'],
  ['Chromium without its proxy', new Error('net::ERR_PROXY_CONNECTION_FAILED'), 'unsent connect'],
  ['Chromium without trust', new Error('net::ERR_CERT_AUTHORITY_INVALID'), 'unsent tls'],
  ['Chromium in a broken handshake', new Error('net::ERR_SSL_PROTOCOL_ERROR'), 'unsent tls'],
  [
    'Chromium before a redirect',
    new Error("Attempted to redirect, but redirect policy was 'error'"),
    'redirected',
  ],
  ['Chromium cut off', new Error('net::ERR_CONNECTION_RESET'), 'lost'],
  ['Chromium hung up on', new Error('net::ERR_CONNECTION_CLOSED'), 'lost'],
  ['Chromium out of time', new Error('net::ERR_TIMED_OUT'), 'lost'],
]

describe('a request that failed can have left this computer', () => {
  for (const [what, thrown, expected] of cases)
    it(`${expected === 'lost' ? 'perhaps' : 'not'}: ${what}`, () => {
      const failure = callFailure(thrown, where)
      expect(failure.kind === 'unsent' ? `unsent ${failure.stage}` : failure.kind).toBe(expected)
      expect(failure.reason.code).not.toBe('')
    })

  it('and is told without the secrets an error may carry', () => {
    const thrown = fetchFailed(new Error('Authorization: Bearer opaque-token-canary-7731'))
    expect(JSON.stringify(callFailure(thrown, where))).not.toContain('canary')
  })
})
