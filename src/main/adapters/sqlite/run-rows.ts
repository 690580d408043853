/** A run and a probe as rows and back, parsed by the domain's schemas on the way in. */
import type { SQLInputValue } from 'node:sqlite'
import { z } from 'zod'
import type { ProbeOutcome } from '../../../domain/run/probe-outcome.ts'
import { ProbeSchema, RunSchema, type Probe, type Run } from '../../../domain/run/run.ts'
import type { Row } from './database.ts'

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
  'note',
  'warning',
  'tries',
  'tooEarly',
] as const satisfies Exclude<keyof Probe, keyof typeof columnOf | 'diagnosis'>[]

const outcomeMembers = ['transport', 'expected', 'from', 'outcome', 'receipt'] as const
const OutcomeSchema = ProbeSchema.pick({
  ...{ transport: true, expected: true, from: true, outcome: true, receipt: true, check: true },
}).extend({ tooEarly: z.strictObject({}).nullable() })

const members = Object.entries(columnOf) as [keyof typeof columnOf, string][]

export const probeColumns: readonly string[] = [...members.map(([, column]) => column), 'diagnosis', 'facts']

/** In the order of probeColumns. */
export function probeValues(probe: Probe): SQLInputValue[] {
  const values: SQLInputValue[] = members.map(([member]) => probe[member])
  values.push(probe.diagnosis === null ? null : JSON.stringify(probe.diagnosis))
  values.push(JSON.stringify(Object.fromEntries(others.map((member) => [member, probe[member]]))))
  return values
}

/** `row` in the order of probeColumns. */
export function toProbe(row: readonly unknown[]): Probe {
  // a row of an earlier version has no facts: the schema's defaults stand in
  const facts = row[members.length + 1]
  const probe = (typeof facts === 'string' ? JSON.parse(facts) : {}) as Record<string, unknown>
  members.forEach(([member], at) => {
    probe[member] = row[at]
  })
  const diagnosis = row[members.length]
  probe['diagnosis'] = typeof diagnosis === 'string' ? JSON.parse(diagnosis) : null
  return ProbeSchema.parse(probe)
}

/** In the order toOutcome reads them; what is kept as JSON is taken out by SQLite, which is far quicker. */
export const outcomeColumns: readonly string[] = [
  ...outcomeMembers.map((member) => columnOf[member]),
  "json_extract(facts, '$.check')",
  "json_extract(facts, '$.tooEarly')",
]

/** `row` in the order of outcomeColumns. */
export function toOutcome(row: readonly unknown[]): ProbeOutcome {
  const [check = null, tooEarly = null] = row.slice(outcomeMembers.length)
  return OutcomeSchema.parse({
    ...Object.fromEntries(outcomeMembers.map((member, at) => [member, row[at]])),
    check,
    tooEarly: typeof tooEarly === 'string' ? {} : null,
  })
}

export function toRun(row: Row): Run {
  return RunSchema.parse({
    id: row['id'],
    setupId: row['setup_id'],
    state: row['state'],
    startedAt: row['started_at'],
    finishedAt: row['finished_at'],
    startedBy: row['started_by'],
    to: row['recipient'],
  })
}
