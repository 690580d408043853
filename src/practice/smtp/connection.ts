/**
 * One SMTP session, speaking as Exchange Online does. smtp-server does the protocol; what it says in its own words
 * is said here in Exchange's, and connections are cut where a fault wants it.
 */
import type { SMTPServer } from 'smtp-server'
import { SMTPConnection } from 'smtp-server/lib/smtp-connection.js'
import { latencyOf, type Tenant } from '../tenant/tenant.ts'
import { ChunkStream } from './chunks.ts'
import { replies, type ServerNames, type SmtpReply } from './replies.ts'

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
  [421, 'Timeout', { code: 421, text: '4.4.1 Connection timed out' }],
  [421, 'Server shutting down', { code: 421, text: '4.3.2 Service not available' }],
  [
    421,
    'Error: too many',
    { code: 421, text: '4.7.0 Too many errors on this connection, closing transmission channel' },
  ],
  [501, 'Invalid BODY', { code: 501, text: '5.5.4 Unsupported BODY type' }],
  [501, 'Error: Bad sender', { code: 501, text: '5.1.7 Invalid address' }],
  [501, 'Error: Bad recipient', { code: 501, text: '5.1.3 Invalid address' }],
  [501, 'Error', { code: 501, text: '5.5.4 Invalid arguments' }],
  [501, 'Invalid', { code: 501, text: '5.5.4 Invalid arguments' }],
  [503, 'Error: nested MAIL', { code: 503, text: '5.5.2 Sender already specified' }],
  [503, 'Error: No identity', { code: 503, text: '5.5.2 Auth command already specified' }],
  [
    503,
    'Error: TLS already',
    { code: 503, text: '5.5.2 Only one STARTTLS command can be issued per session' },
  ],
  [503, 'Error: send HELO', { code: 503, text: '5.5.2 Send hello first' }],
  [503, 'Error: need MAIL', { code: 503, text: '5.5.2 Need mail command' }],
  [503, 'Error: need RCPT', { code: 503, text: '5.5.2 Need rcpt command' }],
  [503, 'Error', { code: 503, text: '5.5.2 Bad sequence of commands' }],
  [252, 'Try to send', replies.cannotVerify()],
  [552, 'Error', replies.tooBig()],
]
/** What HELP lists; BDAT among them. */
const commands = 'HELO EHLO STARTTLS RCPT DATA RSET MAIL QUIT HELP AUTH BDAT'
const commandTooLong: SmtpReply = { code: 500, text: '5.5.2 Command too long' }
/** The name a client gives itself is none. */
const badHello = /^Error: (?:Bad hostname|syntax: EHLO|Syntax: HELO)/
/** Jokes of smtp-server's that Exchange does not make. */
const notExchange = ['WIZ', 'SHELL', 'KILL', 'XCLIENT', 'XFORWARD', 'LHLO']

/** What may follow an address; each belongs to a capability that EHLO names. */
const parameters: Readonly<Record<string, readonly string[]>> = {
  MAIL: ['SIZE', 'BODY', 'RET', 'ENVID', 'AUTH', 'SMTPUTF8'],
  RCPT: ['NOTIFY', 'ORCPT'],
}

/** Whether everything behind the address is known; smtp-server takes whatever it does not know. */
function takesParameters(command: string, line: string): boolean {
  const known = parameters[command]
  const rest = /^\w+ +(?:FROM|TO): *<[^>]*>(.*)$/i.exec(line)?.[1]
  if (known === undefined || rest === undefined) return true
  const given = rest.split(' ').filter((one) => one !== '')
  return given.every((one) => known.includes((one.split('=')[0] ?? '').toUpperCase()))
}

/** The server as its sessions see it. */
export interface SessionServer extends SMTPServer {
  readonly tenant: Tenant
  /** What the server calls itself in one session, at this moment. */
  namesFor(sessionId: string): ServerNames
  /** STARTTLS takes the certificate from here a moment later. */
  chooseCertificate(): void
  /** A whole message, however it came; resolves to the reply, or to `cut` where the connection ends without one. */
  receive(raw: Buffer, session: SMTPConnection['session']): Promise<SmtpReply | 'cut'>
}

export class ExchangeConnection extends SMTPConnection {
  readonly #exchange: SessionServer
  readonly #chunks: Buffer[] = []
  /** the last line that was read: Exchange quotes one it does not know */
  #line = ''

  constructor(exchange: SessionServer, socket: Socket, options: Options) {
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

  #names(): ServerNames {
    return this.#exchange.namesFor(this.session.id)
  }

  override _createParser(): ChunkStream {
    const parser = new ChunkStream({ maxCommandLength: this._server.options.maxCommandLength })
    parser.oncommand = (command: Buffer, callback?: () => void) => this._onCommand(command, callback)
    // the one error there is: a line that is longer than any command
    parser.on('error', () => this.send(500, commandTooLong.text))
    return parser
  }

