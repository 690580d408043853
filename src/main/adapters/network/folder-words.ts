/** What is said about a folder somebody is about to hand to a product: the same over Graph and over IMAP. */
import { oneLine } from '../../../domain/text/escape.ts'
import type { ReadResult } from '../../ports/read-probe.ts'

export interface SeenFolder {
  readonly name: string
  readonly messages: number
}

const mostNames = 8

/** A warning whenever there is something to lose. */
export function describeFolder(folder: SeenFolder, isInbox: boolean): Pick<ReadResult, 'note' | 'warning'> {
  const which = isInbox ? 'This is the Inbox. It' : `The folder “${oneLine(folder.name)}”`
  if (folder.messages === 0) return { note: `${which} is empty.`, warning: false }
  const holds =
    folder.messages === 1
      ? '1 message: a product that empties this folder would delete it for good.'
      : `${folder.messages} messages: a product that empties this folder would delete them for good.`
  return { note: `${which} holds ${holds}`, warning: true }
}

export function folderMissing(wanted: string, mailbox: string, names: readonly string[]): string {
  const some = names.slice(0, mostNames).map((name) => `“${oneLine(name)}”`)
  const more = names.length - some.length
  const there =
    some.length === 0
      ? 'It has no folder that could be listed.'
      : `It has: ${some.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`
  return `The mailbox ${mailbox} has no folder named “${oneLine(wanted)}”. ${there}`
}

/** Exchange keeps names apart by more than case, people do not. */
export function sameFolderName(one: string, other: string): boolean {
  return one.trim().normalize('NFC').toLowerCase() === other.trim().normalize('NFC').toLowerCase()
}
