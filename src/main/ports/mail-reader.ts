/** Looks into a mailbox for messages that should have arrived. Reads only; nothing is ever deleted. */
import type { AppError } from '../../domain/app-error.ts'
import type { Cloud } from '../../domain/cloud/cloud.ts'
import type { Result } from '../../domain/result.ts'

export interface ArrivedMail {
  /** With the angle brackets. */
  readonly messageId: string
  readonly subject: string
  readonly receivedAt: string
  readonly from: string | null
  readonly sender: string | null
}

export interface MailReader {
  /** Newest first, received at or after `since`; at most `top`. */
  recent(
    cloud: Cloud,
    token: string,
    since: Date,
    top: number,
    signal: AbortSignal,
  ): Promise<Result<readonly ArrivedMail[], AppError>>
  /** The one message with this Internet Message-ID, in any folder; null when it is not there. */
  byMessageId(
    cloud: Cloud,
    token: string,
    messageId: string,
    signal: AbortSignal,
  ): Promise<Result<ArrivedMail | null, AppError>>
}
