/** A run and a probe as rows and back, parsed by the domain's schemas on the way in. */
import type { SQLInputValue } from 'node:sqlite'
import { z } from 'zod'
import type { ProbeOutcome } from '../../../domain/run/probe-outcome.ts'
import { ProbeSchema, RunSchema, type Probe, type Run } from '../../../domain/run/run.schema.ts'
import type { Row } from './database.ts'
import { plainCheck } from './plain-check.ts'

/** Column of each member: the one table both directions are built from. */
const columnOf = {
  id: 'id',
  runId: 'run_id',
  seq: 'seq',
  transport: 'transport',
  mailboxId: 'mailbox_id',
  mailbox: 'mailbox',
  from: 'from_address',
  to: 'to_address',
  expected: 'expected',
  messageId: 'message_id',
  code: 'code',
  phase: 'phase',
  outcome: 'outcome',
  reply: 'reply',
  stage: 'stage',
  receipt: 'receipt',
  receivedAt: 'received_at',
  seenFrom: 'seen_from',
  seenSender: 'seen_sender',
  startedAt: 'started_at',
  ms: 'ms',
} as const satisfies Partial<Record<keyof Probe, string>>

/** Kept together as JSON: facts nobody searches for. */
const others = [
  'check',
  'receiptBy',
  'foundIn',
  'authentication',
  'returned',
  'reason',
  'note',
  'notes',
  'warning',
  'tries',
  'tooEarly',
] as const satisfies Exclude<keyof Probe, keyof typeof columnOf | 'diagnosis'>[]

const otherNames: ReadonlySet<string> = new Set(others)

/** Most probes have none, and earlier versions kept none: one list for all of them. */
const noNotes: readonly never[] = []
const notesIn = (kept: unknown) =>
  kept === undefined || (Array.isArray(kept) && kept.length === 0) ? noNotes : kept

const outcomeMembers = ['transport', 'expected', 'from', 'outcome', 'receipt'] as const
const OutcomeSchema = ProbeSchema.pick({
  ...{ transport: true, expected: true, from: true, outcome: true, receipt: true, check: true },
}).extend({ tooEarly: z.strictObject({}).nullable() })

const isPlainProbe = plainCheck(ProbeSchema)
const isPlainOutcome = plainCheck(OutcomeSchema)

const members = Object.entries(columnOf) as [keyof typeof columnOf, string][]

export const probeColumns: readonly string[] = [...members.map(([, column]) => column), 'diagnosis', 'facts']

/** In the order of probeColumns. */
export function probeValues(probe: Probe): SQLInputValue[] {
  const values: SQLInputValue[] = members.map(([member]) => probe[member])
  values.push(probe.diagnosis === null ? null : JSON.stringify(probe.diagnosis))
  values.push(JSON.stringify(Object.fromEntries(others.map((member) => [member, probe[member]]))))
  return values
}

const at = Object.fromEntries(members.map(([member], index) => [member, index])) as Readonly<
  Record<keyof typeof columnOf, number>
>

/**
 * `row` in the order of probeColumns. Written out member by member in the schema's order: so all probes have one
 * shape, which takes half the memory of objects that were put together one way or another, and a file shows them alike.
 */
export function toProbe(row: readonly unknown[]): Probe {
  // a row of an earlier version has no facts: the schema's defaults stand in
  const kept = row[members.length + 1]
  const facts = (typeof kept === 'string' ? JSON.parse(kept) : {}) as Readonly<Record<string, unknown>>
  const diagnosis = row[members.length]
  const probe = {
    id: row[at.id],
    runId: row[at.runId],
    seq: row[at.seq],
    check: facts['check'],
    transport: row[at.transport],
    mailboxId: row[at.mailboxId],
    mailbox: row[at.mailbox],
    from: row[at.from],
    to: row[at.to],
    expected: row[at.expected],
    messageId: row[at.messageId],
    code: row[at.code],
    phase: row[at.phase],
    outcome: row[at.outcome],
    reply: row[at.reply],
    reason: facts['reason'] ?? null,
    stage: row[at.stage],
    receipt: row[at.receipt],
    receivedAt: row[at.receivedAt],
    seenFrom: row[at.seenFrom],
    seenSender: row[at.seenSender],
    receiptBy: facts['receiptBy'],
    foundIn: facts['foundIn'],
    authentication: facts['authentication'],
    returned: facts['returned'],
    note: facts['note'],
    notes: notesIn(facts['notes']),
    warning: facts['warning'],
    tries: facts['tries'],
    tooEarly: facts['tooEarly'],
    startedAt: row[at.startedAt],
    ms: row[at.ms],
    diagnosis: typeof diagnosis === 'string' ? (JSON.parse(diagnosis) as unknown) : null,
  } satisfies Record<keyof Probe, unknown>
  // a fact nobody knows is not dropped in silence: the schema says so
  const known = Object.keys(facts).every((name) => otherNames.has(name))
  return known && isPlainProbe(probe) ? probe : ProbeSchema.parse({ ...facts, ...probe })
}

/** In the order toOutcome reads them; what is kept as JSON is taken out by SQLite, which is far quicker. */
export const outcomeColumns: readonly string[] = [
  ...outcomeMembers.map((member) => columnOf[member]),
  "json_extract(facts, '$.check')",
  "json_extract(facts, '$.tooEarly')",
]

/** `row` in the order of outcomeColumns. */
export function toOutcome(row: readonly unknown[]): ProbeOutcome {
  const [transport, expected, from, outcome, receipt, check = null, tooEarly = null] = row
  const early = typeof tooEarly === 'string' ? {} : null
  const read = { check, transport, expected, from, outcome, receipt, tooEarly: early }
  return isPlainOutcome(read) ? read : OutcomeSchema.parse(read)
}

/** Probes of a run that ended alike, in one row: a run has thousands of probes and a handful of these. */
export const groupedOutcomes = `SELECT transport, expected, outcome, receipt, count(*),
  sum(CASE WHEN outcome = expected THEN 0 ELSE json_extract(facts, '$.tooEarly') IS NOT NULL END)
  FROM probes WHERE run_id = ? GROUP BY transport, expected, outcome, receipt`

const GroupSchema = ProbeSchema.pick({ transport: true, expected: true, outcome: true, receipt: true })

/** `row` in the order of groupedOutcomes; `early`: how many of them may only be too early. */
export function toGroup([transport, expected, outcome, receipt, count, early]: readonly unknown[]) {
  const probe = { ...GroupSchema.parse({ transport, expected, outcome, receipt }), tooEarly: null }
  return { probe, count: Number(count), early: Number(early ?? 0) }
}

/** What was begun here stands in the journal here; what came in a file has none. */
const fromFile = 'NOT EXISTS (SELECT 1 FROM journal WHERE journal.run_id = runs.id)'

export const selectRuns = `SELECT *, ${fromFile} AS from_file FROM runs`

export function toRun(row: Row): Run {
  return RunSchema.parse({
    id: row['id'],
    setupId: row['setup_id'],
    state: row['state'],
    startedAt: row['started_at'],
    finishedAt: row['finished_at'],
    startedBy: row['started_by'],
    to: row['recipient'],
    importedAt: row['imported_at'] ?? (row['from_file'] === 1 ? row['started_at'] : null),
  })
}
