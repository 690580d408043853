/** The report as JSON, for other tools: the shape is docs/report.schema.json. In parts. */
import { visibleJson } from '../../domain/text/escape.ts'
import { jsonParts } from '../../domain/text/json-parts.ts'
import type { ReportDocument } from './report-document.ts'

export function* reportJson(report: ReportDocument): Generator<string> {
  for (const part of jsonParts(report, 2)) yield visibleJson(part)
  yield '\n'
}
