/** Redirect URIs against Entra's rules. @see reference 2.1 */
import { shown, type Finding } from './finding.ts'

export interface RedirectContext {
  readonly platform?: 'web' | 'publicClient' | 'spa' | undefined
  /** What the recipe expects, filled in. */
  readonly expected?: string | undefined
  /** The other redirects of the registration. */
  readonly others?: readonly string[] | undefined
}

const field = 'redirect'
const nativeClient = 'https://login.microsoftonline.com/common/oauth2/nativeclient'
const loopbackHosts = ['localhost', '127.0.0.1']

export function lintRedirect(value: string, context: RedirectContext = {}): Finding[] {
  const uri = value.slice(0, 2000)
  if (uri.trim() === '')
    return [error('redirect-missing', 'The redirect URI is empty.', 'Copy it from the plan.')]
  const findings = [...characterFindings(uri), ...lengthFindings(value), ...schemeFindings(uri, context)]
  const url = URL.canParse(uri.trim()) ? new URL(uri.trim()) : null
  if (url === null) {
    if (!findings.some(({ severity }) => severity === 'error'))
      findings.push(
        error(
          'redirect-malformed',
          `“${shown(uri)}” is not an address.`,
          'Write it like https://server.contoso.com/path.',
        ),
      )
    return findings
  }
  return [
    ...findings,
    ...hostFindings(uri, url),
    ...platformFindings(url, context),
    ...expectedFindings(uri, url, context.expected),
    ...pairFindings(uri, url, context.others ?? []),
  ]
}

