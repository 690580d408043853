/**
 * A limit for MSAL's loopback listener, which has none: it joins whatever any program on this PC, or a page in a browser,
 * posts to it, until a text of half a gigabyte ends the process. An answer of Microsoft Entra has a few kilobytes.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, Server } from 'node:http'

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
