/** The report of a setup: one model, written in every format, shown, and checked again later. */
import path from 'node:path'
import { datedLaterBefore } from '../../../domain/run/clock-order.ts'
import type { ReportCheckView } from '../../../contract/report-views.schema.ts'
import { isCut } from '../../../documents/report/cut.ts'
import { reportCsv } from '../../../documents/report/report-csv.ts'
import { reportDocument } from '../../../documents/report/report-document.ts'
import { checkReportText, sealedHtml, type SealedDocument } from '../../../documents/report/report-file.ts'
import { reportHtml } from '../../../documents/report/report-html.ts'
import { reportJson } from '../../../documents/report/report-json.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { buildReport } from '../../../domain/report/build-report.ts'
import { seal } from '../../../domain/report/integrity.ts'
import type { Integrity } from '../../../domain/report/integrity.schema.ts'
import { err, map, ok, type Result } from '../../../domain/result.ts'
import type { Run } from '../../../domain/run/run.schema.ts'
import type { Language, Words } from '../../../words/words.ts'
import type { Files, PdfPrinter } from '../surroundings/files.port.ts'
import { journalHead, type ReportStoreDeps } from './report-store.ts'
import { StoreComparison } from './report-comparison.ts'
import { peopleOf } from '../desk/people-of.ts'
import { latestProbes } from '../desk/latest-probes.ts'
import { stepNote } from '../../../words/say-step.ts'

export const reportFormats = ['html', 'pdf', 'csv', 'json'] as const
export type ReportFormat = (typeof reportFormats)[number]

/** A report of ten thousand mailboxes is smaller. */
const largestReport = 128 * 1024 * 1024

interface ReportServiceDeps extends ReportStoreDeps {
  readonly language: Language
  readonly words: Words
  readonly files: Files
  readonly pdf: PdfPrinter
}

export class ReportService {
  readonly #deps: ReportServiceDeps

  constructor(deps: ReportServiceDeps) {
    this.#deps = deps
  }

