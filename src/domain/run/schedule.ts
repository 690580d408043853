/**
 * Which probe is next: one queue a mailbox and service, so that picking costs the same with ten thousand probes as
 * with ten, and no mailbox holds up another. Pure: whoever asks says what time it is.
 */
import { MailboxLimits, useOf, type Use } from './limits.ts'
import type { Probe } from './run.schema.ts'

interface Lane {
  readonly use: Use
  ids: string[]
  /** Ids before this place are taken. */
  at: number
  /** Where the lane is: to be asked, waiting for a time, waiting for a connection, or empty. */
  state: 'ready' | 'later' | 'held' | 'empty'
  /** Probes of it that have not ended. */
  open: number
}

interface Later {
  readonly at: number
  readonly wake: { readonly lane: Lane } | { readonly id: string; readonly lane: Lane }
}

export class Schedule {
  readonly #limits = new MailboxLimits()
  readonly #lanes = new Map<string, Lane>()
  readonly #laneOf = new Map<string, Lane>()
  readonly #ready: Lane[] = []
  #readyAt = 0
  readonly #later: Later[] = []
  /** Probes under way that are wanted once more. */
  readonly #again = new Set<string>()
  /** Probes that wait for a time of their own. */
  readonly #delayed = new Map<string, number>()
  #left = 0

  /** Each probe once, and again after `take` gave it out. `notBefore` 0: as soon as its mailbox has room. */
  add(probe: Pick<Probe, 'id' | 'mailbox' | 'transport'>, notBefore = 0): void {
    const use = useOf(probe)
    const lane = this.#lanes.get(keyOf(use)) ?? { use, ids: [], at: 0, state: 'empty', open: 0 }
    this.#lanes.set(keyOf(use), lane)
    if (this.#laneOf.has(probe.id)) this.#again.add(probe.id)
    else {
      this.#laneOf.set(probe.id, lane)
      lane.open += 1
    }
    this.#left += 1
    if (notBefore <= 0) {
      this.#enter(lane, probe.id)
      return
    }
    this.#delayed.set(probe.id, notBefore)
    push(this.#later, { at: notBefore, wake: { id: probe.id, lane } })
  }

  /** What waits for a time of its own does not wait any longer. */
  hasten(): void {
    for (const id of this.#delayed.keys()) {
      const lane = this.#laneOf.get(id)
      if (lane !== undefined) this.#enter(lane, id)
    }
    this.#delayed.clear()
  }

  /** The next probe that may start now, already counted as started; null when none may. */
  take(nowMs: number): string | null {
    this.#wakeDue(nowMs)
    for (let lane = this.#nextReady(); lane !== null; lane = this.#nextReady()) {
      const id = lane.ids[lane.at]
      if (id === undefined) {
        lane.ids.length = 0
        lane.at = 0
        lane.state = 'empty'
        continue
      }
      const free = this.#limits.nextFreeAt(lane.use, nowMs)
      if (free === null) {
        lane.state = 'held'
        continue
      }
      if (free > nowMs) {
        lane.state = 'later'
        push(this.#later, { at: free, wake: { lane } })
        continue
      }
      lane.at += 1
      this.#left -= 1
      this.#limits.started(lane.use, nowMs)
      this.#makeReady(lane)
      return id
    }
    return null
  }

  /** A probe that `take` handed out has ended: its place is free. */
  finished(id: string): void {
    const lane = this.#laneOf.get(id)
    if (lane === undefined) return
    this.#limits.finished(lane.use)
    if (!this.#again.delete(id)) this.#forget(id, lane)
    for (const kind of ['send', 'look']) {
      const waiting = this.#lanes.get(`${lane.use.service} ${kind} ${lane.use.mailbox}`)
      if (waiting?.state === 'held') this.#makeReady(waiting)
    }
  }

  /** Probes not handed out yet, those that wait for a time included. */
  get left(): number {
    return this.#left
  }

  /** Probes that only wait for a time of their own. */
  get waiting(): number {
    return this.#delayed.size
  }

  /** When `take` may have something again; null when only the end of a probe can change anything. */
  nextAt(): number | null {
    if (this.#readyAt < this.#ready.length) return 0
    return this.#later[0]?.at ?? null
  }

  /** Of ten thousand mailboxes those that are done take no room any more. */
  #forget(id: string, lane: Lane): void {
    this.#laneOf.delete(id)
    lane.open -= 1
    if (lane.open === 0) this.#lanes.delete(keyOf(lane.use))
  }

  #enter(lane: Lane, id: string): void {
    // most lanes hold one: a list that grows from nothing takes room for seventeen
    if (lane.ids.length === 0) lane.ids = [id]
    else lane.ids.push(id)
    if (lane.state === 'empty') this.#makeReady(lane)
  }

  #makeReady(lane: Lane): void {
    lane.state = 'ready'
    this.#ready.push(lane)
  }

  #nextReady(): Lane | null {
    const lane = this.#ready[this.#readyAt]
    if (lane === undefined) return null
    this.#readyAt += 1
    if (this.#readyAt === this.#ready.length || this.#readyAt > 1024) {
      this.#ready.splice(0, this.#readyAt)
      this.#readyAt = 0
    }
    return lane
  }

  #wakeDue(nowMs: number): void {
    for (let first = this.#later[0]; first !== undefined && first.at <= nowMs; first = this.#later[0]) {
      pop(this.#later)
      const { wake } = first
      if (!('id' in wake)) {
        if (wake.lane.state === 'later') this.#makeReady(wake.lane)
      } else if (this.#delayed.get(wake.id) === first.at) {
        this.#delayed.delete(wake.id)
        this.#enter(wake.lane, wake.id)
      }
    }
  }
}

const keyOf = ({ service, message, mailbox }: Use) => `${service} ${message ? 'send' : 'look'} ${mailbox}`

/** A binary heap by time. */
function push(heap: Later[], item: Later): void {
  heap.push(item)
  let at = heap.length - 1
  while (at > 0) {
    const parent = (at - 1) >> 1
    if (timeAt(heap, parent) <= item.at) break
    swap(heap, at, parent)
    at = parent
  }
}

function pop(heap: Later[]): void {
  const last = heap.pop()
  if (last === undefined || heap.length === 0) return
  heap[0] = last
  let at = 0
  for (;;) {
    const left = 2 * at + 1
    const small = timeAt(heap, left + 1) < timeAt(heap, left) ? left + 1 : left
    if (timeAt(heap, small) >= last.at) return
    swap(heap, at, small)
    at = small
  }
}

const timeAt = (heap: readonly Later[], at: number) => heap[at]?.at ?? Infinity

function swap(heap: Later[], a: number, b: number): void {
  const [one, other] = [heap[a], heap[b]]
  if (one === undefined || other === undefined) return
  heap[a] = other
  heap[b] = one
}
