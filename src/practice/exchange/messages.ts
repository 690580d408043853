/** Mail that arrived or was sent: kept in memory, and line by line in messages.jsonl when there is a folder. */
import { appendFile, readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'

const addressSchema = z.object({ name: z.string(), address: z.string() })
const storedMessage = z.object({
  id: z.string(),
  /** whose mailbox; for `sink` an address outside the tenant, where nothing was delivered */
  mailbox: z.string(),
  folder: z.enum(['inbox', 'sentitems', 'sink']),
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
  size: z.number(),
})
export type StoredMessage = z.output<typeof storedMessage>
export type MailAddress = z.output<typeof addressSchema>

const fileName = 'messages.jsonl'

export class MessageStore {
  readonly #file: string | undefined
  readonly #messages: StoredMessage[]
  #writing: Promise<void> = Promise.resolve()

  private constructor(file: string | undefined, messages: StoredMessage[]) {
    this.#file = file
    this.#messages = messages
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
      this.#writing = this.#writing
        .catch(() => undefined)
        .then(() => appendFile(file, lines, { mode: 0o600 }))
      await this.#writing
    }
    this.#messages.push(...copies)
  }

  /** Oldest first. */
  of(mailbox: string, folder?: StoredMessage['folder']): StoredMessage[] {
    return this.#messages.filter(
      (message) => message.mailbox === mailbox && (folder === undefined || message.folder === folder),
    )
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
