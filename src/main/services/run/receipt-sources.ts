/** Where the arrivals of one run can be seen, in the order they are believed. */
import { mailReadScope } from '../../../domain/cloud/cloud.ts'
import { needsCredential } from '../../../domain/run/plan-run.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Log } from '../../ports/log.ts'
import type { MailReader } from '../../ports/mail-reader.ts'
import type { MailboxStore } from '../../ports/mailbox-store.ts'
import type { ConnectedSetup } from '../setup-desk.ts'
import type { TokenService } from '../token-service.ts'
import { MailboxReceipts } from './mailbox-receipts.ts'
import { PracticeReceipts } from './practice-receipts.ts'
import type { AppTokens } from './probe-tokens.ts'
import type { ReceiptSource } from './receipt-source.ts'

export interface ReceiptSourcePorts {
  readonly reader: MailReader
  readonly mailboxes: MailboxStore
  readonly clock: Clock
  readonly log: Log
}

export function receiptSources(
  ports: ReceiptSourcePorts,
  people: TokenService,
  apps: AppTokens,
  where: ConnectedSetup,
  recipientAddress: string,
): ReceiptSource[] {
  const { cloud, recipe, setup, practice } = where
  const recipient = ports.mailboxes
    .listMailboxes(setup.id)
    .find(
      ({ purpose, address }) =>
        purpose === 'recipient' && address.toLowerCase() === recipientAddress.toLowerCase(),
    )
  const sources: ReceiptSource[] = []
  const readable = recipient !== undefined && recipient.authorisation !== null
  if (readable)
    sources.push(
      new MailboxReceipts(ports, cloud, {
        mailbox: null,
        token: () => people.accessToken(where, recipient, [mailReadScope(cloud)]),
        mayBeForbidden: false,
        seenBy: recipient.address,
      }),
    )
  if (!readable && needsCredential(recipe, setup.answers))
    sources.push(
      new MailboxReceipts(ports, cloud, {
        mailbox: recipientAddress,
        token: (signal) => apps.appToken(where, 'graph', signal),
        mayBeForbidden: true,
        seenBy: 'the application',
      }),
    )
  if (!readable && practice !== null) sources.push(new PracticeReceipts(practice, recipientAddress))
  return sources
}
