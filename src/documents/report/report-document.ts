/**
 * The report as it is written down: the facts, and beside them the sentences that say them, in the language of the
 * report. HTML, CSV and JSON are all made from this one value, and JSON is this value.
 */
import { z } from 'zod'
import { WrittenStepSchema } from '../../domain/checklist/checklist.schema.ts'
import { isReading } from '../../domain/transport/transports.ts'
import type { Probe } from '../../domain/run/run.schema.ts'
import { endedAsExpected } from '../../domain/run/probe-outcome.ts'
import {
  DeadlineLineSchema,
  MailboxLineSchema,
  ReportSchema,
  type Report,
} from '../../domain/report/report.schema.ts'
import { languages, localeOf, wordsFor, type Language, type Words } from '../../words/words.ts'
import { sayProblem } from '../../words/shape/say-problem.ts'
import { sayStep } from '../../words/say-step.ts'
import type { VerdictCounts } from '../../words/en/report.ts'
import type { DocumentLanguage } from '../paper/document-language.ts'
import { localTime } from '../paper/times.ts'

export const ReportDocumentSchema = ReportSchema.extend({
  /** Whose words the sentences are. */
  language: z.enum(languages),
  /** `brief` in words: does it work, is everybody else kept out, what comes next. One sentence each. */
  sentences: z.array(z.string()),
  steps: ReportSchema.shape.steps.extend({ list: z.array(WrittenStepSchema) }),
  mailboxes: z.array(
    MailboxLineSchema.extend({
      /** Why it is not signed in, in one sentence. */
      problem: z.string().nullable(),
      problemCode: z.string().nullable(),
    }),
  ),
  /** One sentence each; the same as `open`. */
  notTried: z.array(z.string()),
  open: ReportSchema.shape.notTried,
  /** `refused` in one sentence; null when it was not, or none is needed. */
  refusal: z.string().nullable(),
  deadlines: z.array(
    DeadlineLineSchema.extend({
      /** When, in words; says so when it is not confirmed. */
      when: z.string(),
    }),
  ),
})
export type ReportDocument = z.infer<typeof ReportDocumentSchema>

export function reportDocument(report: Report, language: Language): ReportDocument {
  const words = wordsFor(language)
  const time = timesOf(report, { words, locale: localeOf(language) })
  const { brief, notTried, refused } = report
  const { name } = report.setup.recipe
  return {
    ...report,
    language,
    sentences: [
      words.report.works(brief.works, name, report.setup.tenantName),
      words.report.keptOut(brief.keptOut),
      words.report.next(brief.next, time.minutes),
    ],
    steps: {
      ...report.steps,
      list: report.steps.list.map((step) => ({ ...step, ...sayStep(words, step) })),
    },
    mailboxes: report.mailboxes.map((mailbox) => ({
      ...mailbox,
      problem: mailbox.problem === null ? null : sayProblem(words, mailbox.problem, 'window').what,
      problemCode: mailbox.problem?.code ?? null,
    })),
    notTried: notTried.map(words.report.notTried),
    open: notTried,
    refusal: refused === null ? null : words.report.refused(refused, time.minutes(refused.at)),
    deadlines: report.deadlines.map((deadline) => ({
      ...deadline,
      when: words.dates.when(deadline, report.generatedAt),
    })),
  }
}

export interface DocumentTimes {
  readonly seconds: (iso: string) => string
  readonly minutes: (iso: string) => string
  /** The time of day alone. */
  readonly clock: (iso: string) => string
}

export function timesOf({ timeZone }: Pick<Report, 'timeZone'>, { locale }: DocumentLanguage): DocumentTimes {
  return {
    seconds: (iso) => localTime(iso, timeZone, locale),
    minutes: (iso) => localTime(iso, timeZone, locale, 'minutes'),
    clock: (iso) => localTime(iso, timeZone, locale).split(' ').at(-1) ?? iso,
  }
}

export function verdictCounts(report: Pick<ReportDocument, 'probes' | 'imported' | 'open'>): VerdictCounts {
  const { probes, imported, open } = report
  const elsewhere = new Set(imported.map(({ run }) => run))
  return {
    planned: probes.length,
    good: probes.filter(endedAsExpected).length,
    onlySends: probes.every((probe) => probe.expected === 'accepted' && !isReading(probe.transport)),
    reads: probes.some((probe) => probe.expected === 'accepted' && isReading(probe.transport)),
    refuses: probes.some((probe) => probe.expected === 'refused'),
    onlyImported: probes.length > 0 && probes.every(({ runId }) => elsewhere.has(runId)),
    left: open.length > 0,
  }
}

/** The sender as the recipient reads it; null when nobody has seen the message. @see reference 5.3 */
export function senderWords(
  { reportAttempts }: Pick<Words, 'reportAttempts'>,
  { seenFrom, seenSender }: Pick<Probe, 'seenFrom' | 'seenSender'>,
): string | null {
  if (seenFrom === null) return null
  return seenSender === null || same(seenFrom, seenSender)
    ? reportAttempts.sentAs(seenFrom)
    : reportAttempts.onBehalf(seenSender, seenFrom)
}

export const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
