/** Redirect URIs against Entra's rules. @see reference 2.1 */
import { found, shown, type Finding } from '../problem/finding.ts'

export interface RedirectContext {
  readonly platform?: 'web' | 'publicClient' | 'spa' | undefined
  /** What the recipe expects, filled in. */
  readonly expected?: string | undefined
  /** The other redirects of the registration. */
  readonly others?: readonly string[] | undefined
}

const longest = 256
const nativeClient = 'https://login.microsoftonline.com/common/oauth2/nativeclient'
const loopbackHosts = ['localhost', '127.0.0.1']

/** An address as it stands in a registration or a product, against what is known around it. */
export function redirectFindings(value: string, context: RedirectContext = {}): Finding[] {
  const uri = value.slice(0, 2000)
  if (uri.trim() === '') return [found('redirect-missing', {})]
  const findings = [...characterFindings(uri), ...lengthFindings(value), ...schemeFindings(uri, context)]
  const url = URL.canParse(uri.trim()) ? new URL(uri.trim()) : null
  if (url === null) {
    if (!findings.some(({ severity }) => severity === 'error'))
      findings.push(found('redirect-malformed', { uri: shown(uri) }))
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
    findings.push(found('redirect-blank', {}, uri.replace(/[\s\p{Cc}\p{Cf}]/gu, '')))
  const characters = [...new Set(uri.match(/[!$'(),;]/g) ?? [])]
  if (characters.length > 0) findings.push(found('redirect-character', { characters }))
  if (uri.includes('*')) findings.push(found('redirect-wildcard', {}))
  if (uri.includes('#')) findings.push(found('redirect-fragment', {}))
  if (uri.includes('\\')) findings.push(found('redirect-backslash', {}, uri.replaceAll('\\', '/')))
  return findings
}

function lengthFindings({ length }: string): Finding[] {
  return length > longest ? [found('redirect-length', { length, most: longest })] : []
}

/** Rule 1. */
function schemeFindings(uri: string, { platform }: RedirectContext): Finding[] {
  const scheme = /^\s*([A-Za-z][A-Za-z0-9+.-]*):/.exec(uri)?.[1]?.toLowerCase()
  if (/^\s*https?:\/\//i.test(uri))
    return scheme === 'http' && !isLoopback(uri)
      ? [found('redirect-http', {}, uri.trim().replace(/^http:/i, 'https:'))]
      : []
  if (scheme === 'http' || scheme === 'https')
    return [found('redirect-slashes', { scheme }, uri.trim().replace(/^https?:[/\\]*/i, `${scheme}://`))]
  if (scheme !== undefined && (scheme.startsWith('msal') || scheme === 'ms-appx-web') && platform !== 'web')
    return []
  // server.contoso.com:8443/path looks like a scheme as well
  if (scheme === undefined || scheme.includes('.') || /^\s*[^/]*:\d/.test(uri))
    return [found('redirect-scheme-missing', {}, `https://${uri.trim().replace(/^\/+/, '')}`)]
  return [found('redirect-scheme', { scheme: shown(scheme) })]
}

function hostFindings(uri: string, url: URL): Finding[] {
  if (!/^https?:$/.test(url.protocol)) return []
  const findings: Finding[] = []
  const written = /^\s*https?:\/\/([^/?#]*)/i.exec(uri)?.[1] ?? ''
  const host = url.hostname
  const runTogether = /^(localhost|127\.0\.0\.1)(?=[^.:/])/i.exec(written)?.[0] ?? null
  if (runTogether !== null && host !== 'localhost') {
    const rest = written.slice(runTogether.length)
    findings.push(
      found(
        'redirect-host-run-together',
        { written: shown(written), host: runTogether },
        `http://${runTogether.toLowerCase()}/${rest}${url.pathname === '/' ? '' : url.pathname}`,
      ),
    )
  }
  if (url.username !== '' || url.password !== '') findings.push(found('redirect-credentials', {}))
  if (url.protocol === 'https:' && loopbackHosts.includes(host))
    findings.push(found('redirect-https-loopback', {}, uri.trim().replace(/^https:/i, 'http:')))
  if (host === '[::1]') findings.push(found('redirect-ipv6', {}, 'http://localhost'))
  if (host === '127.0.0.1' && url.protocol === 'http:')
    findings.push(found('redirect-127', {}, uri.trim().replace('127.0.0.1', 'localhost')))
  if (!loopbackHosts.includes(host) && !host.includes('.') && runTogether === null)
    findings.push(found('redirect-short-host', { host: shown(host) }))
  if (/\/\.\.?(?:[/?#]|$)|%2e/i.test(uri)) findings.push(found('redirect-dots', {}, url.href))
  return findings
}

function platformFindings(url: URL, { platform }: RedirectContext): Finding[] {
  const loopback = loopbackHosts.includes(url.hostname)
  switch (platform) {
    case 'spa':
      return [found('redirect-spa', {})]
    case 'web':
      if (url.href === nativeClient || url.protocol.startsWith('msal'))
        return [found('redirect-native-under-web', {})]
      return loopback && url.protocol === 'http:' ? [found('redirect-loopback-under-web', {})] : []
    case 'publicClient':
      return url.protocol === 'https:' && url.href !== nativeClient && !loopback
        ? [found('redirect-server-under-desktop', {})]
        : []
    case undefined:
      return []
  }
}

/** Rules 3 and 5: the path is compared letter by letter, the port of a loopback address is not. */
function expectedFindings(uri: string, url: URL, expected: string | undefined): Finding[] {
  if (expected === undefined || uri.trim() === expected || !URL.canParse(expected)) return []
  const want = new URL(expected)
  if (url.protocol !== want.protocol)
    return [found('redirect-scheme-differs', { wanted: want.protocol }, expected)]
  if (url.hostname !== want.hostname)
    return [found('redirect-host-differs', { wanted: shown(want.hostname) }, expected)]
  if (url.port !== want.port && !loopbackHosts.includes(url.hostname))
    return [found('redirect-port-differs', { wanted: want.port }, expected)]
  if (url.pathname === want.pathname) return []
  if (url.pathname.toLowerCase() === want.pathname.toLowerCase())
    return [found('redirect-path-case', {}, expected)]
  if (url.pathname.replace(/\/$/, '') === want.pathname.replace(/\/$/, ''))
    return [found('redirect-trailing-slash', {}, expected)]
  return [found('redirect-path-differs', { wanted: shown(want.pathname) }, expected)]
}

function pairFindings(uri: string, url: URL, others: readonly string[]): Finding[] {
  if (!loopbackHosts.includes(url.hostname))
    return url.pathname === '/' && !uri.trim().endsWith('/') && /^https?:$/.test(url.protocol)
      ? [found('redirect-no-path', {})]
      : []
  const twin = others.some((other) => {
    if (other === uri || !URL.canParse(other)) return false
    const { protocol, hostname, pathname, port } = new URL(other)
    return (
      protocol === url.protocol && hostname === url.hostname && pathname === url.pathname && port !== url.port
    )
  })
  return twin ? [found('redirect-port-pair', {})] : []
}

function isLoopback(uri: string): boolean {
  return /^\s*http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/?#]|\s*$)/i.test(uri)
}
