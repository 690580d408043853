/** The folders of a mailbox: the ones every mailbox has, and those its owner made. */
import { createHash, randomUUID } from 'node:crypto'
import type { Tenant } from '../tenant/tenant.ts'
import { PracticeError } from '../contract/calls.ts'
import { needMailbox } from './rights.ts'

export interface Folder {
  /** what it is kept under: the well-known name, or an id of its own */
  id: string
  displayName: string
  /** the `id` of the folder above it; undefined at the top */
  parent: string | undefined
}

/** The names Graph takes in place of an id, and what they are called. */
const wellKnown: readonly Folder[] = [
  { id: 'archive', displayName: 'Archive', parent: undefined },
  { id: 'deleteditems', displayName: 'Deleted Items', parent: undefined },
  { id: 'drafts', displayName: 'Drafts', parent: undefined },
  { id: 'inbox', displayName: 'Inbox', parent: undefined },
  { id: 'junkemail', displayName: 'Junk Email', parent: undefined },
  { id: 'outbox', displayName: 'Outbox', parent: undefined },
  { id: 'sentitems', displayName: 'Sent Items', parent: undefined },
]
const wellKnownNames: readonly string[] = wellKnown.map((folder) => folder.id)
/** the folder above the ones at the top */
export const rootFolder = 'msgfolderroot'

export function foldersOf(tenant: Tenant, mailbox: string): Folder[] {
  const own = tenant.state.folders.filter((folder) => folder.mailbox === mailbox)
  return [...wellKnown, ...own.map(({ id, displayName, parent }) => ({ id, displayName, parent }))]
}

/** What Graph shows as a folder's id: nothing to be read from it, and another one in every mailbox. */
export function shownFolderId(mailbox: string, id: string): string {
  if (id !== rootFolder && !wellKnownNames.includes(id)) return id
  return `AQMk${createHash('sha512').update(`${mailbox} ${id}`).digest('base64url')}AAAA`
}

/** By a well-known name in any case, by the id Graph shows, or by the one it is kept under. */
export function findFolder(tenant: Tenant, mailbox: string, id: string): Folder | undefined {
  return foldersOf(tenant, mailbox).find(
    (folder) =>
      folder.id === id ||
      (wellKnownNames.includes(folder.id) &&
        (folder.id === id.toLowerCase() || shownFolderId(mailbox, folder.id) === id)),
  )
}

/** Makes a folder at the top or inside another one; a name that is there already is taken as it is. */
export function createFolder(tenant: Tenant, address: string, displayName: string, parent?: string): Folder {
  const mailbox = needMailbox(tenant, address).address
  const above = parent === undefined ? undefined : findFolder(tenant, mailbox, parent)
  if (parent !== undefined && above === undefined)
    throw new PracticeError('unknown-folder', `${mailbox} has no folder ${parent}.`)
  const there = foldersOf(tenant, mailbox).find(
    (folder) => folder.parent === above?.id && folder.displayName.toLowerCase() === displayName.toLowerCase(),
  )
  if (there !== undefined) return there
  const folder = {
    id: `AAMk${Buffer.from(randomUUID()).toString('base64url')}AAA=`,
    displayName,
    ...(above === undefined ? {} : { parent: above.id }),
  }
  tenant.state.folders.push({ ...folder, mailbox })
  return { ...folder, parent: above?.id }
}
