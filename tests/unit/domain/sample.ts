/** A realistic setup for stories about the domain: Contoso, the EAP recipe, as many mailboxes as a story needs. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { buildChecklist } from '../../../src/domain/checklist/build-checklist.ts'
import type { Checklist } from '../../../src/domain/checklist/checklist.schema.ts'
import type { StepRecord, StepState } from '../../../src/domain/step/step-record.schema.ts'
import type { Catalogue } from '../../../src/domain/diagnosis/catalogue.schema.ts'
import { diagnose } from '../../../src/domain/diagnosis/diagnose.ts'
import { parseCatalogue } from '../../../src/domain/diagnosis/parse-catalogue.ts'
import type { Mailbox } from '../../../src/domain/mailbox/mailbox.schema.ts'
import { parseRecipe } from '../../../src/domain/recipe/parse-recipe.ts'
import type { Recipe } from '../../../src/domain/recipe/recipe.schema.ts'
import { withShared } from '../../../src/domain/recipe/shared.ts'
import { recipeLibrary } from '../../../src/main/adapters/system/yaml-recipe-source.ts'
import { buildReport, type ReportInput } from '../../../src/domain/report/build-report.ts'
import { reportCsv } from '../../../src/documents/report/report-csv.ts'
import {
  reportDocument,
  verdictCounts,
  type ReportDocument,
} from '../../../src/documents/report/report-document.ts'
import { reportHtml } from '../../../src/documents/report/report-html.ts'
import { reportJson } from '../../../src/documents/report/report-json.ts'
import { en } from '../../../src/words/en.ts'
import { untried, type Probe, type Run } from '../../../src/domain/run/run.schema.ts'
import { summarise } from '../../../src/domain/run/summarise.ts'
import type { Setup } from '../../../src/domain/setup/setup.schema.ts'

export const assets = path.resolve(import.meta.dirname, '../../../assets')
export const now = '2026-11-21T13:02:00.000Z'
const tenantId = 'c0ffee00-1234-4abc-8def-000000000001'

/** Stable uuids, so that a story can name them. */
export function uuid(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
}

/** The file as it stands, with what recipes share put in. */
export function eapFile(): unknown {
  const written: unknown = parse(readFileSync(path.join(assets, 'recipes/eap.yaml'), 'utf8'))
  return withShared(written, recipeLibrary(assets).shared).value
}

let knownRecipe: Recipe | null = null

/** The recipe is a value nobody changes, so it is read once. */
export function eap(): Recipe {
  knownRecipe ??= readEap()
  return knownRecipe
}

function readEap(): Recipe {
  const recipe = parseRecipe(eapFile())
  if (!recipe.ok) throw new Error(JSON.stringify(recipe.error))
  return recipe.value
}

let knownRemedies: Catalogue | null = null

export function remedies(): Catalogue {
  knownRemedies ??= readRemedies()
  return knownRemedies
}

function readRemedies(): Catalogue {
  const catalogue = parseCatalogue(
    yamlIn('remedies').flatMap((value) => value as unknown[]),
    Object.assign({}, ...yamlIn('diagnosis')),
  )
  if (!catalogue.ok) throw new Error(JSON.stringify(catalogue.error))
  return catalogue.value
}

function yamlIn(name: string): unknown[] {
  const folder = path.join(assets, name)
  return readdirSync(folder)
    .sort()
    .map((file): unknown => parse(readFileSync(path.join(folder, file), 'utf8')))
}

export function setupOf(changes: Partial<Setup> = {}): Setup {
  return {
    id: uuid(1),
    name: 'Contoso EAP',
    recipeId: 'eap',
    recipeRevision: 1,
    createdAt: '2026-11-20T08:00:00.000Z',
    cloud: {
      name: 'Microsoft 365 (worldwide and GCC)',
      kind: 'global',
      authority: 'https://login.microsoftonline.com',
      graph: 'https://graph.microsoft.com',
      smtp: { host: 'smtp.office365.com', port: 587 },
      smtpResource: 'https://outlook.office.com',
      graphResource: 'https://graph.microsoft.com',
    },
    tenantId,
    tenantName: 'contoso.onmicrosoft.com',
    clientId: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
    answers: { hostname: 'eap.contoso.example', sender: 'own', 'secret-lifetime': 'months-12' },
    recipient: 'verify@contoso.example',
    practice: null,
    ...changes,
  }
}

