/** Asks the service itself what became of a message: for a recipient whose mailbox cannot be read. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import type { Result } from '../../../domain/result.ts'

/** As Microsoft names them, `unknown` for a word that is not documented. @see reference 5.4 */
export type TraceStatus =
  | 'gettingStatus'
  | 'pending'
  | 'failed'
  | 'delivered'
  | 'expanded'
  | 'quarantined'
  | 'filteredAsSpam'
  | 'recalled'
  | 'unknown'

export interface TraceQuestion {
  /** With the angle brackets. */
  readonly messageId: string
  readonly sender: string
  readonly recipient: string
  /** Not further back than 90 days; what is more than 10 days ago is looked for in the last 10. */
  readonly since: Date
}

export interface TracedMail {
  readonly status: TraceStatus
  readonly receivedAt: string
}

export interface MessageTrace {
  /** Null: no row yet; rows appear minutes late. `forbidden` where a cloud has no message trace, or rights lack. */
  find(
    cloud: Cloud,
    token: string,
    question: TraceQuestion,
    signal: AbortSignal,
  ): Promise<Result<TracedMail | null, AppError>>
}
