/**
 * One SMTP session, speaking as Exchange Online does. smtp-server does the protocol; what it says in its own words
 * is said here in Exchange's, and connections are cut where a fault wants it.
 */
import { SMTPConnection } from 'smtp-server/lib/smtp-connection.js'
import { latencyOf } from '../tenant.ts'
import type { ExchangeServer } from './server.ts'
import { replies, type SmtpReply } from './replies.ts'

type Socket = ConstructorParameters<typeof SMTPConnection>[1]
type Options = ConstructorParameters<typeof SMTPConnection>[2]

export const maximumSize = 157_286_400

/** smtp-server's own words (3.21.6) and Exchange's; everything else is sent as the handlers worded it. */
const wording: readonly [code: number, start: string, SmtpReply][] = [
  [220, 'Ready to start TLS', { code: 220, text: '2.0.0 SMTP server ready' }],
  [221, 'Bye', { code: 221, text: '2.0.0 Service closing transmission channel' }],
  [235, 'Authentication successful', { code: 235, text: '2.7.0 Authentication successful' }],
  [250, 'Accepted', { code: 250, text: '2.1.0 Sender OK' }],
  [250, 'Flushed', { code: 250, text: '2.0.0 Resetting' }],
  [250, 'OK', { code: 250, text: '2.0.0 OK' }],
  [354, 'End data', { code: 354, text: 'Start mail input; end with <CRLF>.<CRLF>' }],
  [500, 'Error: command not recognized', replies.unrecognized()],
  [501, 'Error: Bad sender', { code: 501, text: '5.1.7 Invalid address' }],
  [501, 'Error: Bad recipient', { code: 501, text: '5.1.3 Invalid address' }],
  [501, 'Error', { code: 501, text: '5.5.4 Invalid arguments' }],
  [503, 'Error: send HELO', { code: 503, text: '5.5.2 Send hello first' }],
  [503, 'Error: need MAIL', { code: 503, text: '5.5.2 Need mail command' }],
  [503, 'Error: need RCPT', { code: 503, text: '5.5.2 Need rcpt command' }],
  [503, 'Error', { code: 503, text: '5.5.2 Bad sequence of commands' }],
  [552, 'Error', replies.tooBig()],
]

export class ExchangeConnection extends SMTPConnection {
  readonly #exchange: ExchangeServer

  constructor(exchange: ExchangeServer, socket: Socket, options: Options) {
    super(exchange, socket, options)
    this.#exchange = exchange
  }

  /** No wait for early talkers and no name lookup: only the loopback can be at the other end. */
  override init(): void {
    this._setListeners(() => {
      if (this.#exchange.tenant.faults.on('drop-connect')) return this.cut()
      this.#later(() => this.connectionReady())
    })
  }

  override _sendGreeting(): void {
    const { names, tenant } = this.#exchange
    const greeting = replies.greeting(names, tenant.clock())
    super.send(greeting.code, greeting.text, false)
  }

  override send(code: number, data?: string | string[] | null, context?: string | false): void {
    const { names } = this.#exchange
    if (Array.isArray(data)) return super.send(code, this.#capabilities(), false)
    const text = data ?? ''
    const authenticating =
      context === undefined && code === 501 && /userdata|aborted|username|AUTH/.test(text)
    // Exchange knows no 501 here: a cancelled or garbled exchange is a failed one (reference 4.2)
    if (authenticating) return this.#say(replies.authFailed(names))
    if (code === 530) return this.#say(replies.notAuthenticated(names))
    if (code === 538) return this.#say(replies.notAuthenticated(names))
    if (code === 504) return this.#say(replies.unknownMechanism(names))
    if (code === 452) return this.#say(replies.tooManyRecipients(names))
    if (code === 250 && context === 'RCPT_TO_OK') return this.#say(replies.recipientOk())
    const known = wording.find(([from, start]) => from === code && text.startsWith(start))
    if (known !== undefined && context !== 'DATA_OK') return this.#say(known[2])
    super.send(code, text === '' ? null : text, false)
  }

  #say(reply: SmtpReply): void {
    super.send(reply.code, reply.text, false)
  }

  #capabilities(): string[] {
    const { names } = this.#exchange
    const lines = [
      `${names.edge} Hello [${this.remoteAddress}]`,
      `SIZE ${maximumSize}`,
      'PIPELINING',
      'DSN',
      'ENHANCEDSTATUSCODES',
    ]
    if (this.secure) lines.push('AUTH LOGIN XOAUTH2')
    else if (!this.#exchange.tenant.faults.on('no-starttls')) lines.push('STARTTLS')
    return [...lines, '8BITMIME', 'SMTPUTF8']
  }

  override _onCommand(command: Buffer, callback?: () => void): void {
    const resume = callback ?? (() => undefined)
    if (this._upgrading || this._closing) return super._onCommand(command, resume)
    this.#later(() => {
      if (this._closed || this._closing) return
      // the lines of an AUTH exchange are data, not commands
      const name = this._nextHandler === false ? (command.toString().split(' ')[0] ?? '').toUpperCase() : ''
      if (this.#cutsAt(name)) return this.cut()
      const early = this.#refuseEarly(name)
      if (early === undefined) return super._onCommand(command, resume)
      this.#say(early)
      setImmediate(resume)
    })
  }

  #cutsAt(command: string): boolean {
    const { faults } = this.#exchange.tenant
    switch (command) {
      case 'EHLO':
      case 'HELO':
        return faults.on('drop-ehlo')
      case 'STARTTLS':
        return faults.on('drop-starttls')
      case 'DATA': {
        const from = this.session.envelope.mailFrom
        return from !== false && faults.hits('drop-data', from.address)
      }
      default:
        return false
    }
  }

  /** What Exchange refuses before it looks any further. */
  #refuseEarly(command: string): SmtpReply | undefined {
    const { names, tenant } = this.#exchange
    if (command === 'AUTH' && !this.secure) return replies.notAuthenticated(names)
    if (command === 'MAIL' && !this.session.user) return replies.notAuthenticated(names)
    if (command === 'STARTTLS' && tenant.faults.on('no-starttls')) return replies.unrecognized()
    return undefined
  }

  override upgrade(callback: () => void, secureCallback?: () => void): void {
    this.#exchange.chooseCertificate()
    super.upgrade(callback, secureCallback)
  }

  /** Cuts the connection without a word. */
  cut(): void {
    this._socket.destroy()
  }

  #later(run: () => void): void {
    const wait = latencyOf(this.#exchange.tenant)
    if (wait > 0) setTimeout(run, wait).unref()
    else run()
  }
}
