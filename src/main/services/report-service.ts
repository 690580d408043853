/** The report of a setup: one model, written in every format, and checked again later. */
import path from 'node:path'
import type { ReportCheckView } from '../../contract/report-views.ts'
import { appError, type AppError } from '../../domain/app-error.ts'
import { canonicalJson } from '../../domain/journal-chain/canonical-json.ts'
import { chainStart, nextLink, type Digest } from '../../domain/journal-chain/journal-chain.ts'
import { buildReport, redactedProbe } from '../../domain/report/build-report.ts'
import { seal, type Integrity } from '../../domain/report/integrity.ts'
import { reportCsv } from '../../domain/report/report-csv.ts'
import { checkReportText, sealedHtml, type ReportFacts } from '../../domain/report/report-file.ts'
import { reportHtml } from '../../domain/report/report-html.ts'
import { reportJson } from '../../domain/report/report-json.ts'
import type { Report } from '../../domain/report/report.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { AttachmentStore } from '../ports/attachment-store.ts'
import type { Clock } from '../ports/clock.ts'
import type { CredentialStore } from '../ports/credential-store.ts'
import type { Files } from '../ports/files.ts'
import type { MailboxStore } from '../ports/mailbox-store.ts'
import type { PdfPrinter } from '../ports/pdf-printer.ts'
import type { RecipeSource } from '../ports/recipe-source.ts'
import type { JournalEntry, RunStore } from '../ports/run-store.ts'
import type { Surroundings } from '../ports/surroundings.ts'
import { latestProbes } from './run/latest-probes.ts'
import { inTurns } from './run/turns.ts'
import type { SetupDesk } from './setup-desk.ts'

export const reportFormats = ['html', 'pdf', 'csv', 'json'] as const
export type ReportFormat = (typeof reportFormats)[number]

/** A report of ten thousand mailboxes is smaller. */
const largestReport = 128 * 1024 * 1024

interface ReportServicePorts {
  readonly runs: RunStore
  readonly mailboxes: MailboxStore
  readonly attachments: AttachmentStore
  readonly credentials: CredentialStore
  readonly recipes: RecipeSource
  readonly files: Files
  readonly pdf: PdfPrinter
  readonly digest: Digest
  readonly clock: Clock
  readonly surroundings: Surroundings
}

export class ReportService {
  readonly #ports: ReportServicePorts
  readonly #desk: SetupDesk

  constructor(ports: ReportServicePorts, desk: SetupDesk) {
    this.#ports = ports
    this.#desk = desk
  }

