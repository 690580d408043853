/** Where a mail server under test passes on what it took: tests read it there. Loopback, no TLS, no sign-in. */
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface Relayed {
  readonly from: string
  readonly to: readonly string[]
  readonly raw: string
}

export class MailSink {
  /** Oldest first. */
  readonly relayed: Relayed[] = []
  readonly #server: SMTPServer
  #arrived: () => void = () => undefined

  private constructor() {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      onData: (stream, session, done) => {
        const parts: Buffer[] = []
        stream.on('data', (part: Buffer) => parts.push(part))
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope
          this.relayed.push({
            from: mailFrom === false ? '' : mailFrom.address,
            to: rcptTo.map((one) => one.address),
            raw: Buffer.concat(parts).toString('utf8'),
          })
          done()
          this.#arrived()
        })
      },
    })
  }

  static async open(): Promise<MailSink> {
    const sink = new MailSink()
    await new Promise<void>((resolve, reject) => {
      sink.#server.once('error', reject)
      sink.#server.listen(0, '127.0.0.1', resolve)
    })
    return sink
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port
  }

  /** Waits for a server that queues what it took before it passes it on. */
  async holds(count: number): Promise<void> {
    while (this.relayed.length < count)
      await new Promise<void>((resolve) => {
        this.#arrived = resolve
      })
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }
}
