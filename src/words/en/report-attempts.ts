/** One attempt in words: what was tried, what should have happened, what did, and how that is known. */
import type { Probe } from '../../domain/run/run.schema.ts'
import { isReading } from '../../domain/transport/transports.ts'
import { isReceived } from '../../domain/run/probe-outcome.ts'
import { stateOf } from '../../domain/run/probe-state.ts'
import { failedChecks } from '../../domain/run/authentication-results.ts'
import type { ReportCheck } from '../../domain/report/report.schema.ts'
import { list } from '../shape/format.ts'
import { n } from './counts.ts'
import { terms } from './terms.ts'

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
  if (expected === 'refused') return terms.mustBeRefusedInSentence
  return isReading(transport) ? 'must be readable' : 'must be sent and arrive'
}

/** Beside it stands whether it may only be too early; here, what happened. */
function outcome(probe: Probe): string {
  const state = stateOf({ ...probe, tooEarly: null })
  const said = terms.outcomeInSentence(state)
  if (state === 'on-the-way') return `${said}, not seen to arrive yet`
  if (state === 'uncertain') return `${said}; not sent again`
  if (state === 'accepted-unplanned') return isReceived(probe) ? `${said}, and was received` : said
  if (state !== 'received-unauthenticated' && state !== 'received-as-spam') return said
  const failed = failedChecks(probe.authentication).map((method) => methods[method])
  return failed.length === 0 ? said : `${said}; ${list(failed, 'en')} failed`
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
      ? terms.mustBeRefusedInSentence
      : isReading(transport)
        ? 'read'
        : mailbox === 'delegate-for-shared'
          ? 'Send As'
          : 'send',
  /** How it is known that the message arrived, or what is known instead. */
  receipt: (probe: Probe): string => {
    if (isReading(probe.transport)) return 'nothing to receive'
    switch (probe.receipt) {
      case 'received':
        if (probe.foundIn === 'junk') return `read back from ${terms.folders.junk}`
        return terms.receipts[probe.receiptBy === 'trace' ? 'trace' : 'mailbox']
      case 'confirmed':
        return terms.receipts.code
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
  tooEarlyMark: terms.outcomeInSentence('too-early'),
  sentAt: (time: string) => `sent ${time}`,
  seenAt: (time: string) => `seen ${time}`,
  confirmedAt: (time: string) => `confirmed ${time}`,
  took: (milliseconds: number) => `${milliseconds} ms`,
  tries: (count: number) => n(count, 'try', 'tries'),
}
