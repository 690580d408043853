/** Hooks: read a snapshot of main, run an action, hear an event. */
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import type { CallInput, CallName, CallOutput } from '../../contract/calls.schema.ts'
import type { EventName, EventPayload } from '../../contract/events.schema.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import type { Result } from '../../domain/result.ts'
import type { Desktop } from '../desk/desktop.ts'
import type { SnapshotName } from './snapshot-keys.ts'
import { nothingYet, type Snapshot, type Snapshots } from './snapshots.ts'
import type { Drafts } from './drafts.ts'
import type { Store } from './store.ts'

interface Connection {
  readonly desktop: Desktop
  readonly store: Store
  readonly drafts: Drafts
}

export const DesktopContext = createContext<Connection | null>(null)

function useConnection(): Connection {
  const connection = useContext(DesktopContext)
  if (connection === null) throw new Error('DesktopContext is missing above this component')
  return connection
}

/** The newest snapshot of one call, kept fresh while the component is on screen. `wanted: false` asks for nothing. */
export function useSnapshot<N extends SnapshotName>(
  name: N,
  input: CallInput<N>,
  wanted = true,
): Snapshot<CallOutput<N>> {
  const { store } = useConnection()
  const key = store.keyFor(name, input)
  useEffect(() => (wanted ? store.watch(key) : undefined), [store, key, wanted])
  const read = useSyncExternalStore(
    store.subscribe,
    // The store answers with the same object until it changes.
    () => store.read(name, input),
  )
  return wanted ? read : nothingYet
}

export interface Action {
  readonly busy: boolean
  readonly error: AppError | null
  readonly clear: () => void
  /** Calls main; the failure is also kept in `error`, so a page can show it beside the button. */
  readonly run: <N extends CallName>(name: N, input: CallInput<N>) => Promise<Result<CallOutput<N>, AppError>>
}

export function useAction(): Action {
  const { desktop } = useConnection()
  const [state, setState] = useState<{ readonly busy: number; readonly error: AppError | null }>({
    busy: 0,
    error: null,
  })
  const alive = useRef(true)
  useEffect(() => {
    alive.current = true
    return () => {
      alive.current = false
    }
  }, [])
  const run = useCallback(
    async <N extends CallName>(name: N, input: CallInput<N>) => {
      setState((before) => ({ busy: before.busy + 1, error: null }))
      const reply = await desktop.call(name, input)
      if (alive.current)
        setState((before) => ({ busy: before.busy - 1, error: reply.ok ? before.error : reply.error }))
      return reply
    },
    [desktop],
  )
  const clear = useCallback(() => setState((before) => ({ ...before, error: null })), [])
  return { busy: state.busy > 0, error: state.error, clear, run }
}

/** What was begun and not finished. */
export function useDrafts(): Drafts {
  return useConnection().drafts
}

/** Asks again for everything on screen. */
export function useAgain(): () => void {
  const { store } = useConnection()
  return useCallback(() => store.again(), [store])
}

export function useEvent<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): void {
  const { desktop } = useConnection()
  useEffect(() => desktop.on(name, listener), [desktop, name, listener])
}

/** Everything known so far, asked for or not: for the few places that look across pages. */
export function useEveryKnownSnapshot(): Snapshots {
  const { store } = useConnection()
  return useSyncExternalStore(store.subscribe, () => store.known())
}
