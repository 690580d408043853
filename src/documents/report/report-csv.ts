/** The report as CSV: one row an attempt, for a spreadsheet. Cells that it would take for a formula stay text. */
import type { Probe } from '../../domain/run/run.schema.ts'
import { endedAsExpected } from '../../domain/run/probe-outcome.ts'
import { csvCell } from '../../domain/text/escape.ts'
import { sayNotes, sayReply } from '../../words/say-attempt.ts'
import { wordsFor, type Words } from '../../words/words.ts'
import { senderWords, type ReportDocument } from './report-document.ts'

type Cell = string | number | boolean | null

/** The heads are names that other programs read, in every language the same. */
const columns: Readonly<Record<string, (probe: Probe, report: ReportDocument, words: Words) => Cell>> = {
  from: ({ from }) => from,
  'signed in as': ({ mailbox }) => mailbox,
  to: ({ to }) => to,
  check: ({ check }) => check,
  how: ({ transport }, _report, { terms }) => terms.transports[transport],
  expected: (probe, _report, { reportAttempts }) => reportAttempts.expected(probe),
  'what happened': (probe, _report, { reportAttempts }) => reportAttempts.outcome(probe),
  'as planned': (probe, _report, words) => yesOrNo(endedAsExpected(probe), words),
  stage: ({ stage }) => stage,
  reply: (probe, _report, words) => sayReply(words, probe, 'window'),
  cause: ({ diagnosis }) => diagnosis?.candidates[0]?.title ?? null,
  remedy: ({ diagnosis }) => diagnosis?.candidates[0]?.remedies[0]?.text ?? null,
  receipt: (probe, _report, { reportAttempts }) => reportAttempts.receipt(probe),
  'found in': ({ foundIn }, _report, { terms }) => (foundIn === null ? null : terms.folders[foundIn]),
  'received at': ({ receivedAt }) => receivedAt,
  'shown as': (probe, _report, words) => senderWords(words, probe),
  SPF: ({ authentication }) => authentication?.spf ?? null,
  DKIM: ({ authentication }) => authentication?.dkim ?? null,
  DMARC: ({ authentication }) => authentication?.dmarc ?? null,
  'returned at': ({ returned }) => returned?.at ?? null,
  'returned with': ({ returned }) => returned?.status ?? null,
  'returned because': ({ returned }) => returned?.text ?? null,
  note: (probe, _report, words) => sayNotes(words, probe),
  warning: ({ warning }, _report, words) => yesOrNo(warning, words),
  'too early until': ({ tooEarly }) => tooEarly?.until ?? null,
  attempts: ({ tries }) => tries,
  'started at': ({ startedAt }) => startedAt,
  milliseconds: ({ ms }) => ms,
  code: ({ code }) => code,
  'message id': ({ messageId }) => messageId,
  run: ({ runId }) => runId,
  'imported at': ({ runId }, { imported }) => imported.find(({ run }) => run === runId)?.at ?? null,
  journal: ({ runId }, { integrity }) => integrity?.runs.find(({ id }) => id === runId)?.head ?? null,
  report: (_probe, { integrity }) => integrity?.content ?? null,
}

const yesOrNo = (value: boolean, { report }: Words) => (value ? report.yes : report.no)

/** What a terminal or a spreadsheet would obey, out of a server's reply; line feeds and tabs stay. */
const controls =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

const safe = (value: Cell) =>
  csvCell(typeof value === 'string' ? value.toWellFormed().replace(controls, '\ufffd') : value)

/** RFC 4180 with a byte order mark, without which Excel does not take it for UTF-8. In parts: a line each. */
export function* reportCsv(report: ReportDocument): Generator<string> {
  const words = wordsFor(report.language)
  const line = (cells: readonly Cell[]) => `${cells.map(safe).join(',')}\r\n`
  yield `\ufeff${line(Object.keys(columns))}`
  for (const probe of report.probes)
    yield line(Object.values(columns).map((read) => read(probe, report, words)))
}
