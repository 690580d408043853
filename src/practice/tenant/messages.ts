/** Mail that arrived or was sent: kept in memory, and line by line in messages.jsonl when there is a folder. */
import { appendFile, readFile } from 'node:fs/promises'
import path from 'node:path'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { encodeWords } from 'nodemailer/lib/mime-funcs'
import { onDisk } from './disk.ts'

/** A header's text as mail carries it: encoded where it is more than ASCII. */
const inWords = (text: string) => encodeWords(text, 'B', 52, true)

const addressSchema = z.object({ name: z.string(), address: z.string() })
const storedMessage = z.object({
  id: z.string(),
  /** whose mailbox; for `sink` an address outside the tenant, where nothing was delivered */
  mailbox: z.string(),
  /**
   * id of the folder. Two are no folders: `sink` for an address outside, where nothing was delivered, and
   * `undelivered` for what the message trace knows and no mailbox holds.
   */
  folder: z.string(),
  /** what the message trace says of this copy; absent for one nobody sent through this tenant */
  trace: z.enum(['delivered', 'failed', 'pending', 'filteredAsSpam', 'expanded']).optional(),
  mailFrom: z.string(),
  authenticatedAs: z.string(),
  from: addressSchema,
  sender: addressSchema,
  to: z.array(addressSchema),
  cc: z.array(addressSchema),
  /** in the sender's own copies only */
  bcc: z.array(addressSchema).default([]),
  subject: z.string(),
  internetMessageId: z.string(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  /** how many of the headers, from the top, were added on the way and are not in `mime` */
  stamps: z.number().default(0),
  sentAt: z.number(),
  receivedAt: z.number(),
  body: z.object({ contentType: z.enum(['text', 'html']), content: z.string() }),
  hasAttachments: z.boolean(),
  /** the message as it was sent, one character a byte; absent for one too long to be kept */
  mime: z.string().optional(),
  size: z.number(),
  importance: z.enum(['low', 'normal', 'high']).default('normal'),
  categories: z.array(z.string()).default([]),
  /** read, answered, flagged: what a mail client sets; absent where nobody has looked yet */
  flags: z.array(z.enum(['seen', 'answered', 'flagged'])).optional(),
  /** this copy is no more: it was a draft, and has been sent */
  gone: z.boolean().default(false),
  /** written, not sent */
  draft: z.boolean().default(false),
})
export type StoredMessage = z.output<typeof storedMessage>
export type MailAddress = z.output<typeof addressSchema>

const fileName = 'messages.jsonl'

/** A line of the file is a message, or a later state of one that stands further up. */
export class MessageStore {
  readonly #file: string | undefined
  readonly #messages: StoredMessage[] = []
  /** The same by mailbox: ten thousand senders ask for their own. */
  readonly #byMailbox = new Map<string, StoredMessage[]>()
  /** in the order of arrival, from 1: what IMAP calls the unique identifier */
  readonly #uids = new Map<string, number>()
  readonly #listeners = new Set<(mailbox: string) => void>()
  #writing: Promise<void> = Promise.resolve()

  private constructor(file: string | undefined, messages: StoredMessage[]) {
    this.#file = file
    this.#keep(messages)
  }

  #keep(messages: readonly StoredMessage[]): void {
    for (const message of messages) {
      const own = this.#byMailbox.get(message.mailbox) ?? []
      this.#byMailbox.set(message.mailbox, own)
      if (this.#uids.has(message.id)) {
        replace(this.#messages, message)
        replace(own, message)
        continue
      }
      this.#uids.set(message.id, this.#uids.size + 1)
      this.#messages.push(message)
      own.push(message)
    }
    for (const mailbox of new Set(messages.map((message) => message.mailbox)))
      for (const tell of this.#listeners) tell(mailbox)
  }

  uidOf(message: StoredMessage): number {
    return this.#uids.get(message.id) ?? 0
  }

  /** What the next message's unique identifier will be. */
  get uidNext(): number {
    return this.#uids.size + 1
  }

  /** Tells whenever a mailbox has something new, until the returned function is called. */
  watch(tell: (mailbox: string) => void): () => void {
    this.#listeners.add(tell)
    return () => this.#listeners.delete(tell)
  }

  static async open(dir: string | undefined): Promise<MessageStore> {
    if (dir === undefined) return new MessageStore(undefined, [])
    const file = path.join(dir, fileName)
    const text = await readFile(file, 'utf8').catch(() => '')
    const messages = text.split('\n').flatMap((line) => parseLine(line))
    // a line cut short by a crash must not swallow the next one
    if (text !== '' && !text.endsWith('\n')) await onDisk(dir, () => appendFile(file, '\n'))
    return new MessageStore(file, messages)
  }

  /**
   * New messages, or later states of known ones. Resolves when they are in the file: only then may a message be
   * acknowledged.
   */
  async add(copies: StoredMessage[]): Promise<void> {
    const file = this.#file
    if (file !== undefined) {
      const lines = copies.map((copy) => `${JSON.stringify(copy)}\n`).join('')
      // A full disk may take half a line: what comes next begins a new one.
      this.#writing = this.#writing.then(
        () => appendFile(file, lines, { mode: 0o600 }),
        () => appendFile(file, `\n${lines}`, { mode: 0o600 }),
      )
      await onDisk(path.dirname(file), () => this.#writing)
    }
    this.#keep(copies)
  }

  /** What the message trace is made of: one row a recipient, oldest first. */
  traced(): StoredMessage[] {
    return this.#messages.filter((message) => message.trace !== undefined)
  }

  /** Oldest first. */
  of(mailbox: string, folder?: StoredMessage['folder']): StoredMessage[] {
    const own = this.#byMailbox.get(mailbox) ?? []
    return own.filter((message) => !message.gone && (folder === undefined || message.folder === folder))
  }

  async settled(): Promise<void> {
    await this.#writing.catch(() => undefined)
  }
}

function replace(list: StoredMessage[], message: StoredMessage): void {
  const at = list.findIndex(({ id }) => id === message.id)
  if (at >= 0) list[at] = message
}

/** Sent mail counts as read; everything else until somebody has opened it does not. */
export const isSeen = ({ flags, folder, draft }: StoredMessage) =>
  flags === undefined ? draft || folder === 'sentitems' : flags.includes('seen')

/** The headers of a message as its sender wrote them, and above them what was added on the way. */
export function mimeOf(message: StoredMessage): Buffer {
  const stamps = message.headers.slice(0, message.stamps)
  const above = Buffer.from(stamps.map(({ name, value }) => `${name}: ${value}\r\n`).join(''), 'utf8')
  if (message.mime !== undefined) return Buffer.concat([above, Buffer.from(message.mime, 'latin1')])
  const type = message.body.contentType === 'html' ? 'text/html' : 'text/plain'
  const headers = message.headers
    .slice(message.stamps)
    .filter(({ name }) => !['content-type', 'content-transfer-encoding'].includes(name.toLowerCase()))
  const rest = [
    ...headers.map(
      ({ name, value }) => `${name}: ${name.toLowerCase() === 'subject' ? inWords(value) : value}`,
    ),
    `Content-Type: ${type}; charset="utf-8"`,
    'Content-Transfer-Encoding: 8bit',
    '',
    message.body.content,
  ].join('\r\n')
  return Buffer.concat([above, Buffer.from(rest, 'utf8')])
}

function parseLine(line: string): StoredMessage[] {
  if (line === '') return []
  try {
    const parsed = storedMessage.safeParse(JSON.parse(line))
    return parsed.success ? [parsed.data] : []
  } catch {
    return []
  }
}

/** Graph's ids are long and case-sensitive; these are as well. */
export const newMessageId = () => `AAMk${Buffer.from(randomUUID()).toString('base64url')}=`

export const mailDate = (at: number) => new Date(at).toUTCString().replace('GMT', '+0000')

/** A message that simply is there, as if it had come in earlier. */
export function depositedMessage(
  now: number,
  mailbox: string,
  folder: string,
  mail: {
    from?: string | undefined
    subject?: string | undefined
    body?: string | undefined
    messageId?: string | undefined
  },
): StoredMessage {
  const from = { name: '', address: mail.from ?? 'somebody@elsewhere.example' }
  const { subject = '', body = '' } = mail
  const internetMessageId = mail.messageId ?? `<${randomUUID()}@elsewhere.example>`
  return {
    id: newMessageId(),
    mailbox,
    folder,
    mailFrom: from.address,
    authenticatedAs: '',
    from,
    sender: from,
    to: [{ name: '', address: mailbox }],
    cc: [],
    bcc: [],
    subject,
    internetMessageId,
    headers: [
      { name: 'From', value: from.address },
      { name: 'To', value: mailbox },
      { name: 'Subject', value: subject },
      { name: 'Date', value: mailDate(now) },
      { name: 'Message-ID', value: internetMessageId },
    ],
    stamps: 0,
    sentAt: now,
    receivedAt: now,
    body: { contentType: 'text', content: body },
    hasAttachments: false,
    size: body.length,
    importance: 'normal',
    categories: [],
    gone: false,
    draft: false,
  }
}
