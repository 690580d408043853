/** Chromium's DevTools protocol over its pipe: commands, replies and events by session. */
import type { Readable, Writable } from 'node:stream'

type Params = Readonly<Record<string, unknown>>
type Listener = (params: never) => void

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: Params
  readonly sessionId?: string
  readonly result?: Params
  readonly error?: { readonly message: string }
}

export class Cdp {
  readonly #out: Writable
  readonly #pending = new Map<
    number,
    { resolve: (value: never) => void; reject: (reason: Error) => void; method: string }
  >()
  readonly #listeners = new Map<string, Listener[]>()
  #lastId = 0
  #closed = false

  /** Messages are JSON texts that end in a zero byte. */
  constructor(input: Readable, output: Writable) {
    this.#out = output
    let rest: Buffer = Buffer.alloc(0)
    input.on('data', (chunk: Buffer) => {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
      for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
        const text = rest.toString('utf8', 0, end)
        rest = rest.subarray(end + 1)
        this.#receive(JSON.parse(text) as Message)
      }
    })
    input.on('close', () => this.#close())
    // The browser may be gone before the last command was written; its exit is told elsewhere.
    output.on('error', () => this.#close())
  }

  send<T = Params>(method: string, params: Params = {}, sessionId?: string): Promise<T> {
    if (this.#closed) return Promise.reject(new Error(`stand-in: ${method}: Chromium is gone`))
    this.#lastId += 1
    const id = this.#lastId
    return new Promise<T>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject, method })
      this.#out.write(
        `${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`,
      )
    })
  }

  /** `sessionId` undefined: events of the browser itself. */
  on<T>(method: string, sessionId: string | undefined, listener: (params: T) => void): void {
    const key = `${sessionId ?? ''} ${method}`
    this.#listeners.set(key, [...(this.#listeners.get(key) ?? []), listener])
  }

  #receive(message: Message): void {
    if (message.id !== undefined) {
      const waiting = this.#pending.get(message.id)
      this.#pending.delete(message.id)
      if (message.error === undefined) waiting?.resolve(message.result as never)
      else waiting?.reject(new Error(`${waiting.method}: ${message.error.message}`))
      return
    }
    const key = `${message.sessionId ?? ''} ${message.method ?? ''}`
    for (const listener of this.#listeners.get(key) ?? []) listener(message.params as never)
  }

  #close(): void {
    if (this.#closed) return
    this.#closed = true
    for (const { reject, method } of this.#pending.values())
      reject(new Error(`stand-in: ${method}: Chromium is gone`))
    this.#pending.clear()
  }
}