  /** The report of one run, sealed; null takes the newest run, if there is one. */
  async build(setupId: string, runId: string | null): Promise<Result<Report, AppError>> {
    const opened = this.#desk.open(setupId)
    if (!opened.ok) return opened
    const { runs, mailboxes, attachments, credentials, recipes, digest, clock, surroundings } = this.#ports
    const run = runId === null ? (runs.listRuns(setupId)[0] ?? null) : runs.getRun(runId)
    if (runId !== null && (run === null || run.setupId !== setupId))
      return err(
        appError('not-found', 'This run is not in the store.', {
          field: 'run',
          next: 'Choose a run of this setup.',
        }),
      )
    const report = buildReport({
      ...opened.value,
      checklist: this.#desk.checklist(opened.value),
      mailboxes: mailboxes.listMailboxes(setupId),
      run,
      probes: run === null ? [] : latestProbes(runs, setupId, run.id),
      attachments: attachments.listAttachments(setupId),
      credentials: credentials.listCredentials(setupId),
      deadlines: recipes.deadlines(),
      user: surroundings.user,
      now: clock.now().toISOString(),
      timeZone: surroundings.timeZone,
      version: surroundings.version,
    })
    const ids = new Set([...(run === null ? [] : [run.id]), ...report.probes.map((probe) => probe.runId)])
    const heads: Integrity['runs'] = []
    for (const id of ids) heads.push({ id, ...(await this.#head(id, runs.journal(id))) })
    return ok(seal(report, heads, digest))
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

  async #writeAs(
    report: Report,
    format: ReportFormat,
    file: string,
  ): Promise<Result<{ digest: string | null }, AppError>> {
    const { digest, files, pdf } = this.#ports
    const content =
      format === 'pdf' ? await pdf.print(reportHtml(report, 'paper')) : ok(parts(report, format, digest))
    if (!content.ok) return content
    const written = await files.write(file, content.value)
    return written.ok ? ok({ digest: report.integrity?.content ?? null }) : written
  }

  /** Whether a report file is as it was written; when its runs are here, also whether they still say the same. */
  async check(file: string): Promise<Result<ReportCheckView, AppError>> {
    const bytes = await this.#ports.files.readBytes(file, largestReport)
    if (!bytes.ok) return bytes
    const text = asText(bytes.value)
    const checked = text === null ? null : checkReportText(text, this.#ports.digest)
    if (checked === null || checked.kind === 'no-report')
      return ok({
        result: 'no-report',
        why: notChecked(file, checked?.why ?? null),
        report: null,
        store: 'not-looked',
        differences: [],
      })
    if (checked.kind === 'changed')
      return ok({ result: 'changed', why: checked.why, report: null, store: 'not-looked', differences: [] })
    const { report } = checked
    const found = await this.#compare(report)
    return ok({
      result: found.differences.length === 0 ? 'unchanged' : 'changed',
      why:
        found.differences.length === 0
          ? null
          : 'The file fits its digest, but the run in this computer’s data folder says something else: one of the two was changed.',
      report: {
        setup: report.setup,
        generatedAt: report.generatedAt,
        verdict: report.verdict,
        digest: report.integrity.content,
      },
      ...found,
    })
  }

  async #compare(report: ReportFacts): Promise<Pick<ReportCheckView, 'store' | 'differences'>> {
    const { runs } = this.#ports
    const differences: string[] = []
    let here = 0
    for (const { id, entries, head } of report.integrity.runs) {
      if (runs.getRun(id) === null) continue
      here += 1
      const journal = runs.journal(id)[Symbol.iterator]()
      const then = await this.#head(id, firstOf(journal, entries))
      if (then.entries < entries || then.head !== head) {
        differences.push(`The journal of run ${id} is not the one this report was written from.`)
        continue
      }
      // What was journaled afterwards may have moved a probe on: a code typed in later, say.
      const movedOn = new Set<string | null>()
      for (let next = journal.next(); next.done !== true; next = journal.next())
        movedOn.add(next.value.probeId)
      for (const probe of report.probes) {
        if (probe.runId !== id || movedOn.has(probe.id)) continue
        const stored = runs.getProbe(probe.id)
        if (stored === null || !saysTheSame(probe, redactedProbe(stored)))
          differences.push(
            `The attempt from ${String(probe['from'])} is not recorded as this report shows it.`,
          )
      }
    }
    const total = report.integrity.runs.length
    const store = total === 0 || here === 0 ? 'not-here' : here < total ? 'partly' : 'compared'
    return { store, differences: differences.slice(0, 20) }
  }

  async #head(
    runId: string,
    journal: Iterable<JournalEntry>,
  ): Promise<{ readonly entries: number; readonly head: string }> {
    const { digest } = this.#ports
    let head = chainStart(runId, digest)
    let entries = 0
    for await (const entry of inTurns(journal)) {
      head = nextLink(head, entry, digest)
      entries += 1
    }
    return { entries, head }
  }
}

/** The text of a format, made as it is written. */
function parts(report: Report, format: Exclude<ReportFormat, 'pdf'>, digest: Digest): Iterable<string> {
  switch (format) {
    case 'html':
      return sealedHtml(() => reportHtml(report), digest)
    case 'csv':
      return reportCsv(report)
    case 'json':
      return reportJson(report)
  }
}

/** The rest stays to be read. */
function* firstOf<T>(all: Iterator<T>, most: number): Generator<T> {
  for (let taken = 0; taken < most; taken += 1) {
    const next = all.next()
    if (next.done === true) return
    yield next.value
  }
}

/** Member by member of the report's probe: a newer version may have added some. */
function saysTheSame(probe: Readonly<Record<string, unknown>>, stored: object): boolean {
  const now: Readonly<Record<string, unknown>> = { ...stored }
  return Object.entries(probe).every(([name, value]) => canonicalJson(value) === canonicalJson(now[name]))
}

/** Every byte counts, so nothing is dropped or replaced while reading; null when it is not UTF-8. */
function asText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

function notChecked(file: string, why: string | null): string {
  const kind = path.extname(file).toLowerCase()
  if (kind === '.pdf' || kind === '.csv')
    return `A ${kind.slice(1).toUpperCase()} file cannot be checked by itself. It names the digest of the report it shows: check the HTML or JSON with the same digest.`
  return why ?? 'This is not a report of Sendproof.'
}

/** A name Windows takes. */
function safeName(text: string): string {
  const plain = text.replace(/[<>:"/\\|?*\p{Cc}]/gu, '-').replace(/[. ]+$/, '')
  return plain === '' ? 'Sendproof report' : plain
}
