/** Plain files in and out, written atomically. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Result } from '../../../domain/result.ts'

export interface Files {
  /** Temp file and rename: a reader never sees half of it. Parts of a text are asked for as they are written. */
  write(path: string, content: string | Uint8Array | Iterable<string>): Promise<Result<null, AppError>>
  /** Fails with bad-input when larger than `maxBytes`. */
  readBytes(path: string, maxBytes: number): Promise<Result<Uint8Array, AppError>>
  /** Fails with bad-input when larger than `maxBytes` or not UTF-8 text. */
  readText(path: string, maxBytes: number): Promise<Result<string, AppError>>
}
