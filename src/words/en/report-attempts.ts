/** One attempt in words: what was tried, what should have happened, what did, and how that is known. */
import type { Probe } from '../../domain/run/run.schema.ts'
import { isReading } from '../../domain/transport/transports.ts'
import { isReceived } from '../../domain/run/probe-outcome.ts'
import { failedChecks, wasLetIn } from '../../domain/report/findings.ts'
import type { ReportCheck } from '../../domain/report/report.schema.ts'
import { list } from '../shape/format.ts'
import { n } from './counts.ts'

const stages: Readonly<Record<string, string>> = {
  token: 'before connecting, while a token was requested',
  connect: 'while connecting',
  tls: 'while encryption was set up',
  auth: 'at sign-in',
  mail: 'at the sender address',
  rcpt: 'at the recipient address',
  data: 'before the message was handed over',
  body: 'after the message was handed over',
}

const methods = { spf: 'SPF', dkim: 'DKIM', dmarc: 'DMARC' } as const

function expected({ expected, transport }: Pick<Probe, 'expected' | 'transport'>): string {
  if (expected === 'refused') return 'must be refused'
  return isReading(transport) ? 'must be readable' : 'must be sent and arrive'
}

function outcome(probe: Probe): string {
  const reading = isReading(probe.transport)
  switch (probe.outcome) {
    case null:
      return reading ? 'not tried' : 'not sent'
    case 'accepted':
      return reading ? readable(probe) : accepted(probe)
    case 'refused':
      return probe.expected === 'refused' ? 'refused, as it should be' : 'refused by the server'
    case 'failed':
      return reading ? 'no usable answer' : 'not handed over'
    case 'uncertain':
      return 'interrupted during the hand-over; not sent again'
  }
}

const readable = (probe: Probe) =>
  wasLetIn(probe) ? 'could be read, although it should have been refused' : 'can be read'

function accepted(probe: Probe): string {
  if (probe.receipt === 'returned') return 'accepted, but came back as undeliverable'
  if (!isReceived(probe))
    return wasLetIn(probe)
      ? 'accepted, although it should have been refused'
      : 'accepted, but not seen to arrive'
  if (wasLetIn(probe)) return 'received, although it should have been refused'
  const where = probe.foundIn === 'junk' ? 'received, but in Junk Email' : 'received'
  const failed = failedChecks(probe).map((method) => methods[method])
  return failed.length === 0 ? where : `${where}; ${list(failed, 'en')} failed`
}

export const attemptWords = {
  expected,
  outcome,
  /** Where it ended, for a bracket behind the outcome. */
  stage: (stage: string) => stages[stage] ?? stage,
  /** The head of its column: short. */
  column: ({
    expected: wanted,
    transport,
    mailbox,
  }: Pick<ReportCheck, 'expected' | 'transport' | 'mailbox'>) =>
    wanted === 'refused'
      ? 'must be refused'
      : isReading(transport)
        ? 'read'
        : mailbox === 'delegate-for-shared'
          ? 'Send As'
          : 'send',
  folders: { inbox: 'Inbox', junk: 'Junk Email', other: 'another folder' },
  /** How it is known that the message arrived, or what is known instead. */
  receipt: (probe: Probe): string => {
    if (isReading(probe.transport)) return 'nothing to receive'
    switch (probe.receipt) {
      case 'received':
        if (probe.foundIn === 'junk') return 'read back from Junk Email'
        return probe.receiptBy === 'trace' ? 'found in the message trace' : 'read back from the mailbox'
      case 'confirmed':
        return 'code confirmed by the recipient'
      case 'waiting':
        return 'still being looked for'
      case 'missing':
        return 'looked for, not found'
      case 'returned':
        return 'came back as undeliverable'
      case 'none':
        return 'nothing to receive'
    }
  },
  sentAs: (from: string) => `sent as ${from}`,
  onBehalf: (sender: string, from: string) => `sent by ${sender} on behalf of ${from}`,
  /** “SPF pass, DKIM pass, DMARC none” as the receiving side wrote it; empty when it wrote nothing. */
  authentication: ({ spf, dkim, dmarc }: NonNullable<Probe['authentication']>) =>
    Object.entries({ SPF: spf, DKIM: dkim, DMARC: dmarc })
      .flatMap(([name, result]) => (result === null ? [] : [`${name} ${result}`]))
      .join(', '),
  tooEarlyMark: 'may just need time',
  sentAt: (time: string) => `sent ${time}`,
  seenAt: (time: string) => `seen ${time}`,
  confirmedAt: (time: string) => `confirmed ${time}`,
  took: (milliseconds: number) => `${milliseconds} ms`,
  tries: (count: number) => n(count, 'try', 'tries'),
}
