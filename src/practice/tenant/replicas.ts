/**
 * The directory is many replicas, and a write reaches them one after another: for a while a reader finds what was there
 * before. Counted in looks instead of seconds, so that a test waits for nothing. @see reference 2.7
 */
export type Row = Record<string, unknown>

interface Behind {
  kind: string
  /** undefined: it was not there */
  before: Row | undefined
  /** looks that still find the old state */
  left: number
  /** looks so far */
  turn: number
}

export interface Delay {
  /** how many looks at an object find it as it was before the last change; 0: none */
  looks: number
  /** old and new take turns, as where a reader is sent to another replica each time */
  alternating: boolean
}

export class Replicas {
  readonly #delay: () => Delay
  readonly #behind = new Map<string, Behind>()

  /** @param delay asked at every write and look, so that a test may change it meanwhile */
  constructor(delay: () => Delay) {
    this.#delay = delay
  }

  /** An object was made (`before` undefined), changed or removed. */
  wrote(kind: string, id: string, before: Row | undefined): void {
    const { looks } = this.#delay()
    if (looks === 0) return
    const known = this.#behind.get(id)
    // a replica that was behind already knows nothing of what lay between
    this.#behind.set(id, {
      kind,
      before: known === undefined ? before : known.before,
      left: looks,
      turn: known?.turn ?? 0,
    })
  }

  /** One look at one object: what this reader finds. */
  see(id: string, now: Row | undefined): Row | undefined {
    const behind = this.#behind.get(id)
    if (behind === undefined) return now
    const old = !this.#delay().alternating || behind.turn % 2 === 0
    behind.turn += 1
    behind.left -= 1
    if (behind.left <= 0) this.#behind.delete(id)
    return old ? behind.before : now
  }

  /** One look at a whole list. */
  seeAll(kind: string, now: readonly Row[]): Row[] {
    const waiting = [...this.#behind].filter(([, behind]) => behind.kind === kind)
    if (waiting.length === 0) return [...now]
    const ids = new Set(waiting.map(([id]) => id))
    const there = new Set(now.map((row) => String(row.id)))
    const kept = now.flatMap((row): Row[] => {
      const seen = ids.has(String(row.id)) ? this.see(String(row.id), row) : row
      return seen === undefined ? [] : [seen]
    })
    // what is gone already is still found by those who have not heard of it
    const gone = waiting.flatMap(([id]): Row[] => {
      const seen = there.has(id) ? undefined : this.see(id, undefined)
      return seen === undefined ? [] : [seen]
    })
    return [...kept, ...gone]
  }

  /** Is a change of it still on its way? Asking is no look. */
  isBehind(id: string): boolean {
    return this.#behind.has(id)
  }

  /** Has everybody heard of it? Asking is a look. */
  knows(id: string): boolean {
    return !this.#behind.has(id) || this.see(id, { id }) !== undefined
  }
}
