/** Taking a setup file in from the window: a file that asks for a passphrase or another name is chosen only once. */
import { randomUUID } from 'node:crypto'
import type { CallInput, CallOutput } from '../../contract/calls.schema.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { FileDialogs } from '../services/surroundings/person.port.ts'
import type { ImportService } from '../services/transfer/import-service.ts'

/** Somebody who opens more files than this without finishing one has given the first ones up. */
const mostOpen = 8

export function createImport(
  imports: Pick<ImportService, 'import'>,
  dialogs: Pick<FileDialogs, 'chooseOpen'>,
  title: string,
): (input: CallInput<'setup.import'>) => Promise<Result<CallOutput<'setup.import'>, AppError>> {
  /** Paths stay here: the page holds a name for the file that means nothing elsewhere. */
  const open = new Map<string, string>()

  return async ({ file, passphrase, name }) => {
    const path =
      file === null
        ? await dialogs.chooseOpen({ title, extensions: ['sendproof', 'json'] })
        : (open.get(file) ?? null)
    if (path === null) return file === null ? ok(null) : err({ code: 'import-file-closed' })
    const taken = await imports.import(path, { passphrase, name, cloud: null })
    if (taken.ok) {
      if (file !== null) open.delete(file)
      return ok({ kind: 'imported', imported: taken.value })
    }
    const asks = wish(taken.error)
    if (asks === null) return taken
    const kept = file ?? randomUUID()
    open.set(kept, path)
    for (const oldest of open.keys()) {
      if (open.size <= mostOpen) break
      open.delete(oldest)
    }
    const given = asks === 'passphrase' ? passphrase : name
    // The name in the file is taken: that is worth saying although nobody has typed one.
    return ok({
      kind: 'asks',
      for: asks,
      file: kept,
      problem: asks === 'passphrase' && given === null ? null : taken.error,
    })
  }
}

function wish({ field }: AppError): 'passphrase' | 'name' | null {
  return field === 'passphrase' || field === 'name' ? field : null
}
