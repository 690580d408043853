/** A clock that stands still until it is told otherwise. */
import type { Clock } from '../../src/main/services/surroundings/surroundings.port.ts'

export class FixedClock implements Clock {
  #now: number

  constructor(iso = '2026-11-21T09:00:00.000Z') {
    this.#now = Date.parse(iso)
  }

  now(): Date {
    return new Date(this.#now)
  }

  /** Sleeping takes no time here, but the clock moves on by as much. */
  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted !== true) this.#now += ms
  }

  advance(ms: number): void {
    this.#now += ms
  }
}
