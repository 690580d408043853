/** How somebody goes on after a crash: takes up what was interrupted, or begins where nothing was. */
import { DatabaseSync } from 'node:sqlite'

/** Options of `verify` for the store as it is. */
export function takingUp(storeFile: string): readonly string[] {
  try {
    const db = new DatabaseSync(storeFile, { readOnly: true })
    try {
      const last = db.prepare('SELECT state FROM runs WHERE complete = 1 ORDER BY rowid DESC LIMIT 1').get()
      return last === undefined || last['state'] === 'finished' ? [] : ['--resume']
    } finally {
      db.close()
    }
  } catch {
    // no store yet
    return []
  }
}
