/** The scripts that go into a pack, byte for byte: Windows PowerShell reads them by the mark at their beginning. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Result } from '../../../domain/result.ts'

export interface ScriptFile {
  /** With forward slashes, as the scripts find each other. */
  readonly name: string
  readonly content: Uint8Array
}

export interface ScriptSource {
  /** Set-Entra.ps1 with all its parts. */
  entra(): Promise<Result<readonly ScriptFile[], AppError>>
}
