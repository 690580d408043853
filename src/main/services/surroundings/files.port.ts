/** Files in and out, and the forms in which they are handed over: packed, printed, closed with a passphrase. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Result } from '../../../domain/result.ts'

/** Plain files in and out, written atomically. */
export interface Files {
  /** Temp file and rename: a reader never sees half of it. Parts of a text are asked for as they are written. */
  write(path: string, content: string | Uint8Array | Iterable<string>): Promise<Result<null, AppError>>
  /** `name` in this folder, with a number behind it when something of that name is there already. */
  freePath(folder: string, name: string): Promise<string>
  /** Fails with bad-input when larger than `maxBytes`. */
  readBytes(path: string, maxBytes: number): Promise<Result<Uint8Array, AppError>>
  /** Fails with bad-input when larger than `maxBytes` or not UTF-8 text. */
  readText(path: string, maxBytes: number): Promise<Result<string, AppError>>
}

export interface ZipEntry {
  /** With forward slashes, relative. */
  readonly name: string
  readonly content: string | Uint8Array
}

/** Puts files into one zip; the same files give the same bytes, in the order of their names. */
export interface ZipWriter {
  pack(entries: readonly ZipEntry[]): Uint8Array
}

/** Turns one self-contained HTML page, given in parts, into a PDF. Nothing is fetched while it prints. */
export interface PdfPrinter {
  print(html: Iterable<string>): Promise<Result<Uint8Array, AppError>>
}

/** Closes a text with a passphrase, so that it can go over any channel. */
export interface PassphraseSeal {
  seal(text: string, passphrase: string): Promise<Result<string, AppError>>
  /** Whether the text is a sealed one, by its first member. */
  isSealed(text: string): boolean
  open(sealed: string, passphrase: string): Promise<Result<string, AppError>>
}
