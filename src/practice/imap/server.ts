/** IMAP as far as looking goes: sign in, list, count, EXAMINE. Nothing here can change a mailbox. @see reference 4.7, 7.4 */
import { createServer, type Server, type TLSSocket } from 'node:tls'
import { setTimeout as delay } from 'node:timers/promises'
import { exchangeAudiences } from '../directory/permissions.ts'
import type { TokenSigner } from '../entra/signing.ts'
import { type Folder, foldersOf } from '../exchange/folders.ts'
import { findUser, findUserById, latencyOf, type Tenant } from '../tenant.ts'

/** A line longer than any token is not a client of ours. */
const longestLine = 65_536
const capabilities = 'IMAP4 IMAP4rev1 AUTH=XOAUTH2 SASL-IR UNSELECT CHILDREN NAMESPACE'

interface Session {
  socket: TLSSocket
  /** the mailbox that is open to this session */
  mailbox: string | undefined
  authenticated: boolean
  /** the tag of an AUTHENTICATE that waits for its token */
  waiting: string | undefined
}

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
    socket.on('close', () => this.#sockets.delete(socket))
    socket.on('error', () => undefined) // a client that went away
    const session: Session = { socket, mailbox: undefined, authenticated: false, waiting: undefined }
    socket.write('* OK The Microsoft Exchange IMAP4 service is ready. [practice]\r\n')
    let text = ''
    let work = Promise.resolve()
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1')
      if (text.length > longestLine) return void socket.destroy()
      for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
        const line = text.slice(0, end)
        text = text.slice(end + 2)
        work = work.then(() => this.#answer(session, line)).catch(() => void socket.destroy())
      }
    })
  }

  async #answer(session: Session, line: string): Promise<void> {
    const wait = latencyOf(this.#tenant)
    if (wait > 0) await delay(wait)
    const say = (...lines: string[]) => {
      if (session.socket.writable) session.socket.write(lines.map((one) => `${one}\r\n`).join(''))
    }
    if (session.waiting !== undefined) {
      const tag = session.waiting
      session.waiting = undefined
      return say(await this.#authenticate(session, tag, line))
    }
    const [, tag = '*', name = '', rest = ''] = /^(\S+) (\S+) ?(.*)$/.exec(line) ?? []
    const command = name.toUpperCase()
    const args = words(rest)
    if (command === 'CAPABILITY')
      return say(`* CAPABILITY ${capabilities}`, `${tag} OK CAPABILITY completed.`)
    if (command === 'NOOP') return say(`${tag} OK NOOP completed.`)
    if (command === 'LOGOUT') {
      say('* BYE Microsoft Exchange Server IMAP4 server signing off.', `${tag} OK LOGOUT completed.`)
      session.socket.end()
      return
    }
    if (command === 'AUTHENTICATE' && !session.authenticated) {
      if (args[0]?.toUpperCase() !== 'XOAUTH2') return say(`${tag} NO AUTHENTICATE failed.`)
      if (args[1] !== undefined) return say(await this.#authenticate(session, tag, args[1]))
      session.waiting = tag
      return say('+ ')
    }
    if (!session.authenticated) return say(`${tag} BAD Command received in Invalid state.`)
    // the token was good, and yet the mailbox is not open to this user
    if (session.mailbox === undefined) return say(`${tag} BAD User is authenticated but not connected.`)
    return say(...this.#look(session.mailbox, tag, command, args))
  }

  async #authenticate(session: Session, tag: string, encoded: string): Promise<string> {
    const refused = `${tag} NO AUTHENTICATE failed.`
    const text = Buffer.from(encoded, 'base64').toString('utf8')
    const parts = text.split('\u0001')
    const user = /^user=(.+)$/
      .exec(parts[0] ?? '')?.[1]
      ?.trim()
      .toLowerCase()
    const token = /^auth=Bearer (.+)$/i.exec(parts[1] ?? '')?.[1]
    if (user === undefined || token === undefined) return refused
    const verified = await this.#signer.verifyAccess(token, exchangeAudiences)
    if (!verified.ok) return refused
    const { oid, scp } = verified.claims
    const person = typeof oid === 'string' ? findUserById(this.#tenant, oid) : undefined
    const mayImap = typeof scp === 'string' && scp.split(' ').includes('IMAP.AccessAsUser.All')
    if (!mayImap || person === undefined || !person.enabled) return refused
    session.authenticated = true
    const mailbox = findUser(this.#tenant, user)
    const letIn = this.#tenant.state.fullAccess.some(
      (grant) => grant.mailbox === user && grant.trustee === person.address,
    )
    if (mailbox !== undefined && (mailbox.id === person.id || letIn)) session.mailbox = mailbox.address
    return `${tag} OK AUTHENTICATE completed.`
  }

  #look(mailbox: string, tag: string, command: string, args: readonly string[]): string[] {
    switch (command) {
      case 'NAMESPACE':
        return ['* NAMESPACE (("" "/")) NIL NIL', `${tag} OK NAMESPACE completed.`]
      case 'LIST':
      case 'LSUB':
        if (args[1] === '')
          return [`* ${command} (\\Noselect \\HasChildren) "/" ""`, `${tag} OK ${command} completed.`]
        return [
          ...foldersOf(this.#tenant, mailbox)
            .filter((folder) => matches(pathOf(this.#tenant, mailbox, folder), args[1] ?? '*'))
            .map((folder) => `* ${command} (${attributes(folder)}) "/" ${this.#name(mailbox, folder)}`),
          `${tag} OK ${command} completed.`,
        ]
      case 'STATUS': {
        const folder = this.#find(mailbox, args[0])
        if (folder === undefined) return [`${tag} NO ${args[0] ?? ''} doesn't exist.`]
        const { total, unseen } = this.#counts(mailbox, folder)
        const known: Readonly<Record<string, number>> = {
          MESSAGES: total,
          RECENT: 0,
          UIDNEXT: total + 1,
          UIDVALIDITY: 14,
          UNSEEN: unseen,
        }
        const asked = args
          .slice(1)
          .map((word) => word.replace(/[()]/g, '').toUpperCase())
          .filter((word) => known[word] !== undefined)
        return [
          `* STATUS ${this.#name(mailbox, folder)} (${asked.map((word) => `${word} ${known[word]}`).join(' ')})`,
          `${tag} OK STATUS completed.`,
        ]
      }
      case 'EXAMINE': {
        const folder = this.#find(mailbox, args[0])
        if (folder === undefined) return [`${tag} NO ${args[0] ?? ''} doesn't exist.`]
        const { total } = this.#counts(mailbox, folder)
        return [
          `* ${total} EXISTS`,
          '* 0 RECENT',
          '* FLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft $MDNSent)',
          '* OK [PERMANENTFLAGS ()] Permanent flags',
          '* OK [UIDVALIDITY 14] UIDVALIDITY value',
          `* OK [UIDNEXT ${total + 1}] The next unique identifier value`,
          `${tag} OK [READ-ONLY] EXAMINE completed.`,
        ]
      }
      case 'CLOSE':
      case 'UNSELECT':
        return [`${tag} OK ${command} completed.`]
      default:
        return [`${tag} BAD The practice tenant only looks: ${command} is not played.`]
    }
  }

  #find(mailbox: string, name: string | undefined): Folder | undefined {
    const wanted = (name ?? '').toLowerCase()
    return foldersOf(this.#tenant, mailbox).find(
      (folder) => pathOf(this.#tenant, mailbox, folder).toLowerCase() === wanted,
    )
  }

  #name(mailbox: string, folder: Folder): string {
    const path = pathOf(this.#tenant, mailbox, folder)
    return path === 'INBOX' ? path : `"${path.replace(/["\\]/g, '\\$&')}"`
  }

  #counts(mailbox: string, folder: Folder): { total: number; unseen: number } {
    const total = this.#tenant.messages.of(mailbox, folder.id).length
    return { total, unseen: folder.id === 'sentitems' ? 0 : total }
  }
}

/** Folders inside folders are joined with a slash, and the Inbox has its own spelling. */
function pathOf(tenant: Tenant, mailbox: string, folder: Folder): string {
  if (folder.id === 'inbox') return 'INBOX'
  const above = foldersOf(tenant, mailbox).find(({ id }) => id === folder.parent)
  return above === undefined ? folder.displayName : `${pathOf(tenant, mailbox, above)}/${folder.displayName}`
}

function attributes(folder: Folder): string {
  const use = { sentitems: '\\Sent ', junkemail: '\\Junk ' }[folder.id] ?? ''
  return `${use}\\HasNoChildren`
}

function matches(path: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('%', '[^/]*')
  return new RegExp(`^${source}$`, 'i').test(path)
}

/** Words and quoted strings; brackets stay with their words. */
function words(text: string): string[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replace(/\\(.)/g, '$1'),
  )
}
