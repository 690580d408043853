/** Where the arrivals of one run can be seen, in the order they are believed. */
import { mailReadScope } from '../../../domain/cloud/cloud.ts'
import { needsCredential, needsSignIns } from '../../../domain/run/plan-run.ts'
import type { Probe } from '../../../domain/run/run.schema.ts'
import type { Clock, Log } from '../surroundings/surroundings.port.ts'
import type { MailReader } from './mail-reader.port.ts'
import type { MessageTrace } from './message-trace.port.ts'
import type { MailboxStore } from '../desk/stores.port.ts'
import { MailboxReceipts } from './mailbox-receipts.ts'
import { PracticeReceipts, PracticeReturns } from './practice-receipts.ts'
import type { ProbeTokensDeps } from './probe-tokens.ts'
import { appProbes } from '../sign-in/scopes.ts'
import type { ReceiptSource } from './receipt-source.ts'
import { ReturnedReports, type ReportReading } from './returned-reports.ts'
import { TraceReceipts } from './trace-receipts.ts'

export interface ReceiptSourcePorts {
  readonly reader: MailReader
  readonly trace: MessageTrace
  readonly mailboxes: MailboxStore
  readonly clock: Clock
  readonly log: Log
}

export function receiptSources(
  deps: ReceiptSourcePorts & ProbeTokensDeps,
  recipientAddress: string,
): ReceiptSource[] {
  const { reader, log, trace, mailboxes, people, apps, where } = deps
  const { cloud, recipe, setup, practice } = where
  const recipient = mailboxes.findMailbox(setup.id, 'recipient', recipientAddress)
  const sources: ReceiptSource[] = []
  const appToken = (signal: AbortSignal) => apps.appToken(where, 'graph', false, signal)
  const asApp = needsCredential(recipe, setup.answers)
  if (recipient !== null && recipient.authorisation !== null)
    sources.push(
      new MailboxReceipts({
        reader,
        log,
        cloud,
        as: {
          mailbox: null,
          token: () => people.accessToken(where, recipient, [mailReadScope(cloud)]),
          mayBeForbidden: false,
          seenBy: recipient.address,
        },
      }),
    )
  else if (asApp)
    sources.push(
      new MailboxReceipts({
        reader,
        log,
        cloud,
        as: { mailbox: recipientAddress, token: appToken, mayBeForbidden: true, seenBy: 'the application' },
      }),
      new TraceReceipts({ trace, cloud, token: appToken }),
    )
  const runsAsApp = appProbes(recipe, setup.answers)
  const reading = (probe: Probe): ReportReading =>
    runsAsApp(probe) ? { mailbox: probe.mailbox, token: appToken } : personsReading(probe, deps)
  sources.push(new ReturnedReports({ reader, cloud, reading }))
  if (practice !== null) {
    sources.push(new PracticeReturns(practice))
    // where people sign in, typing the codes in is part of the rehearsal
    if (!needsSignIns(recipe, setup.answers)) sources.push(new PracticeReceipts(practice, recipientAddress))
  }
  return sources
}

/** The mailbox of whoever signed in to send, where the registration has the consent to read it too. */
function personsReading(
  probe: Probe,
  { mailboxes, people, where }: ReceiptSourcePorts & ProbeTokensDeps,
): ReportReading {
  const { cloud } = where
  const mailbox = mailboxes.getMailbox(probe.mailboxId)
  if (mailbox === null || mailbox.authorisation === null) return null
  return { mailbox: null, token: () => people.tokenIfAllowed(where, mailbox, [mailReadScope(cloud)]) }
}
