/** Makes the file of a setup that goes to another computer, and reads one. */
import type { Contradiction } from '../problem/document-problems.ts'
import type { Problem } from '../problem/problem.ts'
import { attachmentKey, largestOfSetup } from '../attachment/attachment.ts'
import type { Attachment } from '../attachment/attachment.schema.ts'
import type { StepRecord } from '../step/step-record.schema.ts'
import type { Mailbox } from '../mailbox/mailbox.schema.ts'
import type { Person } from '../expiry/people.schema.ts'
import { mergeTicks } from '../field-sheet/field-tick.ts'
import type { FieldTick } from '../field-sheet/field-sheet.schema.ts'
import { err, ok, type Result } from '../result.ts'
import type { Probe, Run } from '../run/run.schema.ts'
import type { Setup } from '../setup/setup.schema.ts'
import { plainText } from '../text/escape.ts'
import { redact } from '../text/redact.ts'
import { canonical, mergeSteps } from './merge-steps.ts'
import { readStrict } from './read-strict.schema.ts'
import {
  documentFormat,
  documentVersion,
  SetupDocumentSchema,
  type SetupDocument,
} from './setup-document.schema.ts'

/** Room for all attachments a setup may have, as base64, beside everything else. */
export const largestDocument = Math.ceil((largestOfSetup * 4) / 3) + 50 * 1024 * 1024

export interface DocumentParts {
  readonly setup: Setup
  readonly records: readonly StepRecord[]
  readonly mailboxes: readonly Mailbox[]
  readonly runs: readonly { readonly run: Run; readonly probes: readonly Probe[] }[]
  readonly attachments: readonly Attachment[]
  readonly ticks: readonly FieldTick[]
  readonly people?: readonly Person[]
  /** Content by hash, as base64; what is missing here goes without. */
  readonly contents: ReadonlyMap<string, string>
  readonly exportedAt: string
  readonly exportedBy: string
}

export function setupDocument(parts: DocumentParts): SetupDocument {
  const { cloud, ...setup } = parts.setup
  return {
    format: documentFormat,
    version: documentVersion,
    exportedAt: parts.exportedAt,
    exportedBy: parts.exportedBy,
    setup,
    cloud: { name: cloud.name, kind: cloud.kind },
    steps: mergeSteps(parts.records, []).map(({ stepId, waitUntil, history }) => ({
      stepId,
      waitUntil,
      history,
    })),
    mailboxes: parts.mailboxes.map(({ id, address, kind, displayName, signInAs, purpose }) => ({
      id,
      address,
      kind,
      displayName,
      signInAs,
      purpose,
    })),
    runs: parts.runs
      .filter(({ run }) => run.finishedAt !== null || run.state === 'interrupted')
      .map(({ run, probes }) => ({ run: { ...run, state: 'finished' }, probes: probes.map(cleanProbe) })),
    attachments: parts.attachments.map((one) => ({ ...one, data: parts.contents.get(one.sha256) ?? null })),
    ticks: mergeTicks(parts.ticks, []),
    people: [...(parts.people ?? [])],
  }
}

export function renderDocument(document: SetupDocument): string {
  return `${JSON.stringify(document, null, 1)}\n`
}

/** The document of a text from anywhere. */
export function readDocument(text: string, now: string): Result<SetupDocument, Problem> {
  const read = readStrict(text, 'setup', { version: documentVersion, schema: SetupDocumentSchema })
  if (!read.ok) return read
  const document = { ...visible(read.value), attachments: read.value.attachments.map(visibleAttachment) }
  const found = contradiction(document, now)
  return found === null ? ok(document) : err({ code: 'document-contradicts', step: null, ...found })
}

export function recordsOf(document: SetupDocument): StepRecord[] {
  return document.steps.map((step) => canonical({ ...step, state: 'todo' }))
}

/** A clock that runs ahead is common, by a day it is wrong: its moves would win over everybody's for as long. */
const patienceMs = 24 * 60 * 60 * 1000

function contradiction(
  { setup, steps, mailboxes, runs, attachments, ticks }: SetupDocument,
  now: string,
): { readonly how: Contradiction; readonly step?: string } | null {
  const latest = Date.parse(now) + patienceMs
  const late = steps.find((step) => step.history.some((move) => Date.parse(move.at) > latest))
  if (late !== undefined) return { how: 'step-ahead', step: late.stepId }
  if (repeats(steps.map(({ stepId }) => stepId))) return { how: 'step-twice' }
  if (repeats(mailboxes.map(({ purpose, address }) => `${purpose} ${address.toLowerCase()}`)))
    return { how: 'mailbox-twice' }
  if (runs.some(({ run }) => Date.parse(run.startedAt) > latest)) return { how: 'run-ahead' }
  if (repeats(runs.map(({ run }) => run.id))) return { how: 'run-twice' }
  if (repeats(runs.flatMap(({ probes }) => probes.map(({ id }) => id)))) return { how: 'message-twice' }
  if (ticks.some(({ at }) => Date.parse(at) > latest)) return { how: 'field-ahead' }
  if (repeats(ticks.map(({ place }) => place))) return { how: 'field-twice' }
  if (repeats(attachments.map(attachmentKey))) return { how: 'attachment-twice' }
  for (const { run, probes } of runs) {
    if (run.setupId !== setup.id) return { how: 'run-elsewhere' }
    if (run.state !== 'finished') return { how: 'run-open' }
    if (probes.some((probe) => probe.runId !== run.id)) return { how: 'message-elsewhere' }
    if (repeats(probes.map(({ seq }) => String(seq)))) return { how: 'message-number' }
  }
  return null
}

function repeats(keys: readonly string[]): boolean {
  return new Set(keys).size !== keys.length
}

/** What servers said passes the redactor once more before it leaves the house. */
function cleanProbe(probe: Probe): Probe {
  return { ...probe, reply: probe.reply === null ? null : redact(plainText(probe.reply)) }
}

/** Every text as people see it: nothing in a file may reorder or hide what a screen or a terminal shows. */
function visible<T>(value: T): T {
  return change(value) as T
}

function change(value: unknown): unknown {
  if (typeof value === 'string') return plainText(value)
  if (Array.isArray(value)) return value.map(change)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, change(one)]))
}

function visibleAttachment<A extends { readonly data: string | null }>({ data, ...facts }: A) {
  return { ...visible(facts), data }
}
