/** What IMAP says of folders: LIST, STATUS, and the lines of SELECT and EXAMINE. RFC 3501, 6.3. */
import { type Folder, foldersOf } from '../exchange/folders.ts'
import { isSeen } from '../tenant/messages.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { textOf, type Token, written } from './command.ts'
import { attributesOf, matches, pathOf } from './folder-names.ts'
import type { OpenFolder } from './open-folder.ts'

/** Identifiers are the order of arrival and never given twice: they hold for as long as the tenant does. */
export const uidValidity = 14

export function listLines(
  tenant: Tenant,
  mailbox: string,
  command: string,
  reference: string,
  pattern: string,
): string[] {
  if (pattern === '') return [`* ${command} (\\Noselect \\HasChildren) "/" ""`]
  return foldersOf(tenant, mailbox)
    .filter((folder) => matches(pathOf(tenant, mailbox, folder), reference + pattern))
    .map(
      (folder) =>
        `* ${command} (${attributesOf(tenant, mailbox, folder)}) "/" ${nameOf(tenant, mailbox, folder)}`,
    )
}

function nameOf(tenant: Tenant, mailbox: string, folder: Folder): string {
  const path = pathOf(tenant, mailbox, folder)
  return path === 'INBOX' ? path : written(path)
}

/** Undefined where something is asked for that there is not. */
export function statusLine(
  tenant: Tenant,
  mailbox: string,
  folder: Folder,
  asked: Token | undefined,
): string | undefined {
  const mail = tenant.messages.of(mailbox, folder.id)
  const known: Readonly<Record<string, number>> = {
    MESSAGES: mail.length,
    RECENT: 0,
    UIDNEXT: tenant.messages.uidNext,
    UIDVALIDITY: uidValidity,
    UNSEEN: mail.filter((message) => !isSeen(message)).length,
  }
  const items = asked?.kind === 'list' ? asked.items : []
  const words = items.map((item) => (textOf(item) ?? '').toUpperCase())
  if (words.length === 0 || words.some((word) => known[word] === undefined)) return undefined
  const shown = words.map((word) => `${word} ${known[word]}`)
  return `* STATUS ${nameOf(tenant, mailbox, folder)} (${shown.join(' ')})`
}

export function selectLines(tenant: Tenant, open: OpenFolder): string[] {
  const entries = open.entries()
  const unseen = entries.find(({ message }) => !isSeen(message))
  const flags = '\\Seen \\Answered \\Flagged \\Deleted \\Draft $MDNSent'
  return [
    `* ${entries.length} EXISTS`,
    '* 0 RECENT',
    `* FLAGS (${flags})`,
    `* OK [PERMANENTFLAGS (${open.readOnly ? '' : flags})] Permanent flags`,
    ...(unseen === undefined ? [] : [`* OK [UNSEEN ${unseen.number}] Is the first unseen message`]),
    `* OK [UIDVALIDITY ${uidValidity}] UIDVALIDITY value`,
    `* OK [UIDNEXT ${tenant.messages.uidNext}] The next unique identifier value`,
  ]
}
