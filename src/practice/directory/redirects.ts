/**
 * Redirect addresses: what a registration may hold and which one a request meets.
 * @see reference 2.1
 */

export type RedirectPlatform = 'web' | 'publicClient' | 'spa'
export interface Redirect {
  platform: RedirectPlatform
  uri: string
}
type Verdict = { ok: true } | { ok: false; error: { code: string; text: string } }

const refuse = (code: string, text: string): Verdict => ({ ok: false, error: { code, text } })
const loopbackHosts = new Set(['localhost', '127.0.0.1'])
const nativeClient = /^msal[0-9a-f-]{36}:\/\/auth$/i

/** Is this the http loopback form, whose port is not compared? */
export function isLoopback(url: URL): boolean {
  return url.protocol === 'http:' && loopbackHosts.has(url.hostname)
}

export function checkRedirect(uri: string): Verdict {
  if (uri.length > 256) return refuse('redirect-too-long', 'A redirect address has at most 256 characters.')
  if (nativeClient.test(uri)) return { ok: true }
  if (/[!$'(),;\s]/.test(uri))
    return refuse(
      'redirect-characters',
      `"${uri}" has a character that Entra does not allow in a redirect address.`,
    )
  if (uri.includes('*')) return refuse('redirect-wildcard', `"${uri}" has a wildcard.`)
  if (!URL.canParse(uri)) return refuse('redirect-malformed', `"${uri}" is not an address.`)
  const url = new URL(uri)
  if (url.hash !== '') return refuse('redirect-fragment', `"${uri}" has a # part.`)
  if (url.hostname === '[::1]') return refuse('redirect-ipv6', 'Entra does not support [::1]; use localhost.')
  if (url.protocol === 'https:' || isLoopback(url)) return { ok: true }
  return refuse('redirect-scheme', `"${uri}" must start with https://; http is for localhost only.`)
}

/** A whole list: each one allowed, at most 256, and no two that differ only by the port on loopback. */
export function checkRedirects(redirects: readonly Redirect[]): Verdict {
  if (redirects.length > 256)
    return refuse('redirect-count', 'A registration has at most 256 redirect addresses.')
  const seen = new Map<string, string>()
  for (const { uri } of redirects) {
    const verdict = checkRedirect(uri)
    if (!verdict.ok) return verdict
    const key = comparable(uri) ?? uri
    const twin = seen.get(key)
    if (twin !== undefined)
      return refuse(
        'redirect-twice',
        twin === uri
          ? `"${uri}" is listed twice.`
          : `"${twin}" and "${uri}" differ only by port, which is not compared: keep one.`,
      )
    seen.set(key, uri)
  }
  return { ok: true }
}

/** The registered redirect a request's address meets, undefined for AADSTS50011. */
export function matchRedirect(registered: readonly Redirect[], requested: string): Redirect | undefined {
  const wanted = comparable(requested)
  if (wanted === undefined) return registered.find((redirect) => redirect.uri === requested)
  return registered.find((redirect) => comparable(redirect.uri) === wanted)
}

/** Scheme and host in small letters, path as it is, no port on loopback. */
function comparable(uri: string): string | undefined {
  if (nativeClient.test(uri) || !URL.canParse(uri)) return undefined
  const url = new URL(uri)
  if (url.hash !== '' || url.username !== '' || url.password !== '') return undefined
  const host = isLoopback(url) ? url.hostname : url.host
  return `${url.protocol}//${host}${url.pathname}${url.search}`
}
