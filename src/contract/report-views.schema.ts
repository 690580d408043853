/** What the page is shown about the report, about checking one, and about the support bundle. */
import { z } from 'zod'

/** Where the report itself is: a page of its own origin, shown in a frame. */
export const ReportPageView = z.strictObject({ address: z.string() })

/**
 * Why a report is changed or cannot be checked. bytes, data-missing, layout, parts, content: it does not fit its
 * fingerprints · derived: what it concludes does not follow from what it lists · text: the page does not say what its
 * data says · not-as-here: this PC has other facts.
 */
export const reportCheckReasons = [
  'not-a-report',
  'no-fingerprint',
  'other-version',
  'cannot-check-kind',
  'bytes',
  'data-missing',
  'layout',
  'parts',
  'content',
  'derived',
  'text',
  'not-as-here',
] as const

/** What this PC has otherwise than the report. */
const Difference = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('journal'), run: z.string() }),
  /** The attempt from this address is recorded otherwise, or not at all, or is not in the report. */
  z.strictObject({ code: z.literal('attempt'), from: z.string() }),
  z.strictObject({ code: z.literal('attempt-missing'), from: z.string() }),
  z.strictObject({ code: z.literal('mailbox'), address: z.string() }),
  z.strictObject({ code: z.literal('step'), title: z.string() }),
  z.strictObject({
    code: z.literal('part'),
    part: z.enum([
      'setup',
      'run',
      'verdict',
      'sentences',
      'not-tried',
      'steps',
      'changes',
      'credentials',
      'attachments',
      'imported',
      'attempts',
      'dates',
      'manual',
    ]),
  }),
])
export type ReportDifference = z.infer<typeof Difference>

export const ReportCheckView = z.strictObject({
  result: z.enum(['unchanged', 'changed', 'no-report']),
  /** Null when nothing is wrong. */
  why: z.enum(reportCheckReasons).nullable(),
  report: z
    .strictObject({ setup: z.string(), generatedAt: z.string(), verdict: z.string(), digest: z.string() })
    .nullable(),
  /** Whether its runs are in this PC's store, and were compared with it. */
  store: z.enum(['compared', 'partly', 'not-here', 'not-looked']),
  differences: z.array(Difference),
})

export const SupportPreviewView = z.strictObject({
  /** Names what was shown, so that exactly this is saved. */
  id: z.uuid(),
  files: z.array(z.strictObject({ name: z.string(), text: z.string() })),
})

export type ReportCheckView = z.infer<typeof ReportCheckView>
export type ReportPageView = z.infer<typeof ReportPageView>
export type SupportPreviewView = z.infer<typeof SupportPreviewView>
