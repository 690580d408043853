/** Turns one self-contained HTML page, given in parts, into a PDF. Nothing is fetched while it prints. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Result } from '../../../domain/result.ts'

export interface PdfPrinter {
  print(html: Iterable<string>): Promise<Result<Uint8Array, AppError>>
}
