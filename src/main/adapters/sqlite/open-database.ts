/** Opens the store's file: checks it, brings it up to date, and keeps a damaged one aside. */
import { existsSync, mkdirSync, renameSync } from 'node:fs'
import path from 'node:path'
import { appError, type AppError } from '../../../domain/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { StoreFailure } from '../../ports/store-failure.ts'
import { Database } from './database.ts'
import { migrations } from './migrations.ts'
import { isDamage, storeError } from './sqlite-failure.ts'

interface OpenedDatabase {
  readonly db: Database
  /** A sentence for the person when the file that was there could not be read. */
  readonly notice: string | null
}

/** A run writes a few hundred rows a second at most; five seconds of waiting is a stuck process. */
const busyTimeoutMs = 5_000

export function openDatabase(file: string, now: Date): Result<OpenedDatabase, AppError> {
  try {
    mkdirSync(path.dirname(file), { recursive: true })
  } catch (error) {
    return err(cannotOpen(file, error))
  }
  try {
    return openChecked(file, null)
  } catch (error) {
    if (!(error instanceof DamagedFile) && !isDamage(reasonOf(error))) return err(cannotOpen(file, error))
  }
  try {
    const kept = keepAside(file, now)
    return openChecked(
      file,
      `The store ${file} was damaged and could not be read. It was kept as ${kept}; a new, empty one is in use.`,
    )
  } catch (error) {
    return err(cannotOpen(file, error))
  }
}

function openChecked(file: string, notice: string | null): Result<OpenedDatabase, AppError> {
  const db = new Database(file, busyTimeoutMs)
  try {
    // Reads the header first: a newer file is left exactly as it is.
    const version = db.pragma('user_version')
    if (version > migrations.length) {
      db.close()
      return err(
        appError(
          'disk',
          `The store ${file} was written by a newer Sendproof (format ${version}; this one reads up to ${migrations.length}).`,
          {
            next: 'Use the newer Sendproof, or choose another data folder with --data.',
          },
        ),
      )
    }
    // What a call has stored survives a power cut: with FULL the log is flushed at each commit, with WAL's usual NORMAL
    // only at a checkpoint, and the journal of a run would lose the hand-overs it exists for. `synchronous` belongs
    // to the connection and is said each time. @see https://www.sqlite.org/pragma.html#pragma_synchronous
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON')
    const verdict = db.get('PRAGMA quick_check(1)')
    const text = verdict === undefined ? 'ok' : String(Object.values(verdict)[0])
    if (text !== 'ok') throw new DamagedFile(text)
    migrate(db)
    return ok({ db, notice })
  } catch (error) {
    db.close()
    throw error
  }
}

/** Each step in a transaction of its own that looks again: a second process may be migrating at the same time. */
function migrate(db: Database): void {
  for (const [index, sql] of migrations.entries()) {
    if (db.pragma('user_version') > index) continue
    db.transaction(() => {
      if (db.pragma('user_version') > index) return
      db.exec(sql)
      db.exec(`PRAGMA user_version = ${index + 1}`)
    })
  }
}

class DamagedFile extends Error {}

/** The write-ahead log goes with its file: it may hold what the file does not. */
function keepAside(file: string, now: Date): string {
  const stamp = now
    .toISOString()
    .replaceAll(/[-:]/g, '')
    .replace(/\.\d+Z$/, 'Z')
  let kept = `${file}.bad-${stamp}`
  for (let n = 2; existsSync(kept); n += 1) kept = `${file}.bad-${stamp}-${n}`
  renameSync(file, kept)
  for (const suffix of ['-wal', '-shm'])
    if (existsSync(file + suffix)) renameSync(file + suffix, kept + suffix)
  return kept
}

/** What SQLite itself said. */
function reasonOf(error: unknown): unknown {
  return error instanceof StoreFailure ? error.cause : error
}

function cannotOpen(file: string, error: unknown): AppError {
  const reason = reasonOf(error)
  return (
    storeError(file, reason) ??
    appError('disk', `The store ${file} cannot be opened.`, {
      next: 'Check that the data folder exists and may be written, and that the disk is not full, or choose another with --data.',
      details: reason instanceof Error ? reason.message : String(reason),
    })
  )
}
