/** One place where the arrival of messages can be seen, and what it shows. */
import { kindOf, type AppError } from '../../../domain/problem/app-error.ts'
import type { Probe } from '../../../domain/run/run.schema.ts'

/** A message that was seen to arrive, or a report that it could not be delivered. */
export interface Sighting {
  readonly probeId: string
  readonly at: string
  readonly by: NonNullable<Probe['receiptBy']>
  readonly from: string | null
  readonly sender: string | null
  readonly authentication: Probe['authentication']
  readonly foundIn: Probe['foundIn']
  /** True when a filter took it for spam, wherever it lies. */
  readonly takenForSpam: boolean
  /** Set when it came back instead. */
  readonly returned: { readonly status: string | null; readonly text: string } | null
  /** Who or what saw it, for the journal. */
  readonly seenBy: string
}

/** `later`: could not be looked at now. `off`: this run need not ask again. */
export type Look = readonly Sighting[] | 'later' | 'off'

/** A line that was down or a service that was busy may answer the next time; a refusal stays one. */
export function afterwards(problem: AppError): 'later' | 'off' {
  const kind = kindOf(problem)
  return kind === 'network' || kind === 'busy' ? 'later' : 'off'
}

export interface ReceiptSource {
  /** True when a message this place does not show by the end has not arrived. */
  readonly decides: boolean
  /** False where only what came back can be seen: nobody waits there for the rest to arrive. */
  readonly showsArrivals: boolean
  /** Looks for all of them at once. */
  look(waiting: readonly Probe[], since: Date, signal: AbortSignal): Promise<Look>
  /** One thorough question for each that is left, where the place allows one. */
  lookAgain(probe: Probe, signal: AbortSignal): Promise<Look>
}