/** Rules 2 and 4. */
function characterFindings(uri: string): Finding[] {
  const findings: Finding[] = []
  if (uri !== uri.trim() || /[\s\p{Cc}\p{Cf}]/u.test(uri.trim()))
    findings.push(
      error(
        'redirect-blank',
        'The redirect URI holds a blank, a line break or an invisible character.',
        'Remove it.',
        uri.replace(/[\s\p{Cc}\p{Cf}]/gu, ''),
      ),
    )
  const bad = [...new Set(uri.match(/[!$'(),;]/g) ?? [])]
  if (bad.length > 0)
    findings.push(
      error(
        'redirect-character',
        `Entra does not take ${bad.join(' ')} in a redirect URI.`,
        'Leave these characters out.',
      ),
    )
  if (uri.includes('*'))
    findings.push(
      error(
        'redirect-wildcard',
        'A wildcard would send sign-ins to any address that fits.',
        'Register each address in full.',
      ),
    )
  if (uri.includes('#'))
    findings.push(error('redirect-fragment', 'A redirect URI cannot have a # in it.', 'End it before the #.'))
  if (uri.includes('\\'))
    findings.push(
      error(
        'redirect-backslash',
        'The redirect URI has a backslash in it.',
        'Use / instead.',
        uri.replaceAll('\\', '/'),
      ),
    )
  return findings
}

function lengthFindings(uri: string): Finding[] {
  return uri.length > 256
    ? [
        error(
          'redirect-length',
          `The redirect URI has ${uri.length} characters; Entra takes 256.`,
          'Shorten the path.',
        ),
      ]
    : []
}

/** Rule 1. */
function schemeFindings(uri: string, { platform }: RedirectContext): Finding[] {
  const scheme = /^\s*([A-Za-z][A-Za-z0-9+.-]*):/.exec(uri)?.[1]?.toLowerCase()
  const web = /^\s*https?:\/\//i.test(uri)
  if (web) {
    if (scheme === 'http' && !isLoopback(uri))
      return [
        error(
          'redirect-http',
          'Entra takes http only for this very machine (localhost).',
          'Write https.',
          uri.trim().replace(/^http:/i, 'https:'),
        ),
      ]
    return []
  }
  if (scheme === 'http' || scheme === 'https')
    return [
      error(
        'redirect-slashes',
        `After ${scheme}: there must be exactly two slashes.`,
        `Write ${scheme}://.`,
        uri.trim().replace(/^https?:[/\\]*/i, `${scheme}://`),
      ),
    ]
  if (scheme !== undefined && (scheme.startsWith('msal') || scheme === 'ms-appx-web') && platform !== 'web')
    return []
  // server.contoso.com:8443/path looks like a scheme as well
  if (scheme === undefined || scheme.includes('.') || /^\s*[^/]*:\d/.test(uri))
    return [
      error(
        'redirect-scheme-missing',
        'The redirect URI does not say https:// in front.',
        'Put https:// in front.',
        `https://${uri.trim().replace(/^\/+/, '')}`,
      ),
    ]
  return [
    error(
      'redirect-scheme',
      `Entra sends nobody to an address with ${shown(scheme)}:.`,
      'Use https://, or http://localhost.',
    ),
  ]
}

function hostFindings(uri: string, url: URL): Finding[] {
  if (!/^https?:$/.test(url.protocol)) return []
  const findings: Finding[] = []
  const written = /^\s*https?:\/\/([^/?#]*)/i.exec(uri)?.[1] ?? ''
  const host = url.hostname
  const runTogether = /^(localhost|127\.0\.0\.1)(?=[^.:/])/i.exec(written)
  if (runTogether !== null && host !== 'localhost') {
    const rest = written.slice(runTogether[0].length)
    findings.push(
      error(
        'redirect-host-run-together',
        `“${shown(written)}” is read as one host name; nothing listens there. The / after ${runTogether[0]} is missing.`,
        'Put the / back, and use plain http for this machine.',
        `http://${runTogether[0].toLowerCase()}/${rest}${url.pathname === '/' ? '' : url.pathname}`,
      ),
    )
  }
  if (url.username !== '' || url.password !== '')
    findings.push(
      error(
        'redirect-credentials',
        'The redirect URI holds a user name or password.',
        'Remove what stands before the @.',
      ),
    )
  if (url.protocol === 'https:' && loopbackHosts.includes(host))
    findings.push(
      warning(
        'redirect-https-loopback',
        'https on localhost is another address than http on localhost, and needs a trusted certificate on the workstation.',
        'Use http unless the product really listens with TLS.',
        uri.trim().replace(/^https:/i, 'http:'),
      ),
    )
  if (host === '[::1]')
    findings.push(
      error('redirect-ipv6', 'Entra does not support [::1].', 'Use http://localhost.', 'http://localhost'),
    )
  if (host === '127.0.0.1' && url.protocol === 'http:')
    findings.push(
      warning(
        'redirect-127',
        'The portal does not take http with 127.0.0.1; only the manifest or Graph does.',
        'Use http://localhost, or enter it in the manifest.',
        uri.trim().replace('127.0.0.1', 'localhost'),
      ),
    )
  if (!loopbackHosts.includes(host) && !host.includes('.') && runTogether === null)
    findings.push(
      warning(
        'redirect-short-host',
        `“${shown(host)}” is a short name: it works only on computers that can resolve it.`,
        'Use the full name that people type into the browser.',
      ),
    )
  if (/\/\.\.?(?:[/?#]|$)|%2e/i.test(uri))
    findings.push(
      error(
        'redirect-dots',
        'The path holds . or .. parts, which are taken out before it is compared.',
        'Write the path as it is.',
        url.href,
      ),
    )
  return findings
}

function platformFindings(url: URL, { platform }: RedirectContext): Finding[] {
  const loopback = loopbackHosts.includes(url.hostname) && url.protocol === 'http:'
  if (platform === 'spa')
    return [
      error(
        'redirect-spa',
        'Under Single-page application the product cannot redeem the code (AADSTS9002327).',
        'Register the address under Web, or under Mobile and desktop applications for a program on the workstation.',
      ),
    ]
  if (platform === 'web' && (url.href === nativeClient || url.protocol.startsWith('msal')))
    return [
      error(
        'redirect-platform',
        'This address belongs to programs on a workstation, not to the platform Web.',
        'Register it under Mobile and desktop applications.',
      ),
    ]
  if (platform === 'web' && loopback)
    return [
      warning(
        'redirect-platform',
        'http://localhost under Web makes the sign-in ask for a secret.',
        'Register it under Mobile and desktop applications.',
      ),
    ]
  if (
    platform === 'publicClient' &&
    url.protocol === 'https:' &&
    url.href !== nativeClient &&
    !loopbackHosts.includes(url.hostname)
  )
    return [
      warning(
        'redirect-platform',
        'A server address under Mobile and desktop makes the client public: a secret is then refused (AADSTS700025).',
        'Register a server’s address under Web.',
      ),
    ]
  return []
}

/** Rules 3 and 5: the path is compared letter by letter, the port of a loopback address is not. */
function expectedFindings(uri: string, url: URL, expected: string | undefined): Finding[] {
  if (expected === undefined || uri.trim() === expected || !URL.canParse(expected)) return []
  const want = new URL(expected)
  const use = (id: string, sentence: string): Finding[] => [
    error(id, sentence, 'Copy the address from the plan.', expected),
  ]
  if (url.protocol !== want.protocol)
    return use('redirect-scheme-differs', `The scheme should be ${want.protocol}//.`)
  if (url.hostname !== want.hostname)
    return use('redirect-host-differs', `The host should be ${shown(want.hostname)}.`)
  if (url.port !== want.port && !loopbackHosts.includes(url.hostname))
    return use(
      'redirect-port-differs',
      want.port === '' ? 'There should be no port in it.' : `The port should be ${want.port}.`,
    )
  if (url.pathname === want.pathname) return []
  if (url.pathname.toLowerCase() === want.pathname.toLowerCase())
    return use('redirect-path-case', 'Capital and small letters in the path count, and they differ.')
  if (url.pathname.replace(/\/$/, '') === want.pathname.replace(/\/$/, ''))
    return use('redirect-trailing-slash', 'The slash at the end makes it another address.')
  return use('redirect-path-differs', `The path should be ${shown(want.pathname)}.`)
}

function pairFindings(uri: string, url: URL, others: readonly string[]): Finding[] {
  if (!loopbackHosts.includes(url.hostname)) {
    if (url.pathname === '/' && !uri.trim().endsWith('/') && /^https?:$/.test(url.protocol))
      return [
        note(
          'redirect-no-path',
          'An address without a path comes back with a / at the end.',
          'Make sure the product expects that, or register the path.',
        ),
      ]
    return []
  }
  const twin = others.find((other) => {
    if (other === uri || !URL.canParse(other)) return false
    const { protocol, hostname, pathname, port } = new URL(other)
    return (
      protocol === url.protocol && hostname === url.hostname && pathname === url.pathname && port !== url.port
    )
  })
  return twin === undefined
    ? []
    : [
        error(
          'redirect-port-pair',
          'Another redirect differs from this one only by its port, which is not compared on localhost.',
          'Keep one of the two, without a port.',
        ),
      ]
}

function isLoopback(uri: string): boolean {
  return /^\s*http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/?#]|\s*$)/i.test(uri)
}

function error(id: string, sentence: string, fix: string, suggestion?: string): Finding {
  return { id, severity: 'error', field, sentence, fix, ...(suggestion === undefined ? {} : { suggestion }) }
}

function warning(id: string, sentence: string, fix: string, suggestion?: string): Finding {
  return { ...error(id, sentence, fix, suggestion), severity: 'warning' }
}

function note(id: string, sentence: string, fix: string): Finding {
  return { ...error(id, sentence, fix), severity: 'note' }
}
