/** What `verify` prints: each attempt that did not end as planned, then the counts. */
import type { Probe, RunSummary } from '../../../domain/run/run.schema.ts'
import { isReading } from '../../../domain/transport/transports.ts'

/** Got in where it had to be refused: nothing is worse. */
const isBreach = ({ expected, outcome }: Pick<Probe, 'expected' | 'outcome'>) =>
  expected === 'refused' && outcome === 'accepted'

export const verify = {
  thisMailbox: 'this mailbox',
  named: (addresses: readonly string[], more: number) =>
    `${addresses.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  counts: ({ planned, accepted, refused, received, unexpected, tooEarly }: RunSummary) =>
    `${planned} planned, ${accepted} accepted, ${refused} refused, ${received} received, ${unexpected} unexpected${
      tooEarly === 0 ? '' : `, ${tooEarly} of them may just need time`
    }`,
  nextTry: (at: string) => `Try again after ${at}: “verify NAME --resume”, or wait with --wait MINUTES.`,
  reply: (text: string, ofSeveral: boolean) => `${ofSeveral ? 'first reply' : 'reply'}: ${text}`,
  cameBack: (status: string | null, text: string) =>
    `came back${status === null ? '' : ` (${status})`}: ${text}`,
  cause: (title: string, explanation: string) => `${title}. ${explanation}`,
  notTried: (sentence: string) => `not tried: ${sentence}`,
  report: (file: string) => `Report: ${file}`,
  failsNow: (from: string, transport: string) => `${from} (${transport}): now fails (it did not last time)`,
  fixed: (from: string, transport: string) => `${from} (${transport}): fixed`,
  compared: (counts: {
    readonly failing: number
    readonly fixed: number
    readonly good: number
    readonly bad: number
    readonly added: number
    readonly missing: number
  }) =>
    `${counts.failing} newly failing, ${counts.fixed} fixed, ${counts.good} still good, ${counts.bad} still failing, ${counts.added} new, ${counts.missing} no longer tried`,
  /** One attempt that is not as planned; `because`: what was changed shortly before. */
  attempt: (probe: Probe, because: string): string => {
    if (isBreach(probe)) return 'ACCEPTED, ALTHOUGH IT SHOULD HAVE BEEN REFUSED'
    if (probe.tooEarly !== null)
      return `may just need time: ${because} at ${probe.tooEarly.since}, and Microsoft may take until ${probe.tooEarly.until}`
    if (probe.expected === 'refused' && probe.outcome !== null) return 'the refusal is not proven'
    const reads = isReading(probe.transport)
    switch (probe.outcome) {
      case 'accepted':
        if (probe.receipt === 'returned') return 'accepted by the server, and came back as undeliverable'
        return probe.receipt === 'waiting'
          ? 'accepted; type in the code from the mail to prove that it arrived'
          : 'accepted by the server, but it did not arrive'
      case 'refused':
        return reads ? 'may not read' : 'refused by the server'
      case 'uncertain':
        return 'the connection ended after the message had left; it was looked for, not found, and not sent again'
      case 'failed':
        if (probe.stage === 'token') return 'not sent'
        return `${reads ? 'no answer' : 'not sent: the connection failed'} (${probe.stage ?? 'unknown stage'})`
      case null:
        return 'not sent yet'
    }
  },
} as const
