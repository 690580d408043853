/** The page's only way to main: every call becomes a value or an AppError, never an exception. */
import { isAnsweredAsText, isAskedAsText, isToldAsText } from '../../contract/as-text.ts'
import type { CallInput, CallName, CallOutput } from '../../contract/calls.schema.ts'
import type { DesktopApi, SentInput, Reply } from '../../contract/desktop-api.ts'
import type { EventName, EventPayload } from '../../contract/events.schema.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import { ok, type Result } from '../../domain/result.ts'
import { text } from './words.ts'

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

/** A text of this length takes the parser about ten milliseconds: what is done with it then has a turn of its own. */
const longText = 1_000_000
const nextTurn = () => new Promise<void>((resolve) => window.setTimeout(resolve, 0))

export function connect(api: DesktopApi): Desktop {
  return {
    async call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>, AppError>> {
      try {
        const sent = isAskedAsText(name) ? JSON.stringify(input) : input
        const reply: Reply<unknown> = await api.call[name](sent as SentInput<N>)
        if (!reply.ok) return reply
        if (!isAnsweredAsText(name)) return ok(reply.value as CallOutput<N>)
        const text = reply.value as string
        const value = JSON.parse(text) as CallOutput<N>
        if (text.length > longText) await nextTurn()
        return ok(value)
      } catch (reason) {
        return { ok: false, error: unexpected(reason) }
      }
    },
    on: (name, listener) =>
      api.on[name]((payload) =>
        listener((isToldAsText(name) ? JSON.parse(payload as string) : payload) as EventPayload<typeof name>),
      ),
  }
}
