/** The report as the window shows it: the beginning of each long list, and how long the list is. The file has all. */
import { z } from 'zod'
import { findingsOf, wasLetIn } from './probe-words.ts'
import { ReportSchema, type Report } from './report.ts'
import { verdictText } from './verdict-text.ts'

/** Nobody reads further on a screen, and ten thousand lines would make the window stand still. */
const most = 40

const { probes, mailboxes } = ReportSchema.shape
const part = <T extends z.ZodType>(first: T) => z.strictObject({ total: z.int(), first })

export const ReportPreviewSchema = ReportSchema.omit({ probes: true, mailboxes: true }).extend({
  /** The verdict in one line, and one sentence on what it rests on. */
  says: z.tuple([z.string(), z.string()]),
  /** Attempts that were let in where they must be refused. */
  letIn: z.int(),
  findings: part(probes),
  probes: part(probes),
  mailboxes: part(mailboxes),
})
export type ReportPreview = z.infer<typeof ReportPreviewSchema>

export function previewOf(report: Report): ReportPreview {
  const beginning = <T>(all: readonly T[]) => ({ total: all.length, first: all.slice(0, most) })
  const [say, more] = verdictText(report)
  return {
    ...report,
    says: [say, more],
    letIn: report.probes.filter(wasLetIn).length,
    findings: beginning(findingsOf(report.probes)),
    probes: beginning(report.probes),
    mailboxes: beginning(report.mailboxes),
  }
}
