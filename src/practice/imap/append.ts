/** APPEND: a message that a client puts into a folder itself, as products do that keep their own sent copies. */
import type { StoredMessage } from '../tenant/messages.ts'
import { mailboxes, outgoingOf, parseMail } from '../exchange/submission.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { textOf, type Token } from './command.ts'

/** Undefined where the arguments are none. @param args flags and date where they are given, then the message */
export async function appended(
  tenant: Tenant,
  mailbox: string,
  folder: string,
  args: readonly Token[],
  id: string,
): Promise<StoredMessage | undefined> {
  const flags = args.find((token) => token.kind === 'list')
  const text = textOf(args.at(-1))
  if (text === undefined || text === '') return undefined
  const raw = Buffer.from(text, 'latin1')
  const email = await parseMail(raw)
  const from = mailboxes(email.from)[0] ?? { name: '', address: mailbox }
  const names = flags?.kind === 'list' ? flags.items.map((one) => (textOf(one) ?? '').toLowerCase()) : []
  const made = outgoingOf(tenant, email, { from, mailFrom: '', submitter: mailbox, raw, host: 'localhost' })
  const { submitter, mime, ...rest } = made
  const message: StoredMessage = {
    ...rest,
    id,
    mailbox,
    folder,
    authenticatedAs: submitter,
    receivedAt: tenant.clock(),
    stamps: 0,
    gone: false,
    draft: names.includes('\\draft'),
    flags: (['seen', 'answered', 'flagged'] as const).filter((flag) => names.includes(`\\${flag}`)),
    ...(mime === undefined ? {} : { mime }),
  }
  await tenant.messages.add([message])
  return message
}
