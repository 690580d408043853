/** Serves the page under app://ui/: a fixed list of files, one Content-Security-Policy, nothing else. */

/** The page's own address in parts: URL parts are compared, never URL strings. */
export const uiOrigin = { protocol: 'app:', host: 'ui', path: '/index.html' } as const
export const uiEntry = `${uiOrigin.protocol}//${uiOrigin.host}${uiOrigin.path}`

/** Declared before ready: a standard, secure scheme has an origin, so that 'self' in the policy means something. */
export const uiScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true },
}

/** What index.html carries where the nonce belongs; replaced with a fresh one at each load. */
export const noncePlaceholder = 'NONCE-OF-THIS-LOAD'

const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  ttf: 'font/ttf',
}

/** Security list, item 7. Fluent writes its rules into style elements, hence the nonce. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'none'`,
    // the report, which is a document of its own origin (report-frame.ts)
    `frame-src ${uiOrigin.protocol}//report`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
    `object-src 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types 'none'`,
  ].join('; ')
}

export interface UiSource {
  /** Paths relative to the page's folder, with forward slashes, as the build listed them. */
  readonly files: readonly string[]
  read(file: string): Promise<Uint8Array<ArrayBuffer>>
  /** Unguessable, another one at each call. */
  newNonce(): string
}

/**
 * The handler of the app: scheme. A path is looked up in the build's list and is never joined to a folder
 * unless it is found there, so there is no path to traverse.
 */
export function createUiHandler(source: UiSource): (request: Request) => Promise<Response> {
  const known = new Map(source.files.map((file) => [`/${file}`, file]))

  return async (request) => {
    const nonce = source.newNonce()
    const url = new URL(request.url)
    if (url.protocol !== uiOrigin.protocol || url.host !== uiOrigin.host) return refusal(404, nonce)
    const file = known.get(url.pathname === '/' ? '/index.html' : url.pathname)
    if (file === undefined) return refusal(404, nonce)
    if (request.method !== 'GET') return refusal(405, nonce)
    const bytes = await source.read(file)
    const body = file.endsWith('.html')
      ? new TextDecoder().decode(bytes).replaceAll(noncePlaceholder, nonce)
      : bytes
    const type = contentTypes[file.slice(file.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
    return new Response(body, { status: 200, headers: { ...headers(nonce), 'Content-Type': type } })
  }
}

function headers(nonce: string): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(nonce),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  }
}

function refusal(status: 404 | 405, nonce: string): Response {
  return new Response(null, { status, headers: headers(nonce) })
}
