/** An IMAP server on loopback, implicit TLS, whose answers to each command are given by the one who asks. */
import type { AddressInfo } from 'node:net'
import { createServer, type Server, type TLSSocket } from 'node:tls'
import { createCertificates } from '../../src/practice/tenant/certificates.ts'

/** The tagged answer without its tag, lines before it untagged; the words silence and drop mean what they say. */
export type ImapAnswer = string

export interface ImapScript {
  greeting?: ImapAnswer
  capability?: string
  authenticate?: ImapAnswer
  list?: ImapAnswer
  examine?: ImapAnswer
}

const certificates = createCertificates('imap', Date.now())
export const imapCa = certificates.ca.certificate

const capability = 'IMAP4rev1 AUTH=XOAUTH2 SASL-IR'

export class ScriptedImapServer {
  readonly commands: string[] = []
  readonly #server: Server
  readonly #sockets = new Set<TLSSocket>()

  private constructor(script: ImapScript) {
    this.#server = createServer(
      { key: certificates.server.privateKey, cert: certificates.server.certificate },
      (socket) => this.#serve(socket, script),
    )
    this.#server.on('tlsClientError', () => undefined)
  }

  static async start(script: ImapScript = {}): Promise<ScriptedImapServer> {
    const server = new ScriptedImapServer(script)
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve))
    return server
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** The commands' names alone. */
  get verbs(): string[] {
    return this.commands.map((line) => line.split(' ')[1]?.toUpperCase() ?? '')
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #serve(socket: TLSSocket, script: ImapScript): void {
    this.#sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => this.#sockets.delete(socket))
    const offered = script.capability ?? capability
    say(socket, '', script.greeting ?? `* OK [CAPABILITY ${offered}] scripted`)
    let buffer = ''
    let challenged = ''
    socket.on('data', (chunk: Buffer) => {
      buffer += chunk.toString('latin1')
      for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
        const line = buffer.slice(0, end)
        buffer = buffer.slice(end + 2)
        if (challenged !== '') {
          say(socket, challenged, script.authenticate?.split('\n').at(-1) ?? 'NO')
          challenged = ''
          continue
        }
        this.commands.push(line)
        const [tag = '', verb = ''] = line.split(' ')
        const answer = /^\S+ LIST "" ""$/.test(line)
          ? '* LIST (\\Noselect) "/" ""\nOK done'
          : answerTo(verb.toUpperCase(), script, offered)
        if (answer.startsWith('+ ')) {
          challenged = tag
          socket.write(`${answer.split('\n')[0] ?? ''}\r\n`)
        } else say(socket, tag, answer)
        if (verb.toUpperCase() === 'LOGOUT') socket.end()
      }
    })
  }
}

function answerTo(verb: string, script: ImapScript, offered: string): ImapAnswer {
  if (verb === 'CAPABILITY') return `* CAPABILITY ${offered}\nOK done`
  if (verb === 'AUTHENTICATE') return script.authenticate ?? 'OK AUTHENTICATE completed.'
  if (verb === 'LIST' || verb === 'XLIST')
    return (
      script.list ??
      '* LIST (\\HasNoChildren) "/" INBOX\n* LIST (\\HasNoChildren) "/" "FlexDeploy replies"\nOK LIST completed.'
    )
  if (verb === 'EXAMINE')
    return script.examine ?? '* 3 EXISTS\n* OK [UIDVALIDITY 1] ok\nOK [READ-ONLY] EXAMINE completed.'
  if (verb === 'LOGOUT') return '* BYE\nOK bye'
  if (verb === 'NOOP' || verb === 'ID' || verb === 'NAMESPACE' || verb === 'LSUB') return 'OK done'
  return 'BAD what is that'
}

function say(socket: TLSSocket, tag: string, answer: ImapAnswer): void {
  if (answer === 'silence') return
  if (answer === 'drop') return void socket.destroy()
  const lines = answer.split('\n')
  const last = lines.pop() ?? ''
  socket.write([...lines, tag === '' ? last : `${tag} ${last}`].map((line) => `${line}\r\n`).join(''))
}