export function mailboxOf(n: number, changes: Partial<Mailbox> = {}): Mailbox {
  const address = changes.address ?? `mailbox${n}@contoso.example`
  const signInAs = changes.signInAs ?? address
  return {
    id: uuid(1000 + n),
    kind: 'user',
    displayName: null,
    purpose: 'sender',
    problem: null,
    ...changes,
    address,
    signInAs,
    authorisation:
      changes.authorisation === undefined
        ? {
            username: signInAs,
            objectId: uuid(2000 + n),
            tenantId,
            at: '2026-11-21T12:30:00.000Z',
            scopes: ['SMTP.Send'],
          }
        : changes.authorisation,
  }
}

export function probeOf(n: number, changes: Partial<Probe> = {}): Probe {
  const from = changes.from ?? `mailbox${n}@contoso.example`
  return {
    id: uuid(3000 + n),
    runId: uuid(2),
    seq: n,
    check: 'send',
    transport: 'smtp-delegated',
    mailboxId: uuid(1000 + n),
    mailbox: from,
    to: 'verify@contoso.example',
    expected: 'accepted',
    messageId: `<sendproof.${uuid(3000 + n)}@contoso.example>`,
    code: `ABC${String(n + 222).padStart(3, '2')}`,
    ...untried,
    phase: 'done',
    outcome: 'accepted',
    reply: '250 2.0.0 OK [Hostname=AM0PR01MB0001.eurprd01.prod.exchangelabs.com]',
    stage: 'body',
    receipt: 'received',
    receivedAt: `2026-11-21T13:00:${String(10 + (n % 50)).padStart(2, '0')}.000Z`,
    seenFrom: from,
    seenSender: from,
    startedAt: `2026-11-21T13:00:${String(5 + (n % 50)).padStart(2, '0')}.000Z`,
    ms: 640 + n * 7,
    diagnosis: null,
    ...changes,
    from,
  }
}

export const run: Run = {
  id: uuid(2),
  setupId: uuid(1),
  state: 'finished',
  startedAt: '2026-11-21T13:00:00.000Z',
  finishedAt: '2026-11-21T13:01:10.000Z',
  startedBy: 'CONTOSO\\j.doe',
  to: 'verify@contoso.example',
  importedAt: null,
}

export function recordOf(stepId: string, state: StepState, changes: Partial<StepRecord> = {}): StepRecord {
  const move = {
    at: '2026-11-21T10:00:00.000Z',
    who: 'CONTOSO\\j.doe',
    by: 'person',
    from: 'todo',
    to: state,
    note: null,
  } as const
  return { stepId, state, waitUntil: null, history: [move], ...changes }
}

export function checklistOf(input: {
  setup?: Setup
  mailboxes?: readonly Mailbox[]
  records?: readonly StepRecord[]
  probes?: readonly Probe[]
  lastState?: Run['state']
  recipe?: Recipe
  now?: string
}): Checklist {
  return buildChecklist({
    recipe: input.recipe ?? eap(),
    setup: input.setup ?? setupOf(),
    mailboxes: input.mailboxes ?? [],
    records: input.records ?? [],
    runs: {
      lastSummary: input.probes === undefined ? null : summarise(input.probes),
      lastState: input.lastState ?? null,
    },
    now: input.now ?? now,
  })
}

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
    mailboxOf(index + 1, {
      address: address(index + 1),
      ...(index === 0 ? { kind: 'shared', signInAs: 'anna.berg@contoso.example' } : {}),
    }),
  )
  const setup =
    options.setup ??
    setupOf(
      options.practice === true ? { practice: { mailboxes: 25, seed: 1, prepared: true, faults: [] } } : {},
    )
  const reply = `554 5.2.252 SendAsDenied; anna.berg@contoso.example not allowed to send as sales@contoso.example; STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied; Failed to process message due to a permanent exception with message [BeginDiagnosticData]Cannot submit message.[EndDiagnosticData] [Hostname=AM0PR01MB0001.eurprd01.prod.exchangelabs.com]`
  const probes = senders.map((sender, index) =>
    probeOf(index + 1, {
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
  const mailboxes = [...senders, mailboxOf(99, { address: 'verify@contoso.example', purpose: 'recipient' })]
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
    ...{ setup, recipe, checklist, mailboxes, run, probes, now },
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
