/** At most so many at once for one key; whoever comes later waits in line. */

interface Line {
  taken: number
  readonly waiting: Set<() => void>
}

export class KeyedSemaphore {
  readonly #most: number
  readonly #lines = new Map<string, Line>()

  constructor(most: number) {
    this.#most = most
  }

  /** The function gives it back; it may be called once. Null: the signal came first. */
  async take(key: string, signal: AbortSignal): Promise<(() => void) | null> {
    for (;;) {
      if (signal.aborted) return null
      const line = this.#lines.get(key) ?? { taken: 0, waiting: new Set() }
      this.#lines.set(key, line)
      if (line.taken < this.#most) {
        line.taken += 1
        return () => this.#release(key, line)
      }
      await nextRelease(line, signal)
    }
  }

  /** How many are taken for this key now. */
  taken(key: string): number {
    return this.#lines.get(key)?.taken ?? 0
  }

  #release(key: string, line: Line): void {
    line.taken -= 1
    // Whoever is woken looks again, and begins a new line when this one is gone.
    if (line.taken === 0) this.#lines.delete(key)
    for (const wake of [...line.waiting]) wake()
  }
}

function nextRelease(line: Line, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      signal.removeEventListener('abort', wake)
      line.waiting.delete(wake)
      resolve()
    }
    line.waiting.add(wake)
    signal.addEventListener('abort', wake, { once: true })
  })
}
