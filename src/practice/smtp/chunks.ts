/** The parser of a session that can also take a number of bytes as they are: BDAT (RFC 3030), which smtp-server has not. */
import { SMTPStream } from 'smtp-server/lib/smtp-stream.js'

type Then = (chunk: Buffer, resume: () => void) => void

export class ChunkStream extends SMTPStream {
  #left = 0
  #parts: Buffer[] = []
  #then: Then | undefined

  /** The next bytes are no commands; `then` gets all of them at once, and reading goes on when it says so. */
  take(bytes: number, then: Then): void {
    this._dataMode = true
    this.#left = bytes
    this.#parts = []
    this.#then = then
  }

  override _write(
    chunk: Buffer,
    encoding: BufferEncoding | 'buffer',
    next: (error?: Error | null) => void,
  ): void {
    const then = this.#then
    if (then === undefined || this.isClosed) return super._write(chunk, encoding, next)
    const part = chunk.subarray(0, this.#left)
    this.#parts.push(part)
    this.#left -= part.length
    if (this.#left > 0) return next()
    this.#then = undefined
    this._dataMode = false
    const rest = chunk.subarray(part.length)
    then(Buffer.concat(this.#parts), () => (rest.length > 0 ? super._write(rest, 'buffer', next) : next()))
  }
}
