/** Which mailbox a request means, and how far its caller may look into it. */
import type { Context } from 'hono'
import { foldersOf } from '../exchange/folders.ts'
import type { StoredMessage } from '../tenant/messages.ts'
import type { User } from '../tenant/state.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { mailboxOf, refusal } from './caller.ts'
import type { GraphRoom } from './gate.ts'
import { fail, graphErrors } from './reply.ts'

export type MailContext = Context<GraphRoom>
/** `basic`: headers alone, no content */
type Opened = { ok: true; mailbox: User; basic: boolean } | { ok: false; reply: Response }

export function openMailbox(tenant: Tenant, c: MailContext, need: 'read' | 'folders' | 'write'): Opened {
  const caller = c.get('caller')
  const target = mailboxOf(tenant, caller, c.req.param('user'))
  if (!target.ok) return { ok: false, reply: fail(c, tenant, target.error) }
  const { mailbox } = target
  const refused = refusal(tenant, caller, need, mailbox)
  if (refused === undefined) return { ok: true, mailbox, basic: false }
  // whoever may see headers only gets the messages without their content
  const less = need === 'read' ? refusal(tenant, caller, 'read-headers', mailbox) : refused
  return less === undefined
    ? { ok: true, mailbox, basic: true }
    : { ok: false, reply: fail(c, tenant, refused) }
}

/** The message an address names, with the mailbox it lies in. */
export function openMessage(
  tenant: Tenant,
  c: MailContext,
  need: 'read' | 'write',
  id: string,
): { mailbox: User; message: StoredMessage; basic: boolean } | { reply: Response } {
  const opened = openMailbox(tenant, c, need)
  if (!opened.ok) return opened
  const { mailbox, basic } = opened
  const message = mailOf(tenant, mailbox).find((candidate) => candidate.id === id)
  return message === undefined
    ? { reply: fail(c, tenant, graphErrors.missing(id)) }
    : { mailbox, message, basic }
}

/** What lies in the folders of the mailbox, oldest first. */
export function mailOf(tenant: Tenant, mailbox: User, folder?: string): StoredMessage[] {
  const known = new Set(foldersOf(tenant, mailbox.address).map(({ id }) => id))
  return tenant.messages.of(mailbox.address, folder).filter((message) => known.has(message.folder))
}
