/** Sends one probe's message. One implementation a transport of the recipe. */
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import type { Reason } from '../../../domain/run/reason.ts'
import type { TranscriptLine } from '../../../domain/run/transcript.schema.ts'

export interface OutgoingMail {
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly text: string
  /** With the angle brackets. */
  readonly messageId: string
  readonly date: Date
  readonly headers: Readonly<Record<string, string>>
}

/** token is the stage before a connection exists; body is after the message left; request is Graph's answer. */
export type SendStage = 'token' | 'connect' | 'tls' | 'auth' | 'mail' | 'rcpt' | 'data' | 'body' | 'request'

/**
 * accepted: the server took the message. refused: the server said no (4xx or 5xx).
 * failed: the network or TLS ended it before the message left. uncertain: it ended after the message left.
 */
export interface SendEnd {
  readonly outcome: 'accepted' | 'refused' | 'failed' | 'uncertain'
  readonly stage: SendStage
  /** The server's own last words, masked; null when it said none. */
  readonly reply: string | null
  /** Null when it was accepted. */
  readonly reason: Reason | null
  /** How long the server asked to wait; null when it named no time. */
  readonly retryAfterMs: number | null
}

/** A transport tries once: whether and when it is tried again is decided by the run alone. */
export interface SendResult extends SendEnd {
  /** Masked already: no token, no password. */
  readonly transcript: readonly TranscriptLine[]
}

export interface SendRequest {
  readonly cloud: Cloud
  /** Whether a person or the application itself signed in: Graph's address depends on it. @see reference 5.1 */
  readonly flow: 'delegated' | 'app'
  /** Whose sign-in: the XOAUTH2 user; for an application the mailbox it sends as. @see reference 4.6, 4.7 */
  readonly user: string
  readonly token: string
  readonly mail: OutgoingMail
  /** Called, synchronously, after the server is ready for the message and before its first byte leaves. */
  readonly onHandingOver: () => void
  readonly signal: AbortSignal
}

export interface MailTransport {
  send(request: SendRequest): Promise<SendResult>
  /** Closes idle connections. */
  close(): Promise<void>
}
