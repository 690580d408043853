/** The page's way into main: who asks is checked before what they ask, and what is answered is parsed as well. */
import { isAnsweredAsText, isAskedAsText, isToldAsText } from '../../contract/as-text.ts'
import { calls, type CallInput, type CallName, type CallOutput } from '../../contract/calls.schema.ts'
import { events, type EventName, type EventPayload } from '../../contract/events.schema.ts'
import { callNames } from '../../contract/names.ts'
import type { Reply } from '../../contract/desktop-api.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import { err, ok } from '../../domain/result.ts'
import { StoreFailure } from '../services/surroundings/store-failure.port.ts'

/** The part of a frame that says whose it is; a frame that has gone away is null or throws when it is read. */
export interface CallingFrame {
  readonly url: string
  readonly origin: string
  readonly parent: CallingFrame | null
}

export interface CallEvent {
  readonly sender: { readonly id: number }
  readonly senderFrame: CallingFrame | null
}

/** What is needed of Electron's ipcMain. */
export interface CallReceiver {
  handle(channel: string, listener: (event: CallEvent, ...raw: readonly unknown[]) => Promise<unknown>): void
}

export type Handlers = { readonly [N in CallName]: (input: CallInput<N>) => Promise<Reply<CallOutput<N>>> }

export interface Registration {
  readonly ipc: CallReceiver
  readonly handlers: Handlers
  /** The page's origin in parts, e.g. app: and ui. */
  readonly self: { readonly protocol: string; readonly host: string }
  /** Web contents id of the window; null while there is none. */
  ownWindow(): number | null
  /** Something that must not happen did: told without the data that came with it. */
  unexpected(call: CallName, what: 'foreign-sender' | 'handler-threw' | 'reply-misfit', cause: unknown): void
}

const forbidden: AppError = { code: 'call-forbidden' }
const internal: AppError = { code: 'inside-failed' }

/** Registers every call of the contract; a call without a row cannot be made. */
export function registerCalls(registration: Registration): void {
  for (const name of callNames) registerCall(registration, name)
}

function registerCall<N extends CallName>(registration: Registration, name: N): void {
  const { input, output } = calls[name]
  // One row of the table is one N; the compiler cannot see that through the mapped type.
  const handler = registration.handlers[name] as (input: unknown) => Promise<Reply<unknown>>
  registration.ipc.handle(name, async (event, ...raw): Promise<Reply<unknown>> => {
    if (!isOwnMainFrame(event, registration)) {
      registration.unexpected(name, 'foreign-sender', null)
      return err(forbidden)
    }
    const asked = input.safeParse(isAskedAsText(name) ? fromText(raw[0]) : (raw[0] ?? null))
    if (raw.length > 1 || !asked.success) return err(badInput(asked.error?.issues[0]))
    let answer: Reply<unknown>
    try {
      answer = await handler(asked.data)
    } catch (thrown) {
      if (thrown instanceof StoreFailure) return err(thrown.error)
      registration.unexpected(name, 'handler-threw', thrown)
      return err(internal)
    }
    if (!answer.ok) return err(answer.error)
    const value = output.safeParse(answer.value)
    if (value.success) return ok(isAnsweredAsText(name) ? JSON.stringify(value.data) : value.data)
    registration.unexpected(name, 'reply-misfit', value.error)
    return err(internal)
  })
}

/** Not a text, or not JSON: nothing, which the schema then refuses. */
function fromText(raw: unknown): unknown {
  try {
    return typeof raw === 'string' ? JSON.parse(raw) : undefined
  } catch {
    return undefined
  }
}

function badInput(
  issue: { readonly path: readonly PropertyKey[]; readonly message: string } | undefined,
): AppError {
  const field = issue?.path.map(String).join('.') ?? ''
  return {
    code: 'call-misfit',
    ...(field === '' ? {} : { field }),
    ...(issue === undefined ? {} : { details: issue.message }),
  }
}

/** Main frame of our own window, showing our own page. Reading a frame that has just gone away throws. */
export function isOwnMainFrame(event: CallEvent, own: Pick<Registration, 'self' | 'ownWindow'>): boolean {
  try {
    const frame = event.senderFrame
    if (frame === null || frame.parent !== null) return false
    if (event.sender.id !== own.ownWindow()) return false
    const { protocol, host } = own.self
    const url = URL.parse(frame.url)
    return frame.origin === `${protocol}//${host}` && url?.protocol === protocol && url.host === host
  } catch {
    return false
  }
}

/**
 * The way from main to the page: only events of the contract, and only what their table says.
 * Throws when a payload does not fit: that is a bug in main, and nothing is sent.
 */
export function createPublisher(
  send: (channel: EventName, payload: unknown) => void,
): <N extends EventName>(name: N, payload: EventPayload<N>) => void {
  return (name, payload) => {
    const fitting = events[name].parse(payload)
    send(name, isToldAsText(name) ? JSON.stringify(fitting) : fitting)
  }
}
