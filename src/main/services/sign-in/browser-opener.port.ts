/** Opens an address outside the app, after it was checked. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Result } from '../../../domain/result.ts'

export interface BrowserOpener {
  /** `hosts`: the only host names (with port where it is not 443) that may be opened. */
  open(url: string, hosts: readonly string[]): Promise<Result<null, AppError>>
}
