/** Setups, the record of their steps, and settings, as rows. */
import {
  StepMoveSchema,
  StepRecordSchema,
  type StepMove,
  type StepRecord,
} from '../../../domain/step/step-record.schema.ts'
import { SetupSchema, type Setup } from '../../../domain/setup/setup.schema.ts'
import type { SetupStore } from '../../services/desk/stores.port.ts'
import type { Database, Row } from './database.ts'

export class SetupTables implements SetupStore {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  listSetups(): Setup[] {
    return this.#readable().made
  }

  damagedSetups(): string[] {
    return this.#readable().damaged.map((row) => String(row['name']))
  }

  #readable() {
    return this.#db.readable(toSetup, 'SELECT name, data FROM setups ORDER BY created_at, rowid')
  }

  getSetup(id: string): Setup | null {
    return this.#db.one(toSetup, 'SELECT data FROM setups WHERE id = ?', id)
  }

  findSetup(name: string): Setup | null {
    return this.#db.one(toSetup, 'SELECT data FROM setups WHERE name = ?', name)
  }

  saveSetup(setup: Setup): void {
    this.#db.run(
      `INSERT INTO setups (id, name, created_at, data) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, created_at = excluded.created_at, data = excluded.data`,
      setup.id,
      setup.name,
      setup.createdAt,
      JSON.stringify(setup),
    )
  }

  removeSetup(id: string): void {
    this.#db.transaction(() => {
      this.#db.run('DELETE FROM setups WHERE id = ?', id)
      // What was read of its tenant last.
      for (const kept of ['registration', 'expiry'])
        this.#db.run('DELETE FROM settings WHERE name = ?', `${kept}.${id}`)
    })
  }

  /** data_version counts the commits of others: what is written here is announced by whoever writes it. */
  version(): number {
    return this.#db.pragma('data_version')
  }

  transaction<T>(work: () => T): T {
    return this.#db.transaction(work)
  }

  stepRecords(setupId: string): StepRecord[] {
    const moves = Map.groupBy(
      this.#db.all(
        (row) => ({ step: String(row['step_id']), move: toMove(row) }),
        'SELECT * FROM step_moves WHERE setup_id = ? ORDER BY seq',
        setupId,
      ),
      ({ step }) => step,
    )
    return this.#db.all(
      (row) =>
        StepRecordSchema.parse({
          stepId: row['step_id'],
          state: row['state'],
          waitUntil: row['wait_until'],
          history: (moves.get(String(row['step_id'])) ?? []).map(({ move }) => move),
        }),
      'SELECT * FROM steps WHERE setup_id = ? ORDER BY step_id',
      setupId,
    )
  }

  moveStep(setupId: string, stepId: string, move: StepMove, waitUntil: string | null): void {
    this.#db.transaction(() => {
      this.#setState(setupId, stepId, move.to, waitUntil)
      this.#append(setupId, stepId, move)
    })
  }

  saveStepRecord(setupId: string, record: StepRecord): void {
    this.#db.transaction(() => {
      this.#setState(setupId, record.stepId, record.state, record.waitUntil)
      this.#db.run('DELETE FROM step_moves WHERE setup_id = ? AND step_id = ?', setupId, record.stepId)
      for (const move of record.history) this.#append(setupId, record.stepId, move)
    })
  }

  #setState(setupId: string, stepId: string, state: string, waitUntil: string | null): void {
    this.#db.run(
      `INSERT INTO steps (setup_id, step_id, state, wait_until) VALUES (?, ?, ?, ?)
       ON CONFLICT (setup_id, step_id) DO UPDATE SET state = excluded.state, wait_until = excluded.wait_until`,
      setupId,
      stepId,
      state,
      waitUntil,
    )
  }

  #append(setupId: string, stepId: string, move: StepMove): void {
    this.#db.run(
      `INSERT INTO step_moves (setup_id, step_id, at, who, by_whom, from_state, to_state, note, events, done_for)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      setupId,
      stepId,
      move.at,
      move.who,
      move.by,
      move.from,
      move.to,
      move.note,
      move.events === undefined ? null : JSON.stringify(move.events),
      move.doneFor === undefined ? null : JSON.stringify(move.doneFor),
    )
  }

  getSetting(name: string): string | null {
    const row = this.#db.get('SELECT value FROM settings WHERE name = ?', name)
    return row === undefined ? null : String(row['value'])
  }

  setSetting(name: string, value: string): void {
    this.#db.run(
      'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      name,
      value,
    )
  }
}

function toSetup(row: Row): Setup {
  return SetupSchema.parse(JSON.parse(String(row['data'])))
}

function toMove(row: Row): StepMove {
  return StepMoveSchema.parse({
    at: row['at'],
    who: row['who'],
    by: row['by_whom'],
    from: row['from_state'],
    to: row['to_state'],
    note: row['note'],
    ...(typeof row['events'] === 'string' ? { events: JSON.parse(row['events']) as unknown } : {}),
    ...(typeof row['done_for'] === 'string' ? { doneFor: JSON.parse(row['done_for']) as unknown } : {}),
  })
}
