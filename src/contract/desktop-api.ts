/** The shape of `window.desktop`: derived from the contract, never written by hand. */
import type { CallInput, CallName, CallOutput } from './calls.ts'
import type { EventName, EventPayload } from './events.ts'
import type { Reply } from './reply.ts'

export type DesktopApi = {
  readonly call: { readonly [N in CallName]: (input: CallInput<N>) => Promise<Reply<CallOutput<N>>> }
  /** Subscribes; the function returned unsubscribes. */
  readonly on: { readonly [N in EventName]: (listener: (payload: EventPayload<N>) => void) => () => void }
}
