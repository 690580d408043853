/** Looks whether something can be read, and changes nothing. One implementation a read-only probe of the recipe. */
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import type { Note } from '../../../domain/run/note.ts'
import type { SendEnd, SendResult } from './mail-transport.port.ts'

export interface ReadRequest {
  readonly cloud: Cloud
  readonly token: string
  readonly flow: 'delegated' | 'app'
  /** Who signed in; for an application the mailbox itself. */
  readonly user: string
  /** The mailbox that is looked into. */
  readonly mailbox: string
  /** Name of the folder; null for the Inbox. */
  readonly folder: string | null
  readonly signal: AbortSignal
}

/**
 * accepted: it could be read. refused: the service said no. failed: no answer that can be believed.
 * The stages are those of a send; `request` is the question itself.
 */
export interface ReadEnd extends SendEnd {
  readonly outcome: 'accepted' | 'refused' | 'failed'
  readonly stage: 'connect' | 'tls' | 'auth' | 'request'
  /** What was seen. */
  readonly notes: readonly Note[]
  /** True when it is something to act on, e.g. mail that the product would delete. */
  readonly warning: boolean
}

export type ReadResult = ReadEnd & Pick<SendResult, 'transcript'>

export interface ReadProbe {
  look(request: ReadRequest): Promise<ReadResult>
}
