/** Opens the store's file: checks it, brings it up to date, and keeps a damaged one aside. */
import { chmodSync, closeSync, existsSync, openSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Notice } from '../../../domain/notice.schema.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { StoreFailure } from '../../services/surroundings/store-failure.port.ts'
import { Database } from './database.ts'
import { migrations } from './migrations.ts'
import { isDamage, storeError } from './sqlite-failure.ts'
import { makeFolder } from '../files/kinds-of-file.ts'

interface OpenedDatabase {
  readonly db: Database
  /** For the person, when the file that was there could not be read. */
  readonly notice: Notice | null
}

/** A run writes a few hundred rows a second at most; five seconds of waiting is a stuck process. */
const busyTimeoutMs = 5_000

export function openDatabase(file: string, now: Date): Result<OpenedDatabase, AppError> {
  try {
    makeFolder(path.dirname(file))
  } catch (error) {
    return err(cannotOpen(file, error))
  }
  try {
    if (isEmptied(file)) throw new DamagedFile('empty')
    keepToOwner(file)
    return openChecked(file, null)
  } catch (error) {
    if (!(error instanceof DamagedFile) && !isDamage(reasonOf(error))) return err(cannotOpen(file, error))
  }
  try {
    const kept = keepAside(file, now)
    keepToOwner(file)
    return openChecked(file, { code: 'store-set-aside', file, kept })
  } catch (error) {
    return err(cannotOpen(file, error))
  }
}

/** Whose mailboxes these are is nobody else's business. SQLite gives its log beside the file the same rights. */
function keepToOwner(file: string): void {
  if (process.platform === 'win32') return
  try {
    closeSync(openSync(file, 'a', 0o600))
    chmodSync(file, 0o600)
  } catch {
    // a folder or disk that takes no file: SQLite is about to say which
  }
}

/** Nothing in it although sign-ins were kept beside it: a store that a disk or a tool has emptied, not a new one. */
function isEmptied(file: string): boolean {
  if (!existsSync(file) || statSync(file).size > 0 || existsSync(`${file}-wal`)) return false
  return ['vault', 'practice-vault'].some((folder) => existsSync(path.join(path.dirname(file), folder)))
}

function openChecked(file: string, notice: Notice | null): Result<OpenedDatabase, AppError> {
  const db = new Database(file, busyTimeoutMs)
  try {
    // Reads the header first: a newer file is left exactly as it is.
    const version = db.pragma('user_version')
    if (version > migrations.length) {
      db.close()
      return err({ code: 'store-newer', file, format: version, known: migrations.length })
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
  const details = reason instanceof Error ? reason.message : String(reason)
  return storeError(file, reason) ?? { code: 'store-unopened', file, details }
}
