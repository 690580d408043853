/** Contoso's report, and what a reader finds in each of its files. */
import { reportCsv } from '../../src/documents/report/report-csv.ts'
import {
  reportDocument,
  verdictCounts,
  type ReportDocument,
} from '../../src/documents/report/report-document.ts'
import { reportHtml } from '../../src/documents/report/report-html.ts'
import { reportJson } from '../../src/documents/report/report-json.ts'
import { diagnose } from '../../src/domain/diagnosis/diagnose.ts'
import { buildReport, type ReportInput } from '../../src/domain/report/build-report.ts'
import type { Setup } from '../../src/domain/setup/setup.schema.ts'
import { en } from '../../src/words/en.ts'
import { eap, remedies } from './assets.ts'
import {
  checklistOf,
  contosoMailbox,
  contosoProbe,
  contosoRun,
  contosoSetup,
  now,
  recordOf,
} from './contoso.ts'

/** 25 mailboxes, one of them shared; `refused` of the messages were refused because Send As was missing. */
export function sampleReport(
  options: { refused?: number; practice?: boolean; setup?: Setup; input?: Partial<ReportInput> } = {},
): ReportDocument {
  const names = [
    'sales',
    'orders',
    'invoices',
    'warehouse',
    'finance',
    'service',
    'it',
    'hr',
    'facility',
    'purchasing',
    'legal',
    'press',
  ]
  const address = (n: number) => `${names[n - 1] ?? `site-${n}.scanner`}@contoso.example`
  const senders = Array.from({ length: 25 }, (_, index) =>
    contosoMailbox(index + 1, {
      address: address(index + 1),
      ...(index === 0 ? { kind: 'shared', signInAs: 'anna.berg@contoso.example' } : {}),
    }),
  )
  const setup =
    options.setup ??
    contosoSetup(
      options.practice === true ? { practice: { mailboxes: 25, seed: 1, prepared: true, faults: [] } } : {},
    )
  const reply = `554 5.2.252 SendAsDenied; anna.berg@contoso.example not allowed to send as sales@contoso.example; STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied; Failed to process message due to a permanent exception with message [BeginDiagnosticData]Cannot submit message.[EndDiagnosticData] [Hostname=AM0PR01MB0001.eurprd01.prod.exchangelabs.com]`
  const probes = senders.map((sender, index) =>
    contosoProbe(index + 1, {
      from: sender.address,
      mailbox: sender.signInAs,
      ...(index < (options.refused ?? 0)
        ? {
            outcome: 'refused' as const,
            reply,
            receipt: 'none' as const,
            receivedAt: null,
            seenFrom: null,
            seenSender: null,
            diagnosis: diagnose(reply, remedies(), {
              surface: 'smtp',
              stage: 'body',
              flow: 'smtp-delegated',
              mailbox: sender.signInAs,
              from: sender.address,
            }),
          }
        : {}),
    }),
  )
  const recipe = eap()
  const mailboxes = [
    ...senders,
    contosoMailbox(99, { address: 'verify@contoso.example', purpose: 'recipient' }),
  ]
  const done = recipe.steps
    .filter((step) => step.automation === undefined && step.stage !== 'verify')
    .map((step) =>
      recordOf(step.id, 'done', {
        history: [
          {
            at: '2026-11-21T10:05:00.000Z',
            who: 'CONTOSO\\j.doe',
            by: 'person',
            from: 'todo',
            to: 'done',
            note: step.id === 'consent' ? 'Granted by M. Weber, ticket 4711' : null,
          },
        ],
      }),
    )
  const checklist = checklistOf({ setup, mailboxes, records: done, probes, lastState: 'finished' })
  const report = buildReport({
    ...{ setup, recipe, checklist, mailboxes, run: contosoRun, probes, now },
    timeZone: 'Europe/Berlin',
    version: '0.1.0',
    noteOf: ({ note }) => note,
    ...options.input,
  })
  return reportDocument(report, 'en')
}

/** The verdict in one line, and what it rests on. */
export function verdictText(report: ReportDocument): readonly [string, string] {
  const counts = verdictCounts(report)
  return [
    en.report.verdictTitle(report.verdict, counts),
    en.report.verdictWhy(report.verdict, counts, report.refusal),
  ]
}

/** The report as each file holds it, its parts put together. */
export const htmlOf = (report: ReportDocument) => [...reportHtml(report)].join('')
export const jsonOf = (report: ReportDocument) => [...reportJson(report)].join('')
export const csvOf = (report: ReportDocument) => [...reportCsv(report)].join('')
