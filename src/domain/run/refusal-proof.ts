/**
 * Whether a refusal proves that an application is kept out of a mailbox. Many things end in a refusal; only “access
 * denied” says that the limit works. Everything else leaves the question open, and counts as a failed attempt.
 * @see reference 6.6, 7.2, 7.3
 */
import { factsOf, type TransportKind } from '../transport/transports.ts'
import type { Note } from './note.ts'

/** The parts of a result that tell. */
export interface Refusal {
  readonly outcome: string
  readonly stage: string
  readonly reply: string | null
}

export type NoProof = Extract<Note, { code: 'no-proof' }>['because']

/** Null: it proves the limit. */
export function whyNoProof(transport: TransportKind, { outcome, stage, reply }: Refusal): NoProof | null {
  if (stage === 'token') return 'no-token'
  if (outcome !== 'refused' || reply === null) return 'not-asked'
  return factsOf(transport).denied(reply) ? null : 'other-refusal'
}
