/** What `verify` prints: each attempt that did not end as planned, then the counts. */
import type { ProbeKind } from '../../../domain/recipe/recipe.schema.ts'
import { stateOf } from '../../../domain/run/probe-state.ts'
import type { Probe, RunSummary } from '../../../domain/run/run.schema.ts'
import { attemptWords } from '../report-attempts.ts'
import { terms } from '../terms.ts'

export const verify = {
  thisMailbox: 'this mailbox',
  named: (addresses: readonly string[], more: number) =>
    `${addresses.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  checksFailed: (methods: readonly ('spf' | 'dkim' | 'dmarc')[]) =>
    `received, but the receiving side says: ${methods.map((method) => method.toUpperCase()).join(', ')} failed. Other organisations may refuse such mail or treat it as forged.`,
  counts: ({ planned, accepted, refused, received, unexpected, tooEarly }: RunSummary) =>
    `${planned} planned, ${accepted} accepted, ${refused} refused, ${received} received, ${unexpected} unexpected${
      tooEarly === 0 ? '' : `, ${tooEarly} of them ${terms.outcomeInSentence('too-early')}`
    }`,
  nextTry: (at: string) => `Try again after ${at}: “verify NAME --resume”, or wait with --wait MINUTES.`,
  reply: (text: string, ofSeveral: boolean) => `${ofSeveral ? 'first reply' : 'reply'}: ${text}`,
  cameBack: (status: string | null, text: string) =>
    `came back${status === null ? '' : ` (${status})`}: ${text}`,
  cause: (title: string, explanation: string) => `${title}. ${explanation}`,
  notTried: (sentence: string) => `not tried: ${sentence}`,
  confirmed: (from: string) => `${from}: the code fits, so the message arrived.`,
  report: (file: string) => `Report: ${file}`,
  failsNow: (from: string, transport: ProbeKind) =>
    `${from} (${terms.transports[transport]}): now fails (it did not last time)`,
  fixed: (from: string, transport: ProbeKind) => `${from} (${terms.transports[transport]}): fixed`,
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
    const state = stateOf(probe)
    const said = terms.outcomeInSentence(state)
    if (state === 'accepted-unplanned') return said.toUpperCase()
    if (probe.tooEarly !== null)
      return `${said}: ${because} at ${probe.tooEarly.since}, and Microsoft may take until ${probe.tooEarly.until}`
    if (probe.expected === 'refused' && probe.outcome !== null) return `${said}: the refusal is not proven`
    if (state === 'on-the-way')
      return `${said}; type in the code from the mail with “verify code” to prove that it arrived`
    if (state === 'uncertain') return `${said}; it was looked for, not found, and not sent again`
    return state === 'failed' && probe.stage !== null ? `${said} (${attemptWords.stage(probe.stage)})` : said
  },
} as const
