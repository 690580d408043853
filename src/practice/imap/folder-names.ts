/** Folders under the names IMAP gives them: paths with slashes, in modified UTF-7 (RFC 3501, 5.1.3). */
import { type Folder, foldersOf } from '../exchange/folders.ts'
import type { Tenant } from '../tenant/tenant.ts'

/** Folders inside folders are joined with a slash, and the Inbox has its own spelling. */
export function pathOf(tenant: Tenant, mailbox: string, folder: Folder): string {
  if (folder.id === 'inbox') return 'INBOX'
  const above = foldersOf(tenant, mailbox).find(({ id }) => id === folder.parent)
  const name = encoded(folder.displayName)
  return above === undefined ? name : `${pathOf(tenant, mailbox, above)}/${name}`
}

export function findByPath(tenant: Tenant, mailbox: string, path: string): Folder | undefined {
  const wanted = path.toLowerCase().replace(/\/$/, '')
  return foldersOf(tenant, mailbox).find((folder) => pathOf(tenant, mailbox, folder).toLowerCase() === wanted)
}

const uses: Readonly<Record<string, string>> = {
  deleteditems: '\\Trash',
  drafts: '\\Drafts',
  junkemail: '\\Junk',
  sentitems: '\\Sent',
}

export function attributesOf(tenant: Tenant, mailbox: string, folder: Folder): string {
  const children = foldersOf(tenant, mailbox).some(({ parent }) => parent === folder.id)
  const use = uses[folder.id]
  return `${children ? '\\HasChildren' : '\\HasNoChildren'}${use === undefined ? '' : ` ${use}`}`
}

/** `*` runs over slashes, `%` does not. */
export function matches(path: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replace(/%+/g, '[^/]*')
  return new RegExp(`^${source}$`, 'i').test(path)
}

function encoded(name: string): string {
  return name.replace(/&/g, '&-').replace(/[^\x20-\x7e]+/g, (part) => {
    const utf16 = Buffer.from(part, 'utf16le').swap16()
    return `&${utf16.toString('base64').replace(/=+$/, '').replaceAll('/', ',')}-`
  })
}

export function decoded(name: string): string {
  return name.replace(/&([^-]*)-/g, (_whole, inside: string) => {
    if (inside === '') return '&'
    const bytes = Buffer.from(inside.replaceAll(',', '/'), 'base64')
    return bytes
      .subarray(0, bytes.length - (bytes.length % 2))
      .swap16()
      .toString('utf16le')
  })
}
