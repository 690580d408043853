/** The report as JSON, for other tools: the shape is docs/report.schema.json. In parts. */
import { jsonParts } from '../text/json-parts.ts'
import type { Report } from './report.ts'

export function* reportJson(report: Report): Generator<string> {
  yield* jsonParts(report, 2)
  yield '\n'
}
