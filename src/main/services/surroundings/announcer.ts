/** Tells whoever listens (the window, the command line) what changed. */
import type { EventName, EventPayload } from '../../../contract/events.schema.ts'

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
