/** Plain files in and out: written atomically, read with a limit. */
import { lstat, open } from 'node:fs/promises'
import { join } from 'node:path'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { inBlocks } from '../../../domain/text/blocks.ts'
import type { Files } from '../../services/surroundings/files.port.ts'
import { isNoFile } from './kinds-of-file.ts'
import { isCode, replaceFile, said, writeError } from './file-writes.ts'

/** Bytes; of what does not say how large it is. */
const smallestRoom = 64 * 1024

export class AtomicFiles implements Files {
  async write(
    path: string,
    content: string | Uint8Array | Iterable<string>,
  ): Promise<Result<null, AppError>> {
    if (isNoFile(path)) return err({ code: 'file-no-file', path })
    try {
      const whole = typeof content === 'string' || content instanceof Uint8Array
      await replaceFile(path, whole ? content : inBlocks(content))
      return ok(null)
    } catch (error) {
      return err(writeError('file', path, error))
    }
  }

  async freePath(folder: string, name: string): Promise<string> {
    for (let number = 1; ; number += 1) {
      const path = join(folder, number === 1 ? name : `${name} (${number})`)
      try {
        await lstat(path)
      } catch {
        // whatever else stands in the way is said by the writing
        return path
      }
    }
  }

  async readText(path: string, maxBytes: number): Promise<Result<string, AppError>> {
    const bytes = await this.readBytes(path, maxBytes)
    if (!bytes.ok) return bytes
    try {
      return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes.value))
    } catch (error) {
      return err(explain(path, error))
    }
  }

  async readBytes(path: string, maxBytes: number): Promise<Result<Uint8Array, AppError>> {
    if (isNoFile(path)) return err({ code: 'file-no-file', path })
    try {
      const handle = await open(path, 'r')
      try {
        const about = await handle.stat()
        if (about.isDirectory()) return err({ code: 'file-is-folder', path })
        const { size } = about
        if (size > maxBytes) return err({ code: 'file-too-large', path, most: maxBytes })
        // The size is what was read, not what the directory says: a file may grow, a device has no size.
        let room = Buffer.alloc(Math.min(maxBytes, Math.max(size, smallestRoom)) + 1)
        let length = 0
        for (;;) {
          const { bytesRead } = await handle.read(room, length, room.length - length)
          if (bytesRead === 0) break
          length += bytesRead
          if (length > maxBytes) return err({ code: 'file-too-large', path, most: maxBytes })
          if (length < room.length) continue
          const larger = Buffer.alloc(Math.min(maxBytes, room.length * 2) + 1)
          room.copy(larger, 0, 0, length)
          room = larger
        }
        return ok(room.subarray(0, length))
      } finally {
        await handle.close()
      }
    } catch (error) {
      return err(explain(path, error))
    }
  }
}

function explain(path: string, error: unknown): AppError {
  // a loop of links, a name too long and a file in place of a folder lead nowhere as well
  if (['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'].some((code) => isCode(error, code)))
    return { code: 'file-missing', path }
  if (isCode(error, 'EISDIR')) return { code: 'file-is-folder', path }
  if (error instanceof TypeError) return { code: 'file-not-text', path }
  return { code: 'file-unreadable', path, details: said(error) }
}
