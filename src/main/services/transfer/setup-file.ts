/** Reads the file a setup came in. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { largestDocument } from '../../../domain/transfer/setup-document.ts'
import type { Files } from '../surroundings/files.port.ts'
import type { PassphraseSeal } from './passphrase-seal.port.ts'

/** base64 and the seal's own JSON around a document of the largest size. */
const largestFile = Math.ceil((largestDocument * 4) / 3) + 4096

/** The text of a setup file, opened with its passphrase when it is sealed; null says that there is none. */
export async function readSetupFile(
  { files, seal }: { readonly files: Files; readonly seal: PassphraseSeal },
  path: string,
  passphrase: string | null,
): Promise<Result<string, AppError>> {
  const text = await files.readText(path, largestFile)
  if (!text.ok) return text
  if (!seal.isSealed(text.value)) {
    if (passphrase !== null) return err({ code: 'passphrase-not-needed', field: 'passphrase' })
    return withinLimit(text.value)
  }
  if (passphrase === null) return err({ code: 'passphrase-missing', field: 'passphrase' })
  const open = await seal.open(text.value, passphrase)
  return open.ok ? withinLimit(open.value) : open
}

function withinLimit(text: string): Result<string, AppError> {
  if (Buffer.byteLength(text) <= largestDocument) return ok(text)
  return err({ code: 'import-too-large', most: largestDocument })
}
