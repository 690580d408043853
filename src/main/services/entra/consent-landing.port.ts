/** Where the browser lands after an administrator agreed or declined: an address of this PC. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Result } from '../../../domain/result.ts'

export interface Landing {
  readonly redirectUri: string
  /** What came back with this state; an answer with another one is shown the door and not waited for any less. */
  readonly answer: Promise<Result<URLSearchParams, AppError>>
  readonly close: () => void
}

export interface ConsentLanding {
  open(wait: {
    readonly state: string
    readonly timeoutMs: number
    readonly signal: AbortSignal
  }): Promise<Result<Landing, AppError>>
}
