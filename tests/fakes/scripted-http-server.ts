/** An HTTP service on loopback whose every answer, or the lack of one, is decided by the one who asks. */
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  readonly method: string
  /** Decoded, with the query. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** Text as it is; anything else as JSON. */
  readonly body?: unknown
  /** The connection is cut after half of the body. */
  readonly truncated?: boolean
}

/** silence: the question is read and never answered. drop: the connection is cut instead of an answer. */
export type HttpAnswer = Reply | 'silence' | 'drop'

export class ScriptedHttpServer {
  readonly requests: Received[] = []
  connections = 0
  /** Questions without an answer yet, and the most at once. */
  open = 0
  most = 0
  readonly #server: Server
  readonly #answer: (request: Received, n: number) => HttpAnswer | Promise<HttpAnswer>

  private constructor(answer: (request: Received, n: number) => HttpAnswer | Promise<HttpAnswer>) {
    this.#answer = answer
    this.#server = createServer((request, response) => {
      this.open += 1
      this.most = Math.max(this.most, this.open)
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        const received = {
          method: request.method ?? '',
          url: decodeURIComponent(request.url ?? ''),
          headers: request.headers,
          body: Buffer.concat(parts).toString('utf8'),
        }
        void this.#reply(received, this.requests.push(received), response)
      })
      response.on('close', () => (this.open -= 1))
    })
    this.#server.on('connection', () => (this.connections += 1))
  }

  /** `answer` gets the question and its number, from 1. */
  static async start(
    answer: (request: Received, n: number) => HttpAnswer | Promise<HttpAnswer>,
  ): Promise<ScriptedHttpServer> {
    const server = new ScriptedHttpServer(answer)
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve))
    return server
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #reply(received: Received, n: number, response: ServerResponse): Promise<void> {
    const answer = await this.#answer(received, n)
    if (answer === 'silence') return
    if (answer === 'drop') return void response.socket?.destroy()
    const text =
      answer.body === undefined
        ? ''
        : typeof answer.body === 'string'
          ? answer.body
          : JSON.stringify(answer.body)
    const length = Buffer.byteLength(text)
    response.writeHead(answer.status, {
      ...(typeof answer.body === 'string' ? {} : { 'content-type': 'application/json' }),
      ...answer.headers,
      'content-length': answer.truncated === true ? length + 100 : length,
    })
    if (answer.truncated !== true) return void response.end(text)
    response.write(text.slice(0, Math.ceil(text.length / 2)), () => response.socket?.destroy())
    if (text === '') response.flushHeaders()
  }
}

/** Graph's error body. */
export function graphError(code: string, message = 'because'): Record<string, unknown> {
  return { error: { code, message, innerError: { 'request-id': 'r-1' } } }
}
