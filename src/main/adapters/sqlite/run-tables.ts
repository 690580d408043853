/** Runs, their probes, journal, transcripts and leases, as rows. */
import { z } from 'zod'
import { type ProbeOutcome, endedAsExpected } from '../../../domain/run/probe-outcome.ts'
import type { Probe, Run, RunSummary } from '../../../domain/run/run.schema.ts'
import { countIn, summarise } from '../../../domain/run/summarise.ts'
import { TranscriptLineSchema, type TranscriptLine } from '../../../domain/run/transcript.schema.ts'
import type { JournalEntry, ProbeChange, RunStore } from '../../services/desk/run-store.port.ts'
import { takenOver } from '../../services/surroundings/store-failure.port.ts'
import type { Database, Row } from './database.ts'
import {
  groupedOutcomes,
  outcomeColumns,
  probeColumns,
  probeValues,
  selectRuns,
  toGroup,
  toOutcome,
  toProbe,
  toRun,
} from './run-rows.ts'

const LinesSchema = z.array(TranscriptLineSchema)
const FactsSchema = z.record(z.string(), z.unknown())

const selectProbes = `SELECT ${probeColumns.join(', ')} FROM probes`
const selectOutcomes = `SELECT ${outcomeColumns.join(', ')} FROM probes`
/** A part at a time, each a question of its own: whoever goes through them may write to the store in between. */
const partOfProbes = `${selectProbes} WHERE run_id = ? AND seq > ? ORDER BY seq LIMIT 500`
const partOfJournal =
  'SELECT seq, at, probe_id, kind, data FROM journal WHERE run_id = ? AND seq > ? ORDER BY seq LIMIT 1000'
const isOpen = "state IN ('running', 'paused')"
const insertEntry = 'INSERT INTO journal (run_id, probe_id, at, kind, data) VALUES (?, ?, ?, ?, ?)'
const insertProbe = `INSERT INTO probes (${probeColumns.join(', ')}) VALUES (${probeColumns.map(() => '?').join(', ')})`
const upsertProbe = `${insertProbe} ON CONFLICT (id) DO UPDATE SET ${probeColumns
  .filter((column) => column !== 'id')
  .map((column) => `${column} = excluded.${column}`)
  .join(', ')}`

function factsOf(read: unknown): Readonly<Record<string, unknown>> {
  const plain = typeof read === 'object' && read !== null && !Array.isArray(read)
  return plain ? (read as Readonly<Record<string, unknown>>) : FactsSchema.parse(read)
}

/** `row` in the order of partOfJournal. */
function toNumberedEntry([seq, at, probeId, kind, data]: readonly unknown[]) {
  return {
    seq: Number(seq),
    entry: {
      at: String(at),
      probeId: typeof probeId === 'string' ? probeId : null,
      kind: String(kind),
      data: factsOf(JSON.parse(String(data))),
    },
  }
}