  override _sendGreeting(): void {
    const greeting = replies.greeting(this.#names(), this.#exchange.tenant.clock())
    super.send(greeting.code, greeting.text, false)
  }

  override send(code: number, data?: string | string[] | null, context?: string | false): void {
    const names = this.#names()
    if (Array.isArray(data)) return super.send(code, this.#capabilities(), false)
    const text = data ?? ''
    const authenticating =
      context === undefined && code === 501 && /userdata|aborted|username|AUTH/.test(text)
    // Exchange knows no 501 here: a cancelled or garbled exchange is a failed one (reference 4.2)
    if (authenticating) return this.#say(replies.authFailed(names))
    if (code === 500)
      return this.#say(
        text === commandTooLong.text ? commandTooLong : replies.unrecognized(names, this.#line),
      )
    if (code === 501 && badHello.test(text)) return this.#say(replies.badHello(names))
    if (code === 214) {
      super.send(214, ['This server supports the following commands:', commands], false)
      return
    }
    if (code === 250 && text.includes('Nice to meet you'))
      return this.#say(replies.hello(names, this.remoteAddress))
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
    const lines = [
      replies.hello(this.#names(), this.remoteAddress).text,
      `SIZE ${maximumSize}`,
      'PIPELINING',
      'DSN',
      'ENHANCEDSTATUSCODES',
    ]
    if (this.secure) lines.push('AUTH LOGIN XOAUTH2')
    else if (!this.#exchange.tenant.faults.on('no-starttls')) lines.push('STARTTLS')
    return [...lines, '8BITMIME', 'BINARYMIME', 'CHUNKING', 'SMTPUTF8']
  }

  override _onCommand(command: Buffer, callback?: () => void): void {
    const resume = callback ?? (() => undefined)
    if (this._upgrading || this._closing) return super._onCommand(command, resume)
    this.#later(() => {
      if (this._closed || this._closing) return
      // the lines of an AUTH exchange are data, not commands
      const name = this._nextHandler === false ? (command.toString().split(' ')[0] ?? '').toUpperCase() : ''
      if (this.#cutsAt(name)) return this.cut()
      this.#line = command.toString('latin1')
      if (name === 'RSET' || name === 'MAIL' || name === 'EHLO') this.#chunks.length = 0
      if (name === 'BDAT') return this.#takeChunk(this.#line, resume)
      const early = this.#refuseEarly(name)
      if (early === undefined)
        // smtp-server knows no BDAT and refuses what goes with it
        return super._onCommand(
          Buffer.from(this.#line.replace(/ BODY=BINARYMIME/i, ' BODY=8BITMIME'), 'latin1'),
          resume,
        )
      this.#say(early)
      setImmediate(resume)
    })
  }

  /** The bytes follow the command at once, whatever the answer will be. */
  #takeChunk(line: string, resume: () => void): void {
    const [, size = '', last] = /^BDAT (\d{1,9})( LAST)?\s*$/i.exec(line) ?? []
    if (size === '' || !(this._parser instanceof ChunkStream)) {
      this.#say(replies.badArguments())
      setImmediate(resume)
      return
    }
    const received = (chunk: Buffer, go: () => void) => {
      this.#receiveChunk(chunk, last !== undefined).then(go, () => this.cut())
    }
    if (Number(size) === 0) return received(Buffer.alloc(0), resume)
    this._parser.take(Number(size), received)
    resume()
  }

  async #receiveChunk(chunk: Buffer, last: boolean): Promise<void> {
    const { mailFrom, rcptTo } = this.session.envelope
    if (!this.session.user) return this.#say(replies.notAuthenticated(this.#names()))
    if (mailFrom === false) return this.#say(replies.needMail())
    if (rcptTo.length === 0) return this.#say(replies.needRecipient())
    this.#chunks.push(chunk)
    const size = this.#chunks.reduce((sum, one) => sum + one.length, 0)
    if (size <= maximumSize && !last) return this.#say(replies.chunk(chunk.length))
    const raw = Buffer.concat(this.#chunks)
    this.#chunks.length = 0
    const reply = size > maximumSize ? replies.tooBig() : await this.#exchange.receive(raw, this.session)
    if (reply === 'cut') return this.cut()
    this.#say(reply)
    this._resetSession()
  }

  #cutsAt(command: string): boolean {
    const { faults } = this.#exchange.tenant
    switch (command) {
      case 'EHLO':
      case 'HELO':
        return faults.on('drop-ehlo')
      case 'STARTTLS':
        return faults.on('drop-starttls')
      case 'BDAT':
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
    const { tenant } = this.#exchange
    const names = this.#names()
    if (notExchange.includes(command)) return replies.unrecognized(names, this.#line)
    if (command === 'AUTH' && !this.secure) return replies.notAuthenticated(names)
    if (command === 'MAIL' && !this.session.user) return replies.notAuthenticated(names)
    if (!takesParameters(command, this.#line)) return replies.unknownParameter()
    if (command === 'DATA' && /^DATA\s+\S/i.test(this.#line)) return replies.badArguments()
    if (command === 'STARTTLS' && tenant.faults.on('no-starttls'))
      return replies.unrecognized(names, this.#line)
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
