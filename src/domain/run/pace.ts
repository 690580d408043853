/**
 * How many probes run at once: as many as asked for, until servers ask to slow down. All messages go to one
 * recipient, so throttling of any mailbox is a sign for all: half as many at once, then slowly more again.
 */

/** Good endings in a row, for each place, before one more is tried. */
const goodForOneMore = 4

export class Pace {
  readonly #most: number
  #now: number
  #good = 0

  constructor(most: number) {
    this.#most = most
    this.#now = most
  }

  get parallel(): number {
    return this.#now
  }

  good(): void {
    if (this.#now >= this.#most) return
    this.#good += 1
    if (this.#good < this.#now * goodForOneMore) return
    this.#good = 0
    this.#now += 1
  }

  /** A server asked to slow down. True when that changed anything. */
  throttled(): boolean {
    this.#good = 0
    const slower = Math.max(1, Math.floor(this.#now / 2))
    const changed = slower !== this.#now
    this.#now = slower
    return changed
  }
}
