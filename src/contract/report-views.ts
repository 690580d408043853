/** What the page is shown about checking a report and about the support bundle. */
import { z } from 'zod'

export const ReportCheckView = z.strictObject({
  result: z.enum(['unchanged', 'changed', 'no-report']),
  /** In one sentence; null when nothing is wrong. */
  why: z.string().nullable(),
  report: z
    .strictObject({ setup: z.string(), generatedAt: z.string(), verdict: z.string(), digest: z.string() })
    .nullable(),
  /** Whether its runs are in this computer's store, and were compared with it. */
  store: z.enum(['compared', 'partly', 'not-here', 'not-looked']),
  differences: z.array(z.string()),
})

export const SupportPreviewView = z.strictObject({
  /** Names what was shown, so that exactly this is saved. */
  id: z.uuid(),
  files: z.array(z.strictObject({ name: z.string(), text: z.string() })),
})

export type ReportCheckView = z.infer<typeof ReportCheckView>
export type SupportPreviewView = z.infer<typeof SupportPreviewView>
