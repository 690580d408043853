/** Mail that arrived or was sent: kept in memory, and line by line in messages.jsonl when there is a folder. */
import { appendFile, readFile } from 'node:fs/promises'
import path from 'node:path'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'

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
  trace: z.enum(['delivered', 'failed', 'pending', 'filteredAsSpam']).optional(),
  mailFrom: z.string(),
  authenticatedAs: z.string(),
  from: addressSchema,
  sender: addressSchema,
  to: z.array(addressSchema),
  cc: z.array(addressSchema),
  subject: z.string(),
  internetMessageId: z.string(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  sentAt: z.number(),
  receivedAt: z.number(),
  body: z.object({ contentType: z.enum(['text', 'html']), content: z.string() }),
  hasAttachments: z.boolean(),
  /** the whole message, where it is more than headers and one text */
  mime: z.string().optional(),
  size: z.number(),
})
export type StoredMessage = z.output<typeof storedMessage>
export type MailAddress = z.output<typeof addressSchema>

const fileName = 'messages.jsonl'

export class MessageStore {
  readonly #file: string | undefined
  readonly #messages: StoredMessage[] = []
  /** The same by mailbox: ten thousand senders ask for their own. */
  readonly #byMailbox = new Map<string, StoredMessage[]>()
  #writing: Promise<void> = Promise.resolve()

  private constructor(file: string | undefined, messages: StoredMessage[]) {
    this.#file = file
    this.#keep(messages)
  }

  #keep(messages: readonly StoredMessage[]): void {
    for (const message of messages) {
      this.#messages.push(message)
      const own = this.#byMailbox.get(message.mailbox)
      if (own === undefined) this.#byMailbox.set(message.mailbox, [message])
      else own.push(message)
    }
  }

  static async open(dir: string | undefined): Promise<MessageStore> {
    if (dir === undefined) return new MessageStore(undefined, [])
    const file = path.join(dir, fileName)
    const text = await readFile(file, 'utf8').catch(() => '')
    const messages = text.split('\n').flatMap((line) => parseLine(line))
    // a line cut short by a crash must not swallow the next one
    if (text !== '' && !text.endsWith('\n')) await appendFile(file, '\n')
    return new MessageStore(file, messages)
  }

  /** Resolves when the copies are in the file: only then may the message be acknowledged. */
  async add(copies: StoredMessage[]): Promise<void> {
    const file = this.#file
    if (file !== undefined) {
      const lines = copies.map((copy) => `${JSON.stringify(copy)}\n`).join('')
      // A full disk may take half a line: what comes next begins a new one.
      this.#writing = this.#writing.then(
        () => appendFile(file, lines, { mode: 0o600 }),
        () => appendFile(file, `\n${lines}`, { mode: 0o600 }),
      )
      await this.#writing
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
    return own.filter((message) => folder === undefined || message.folder === folder)
  }

  async settled(): Promise<void> {
    await this.#writing.catch(() => undefined)
  }
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
    subject,
    internetMessageId,
    headers: [
      { name: 'From', value: from.address },
      { name: 'To', value: mailbox },
      { name: 'Subject', value: subject },
      { name: 'Message-ID', value: internetMessageId },
    ],
    sentAt: now,
    receivedAt: now,
    body: { contentType: 'text', content: body },
    hasAttachments: false,
    size: body.length,
  }
}
