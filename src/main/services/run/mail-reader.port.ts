/** Looks into a mailbox for messages that should have arrived, or come back. Reads only; nothing is ever deleted. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import type { Result } from '../../../domain/result.ts'
import type { AuthenticationResults } from '../../../domain/run/authentication-results.ts'
import type { DeliveryReport } from '../../../domain/run/delivery-report.ts'
import type { Probe } from '../../../domain/run/run.schema.ts'

export interface ArrivedMail {
  /** With the angle brackets. */
  readonly messageId: string
  readonly subject: string
  readonly receivedAt: string
  readonly from: string | null
  readonly sender: string | null
  /** The X-Sendproof-Probe header; null when the message has none, or the service dropped it. */
  readonly probeId: string | null
  /** Null when the receiving server wrote none, as for mail inside one organisation. */
  readonly authentication: AuthenticationResults | null
  readonly foundIn: Probe['foundIn']
}

/** A non-delivery report. */
export interface ReturnedMail extends DeliveryReport {
  readonly receivedAt: string
  readonly subject: string
}

/**
 * `mailbox`: whose mail is looked at; null or left out for the one that signed in. An application always names one.
 */
export interface MailReader {
  /** Newest first, received at or after `since`; at most `top`. In the Inbox, unless Junk Email is asked for. */
  recent(
    cloud: Cloud,
    token: string,
    since: Date,
    top: number,
    signal: AbortSignal,
    mailbox?: string | null,
    folder?: 'inbox' | 'junk',
  ): Promise<Result<readonly ArrivedMail[], AppError>>
  /** The one message with this Internet Message-ID, in any folder; null when it is not there. */
  byMessageId(
    cloud: Cloud,
    token: string,
    messageId: string,
    signal: AbortSignal,
    mailbox?: string | null,
  ): Promise<Result<ArrivedMail | null, AppError>>
  /** What came back to a sender's Inbox since then, newest first. Needs the right to read message bodies. */
  returned(
    cloud: Cloud,
    token: string,
    mailbox: string | null,
    since: Date,
    signal: AbortSignal,
  ): Promise<Result<readonly ReturnedMail[], AppError>>
}
