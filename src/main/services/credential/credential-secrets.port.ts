/** The client secret that is kept for a setup. Read in main alone; never part of an answer to the page. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Result } from '../../../domain/result.ts'

export interface CredentialSecrets {
  /** Null when none is kept. */
  secretOf(setupId: string): Promise<Result<string | null, AppError>>
}
