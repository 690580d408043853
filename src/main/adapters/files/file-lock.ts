/** A short mutual exclusion between processes on one machine: a file only one of them can create. */
import { open, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { isCode } from './file-writes.ts'
import { makeFolder } from './kinds-of-file.ts'

/** What is done under the lock takes milliseconds: an older one was left by a process that died. */
const abandonedAfterMs = 10_000
const giveUpAfterMs = 20_000

export async function withFileLock<T>(lockFile: string, work: () => Promise<T>): Promise<T> {
  await take(lockFile)
  try {
    return await work()
  } finally {
    await rm(lockFile, { force: true })
  }
}

async function take(lockFile: string): Promise<void> {
  makeFolder(path.dirname(lockFile))
  const deadline = Date.now() + giveUpAfterMs
  for (;;) {
    try {
      const handle = await open(lockFile, 'wx', 0o600)
      await handle.close()
      return
    } catch (error) {
      // EPERM: Windows, while the other process is deleting it.
      if (!isCode(error, 'EEXIST') && !isCode(error, 'EPERM')) throw error
      if (Date.now() > deadline) throw error
    }
    const age = await ageOf(lockFile)
    if (age !== null && age > abandonedAfterMs) await rm(lockFile, { force: true })
    else await new Promise((resolve) => setTimeout(resolve, 15))
  }
}

async function ageOf(file: string): Promise<number | null> {
  try {
    return Date.now() - (await stat(file)).mtimeMs
  } catch {
    return null
  }
}
