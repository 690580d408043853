/** The page's only way to main: every call becomes a value or an AppError, never an exception. */
import type { CallInput, CallName, CallOutput } from '../contract/calls.ts'
import type { DesktopApi } from '../contract/desktop-api.ts'
import type { EventName, EventPayload } from '../contract/events.ts'
import type { AppError } from '../domain/app-error.ts'
import type { Result } from '../domain/result.ts'
import { text } from './text/en.ts'

declare global {
  interface Window {
    readonly desktop?: DesktopApi
  }
}

export interface Desktop {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>, AppError>>
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void
}

/** A call that throws is a bug on the other side of the bridge: the person still gets a sentence and a next step. */
function unexpected(reason: unknown): AppError {
  return {
    code: 'internal',
    what: text.error.unexpected,
    next: text.error.unexpectedNext,
    details: reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason),
  }
}

export function connect(api: DesktopApi): Desktop {
  return {
    async call(name, input) {
      try {
        return await api.call[name](input)
      } catch (reason) {
        return { ok: false, error: unexpected(reason) }
      }
    },
    on: (name, listener) => api.on[name](listener),
  }
}
