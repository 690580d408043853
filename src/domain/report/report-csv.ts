/** The report as CSV: one row an attempt, for a spreadsheet. Cells that it would take for a formula stay text. */
import { endedAsExpected, type Probe } from '../run/run.ts'
import { plainAttempt } from '../../words/plainly.ts'
import { csvCell } from '../text/escape.ts'
import {
  expectedWords,
  folderWords,
  kindOfProbe,
  outcomeWords,
  receiptWords,
  senderWords,
} from './probe-words.ts'
import type { Report } from './report.ts'

type Cell = string | number | boolean | null

const columns: readonly (readonly [string, (probe: Probe, report: Report) => Cell])[] = [
  ['from', ({ from }) => from],
  ['signed in as', ({ mailbox }) => mailbox],
  ['to', ({ to }) => to],
  ['check', ({ check }) => check],
  ['how', ({ transport }) => kindOfProbe[transport]],
  ['expected', (probe) => expectedWords(probe)],
  ['what happened', (probe) => outcomeWords(probe)],
  ['as planned', (probe) => (endedAsExpected(probe) ? 'yes' : 'no')],
  ['stage', ({ stage }) => stage],
  ['reply', (probe) => plainAttempt.reply(probe)],
  ['cause', ({ diagnosis }) => diagnosis?.candidates[0]?.title ?? null],
  ['remedy', ({ diagnosis }) => diagnosis?.candidates[0]?.remedies[0]?.text ?? null],
  ['receipt', (probe) => receiptWords(probe)],
  ['found in', ({ foundIn }) => (foundIn === null ? null : folderWords[foundIn])],
  ['received at', ({ receivedAt }) => receivedAt],
  ['shown as', (probe) => senderWords(probe)],
  ['SPF', ({ authentication }) => authentication?.spf ?? null],
  ['DKIM', ({ authentication }) => authentication?.dkim ?? null],
  ['DMARC', ({ authentication }) => authentication?.dmarc ?? null],
  ['returned at', ({ returned }) => returned?.at ?? null],
  ['returned with', ({ returned }) => returned?.status ?? null],
  ['returned because', ({ returned }) => returned?.text ?? null],
  ['note', (probe) => plainAttempt.notes(probe)],
  ['warning', ({ warning }) => (warning ? 'yes' : 'no')],
  ['too early until', ({ tooEarly }) => tooEarly?.until ?? null],
  ['attempts', ({ tries }) => tries],
  ['started at', ({ startedAt }) => startedAt],
  ['milliseconds', ({ ms }) => ms],
  ['code', ({ code }) => code],
  ['message id', ({ messageId }) => messageId],
  ['run', ({ runId }) => runId],
  ['journal', ({ runId }, { integrity }) => integrity?.runs.find(({ id }) => id === runId)?.head ?? null],
  ['report', (_probe, { integrity }) => integrity?.content ?? null],
]

/** RFC 4180 with a byte order mark, without which Excel does not take it for UTF-8. In parts: a line each. */
export function* reportCsv(report: Report): Generator<string> {
  const line = (cells: readonly Cell[]) => `${cells.map(csvCell).join(',')}\r\n`
  yield `\ufeff${line(columns.map(([name]) => name))}`
  for (const probe of report.probes) yield line(columns.map(([, read]) => read(probe, report)))
}
