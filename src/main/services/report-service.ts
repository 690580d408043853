/** The report of a setup: one model, written as HTML or JSON. */
import { appError, type AppError } from '../../domain/app-error.ts'
import { buildReport } from '../../domain/report/build-report.ts'
import { renderReportHtml } from '../../domain/report/report-html.ts'
import { renderReportJson } from '../../domain/report/report-json.ts'
import type { Report } from '../../domain/report/report.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { Clock } from '../ports/clock.ts'
import type { Files } from '../ports/files.ts'
import type { MailboxStore } from '../ports/mailbox-store.ts'
import type { RunStore } from '../ports/run-store.ts'
import type { Surroundings } from '../ports/surroundings.ts'
import { latestProbes } from './run/latest-probes.ts'
import type { SetupDesk } from './setup-desk.ts'

export const reportFormats = ['html', 'json'] as const
export type ReportFormat = (typeof reportFormats)[number]

export class ReportService {
  readonly #ports: {
    readonly runs: RunStore
    readonly mailboxes: MailboxStore
    readonly files: Files
    readonly clock: Clock
    readonly surroundings: Surroundings
  }
  readonly #desk: SetupDesk

  constructor(
    ports: {
      readonly runs: RunStore
      readonly mailboxes: MailboxStore
      readonly files: Files
      readonly clock: Clock
      readonly surroundings: Surroundings
    },
    desk: SetupDesk,
  ) {
    this.#ports = ports
    this.#desk = desk
  }

  /** The report of one run; null takes the newest run, if there is one. */
  build(setupId: string, runId: string | null): Result<Report, AppError> {
    const opened = this.#desk.open(setupId)
    if (!opened.ok) return opened
    const { runs, mailboxes, clock, surroundings } = this.#ports
    const run = runId === null ? (runs.listRuns(setupId)[0] ?? null) : runs.getRun(runId)
    if (runId !== null && (run === null || run.setupId !== setupId))
      return err(
        appError('not-found', 'This run is not in the store.', {
          field: 'run',
          next: 'Choose a run of this setup.',
        }),
      )
    return ok(
      buildReport({
        ...opened.value,
        checklist: this.#desk.checklist(opened.value),
        mailboxes: mailboxes.listMailboxes(setupId),
        run,
        probes: run === null ? [] : latestProbes(runs, setupId, run.id),
        now: clock.now().toISOString(),
        timeZone: surroundings.timeZone,
        version: surroundings.version,
      }),
    )
  }

  async write(
    setupId: string,
    runId: string | null,
    format: ReportFormat,
    path: string,
  ): Promise<Result<null, AppError>> {
    const report = this.build(setupId, runId)
    if (!report.ok) return report
    const text = format === 'html' ? renderReportHtml(report.value) : renderReportJson(report.value)
    return this.#ports.files.write(path, text)
  }
}
