/** Long work in short stretches: between two of them the window, and everybody else, has a turn of the event loop. */

export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** Steps of many probes, one in each turn. */
export class Turns {
  #last: Promise<void> = Promise.resolve()

  /** Resolves in a turn that nobody else who waits here has. */
  next(): Promise<void> {
    this.#last = this.#last.then(nextTurn)
    return this.#last
  }
}

/** So many are gone through at a stretch: to read one from the store takes some ten microseconds. */
const atOnce = 500

/** The same items, with a turn for others after every few hundred. */
export async function* inTurns<T>(items: Iterable<T>): AsyncGenerator<T> {
  let since = 0
  for (const item of items) {
    yield item
    since += 1
    if (since % atOnce === 0) await nextTurn()
  }
}
