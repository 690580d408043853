/** One IMAP session, speaking as Exchange Online does: looking, marking and adding; nothing here deletes. @see reference 7.4 */
import { createFolder, type Folder } from '../exchange/folders.ts'
import { newMessageId } from '../tenant/messages.ts'
import type { TokenSigner } from '../entra/signing.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { appended } from './append.ts'
import { type Command, textOf, type Token } from './command.ts'
import { fetched, fetchItems } from './fetch.ts'
import { decoded, findByPath } from './folder-names.ts'
import { listLines, selectLines, statusLine, uidValidity } from './listing.ts'
import { OpenFolder } from './open-folder.ts'
import { search } from './search.ts'
import { signIn } from './sign-in.ts'
import { store } from './store.ts'

/** One tenant seen in September 2026; another one had AUTH=PLAIN instead of LOGINDISABLED. */
const capabilities =
  'IMAP4 IMAP4rev1 AUTH=XOAUTH2 LOGINDISABLED SASL-IR UIDPLUS MOVE ID UNSELECT CHILDREN IDLE NAMESPACE LITERAL+'
/** What takes something away from somebody. */
const deleting = ['EXPUNGE', 'COPY', 'MOVE', 'DELETE', 'RENAME']

const tooManyMistakes = 3
const invalidState = 'Command received in Invalid state.'
const setIsInvalid = 'The specified message set is invalid.'

export class ImapSession {
  readonly #tenant: Tenant
  readonly #signer: TokenSigner
  readonly #send: (text: string) => void
  readonly #end: () => void
  /** undefined until the sign-in; then the mailbox, null where the token opened none */
  #mailbox: string | null | undefined
  #open: OpenFolder | undefined
  /** the tag of an AUTHENTICATE that waits for its token */
  #waiting: string | undefined
  #idle: { tag: string; stop: () => void } | undefined
  #mistakes = 0

  /** @param send bytes, one character each */
  constructor(tenant: Tenant, signer: TokenSigner, send: (text: string) => void, end: () => void) {
    this.#tenant = tenant
    this.#signer = signer
    this.#send = send
    this.#end = end
  }

