/** A folder that a session has opened: its messages by number and by unique identifier, and what changes meanwhile. */
import { isSeen, mimeOf, type StoredMessage } from '../tenant/messages.ts'
import type { Folder } from '../exchange/folders.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { type Part, parseTree } from './mime-tree.ts'

export type Flag = NonNullable<StoredMessage['flags']>[number]
export interface Entry {
  /** from 1 */
  number: number
  uid: number
  message: StoredMessage
}

const trees = new WeakMap<StoredMessage, Part>()

/** A tree is made once: clients ask for a message in many small pieces. */
export function treeOf(message: StoredMessage): Part {
  const tree = trees.get(message) ?? parseTree(mimeOf(message))
  trees.set(message, tree)
  return tree
}

export const sizeOf = (message: StoredMessage) => {
  const { head, body } = treeOf(message)
  return head.length + body.length
}

export function flagsOf(message: StoredMessage): string {
  const flags = [
    ...(isSeen(message) ? ['\\Seen'] : []),
    ...(message.flags?.includes('answered') === true ? ['\\Answered'] : []),
    ...(message.flags?.includes('flagged') === true ? ['\\Flagged'] : []),
    ...(message.draft ? ['\\Draft'] : []),
  ]
  return `(${flags.join(' ')})`
}

export class OpenFolder {
  readonly folder: Folder
  readonly readOnly: boolean
  readonly #tenant: Tenant
  readonly #mailbox: string
  #ids: string[]

  constructor(tenant: Tenant, mailbox: string, folder: Folder, readOnly: boolean) {
    this.#tenant = tenant
    this.#mailbox = mailbox
    this.folder = folder
    this.readOnly = readOnly
    this.#ids = this.#now().map(({ id }) => id)
  }

  #now(): StoredMessage[] {
    return this.#tenant.messages.of(this.#mailbox, this.folder.id)
  }

  /** By the numbers the session knows; what came since then has none yet. */
  entries(): Entry[] {
    const now = new Map(this.#now().map((message) => [message.id, message]))
    return this.#ids.flatMap((id, at) => {
      const message = now.get(id)
      return message === undefined
        ? []
        : [{ number: at + 1, uid: this.#tenant.messages.uidOf(message), message }]
    })
  }

  /** What the client has to be told before numbers may change, oldest first. */
  changes(): string[] {
    const now = this.#now().map(({ id }) => id)
    const there = new Set(now)
    const gone = this.#ids.flatMap((id, at) => (there.has(id) ? [] : [at + 1]))
    const grown = now.length !== this.#ids.length - gone.length
    this.#ids = now
    // from the highest number down, so that none shifts another
    return [
      ...gone.toReversed().map((number) => `* ${number} EXPUNGE`),
      ...(grown ? [`* ${now.length} EXISTS`] : []),
    ]
  }

  /** Numbers like `2`, `2:4`, `5:*`, several with commas; undefined for what is none. */
  chosen(set: string, byUid: boolean): Entry[] | undefined {
    if (!/^(?:\d+|\*)(?::(?:\d+|\*))?(?:,(?:\d+|\*)(?::(?:\d+|\*))?)*$/.test(set)) return undefined
    const all = this.entries()
    const of = (entry: Entry) => (byUid ? entry.uid : entry.number)
    const last = all.reduce((most, entry) => Math.max(most, of(entry)), 0)
    const ranges = set.split(',').map((part) => {
      const [from = 0, to = from] = part.split(':').map((one) => (one === '*' ? last : Number(one)))
      return { low: Math.min(from, to), high: Math.max(from, to) }
    })
    return all.filter((entry) => ranges.some(({ low, high }) => of(entry) >= low && of(entry) <= high))
  }

  /** Whether every number of a set is a message's; the star is one's as soon as there is any. */
  holds(set: string): boolean {
    const count = this.#ids.length
    const numbers = set.split(/[:,]/).map((one) => (one === '*' ? Math.max(count, 1) : Number(one)))
    return numbers.every((number) => number >= 1 && number <= count)
  }

  async setFlags(entry: Entry, flags: readonly Flag[]): Promise<StoredMessage> {
    const message = { ...entry.message, flags: [...new Set(flags)] }
    await this.#tenant.messages.add([message])
    return message
  }
}

export function currentFlags(message: StoredMessage): Flag[] {
  const others = (message.flags ?? []).filter((flag) => flag !== 'seen')
  return isSeen(message) ? ['seen', ...others] : others
}