  /**
   * The report of one run, sealed; null takes the newest run of this PC, or where there is none the newest that was
   * imported.
   */
  async build(setupId: string, runId: string | null): Promise<Result<SealedDocument, AppError>> {
    const chosen = this.#run(setupId, runId)
    if (!chosen.ok) return chosen
    const opened = this.#deps.desk.open(setupId)
    if (!opened.ok) return opened
    const { runs, mailboxes, attachments, credentials, recipes, digest, clock, surroundings } = this.#deps
    const run = chosen.value
    const all = runs.listRuns(setupId)
    const report = buildReport({
      ...opened.value,
      checklist: this.#deps.desk.checklist(opened.value),
      mailboxes: mailboxes.listMailboxes(setupId),
      run,
      probes: run === null ? [] : latestProbes(runs, setupId, run.id),
      imported: importedRuns(all),
      clockSetBack: run === null ? null : datedLaterBefore(all, run.id),
      attachments: attachments.listAttachments(setupId),
      credentials: credentials.listCredentials(setupId),
      people: peopleOf(this.#deps.setups, setupId),
      deadlines: recipes.deadlines(),
      user: surroundings.user,
      now: clock.now().toISOString(),
      timeZone: surroundings.timeZone,
      version: surroundings.version,
      noteOf: (move) => stepNote(move, this.#deps.words.checklist.events),
    })
    const ids = new Set([...(run === null ? [] : [run.id]), ...report.probes.map((probe) => probe.runId)])
    const heads: Integrity['runs'] = []
    for (const id of ids) heads.push({ id, ...(await journalHead(id, runs.journal(id), digest)) })
    return ok(sealed(reportDocument(report, this.#deps.language), heads, digest))
  }

  /** Whether there is a report to show, without making it. */
  shown(setupId: string, runId: string | null): Result<null, AppError> {
    const opened = this.#deps.desk.open(setupId)
    return opened.ok ? map(this.#run(setupId, runId), () => null) : opened
  }

  /** What the Report page shows: the file itself, to the byte, unless it is too long for a screen, which it then says. */
  async page(setupId: string, runId: string | null): Promise<Result<Iterable<string>, AppError>> {
    const report = await this.build(setupId, runId)
    if (!report.ok) return report
    return ok(
      isCut(report.value, 'window')
        ? reportHtml(report.value, 'window')
        : sealedHtml(() => reportHtml(report.value), this.#deps.digest),
    )
  }

  async write(
    setupId: string,
    runId: string | null,
    format: ReportFormat,
    file: string,
  ): Promise<Result<{ digest: string | null }, AppError>> {
    const report = await this.build(setupId, runId)
    if (!report.ok) return report
    return this.#writeAs(report.value, format, file)
  }

  /** HTML and JSON of the same moment, side by side, with setup and time in their names. */
  async file(setupId: string, runId: string | null, folder: string): Promise<Result<string[], AppError>> {
    const report = await this.build(setupId, runId)
    if (!report.ok) return report
    const { generatedAt, setup } = report.value
    const stamp = `${generatedAt.slice(0, 10)} ${generatedAt.slice(11, 19).replaceAll(':', '')}Z`
    const files: string[] = []
    for (const format of ['html', 'json'] as const) {
      const file = path.join(folder, `${safeName(setup.name)} ${stamp}.${format}`)
      const written = await this.#writeAs(report.value, format, file)
      if (!written.ok) return written
      files.push(file)
    }
    return ok(files)
  }

  #run(setupId: string, runId: string | null): Result<Run | null, AppError> {
    const { runs } = this.#deps
    if (runId === null) {
      const all = runs.listRuns(setupId)
      return ok(all.find(({ importedAt }) => importedAt === null) ?? all[0] ?? null)
    }
    const run = runs.getRun(runId)
    return run !== null && run.setupId === setupId
      ? ok(run)
      : err({ code: 'report-run-unknown', field: 'run' })
  }

  async #writeAs(
    report: SealedDocument,
    format: ReportFormat,
    file: string,
  ): Promise<Result<{ digest: string | null }, AppError>> {
    const { digest, files, pdf } = this.#deps
    const content =
      format === 'pdf' ? await pdf.print(reportHtml(report, 'paper')) : ok(parts(report, format, digest))
    if (!content.ok) return content
    const written = await files.write(file, content.value)
    return written.ok ? ok({ digest: report.integrity.content }) : written
  }

  /**
   * Whether a report file is as it was written, and where its setup and runs are here, whether this PC would write the
   * same.
   */
  async check(file: string): Promise<Result<ReportCheckView, AppError>> {
    const { files, digest, surroundings } = this.#deps
    const bytes = await files.readBytes(file, largestReport)
    if (!bytes.ok) return bytes
    // a byte that is no UTF-8 is read as a replacement character: what it stood in is still told from no report at all
    const exact = asText(bytes.value)
    const text = exact ?? new TextDecoder(utf16Of(bytes.value)).decode(bytes.value)
    const checked = checkReportText(text, digest, surroundings.version)
    if (checked.kind === 'no-report') return ok(unread('no-report', notChecked(file, checked.why)))
    if (checked.kind === 'changed') return ok(unread('changed', checked.why))
    if (exact === null) return ok(unread('changed', 'bytes'))
    const { report } = checked
    const found = await new StoreComparison(this.#deps).compare(report)
    return ok({
      result: found.differences.length === 0 ? 'unchanged' : 'changed',
      why: found.differences.length === 0 ? null : 'not-as-here',
      report: {
        setup: report.setup.name,
        generatedAt: report.generatedAt,
        verdict: report.verdict,
        digest: report.integrity.content,
      },
      ...found,
    })
  }
}

function unread(result: 'no-report' | 'changed', why: NonNullable<ReportCheckView['why']>): ReportCheckView {
  return { result, why, report: null, store: 'not-looked', differences: [] }
}

function sealed(
  report: ReturnType<typeof reportDocument>,
  heads: Integrity['runs'],
  digest: ReportStoreDeps['digest'],
): SealedDocument {
  const { integrity, ...document } = seal(report, heads, digest)
  if (integrity === null) throw new Error('a sealed report has no digest')
  return { ...document, integrity }
}

/** When each run that came out of a file was imported. */
export function importedRuns(runs: readonly Run[]): Map<string, string> {
  return new Map(runs.flatMap(({ id, importedAt }) => (importedAt === null ? [] : [[id, importedAt]])))
}

/** The text of a format, made as it is written. */
function parts(
  report: SealedDocument,
  format: Exclude<ReportFormat, 'pdf'>,
  digest: ReportStoreDeps['digest'],
): Iterable<string> {
  switch (format) {
    case 'html':
      return sealedHtml(() => reportHtml(report), digest)
    case 'csv':
      return reportCsv(report)
    case 'json':
      return reportJson(report)
  }
}

/** An editor that saves “Unicode” has changed every byte of a report, and it is one all the same. */
function utf16Of([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | 'utf-8' {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}

/** Every byte counts, so nothing is dropped or replaced while reading; null when it is not UTF-8. */
function asText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/** PDF and CSV are known by their names: nothing in them could be counted again. */
function notChecked(file: string, why: NonNullable<ReportCheckView['why']>) {
  return /\.(?:pdf|csv)$/i.test(file) && why === 'not-a-report' ? 'cannot-check-kind' : why
}

/** A name Windows takes. */
function safeName(text: string): string {
  const plain = text.replace(/[<>:"/\\|?*\p{Cc}]/gu, '-').replace(/[. ]+$/, '')
  return plain === '' ? 'Sendproof' : plain
}
