/** The report as JSON, for other tools: the shape is docs/report.schema.json. */
import type { Report } from './report.ts'

export function renderReportJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`
}
