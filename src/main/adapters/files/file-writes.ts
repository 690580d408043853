/** Writing files so that a reader, or a power cut, never meets half of one. */
import { randomUUID } from 'node:crypto'
import { link, open, readFile, rename, rm, unlink } from 'node:fs/promises'
import path from 'node:path'
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Written } from '../../../domain/problem/machine-problems.ts'
import { makeFolder } from './kinds-of-file.ts'

/** Only the person's own account may read what this app writes. On Windows the profile's rights say so. */
const ownerOnly = 0o600

/** A whole, or blocks of a text that are made as they are written. */
type Content = string | Uint8Array | Iterable<string>

/** Temp file, flush, rename. */
export async function replaceFile(file: string, content: Content): Promise<void> {
  const temporary = await writeBeside(file, content)
  try {
    await renameOver(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

/** Writes the file unless it is there already; two processes at once leave the first one's content. */
export async function createFileOnce(file: string, content: string | Buffer): Promise<void> {
  if ((await readFileIfThere(file)) !== null) return
  const temporary = await writeBeside(file, content)
  try {
    await link(temporary, file)
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
  } finally {
    await unlink(temporary)
  }
}

export async function readFileIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file)
  } catch (error) {
    if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR')) return null
    throw error
  }
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

/** The disk has no room for it, or the person's share of it is used up, or it takes no file of this size. */
export function isFull(error: unknown): boolean {
  return isCode(error, 'ENOSPC') || isCode(error, 'EDQUOT') || isCode(error, 'EFBIG')
}

/** Why `what` could not be written; `path` where the person named it. */
export function writeError(what: Written, path: string | null, error: unknown): AppError {
  return { code: isFull(error) ? 'write-no-room' : 'write-failed', what, path, details: said(error) }
}

/** What the system said, for the details. */
export function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

async function writeBeside(file: string, content: Content): Promise<string> {
  makeFolder(path.dirname(file))
  const temporary = `${file}.${randomUUID()}.tmp`
  const handle = await open(temporary, 'wx', ownerOnly)
  try {
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (error) {
    // On a full disk the half that was written takes the room the next try needs.
    await rm(temporary, { force: true })
    throw error
  }
  return temporary
}

/** Windows refuses a rename while a virus scanner looks at the target; it is done in a moment. */
async function renameOver(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename(from, to)
      return
    } catch (error) {
      const transient = isCode(error, 'EPERM') || isCode(error, 'EACCES') || isCode(error, 'EBUSY')
      if (!transient || process.platform !== 'win32' || attempt === 10) throw error
      await new Promise((resolve) => setTimeout(resolve, 20 * attempt))
    }
  }
}
