/** What is noted of a folder somebody is about to hand to a product: the same over Graph and over IMAP. */
import type { Reason } from '../../../domain/run/reason.ts'
import { oneLine } from '../../../domain/text/escape.ts'
import type { ReadEnd } from '../../services/run/read-probe.port.ts'

const mostNames = 8

/** `folder` null for the Inbox. A warning whenever there is something to lose. */
export function folderSeen(folder: string | null, messages: number): Pick<ReadEnd, 'notes' | 'warning'> {
  const name = folder === null ? null : oneLine(folder)
  return { notes: [{ code: 'folder-holds', folder: name, messages }], warning: messages > 0 }
}

export function folderMissing(folder: string, mailbox: string, names: readonly string[]): Reason {
  const some = names.slice(0, mostNames).map(oneLine)
  return {
    code: 'no-folder',
    folder: oneLine(folder),
    mailbox,
    names: some,
    more: names.length - some.length,
  }
}

/** Exchange keeps names apart by more than case, people do not. */
export function sameFolderName(one: string, other: string): boolean {
  return one.trim().normalize('NFC').toLowerCase() === other.trim().normalize('NFC').toLowerCase()
}
