/** Whoever listens (the window, the command line) is told what changed, here or in another process. */
import type { EventName, EventPayload } from '../../../contract/events.schema.ts'
import type { SetupStore } from './stores.port.ts'
import { asFailure } from '../surroundings/store-failure.port.ts'

type Listener = <N extends EventName>(name: N, payload: EventPayload<N>) => void

export class Announcer {
  readonly #listeners = new Set<Listener>()

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  emit<N extends EventName>(name: N, payload: EventPayload<N>): void {
    for (const listener of this.#listeners) listener(name, payload)
  }
}

/** A person who switches from the command line to the window needs about this long. */
const lookEveryMs = 1_000

/** Notices that another process has written to the store, so that the window never shows yesterday's state. */
export class StoreWatcher {
  readonly #setups: SetupStore
  readonly #announcer: Announcer
  #seen: number
  #timer: ReturnType<typeof setInterval> | null = null

  constructor(deps: { readonly setups: SetupStore; readonly announcer: Announcer }) {
    this.#setups = deps.setups
    this.#announcer = deps.announcer
    this.#seen = deps.setups.version()
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#look(), lookEveryMs)
    this.#timer.unref()
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer)
    this.#timer = null
  }

  /** A look that fails is made up for by the next. */
  #look(): void {
    try {
      this.#compare()
    } catch (thrown) {
      asFailure(thrown)
    }
  }

  #compare(): void {
    const version = this.#setups.version()
    if (version === this.#seen) return
    this.#seen = version
    this.#announcer.emit('setup.changed', { setup: null })
    for (const { id } of this.#setups.listSetups()) this.#announcer.emit('setup.changed', { setup: id })
  }
}
