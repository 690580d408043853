/** The loopback listener that MSAL brings for the answer to a sign-in: what it takes, and what the browser shows then. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, Server } from 'node:http'
import { escapeHtml } from '../../../domain/text/escape.ts'

/**
 * MSAL's listener has no limit: it joins whatever any program on this PC, or a page in a browser,
 * posts to it, until a text of half a gigabyte ends the process. An answer of Microsoft Entra has a few kilobytes.
 */
export const largestAnswer = 256 * 1024

/** Node tells of every request before its server sees it. */
const requests = 'http.server.request.start'

/** Holds the listener on `port` of this process to the limit; call what it answers with to let go. */
export function limitLoopback(port: number): () => void {
  const onRequest = (message: unknown) => {
    const { request, server } = message as { readonly request: IncomingMessage; readonly server: Server }
    const address = server.address()
    if (typeof address !== 'object' || address?.port !== port) return
    let bytes = 0
    request.on('data', (part: Buffer) => {
      bytes += part.length
      if (bytes > largestAnswer) request.destroy()
    })
  }
  subscribe(requests, onRequest)
  return () => void unsubscribe(requests, onRequest)
}

/** What the browser shows when the sign-in came back: the result itself is shown in Sendproof (reference 9.2). */
export interface ResultPage {
  readonly title: string
  readonly text: string
}
export interface ResultPages {
  /** What `Intl` calls the language of the texts. */
  readonly locale: string
  readonly success: ResultPage
  readonly failure: ResultPage
}

export function resultPage({ title, text }: ResultPage, locale: string): string {
  return `<!doctype html><html lang="${escapeHtml(locale)}"><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>body{font:16px "Segoe UI",system-ui,sans-serif;color:#242424;background:#fafafa;margin:15vh auto;max-width:28rem;padding:0 1rem}h1{font-size:1.4rem}@media (prefers-color-scheme:dark){body{color:#fff;background:#1f1f1f}}</style><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p></html>`
}
