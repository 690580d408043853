/**
 * A mail server on loopback that follows a script: real TCP, real TLS, every reply (or the lack of one) decided by
 * the one who asks. It keeps all bytes it ever received, in clear and inside TLS.
 */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'
import { createCertificates } from '../../src/practice/tenant/certificates.ts'

/** A reply of one or more lines; the words silence and drop mean what they say. */
export type Answer = string

export interface Script {
  greeting?: Answer
  ehlo?: Answer
  /** After TLS; `ehlo` without STARTTLS and with AUTH unless given. */
  ehloTls?: Answer
  starttls?: Answer
  auth?: Answer
  /** The answer to the empty line after a 334 challenge. */
  afterChallenge?: Answer
  mail?: Answer
  rcpt?: Answer
  data?: Answer
  body?: Answer
  /** The script is forgotten after its first drop. */
  once?: boolean
  certificate?: 'trusted' | 'untrusted'
  tls?: { minVersion: 'TLSv1' | 'TLSv1.2'; maxVersion: 'TLSv1.1' | 'TLSv1.3' }
}

const trusted = createCertificates('scripted', Date.now())
const untrusted = createCertificates('somebody else', Date.now())

export const scriptedCa = trusted.ca.certificate

export class ScriptedSmtpServer {
  script: Script
  /** Everything every connection sent. */
  received = ''
  connections = 0
  /** Open just now, and the most at once. */
  open = 0
  most = 0
  readonly messages: string[] = []
  /** Bytes of message seen so far: 0 until the client hands it over. */
  bodyBytes = 0
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  readonly #present = new Set<Socket>()

  private constructor(script: Script) {
    this.script = script
    this.#server = createServer((socket) => this.#serve(socket))
  }

  static async start(script: Script = {}): Promise<ScriptedSmtpServer> {
    const server = new ScriptedSmtpServer(script)
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve))
    return server
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** Cuts every connection, as a server that is restarted does. */
  cutAll(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  async stop(): Promise<void> {
    this.cutAll()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #serve(raw: Socket): void {
    this.connections += 1
    this.open += 1
    this.most = Math.max(this.most, this.open)
    this.#sockets.add(raw)
    this.#present.add(raw)
    raw.on('close', () => {
      this.#left(raw)
      this.#sockets.delete(raw)
    })
    raw.on('error', () => undefined)
    const onData = this.#conversation(raw, raw, false)
    raw.on('data', onData)
    this.#say(raw, this.script.greeting ?? '220 scripted ESMTP')
  }

  #left(raw: Socket): void {
    if (this.#present.delete(raw)) this.open -= 1
  }

  #say(socket: Socket, answer: Answer): void {
    if (answer === 'drop') {
      if (this.script.once === true) this.script = {}
      socket.destroy()
    }
    if (answer !== 'drop' && answer !== 'silence') socket.write(`${answer.replaceAll('\n', '\r\n')}\r\n`)
  }

  #conversation(raw: Socket, socket: Socket, encrypted: boolean): (chunk: Buffer) => void {
    let buffer = ''
    let mode: 'commands' | 'body' | 'challenge' = 'commands'
    return (chunk) => {
      this.received += chunk.toString('latin1')
      buffer += chunk.toString('latin1')
      for (;;) {
        if (mode === 'body') {
          this.bodyBytes += chunk.length
          const end = buffer.indexOf('\r\n.\r\n')
          if (end < 0) return
          this.messages.push(buffer.slice(0, end))
          buffer = buffer.slice(end + 5)
          mode = 'commands'
          this.#say(socket, this.script.body ?? '250 2.0.0 OK <queued@scripted>')
          continue
        }
        const end = buffer.indexOf('\r\n')
        if (end < 0) return
        const line = buffer.slice(0, end)
        buffer = buffer.slice(end + 2)
        if (mode === 'challenge') {
          mode = 'commands'
          this.#say(socket, this.script.afterChallenge ?? '535 5.7.3 Authentication unsuccessful')
          continue
        }
        const verb = (line.split(' ')[0] ?? '').toUpperCase()
        if (verb === 'EHLO')
          this.#say(
            socket,
            encrypted
              ? (this.script.ehloTls ?? '250-scripted\n250-SIZE 157286400\n250 AUTH LOGIN XOAUTH2')
              : (this.script.ehlo ?? '250-scripted\n250-SIZE 157286400\n250 STARTTLS'),
          )
        else if (verb === 'STARTTLS') {
          const answer = this.script.starttls ?? '220 2.0.0 Ready'
          this.#say(socket, answer)
          if (answer.startsWith('220')) return this.#encrypt(raw)
        } else if (verb === 'AUTH') {
          const answer = this.script.auth ?? '235 2.7.0 Authentication successful'
          if (answer.startsWith('334')) mode = 'challenge'
          this.#say(socket, answer)
        } else if (verb === 'MAIL') this.#say(socket, this.script.mail ?? '250 2.1.0 Sender OK')
        else if (verb === 'RCPT') this.#say(socket, this.script.rcpt ?? '250 2.1.5 Recipient OK')
        else if (verb === 'DATA') {
          const answer = this.script.data ?? '354 Start mail input'
          if (answer.startsWith('354')) mode = 'body'
          this.#say(socket, answer)
          if (mode === 'body') return
        } else if (verb === 'QUIT') {
          // The session is over for the server when it answers, not when the last packet is gone.
          this.#left(raw)
          this.#say(socket, '221 2.0.0 Bye')
          socket.end()
        } else this.#say(socket, '500 5.5.1 Unrecognized command')
      }
    }
  }

  #encrypt(raw: Socket): void {
    const { server } = this.script.certificate === 'untrusted' ? untrusted : trusted
    raw.removeAllListeners('data')
    const secure = new TLSSocket(raw, {
      isServer: true,
      secureContext: createSecureContext({
        key: server.privateKey,
        cert: server.certificate,
        ...(this.script.tls === undefined ? {} : { ...this.script.tls, ciphers: 'DEFAULT@SECLEVEL=0' }),
      }),
    })
    secure.on('error', () => raw.destroy())
    secure.on('data', this.#conversation(raw, secure, true))
  }
}
