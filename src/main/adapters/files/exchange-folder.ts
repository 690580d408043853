/** What the scripts for Exchange have left: <folder>/<setup>/reading.json, preview.json and changes/*.json. */
import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { SetupIdSchema } from '../../../domain/setup/setup.schema.ts'
import type { ExchangeStore, KeptKind } from '../../services/desk/exchange-store.port.ts'
import { isCode, readFileIfThere, replaceFile, said, writeError } from './file-writes.ts'

export class ExchangeFolder implements ExchangeStore {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async read(setup: string, kind: KeptKind): Promise<Result<Uint8Array | null, AppError>> {
    const file = this.#file(setup, kind)
    try {
      return ok(await readFileIfThere(file))
    } catch (error) {
      return err({ code: 'file-unreadable', path: file, details: said(error) })
    }
  }

  keep(setup: string, kind: KeptKind, content: Uint8Array): Promise<Result<null, AppError>> {
    return write(this.#file(setup, kind), content)
  }

  async forget(setup: string, kind: KeptKind): Promise<void> {
    await rm(this.#file(setup, kind), { force: true })
  }

  async changes(setup: string): Promise<Result<readonly Uint8Array[], AppError>> {
    const folder = this.#of(setup, 'changes')
    try {
      const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
      const found = await Promise.all(names.map((name) => readFileIfThere(path.join(folder, name))))
      return ok(found.filter((one) => one !== null))
    } catch (error) {
      if (isCode(error, 'ENOENT')) return ok([])
      return err({ code: 'file-unreadable', path: folder, details: said(error) })
    }
  }

  keepChange(
    setup: string,
    { planId, finishedAt }: { readonly planId: string; readonly finishedAt: string },
    content: Uint8Array,
  ): Promise<Result<null, AppError>> {
    // A moment without its colons, so that names sort by when it was, and Windows takes them.
    const moment = new Date(finishedAt).toISOString().replaceAll(':', '')
    return write(this.#of(setup, 'changes', `${moment} ${SetupIdSchema.parse(planId)}.json`), content)
  }

  async removeAll(setup: string): Promise<void> {
    await rm(this.#of(setup), { recursive: true, force: true })
  }

  #file(setup: string, kind: KeptKind): string {
    return this.#of(setup, `${kind}.json`)
  }

  /** The id is a UUID: a setup from elsewhere cannot name a folder outside ours. */
  #of(setup: string, ...parts: readonly string[]): string {
    return path.join(this.#folder, SetupIdSchema.parse(setup), ...parts)
  }
}

async function write(file: string, content: Uint8Array): Promise<Result<null, AppError>> {
  try {
    await replaceFile(file, content)
    return ok(null)
  } catch (error) {
    return err(writeError('file', null, error))
  }
}
