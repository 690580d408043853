/** Whether the hosts people and applications sign in at have answered: by what was seen, never by a guess of the system. */
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import type { Reason } from '../../../domain/run/reason.ts'

/** The last thing that was seen of a host since the program was started. */
export interface Seen {
  /** ISO time. */
  readonly at: string
  /** Why it could not be reached; null when it answered. */
  readonly reason: Reason | null
}

export interface SignInReach {
  /** Null while nothing was tried. Sign-ins, runs and look-ups count as tries, as `ask` does. */
  seen(cloud: Cloud): Seen | null
  /** Asks the host for the document that everybody may read, with the proxy and the certificates in use. */
  ask(cloud: Cloud): Promise<void>
  /** Called when a host that answered does not, or the other way round, and for the first thing seen of it. */
  subscribe(listener: () => void): void
}
