/** Runs, their probes, journal, transcripts and leases, as rows. */
import { z } from 'zod'
import type { ProbeOutcome } from '../../../domain/run/probe-outcome.ts'
import { endedAsExpected, summarise, type Probe, type Run, type RunSummary } from '../../../domain/run/run.ts'
import { addTo } from '../../../domain/run/run-tally.ts'
import type { TranscriptLine } from '../../ports/mail-transport.ts'
import type { JournalEntry, ProbeChange } from '../../ports/run-store.ts'
import { takenOver } from '../../ports/store-failure.ts'
import type { Database } from './database.ts'
import {
  groupedOutcomes,
  outcomeColumns,
  probeColumns,
  probeValues,
  toGroup,
  toOutcome,
  toProbe,
  toRun,
} from './run-rows.ts'

const LinesSchema = z.array(
  z.strictObject({ at: z.string(), side: z.enum(['client', 'server', 'note']), text: z.string() }),
)
const FactsSchema = z.record(z.string(), z.unknown())

const selectProbes = `SELECT ${probeColumns.join(', ')} FROM probes`
const selectOutcomes = `SELECT ${outcomeColumns.join(', ')} FROM probes`
/** A part at a time, each a question of its own: whoever goes through them may write to the store in between. */
const partOfProbes = `${selectProbes} WHERE run_id = ? AND seq > ? ORDER BY seq LIMIT 500`
const partOfJournal =
  'SELECT seq, at, probe_id, kind, data FROM journal WHERE run_id = ? AND seq > ? ORDER BY seq LIMIT 1000'
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

export class RunTables {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  create(run: Run, probes: readonly Probe[]): void {
    this.#db.transaction(() => {
      this.#upsert(run)
      for (const probe of probes) this.#db.run(insertProbe, ...probeValues(probe))
    })
  }

  begin(run: Run): void {
    this.#db.transaction(() => {
      this.#upsert(run)
      this.#db.run('UPDATE runs SET complete = 0 WHERE id = ?', run.id)
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

  get(id: string): Run | null {
    const row = this.#db.get('SELECT * FROM runs WHERE id = ? AND complete = 1', id)
    return row === undefined ? null : toRun(row)
  }

  list(setupId: string): Run[] {
    return this.#db
      .all(
        'SELECT * FROM runs WHERE setup_id = ? AND complete = 1 ORDER BY started_at DESC, rowid DESC',
        setupId,
      )
      .map(toRun)
  }

  open(): Run[] {
    return this.#db
      .all("SELECT * FROM runs WHERE state IN ('running', 'paused') ORDER BY started_at, rowid")
      .map(toRun)
  }

  save(run: Run, holder?: string): void {
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

  summary(runId: string): RunSummary {
    const total = summarise([])
    for (const { probe, count, early } of this.#db.lists(toGroup, groupedOutcomes, runId)) {
      addTo(total, summarise([probe]), count)
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
          'INSERT INTO journal (run_id, probe_id, at, kind, data) VALUES (?, ?, ?, ?, ?)',
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
    const row = this.#db.get('SELECT lines FROM transcripts WHERE probe_id = ?', probeId)
    return row === undefined ? [] : LinesSchema.parse(JSON.parse(String(row['lines'])))
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