  #say(...lines: string[]): void {
    this.#send(lines.map((line) => `${line}\r\n`).join(''))
  }

  /** With the third mistake of a session Exchange has heard enough. */
  bad(tag: string, text: string): void {
    this.#mistakes += 1
    this.#say(`${tag} BAD ${text}`)
    if (this.#mistakes < tooManyMistakes) return
    this.#say('* BYE Connection closed. 14')
    this.#end()
  }

  greet(): void {
    const host = Buffer.from('AM0PR04CA0001.EURPRD04.PROD.OUTLOOK.COM', 'utf16le').toString('base64')
    this.#say(`* OK The Microsoft Exchange IMAP4 service is ready. [${host}]`)
  }

  close(): void {
    this.#idle?.stop()
    this.#idle = undefined
  }

  /** A line that is no command of its own: the token after a challenge, or the end of an IDLE. */
  async continued(line: string): Promise<boolean> {
    if (this.#idle !== undefined) {
      const { tag } = this.#idle
      this.close()
      if (line.toUpperCase() === 'DONE') this.#say(`${tag} OK IDLE completed.`)
      else this.bad(tag, 'Command Argument Error. 11')
      return true
    }
    if (this.#waiting === undefined) return false
    const tag = this.#waiting
    this.#waiting = undefined
    await this.#authenticate(tag, line)
    return true
  }

  async run({ tag, name, args }: Command): Promise<void> {
    switch (name) {
      case 'CAPABILITY':
        return this.#say(`* CAPABILITY ${capabilities}`, `${tag} OK CAPABILITY completed.`)
      case 'ID':
        return this.#say(
          '* ID ("name" "Microsoft.Exchange.Imap4.Imap4Server" "version" "15.20")',
          `${tag} OK ID completed`,
        )
      case 'NOOP':
      case 'CHECK':
        return this.#say(...(this.#open?.changes() ?? []), `${tag} OK ${name} completed.`)
      case 'LOGOUT':
        this.#say('* BYE Microsoft Exchange Server IMAP4 server signing off.', `${tag} OK LOGOUT completed.`)
        return this.#end()
    }
    if (this.#mailbox === undefined) return this.#before(tag, name, args)
    if (this.#mailbox === null) return this.bad(tag, 'User is authenticated but not connected.')
    const answered = await this.#inMailbox(this.#mailbox, tag, name, args)
    if (!answered) this.bad(tag, 'Command Argument Error. 11')
  }

  async #before(tag: string, name: string, args: readonly Token[]): Promise<void> {
    const initial = textOf(args[1])
    switch (name) {
      case 'LOGIN':
        return this.#say(`${tag} NO LOGIN failed.`)
      case 'AUTHENTICATE':
        if (textOf(args[0])?.toUpperCase() !== 'XOAUTH2') return this.#say(`${tag} NO AUTHENTICATE failed.`)
        if (initial !== undefined) return this.#authenticate(tag, initial)
        this.#waiting = tag
        return this.#say('+ ')
      default:
        return this.bad(tag, invalidState)
    }
  }

  async #authenticate(tag: string, encoded: string): Promise<void> {
    const result = await signIn(this.#tenant, this.#signer, encoded)
    if (result.kind === 'refused') return this.#say(`${tag} NO AUTHENTICATE failed.`)
    this.#mailbox = result.kind === 'connected' ? result.mailbox : null
    this.#say(`${tag} OK AUTHENTICATE completed.`)
  }

  /** False: not understood. */
  async #inMailbox(mailbox: string, tag: string, name: string, args: Token[]): Promise<boolean> {
    const ok = (...lines: string[]) => {
      this.#say(...lines, `${tag} OK ${name} completed.`)
      return true
    }
    const no = (text: string) => {
      this.#say(`${tag} NO ${text}`)
      return true
    }
    const folder = () => {
      const path = textOf(args[0])
      return path === undefined ? undefined : findByPath(this.#tenant, mailbox, path)
    }
    if (deleting.includes(name)) return no(`${name} failed: the practice tenant deletes and moves nothing.`)
    switch (name) {
      case 'SUBSCRIBE':
      case 'UNSUBSCRIBE':
        // every folder is listed either way
        return folder() === undefined ? no(`${textOf(args[0]) ?? ''} doesn't exist.`) : ok()
      case 'NAMESPACE':
        return ok('* NAMESPACE (("" "/")) NIL NIL')
      case 'LIST':
      case 'LSUB':
        // neither the selection before the names nor the options after them: that is another capability
        if (args.length !== 2 || args.some(({ kind }) => kind === 'list')) return false
        return ok(...listLines(this.#tenant, mailbox, name, textOf(args[0]) ?? '', textOf(args[1]) ?? ''))
      case 'STATUS': {
        const found = folder()
        if (found === undefined) return no(`${textOf(args[0]) ?? ''} doesn't exist.`)
        const line = statusLine(this.#tenant, mailbox, found, args[1])
        return line === undefined ? false : ok(line)
      }
      case 'SELECT':
      case 'EXAMINE': {
        this.#open = undefined
        const found = folder()
        if (found === undefined) return no(`${textOf(args[0]) ?? ''} doesn't exist.`)
        return this.#select(mailbox, tag, found, name === 'EXAMINE')
      }
      case 'CREATE': {
        const path = textOf(args[0])?.replace(/\/$/, '')
        if (path === undefined) return false
        if (findByPath(this.#tenant, mailbox, path) !== undefined) return no('Mailbox already exists.') // text UNVERIFIED
        return this.#create(mailbox, path) ? ok() : no('CREATE failed: the folder above does not exist.')
      }
      case 'APPEND': {
        const found = folder()
        if (found === undefined) return no(`[TRYCREATE] ${textOf(args[0]) ?? ''} doesn't exist.`)
        const message = await appended(this.#tenant, mailbox, found.id, args.slice(1), newMessageId())
        if (message === undefined) return false
        const uid = this.#tenant.messages.uidOf(message)
        this.#say(
          ...(this.#open?.changes() ?? []),
          `${tag} OK [APPENDUID ${uidValidity} ${uid}] APPEND completed.`,
        )
        return true
      }
    }
    if (this.#open !== undefined) return this.#inFolder(this.#open, tag, name, args)
    this.bad(tag, invalidState)
    return true
  }

  async #inFolder(open: OpenFolder, tag: string, command: string, all: Token[]): Promise<boolean> {
    const byUid = command === 'UID'
    const name = byUid ? (textOf(all[0]) ?? '').toUpperCase() : command
    const args = byUid ? all.slice(1) : all
    const ok = (...lines: string[]) => {
      this.#say(...lines, `${tag} OK ${command} completed.`)
      return true
    }
    const no = (text: string) => {
      this.#say(`${tag} NO ${text}`)
      return true
    }
    const chosen = () => {
      const set = textOf(args[0])
      return set === undefined ? undefined : open.chosen(set, byUid)
    }
    // numbers that are not there are refused, identifiers that are not there are passed over
    const outside = !byUid && !open.holds(textOf(args[0]) ?? '')
    switch (name) {
      case 'CLOSE':
      case 'UNSELECT':
        this.#open = undefined
        return ok()
      case 'IDLE':
        return this.#startIdle(open, tag)
      case 'SEARCH': {
        const charset = textOf(args[0])?.toUpperCase() === 'CHARSET' ? textOf(args[1]) : undefined
        if (charset !== undefined && charset.toUpperCase() !== 'US-ASCII')
          return no('[BADCHARSET (US-ASCII)] The specified charset is not supported.')
        const found = search(open, args)
        if (found === undefined) return false
        const numbers = found.map(({ uid, number }) => ` ${byUid ? uid : number}`).join('')
        return ok(`* SEARCH${numbers}`)
      }
      case 'FETCH': {
        const [entries, items] = [chosen(), fetchItems(args[1], byUid)]
        if (entries === undefined || items === undefined) return false
        if (outside) return no(setIsInvalid)
        for (const entry of entries) this.#say(await fetched(open, entry, items))
        return ok()
      }
      case 'STORE': {
        const entries = chosen()
        if (entries === undefined) return false
        if (outside) return no(setIsInvalid)
        const stored = await store(open, entries, args.slice(1), byUid)
        if (stored === undefined) return false
        return stored.ok ? ok(...stored.lines) : no(`STORE failed: ${stored.why}`)
      }
      case 'EXPUNGE':
      case 'COPY':
      case 'MOVE':
        return no(`${name} failed: the practice tenant deletes and moves nothing.`)
      default:
        return false
    }
  }

  #select(mailbox: string, tag: string, folder: Folder, readOnly: boolean): boolean {
    this.#open = new OpenFolder(this.#tenant, mailbox, folder, readOnly)
    const ended = readOnly
      ? `${tag} OK [READ-ONLY] EXAMINE completed.`
      : `${tag} OK [READ-WRITE] SELECT completed.`
    this.#say(...selectLines(this.#tenant, this.#open), ended)
    return true
  }

  #create(mailbox: string, path: string): boolean {
    const slash = path.lastIndexOf('/')
    const above = slash < 0 ? undefined : findByPath(this.#tenant, mailbox, path.slice(0, slash))
    if (slash >= 0 && above === undefined) return false
    createFolder(this.#tenant, mailbox, decoded(path.slice(slash + 1)), above?.id)
    this.#tenant.file.save()
    return true
  }

  #startIdle(open: OpenFolder, tag: string): boolean {
    const tell = () => {
      const lines = open.changes()
      if (lines.length > 0) this.#say(...lines)
    }
    this.#say('+ IDLE accepted, awaiting DONE command.')
    this.#idle = { tag, stop: this.#tenant.messages.watch(tell) }
    tell()
    return true
  }
}
