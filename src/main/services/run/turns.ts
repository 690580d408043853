/** Steps of many probes, one in each turn of the event loop: between two of them the window has its own. */
export class Turns {
  #last: Promise<void> = Promise.resolve()

  /** Resolves in a turn that nobody else who waits here has. */
  next(): Promise<void> {
    this.#last = this.#last.then(() => new Promise((resolve) => setImmediate(resolve)))
    return this.#last
  }
}

/** So many are gone through at a stretch: reading a probe from the store takes some ten microseconds. */
const atOnce = 500

/** The same items, with a turn of the event loop for others after every few hundred. */
export async function* inTurns<T>(items: Iterable<T>): AsyncGenerator<T> {
  const turns = new Turns()
  let since = 0
  for (const item of items) {
    yield item
    since += 1
    if (since % atOnce === 0) await turns.next()
  }
}
