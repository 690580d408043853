/** Sends one probe's message. One implementation a transport of the recipe. */
import type { Cloud } from '../../domain/cloud/cloud.ts'

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

export interface TranscriptLine {
  readonly at: string
  readonly side: 'client' | 'server' | 'note'
  /** Masked already: no token, no password. */
  readonly text: string
}

/**
 * accepted: the server took the message. refused: the server said no (4xx or 5xx).
 * failed: the network or TLS ended it before the message left. uncertain: it ended after the message left.
 */
export interface SendResult {
  readonly outcome: 'accepted' | 'refused' | 'failed' | 'uncertain'
  readonly stage: SendStage
  readonly reply: string
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
