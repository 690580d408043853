/** The shape of `window.desktop`: derived from the contract, never written by hand. */
import type { AnsweredAsText, AskedAsText, ToldAsText } from './as-text.ts'
import type { CallInput, CallName, CallOutput } from './calls.schema.ts'
import type { EventName, EventPayload } from './events.schema.ts'
import type { AppError } from '../domain/problem/app-error.ts'

/** What the bridge carries: of the large ones their JSON. */
export type SentInput<N extends CallName> = N extends AskedAsText ? string : CallInput<N>
export type SentOutput<N extends CallName> = N extends AnsweredAsText ? string : CallOutput<N>
export type SentPayload<N extends EventName> = N extends ToldAsText ? string : EventPayload<N>

export type DesktopApi = {
  readonly call: { readonly [N in CallName]: (input: SentInput<N>) => Promise<Reply<SentOutput<N>>> }
  /** Subscribes; the function returned unsubscribes. */
  readonly on: { readonly [N in EventName]: (listener: (payload: SentPayload<N>) => void) => () => void }
}

export type Reply<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError }
