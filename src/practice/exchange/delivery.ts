/** What becomes of an accepted message: copies in mailboxes, a row in the message trace, or a report of failure. */
import { findUser, type Tenant } from '../tenant/tenant.ts'
import { newMessageId, type StoredMessage } from '../tenant/messages.ts'
import { bounceOf, nonDeliveryReport } from './non-delivery.ts'
import type { Header, Outgoing } from './outgoing.ts'
import { findRecipient, membersOf, primaryOf } from './recipients.ts'

export interface Route {
  recipients: readonly string[]
  /** whose Sent Items get a copy */
  copyIn: string | undefined
  /** how it came in, newest line first */
  received(recipient: string): Header[]
  host: string
}

export async function deliver(tenant: Tenant, mail: Outgoing, route: Route): Promise<void> {
  const now = tenant.clock()
  const { submitter, mime, ...rest } = mail
  const sent = {
    authenticatedAs: submitter,
    receivedAt: now,
    gone: false,
    draft: false,
    ...(mime === undefined ? {} : { mime }),
  }
  const common = { ...rest, ...sent, bcc: [], categories: [] }
  const copies: StoredMessage[] = []
  for (const mailbox of copiesIn(tenant, mail, route.copyIn))
    copies.push({ ...rest, ...sent, id: newMessageId(), mailbox, folder: 'sentitems', stamps: 0 })
  const hits = (name: 'lost-mail' | 'junk-mail' | 'dmarc-fail') =>
    tenant.faults.hits(name, mail.from.address) || tenant.faults.hits(name, mail.mailFrom)
  for (const { recipient, expanded } of expand(tenant, route.recipients)) {
    const stamped = [...route.received(recipient), ...verdict(mail, hits('dmarc-fail'))]
    const headers = [...stamped, ...mail.headers]
    const copy = { ...common, id: newMessageId(), mailbox: recipient, headers, stamps: stamped.length }
    if (expanded) {
      copies.push({ ...copy, folder: 'undelivered', trace: 'expanded' })
      continue
    }
    const bounce = bounceOf(tenant, mail, recipient)
    if (bounce !== undefined) {
      copies.push({ ...copy, folder: 'undelivered', trace: 'failed' })
      copies.push(nonDeliveryReport({ tenant, mail, recipient, bounce, host: route.host }))
    } else if (hits('lost-mail')) copies.push({ ...copy, folder: 'undelivered', trace: 'pending' })
    // an address outside is only noted: nothing ever leaves this machine
    else if (findUser(tenant, recipient) === undefined)
      copies.push({ ...copy, folder: 'sink', trace: 'delivered' })
    else if (hits('junk-mail')) copies.push({ ...copy, folder: 'junkemail', trace: 'filteredAsSpam' })
    else copies.push({ ...copy, folder: 'inbox', trace: 'delivered' })
  }
  await tenant.messages.add(copies)
}

/**
 * Whose Sent Items get the message: whoever sent it, and the mailbox it was sent as or on behalf of where that is
 * switched on. @see reference 6.4
 */
function copiesIn(tenant: Tenant, mail: Outgoing, own: string | undefined): string[] {
  if (own === undefined) return []
  const from = primaryOf(tenant, mail.from.address)
  const { sentCopy } = tenant.state.exchange
  if (from === own) return [own]
  const shared = sentCopy[from] ?? {}
  const onBehalf = mail.sender.address.toLowerCase() !== mail.from.address.toLowerCase()
  const wanted = onBehalf ? (shared.onBehalf ?? false) : (shared.sentAs ?? false)
  return [own, ...(wanted && findUser(tenant, from) !== undefined ? [from] : [])]
}

/** Everybody who gets a copy, once: mailboxes under their own address, and a row for each group on the way. */
function expand(tenant: Tenant, addresses: readonly string[]): { recipient: string; expanded: boolean }[] {
  const found = new Map<string, boolean>()
  for (const address of addresses) {
    const recipient = findRecipient(tenant, address)
    if (recipient?.kind !== 'group') found.set(primaryOf(tenant, address), false)
    else {
      found.set(recipient.group.address, true)
      for (const member of membersOf(tenant, recipient.group))
        if (!found.has(member)) found.set(member, false)
    }
  }
  return [...found].map(([recipient, expanded]) => ({ recipient, expanded }))
}

/** What the receiving side writes about the sender's domain, in the shape Exchange Online Protection gives it. */
function verdict(mail: Outgoing, failed: boolean): Header[] {
  const domain = domainOf(mail.from.address)
  const results = failed
    ? `spf=fail (sender IP is 203.0.113.9) smtp.mailfrom=${domainOf(mail.mailFrom)}; dkim=none (message not signed) header.d=none;dmarc=fail action=quarantine header.from=${domain};compauth=fail reason=000`
    : `spf=pass (sender IP is 203.0.113.8) smtp.mailfrom=${domainOf(mail.mailFrom)}; dkim=pass (signature was verified) header.d=${domain};dmarc=pass action=none header.from=${domain};compauth=pass reason=100`
  return [
    { name: 'Authentication-Results', value: results },
    {
      name: 'Received-SPF',
      value: `${failed ? 'Fail' : 'Pass'} (protection.outlook.com: domain of ${domainOf(mail.mailFrom)} ${failed ? 'does not designate 203.0.113.9' : 'designates 203.0.113.8'} as permitted sender)`,
    },
    { name: 'X-MS-Exchange-Organization-AuthAs', value: 'Internal' },
    { name: 'X-MS-Exchange-Organization-AuthMechanism', value: '04' },
    { name: 'X-MS-Exchange-Organization-MessageDirectionality', value: 'Originating' },
    { name: 'X-MS-Exchange-Organization-SCL', value: failed ? '5' : '-1' },
    { name: 'X-Practice-Tenant', value: 'this message never left the machine' },
  ]
}

const domainOf = (address: string) => address.slice(address.indexOf('@') + 1).toLowerCase()