export class RunTables implements RunStore {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  createRun(run: Run, probes: readonly Probe[]): void {
    this.#db.transaction(() => {
      this.#upsert(run)
      for (const probe of probes) this.#db.run(insertProbe, ...probeValues(probe))
    })
  }

  beginRun(run: Run): void {
    this.#db.transaction(() => {
      this.#upsert(run)
      this.#db.run('UPDATE runs SET complete = 0 WHERE id = ?', run.id)
      this.#db.run(insertEntry, run.id, null, run.startedAt, 'begun', '{}')
    })
  }

  addProbes(probes: readonly Probe[], holder: string): void {
    this.#db.transaction(() => {
      const [first] = probes
      if (first !== undefined) this.#checkHolder(first.runId, holder)
      for (const probe of probes) this.#db.run(insertProbe, ...probeValues(probe))
    })
  }

  completePlan(runId: string, holder: string): void {
    this.#db.transaction(() => {
      this.#checkHolder(runId, holder)
      this.#db.run('UPDATE runs SET complete = 1 WHERE id = ?', runId)
    })
  }

  discardIncomplete(runId: string): boolean {
    return this.#db.run('DELETE FROM runs WHERE id = ? AND complete = 0', runId) === 1
  }

  getRun(id: string): Run | null {
    return this.#db.one(toRun, `${selectRuns} WHERE id = ? AND complete = 1`, id)
  }

  listRuns(setupId: string): Run[] {
    return this.#db.all(
      toRun,
      `${selectRuns} WHERE setup_id = ? AND complete = 1
         ORDER BY from_file, CASE WHEN from_file THEN started_at END DESC, rowid DESC`,
      setupId,
    )
  }

  openRuns(): Run[] {
    return this.#db.all(toRun, `${selectRuns} WHERE ${isOpen} ORDER BY rowid`)
  }

  saveRun(run: Run, holder?: string): void {
    this.#db.transaction(() => {
      this.#checkHolder(run.id, holder)
      this.#upsert(run)
    })
  }

  #upsert(run: Run): void {
    this.#db.run(
      `INSERT INTO runs (id, setup_id, state, started_at, finished_at, started_by, recipient, imported_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET state = excluded.state, started_at = excluded.started_at,
         finished_at = excluded.finished_at, started_by = excluded.started_by, recipient = excluded.recipient`,
      run.id,
      run.setupId,
      run.state,
      run.startedAt,
      run.finishedAt,
      run.startedBy,
      run.to,
      run.importedAt,
    )
  }

  probes(runId: string): Probe[] {
    return this.#db.lists(toProbe, `${selectProbes} WHERE run_id = ? ORDER BY seq`, runId)
  }

  *eachProbe(runId: string): Generator<Probe> {
    for (let after = 0; ;) {
      const part = this.#db.lists(toProbe, partOfProbes, runId, after)
      yield* part
      const last = part.at(-1)
      if (last === undefined) return
      after = last.seq
    }
  }

  outcomes(runId: string): ProbeOutcome[] {
    return this.#db.lists(toOutcome, `${selectOutcomes} WHERE run_id = ? ORDER BY seq`, runId)
  }

  refusals(runId: string): ProbeOutcome[] {
    return this.#db.lists(
      toOutcome,
      `${selectOutcomes} WHERE run_id = ? AND expected = ? ORDER BY seq`,
      runId,
      'refused',
    )
  }

  summary(runId: string): RunSummary {
    const total = summarise([])
    for (const { probe, count, early } of this.#db.lists(toGroup, groupedOutcomes, runId)) {
      countIn(total, probe, count)
      if (!endedAsExpected(probe)) total.tooEarly += early
    }
    return total
  }

  someProbes(runId: string, from: number, most: number): Probe[] {
    const some = `${selectProbes} WHERE run_id = ? ORDER BY seq LIMIT ? OFFSET ?`
    return this.#db.lists(toProbe, some, runId, most, from)
  }

  getProbe(id: string): Probe | null {
    return this.#db.lists(toProbe, `${selectProbes} WHERE id = ?`, id)[0] ?? null
  }

  saveProbe(probe: Probe, entry: JournalEntry, holder?: string): void {
    this.saveProbes([{ probe, entry }], holder)
  }

  saveProbes(changes: readonly ProbeChange[], holder?: string): void {
    this.#db.transaction(() => {
      for (const { probe, entry, transcript } of changes) {
        this.#checkHolder(probe.runId, holder)
        this.#db.run(upsertProbe, ...probeValues(probe))
        this.#db.run(
          insertEntry,
          probe.runId,
          entry.probeId,
          entry.at,
          entry.kind,
          JSON.stringify(entry.data),
        )
        if (transcript !== undefined) this.#saveTranscript(probe.id, transcript)
      }
    })
  }

  #saveTranscript(probeId: string, lines: readonly TranscriptLine[]): void {
    this.#db.run(
      'INSERT INTO transcripts (probe_id, lines) VALUES (?, ?) ON CONFLICT (probe_id) DO UPDATE SET lines = excluded.lines',
      probeId,
      JSON.stringify(lines),
    )
  }

  transcript(probeId: string): TranscriptLine[] {
    const lines = (row: Row) => LinesSchema.parse(JSON.parse(String(row['lines'])))
    return this.#db.one(lines, 'SELECT lines FROM transcripts WHERE probe_id = ?', probeId) ?? []
  }

  *journal(runId: string): Generator<JournalEntry> {
    for (let after = 0; ;) {
      const part = this.#db.lists(toNumberedEntry, partOfJournal, runId, after)
      for (const { entry } of part) yield entry
      const last = part.at(-1)
      if (last === undefined) return
      after = last.seq
    }
  }

  takeLease(runId: string, owner: string, now: string, seconds: number): boolean {
    const nowMs = Date.parse(now)
    const changed = this.#db.run(
      `INSERT INTO leases (run_id, owner, expires_ms) VALUES (?, ?, ?)
       ON CONFLICT (run_id) DO UPDATE SET owner = excluded.owner, expires_ms = excluded.expires_ms
       WHERE leases.owner = excluded.owner OR leases.expires_ms <= ?`,
      runId,
      owner,
      nowMs + seconds * 1000,
      nowMs,
    )
    return changed === 1
  }

  releaseLease(runId: string, owner: string): void {
    this.#db.run('DELETE FROM leases WHERE run_id = ? AND owner = ?', runId, owner)
  }

  leaseOwner(runId: string): string | null {
    const row = this.#db.get('SELECT owner FROM leases WHERE run_id = ?', runId)
    return row === undefined ? null : String(row['owner'])
  }

  /** Under the write lock: nobody can take the lease between this and what is written. */
  #checkHolder(runId: string, holder: string | undefined): void {
    if (holder === undefined || this.leaseOwner(runId) === holder) return
    throw takenOver()
  }
}
