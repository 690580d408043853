/** A listener on loopback for one answer of the consent page, with the pages and the limit that sign-ins have. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { ConsentLanding, Landing } from '../../services/entra/consent-landing.port.ts'
import { limitLoopback, resultPage, type ResultPages } from './loopback.ts'
import { cancelled } from './sign-in-ending.ts'

export class LoopbackConsentLanding implements ConsentLanding {
  readonly #pages: ResultPages

  constructor(pages: ResultPages) {
    this.#pages = pages
  }

  async open({
    state,
    timeoutMs,
    signal,
  }: {
    readonly state: string
    readonly timeoutMs: number
    readonly signal: AbortSignal
  }): Promise<Result<Landing, AppError>> {
    if (signal.aborted) return err(cancelled())
    let settle: (answer: Result<URLSearchParams, AppError>) => void = () => undefined
    const answer = new Promise<Result<URLSearchParams, AppError>>((resolve) => (settle = resolve))
    let others = 0
    const { success, failure } = this.#pages
    const page = (response: ServerResponse, status: number, text: typeof success) => {
      response.writeHead(status, {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        connection: 'close',
      })
      response.end(resultPage(text, this.#pages.locale))
    }
    const server = createServer((request, response) => {
      const query = queryOf(request, (server.address() as AddressInfo | null)?.port)
      if (query === null) return void response.writeHead(404, { connection: 'close' }).end()
      if (query.get('state') !== state) {
        // A page in the browser may try; whoever has the state is the one that was asked.
        others += 1
        return page(response, 400, failure)
      }
      const agreed = query.get('error') === null && query.get('admin_consent')?.toLowerCase() === 'true'
      page(response, 200, agreed ? success : failure)
      settle(ok(query))
    })
    const port = await new Promise<number | null>((resolve) => {
      server.once('error', () => resolve(null))
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
    })
    if (port === null) return err({ code: 'consent-landing-unavailable' })
    const unlimit = limitLoopback(port)
    const timer = setTimeout(
      () => settle(err({ code: 'consent-timed-out', seconds: Math.round(timeoutMs / 1000), others })),
      timeoutMs,
    )
    const onAbort = () => settle(err(cancelled()))
    signal.addEventListener('abort', onAbort, { once: true })
    return ok({
      redirectUri: `http://localhost:${port}`,
      answer,
      close() {
        clearTimeout(timer)
        signal.removeEventListener('abort', onAbort)
        unlimit()
        server.close()
        server.closeIdleConnections()
      },
    })
  }
}

/** Only what a browser was sent here with: a GET of this very address. */
function queryOf(
  { method, url, headers }: IncomingMessage,
  port: number | undefined,
): URLSearchParams | null {
  if (method !== 'GET' || port === undefined) return null
  if (headers.host !== `localhost:${port}` && headers.host !== `127.0.0.1:${port}`) return null
  const address = URL.parse(url ?? '', `http://localhost:${port}`)
  return address?.pathname === '/' && address.searchParams.has('state') ? address.searchParams : null
}
