/** Which fields of the product are typed in, as rows. */
import { FieldTickSchema, type FieldTick } from '../../../domain/field-sheet/field-sheet.schema.ts'
import type { TickStore } from '../../services/desk/stores.port.ts'
import type { Database } from './database.ts'

export class TickTable implements TickStore {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  listTicks(setupId: string): FieldTick[] {
    return this.#db.all(
      (row) =>
        FieldTickSchema.parse({
          place: row['place'],
          typed: row['typed'] === 1,
          at: row['at'],
          who: row['who'],
          mark: row['mark'],
        }),
      'SELECT * FROM field_ticks WHERE setup_id = ? ORDER BY place',
      setupId,
    )
  }

  saveTicks(setupId: string, ticks: readonly FieldTick[]): void {
    this.#db.transaction(() => {
      for (const { place, typed, at, who, mark } of ticks)
        this.#db.run(
          `INSERT INTO field_ticks (setup_id, place, typed, at, who, mark) VALUES (?, ?, ?, ?, ?, ?)
           ON CONFLICT (setup_id, place)
           DO UPDATE SET typed = excluded.typed, at = excluded.at, who = excluded.who, mark = excluded.mark`,
          setupId,
          place,
          typed ? 1 : 0,
          at,
          who,
          mark,
        )
    })
  }
}
