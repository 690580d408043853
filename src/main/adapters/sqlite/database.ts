/** One open database: prepared statements kept, writes in immediate transactions, the machine's failures named. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'

import { StoreFailure } from '../../services/surroundings/store-failure.port.ts'
import { storeError } from './sqlite-failure.ts'

export type Row = Record<string, unknown>

export class Database {
  readonly #path: string
  readonly #db: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()
  #inTransaction = false

  constructor(path: string, busyTimeoutMs: number) {
    this.#path = path
    this.#db = new DatabaseSync(path, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true })
  }

  exec(sql: string): void {
    this.#named(() => this.#db.exec(sql))
  }

  /** What is made of each row; one that cannot be understood is damaged, and comes out as StoreFailure. */
  all<T>(make: (row: Row) => T, sql: string, ...values: SQLInputValue[]): T[] {
    return this.#named(() =>
      this.#prepare(sql)
        .all(...values)
        .map(make),
    )
  }

  /** As `all`, but the rows that cannot be understood are handed back as they are, and hide none of the others. */
  readable<T>(make: (row: Row) => T, sql: string): { readonly made: T[]; readonly damaged: Row[] } {
    const made: T[] = []
    const damaged: Row[] = []
    for (const row of this.all((one) => one, sql))
      try {
        made.push(this.#named(() => make(row)))
      } catch (error) {
        if (!(error instanceof StoreFailure) || error.error.code !== 'store-entry-damaged') throw error
        damaged.push(row)
      }
    return { made, damaged }
  }

  /** As `all`, of the one row that is looked for; null when it is not there. */
  one<T>(make: (row: Row) => T, sql: string, ...values: SQLInputValue[]): T | null {
    const row = this.get(sql, ...values)
    return row === undefined ? null : this.#named(() => make(row))
  }

  /**
   * What is made of rows that come as arrays in the order of the columns asked for: twice as fast where thousands are
   * read for a screen. One row at a time: all of them beside all that is made of them would be twice the memory.
   */
  lists<T>(make: (row: readonly unknown[]) => T, sql: string, ...values: SQLInputValue[]): T[] {
    return this.#named(() => {
      const statement = this.#prepare(sql)
      statement.setReturnArrays(true)
      const made: T[] = []
      for (const row of statement.iterate(...values)) made.push(make(row as unknown as unknown[]))
      return made
    })
  }

  get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#named(() => this.#prepare(sql).get(...values))
  }

  /** Number of rows changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return this.#named(() => Number(this.#prepare(sql).run(...values).changes))
  }

  /** The write lock is taken at the start, so that a second process waits instead of failing half-way. */
  transaction<T>(work: () => T): T {
    if (this.#inTransaction) return work()
    this.exec('BEGIN IMMEDIATE')
    this.#inTransaction = true
    try {
      const value = work()
      this.exec('COMMIT')
      return value
    } catch (error) {
      // A full disk may have rolled back already.
      if (this.#db.isTransaction) this.exec('ROLLBACK')
      throw error
    } finally {
      this.#inTransaction = false
    }
  }

  /** The one number of a PRAGMA that answers with one. */
  pragma(name: string): number {
    const row = this.get(`PRAGMA ${name}`)
    return Number(row === undefined ? 0 : Object.values(row)[0])
  }

  close(): void {
    this.#statements.clear()
    if (this.#db.isOpen) this.#db.close()
  }

  /** What only the machine is to blame for comes out as StoreFailure, everything else as it was thrown. */
  #named<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      const named = storeError(this.#path, error)
      throw named === null ? error : new StoreFailure(named, error)
    }
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql)
    if (statement === undefined) {
      statement = this.#db.prepare(sql)
      this.#statements.set(sql, statement)
    }
    return statement
  }
}
