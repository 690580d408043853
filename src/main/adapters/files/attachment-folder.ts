/** The contents of attachments: <folder>/<setup>/<sha256>. No name from outside ever becomes part of a path. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { Sha256 } from '../../../domain/attachment/attachment.schema.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { SetupIdSchema } from '../../../domain/setup/setup.schema.ts'
import type { AttachmentContents } from '../../services/desk/stores.port.ts'
import { createFileOnce, readFileIfThere, said, writeError } from './file-writes.ts'

export class AttachmentFolder implements AttachmentContents {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async keep(setupId: string, content: Uint8Array): Promise<Result<string, AppError>> {
    const sha256 = hashOf(content)
    try {
      const file = this.#file(setupId, sha256)
      const there = await readFileIfThere(file)
      // What a broken disk left behind is replaced by what it should be.
      if (there !== null && hashOf(there) !== sha256) await rm(file, { force: true })
      await createFileOnce(file, Buffer.from(content))
      return ok(sha256)
    } catch (error) {
      return err(writeError('attachment', null, error))
    }
  }

  async read(setupId: string, sha256: string): Promise<Result<Uint8Array | null, AppError>> {
    try {
      const content = await readFileIfThere(this.#file(setupId, sha256))
      if (content === null || hashOf(content) === sha256) return ok(content)
      return err({ code: 'attachment-damaged' })
    } catch (error) {
      return err({ code: 'attachment-unreadable', details: said(error) })
    }
  }

  isHere(setupId: string, sha256: string): boolean {
    return existsSync(this.#file(setupId, sha256))
  }

  async remove(setupId: string, sha256: string): Promise<void> {
    await rm(this.#file(setupId, sha256), { force: true })
  }

  async removeAll(setupId: string): Promise<void> {
    await rm(path.join(this.#folder, SetupIdSchema.parse(setupId)), { recursive: true, force: true })
  }

  /** Both parts are parsed once more: a path is built here and nowhere else. */
  #file(setupId: string, sha256: string): string {
    return path.join(this.#folder, SetupIdSchema.parse(setupId), Sha256.parse(sha256))
  }
}

function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
