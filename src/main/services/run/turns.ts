/** Steps of many probes, one in each turn of the event loop: between two of them the window has its own. */
export class Turns {
  #last: Promise<void> = Promise.resolve()

  /** Resolves in a turn that nobody else who waits here has. */
  next(): Promise<void> {
    this.#last = this.#last.then(() => new Promise((resolve) => setImmediate(resolve)))
    return this.#last
  }
}
