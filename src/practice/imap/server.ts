/** IMAP over TLS: sockets, lines, and one session each. */
import { createServer, type Server, type TLSSocket } from 'node:tls'
import { setTimeout as delay } from 'node:timers/promises'
import type { TokenSigner } from '../entra/signing.ts'
import { latencyOf, type Tenant } from '../tenant/tenant.ts'
import { CommandReader, parseCommand } from './command.ts'
import { ImapSession } from './session.ts'

export class ImapServer {
  readonly server: Server
  readonly #tenant: Tenant
  readonly #signer: TokenSigner
  readonly #sockets = new Set<TLSSocket>()

  constructor(tenant: Tenant, signer: TokenSigner) {
    this.#tenant = tenant
    this.#signer = signer
    const { certificate, privateKey } = tenant.state.certificates.server
    this.server = createServer({ key: privateKey, cert: certificate, minVersion: 'TLSv1.2' })
    this.server.on('secureConnection', (socket) => this.#serve(socket))
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve())
      for (const socket of this.#sockets) socket.destroy()
    })
  }

  #serve(socket: TLSSocket): void {
    this.#sockets.add(socket)
    const say = (text: string) => {
      if (socket.writable) socket.write(text, 'latin1')
    }
    const session = new ImapSession(this.#tenant, this.#signer, say, () => socket.end())
    socket.on('close', () => {
      this.#sockets.delete(socket)
      session.close()
    })
    socket.on('error', () => undefined) // a client that went away
    session.greet()
    const reader = new CommandReader()
    let work = Promise.resolve()
    socket.on('data', (chunk: Buffer) => {
      reader.feed(chunk)
      for (let next = reader.next(); next !== undefined; next = reader.next()) {
        if (next.kind === 'too-long') return void socket.destroy()
        const line = next.kind === 'line' ? next.text : undefined
        work = work.then(() => this.#answer(session, say, line)).catch(() => void socket.destroy())
      }
    })
  }

  async #answer(session: ImapSession, say: (text: string) => void, line: string | undefined): Promise<void> {
    if (line === undefined) return say('+ Ready for additional command text.\r\n')
    const wait = latencyOf(this.#tenant)
    if (wait > 0) await delay(wait)
    if (await session.continued(line)) return
    const command = parseCommand(line)
    if (command !== undefined) return session.run(command)
    session.bad(/^\S+/.exec(line)?.[0] ?? '*', 'Command Argument Error. 11')
  }
}
