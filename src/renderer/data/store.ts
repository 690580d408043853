/** Holds the snapshots, asks main for the ones on screen, and listens to main's events. */
import type { CallInput, CallOutput } from '../../contract/calls.schema.ts'
import type { RunProgressView } from '../../contract/views.schema.ts'
import type { Desktop } from '../desk/desktop.ts'
import { wholeRun } from './whole-run.ts'
import {
  keyOf,
  readSnapshot,
  reduceSnapshots,
  type Snapshot,
  type SnapshotAction,
  type SnapshotName,
  type Snapshots,
} from './snapshots.ts'

interface Watch {
  count: number
  readonly ask: () => Promise<void>
}

/** A change is answered at most this often: authorising 10,000 mailboxes says 10,000 times that the list changed. */
const refreshEveryMs = 250
/** Progress is drawn at most this often. */
const progressEveryMs = 60

export class Store {
  readonly #desktop: Desktop
  readonly #watched = new Map<string, Watch>()
  readonly #listeners = new Set<() => void>()
  readonly #pushes = new Map<string, unknown>()
  readonly #changes = new Map<string, RunProgressView[]>()
  #snapshots: Snapshots = new Map()
  #requests = 0
  #refreshTimer: number | undefined
  #pushTimer: number | undefined

  constructor(desktop: Desktop) {
    this.#desktop = desktop
  }

  /** Starts listening to main; the function returned stops. */
  connect(): () => void {
    const off = [
      this.#desktop.on('setup.changed', ({ setup }) => {
        this.#dispatch({ type: 'changed', setup })
        if (this.#refreshTimer !== undefined) return
        // The first change is answered at once, those that follow together.
        this.#refreshTimer = window.setTimeout(() => {
          this.#refreshTimer = undefined
          this.#refresh()
        }, refreshEveryMs)
        this.#refresh()
      }),
      this.#desktop.on('auth.progress', (queue) =>
        this.#push(keyOf('auth.get', { setup: queue.setupId }), queue),
      ),
      this.#desktop.on('run.progress', (progress) => this.#pushChanges(progress)),
    ]
    return () => {
      for (const stop of off) stop()
      window.clearTimeout(this.#refreshTimer)
      window.clearTimeout(this.#pushTimer)
      this.#refreshTimer = undefined
      this.#pushTimer = undefined
    }
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  read<N extends SnapshotName>(name: N, input: CallInput<N>): Snapshot<CallOutput<N>> {
    return readSnapshot(this.#snapshots, name, input)
  }

  known(): Snapshots {
    return this.#snapshots
  }

  /** Keeps one snapshot fresh until the function returned is called. */
  watch<N extends SnapshotName>(name: N, input: CallInput<N>): () => void {
    const key = keyOf(name, input)
    const watch = this.#watched.get(key) ?? { count: 0, ask: () => this.#ask(name, input) }
    watch.count += 1
    this.#watched.set(key, watch)
    const entry = this.#snapshots.get(key)
    if (entry === undefined || entry.stale || entry.error !== undefined) void watch.ask()
    return () => {
      watch.count -= 1
      if (watch.count > 0) return
      this.#watched.delete(key)
      // What nobody looks at is not kept fresh: it is shown at once when its page comes back, and asked for again.
      const left = this.#snapshots.get(key)
      if (left !== undefined) this.#snapshots = new Map(this.#snapshots).set(key, { ...left, stale: true })
    }
  }

  /** Asks again for everything on screen, after an action whose effect no event announces. */
  again(): void {
    this.#dispatch({ type: 'changed', setup: null })
    for (const [key, watch] of this.#watched) if (key.startsWith('app.')) void watch.ask()
    this.#refresh()
  }

  #refresh(): void {
    for (const [key, watch] of this.#watched) {
      const entry = this.#snapshots.get(key)
      if (entry?.stale === true && !entry.loading) void watch.ask()
    }
  }

  async #ask<N extends SnapshotName>(name: N, input: CallInput<N>): Promise<void> {
    const key = keyOf(name, input)
    const request = ++this.#requests
    this.#dispatch({ type: 'asked', key, request })
    const reply =
      name === 'run.get'
        ? await wholeRun(this.#desktop, input as CallInput<'run.get'>)
        : await this.#desktop.call(name, input)
    if (reply.ok) this.#dispatch({ type: 'answered', key, request, value: reply.value })
    else this.#dispatch({ type: 'failed', key, request, error: reply.error })
    // Something changed while main was answering: this answer may already be old.
    const entry = this.#snapshots.get(key)
    if (entry?.stale === true && !entry.loading) void this.#watched.get(key)?.ask()
  }

  #push(key: string, value: unknown): void {
    this.#pushes.set(key, value)
    this.#drawSoon()
  }

  /** Each tells a part only, so all of them count. */
  #pushChanges(progress: RunProgressView): void {
    const key = keyOf('run.get', { run: progress.run.id })
    this.#changes.set(key, [...(this.#changes.get(key) ?? []), progress])
    this.#drawSoon()
  }

  #drawSoon(): void {
    this.#pushTimer ??= window.setTimeout(() => {
      this.#pushTimer = undefined
      for (const [pushed, latest] of this.#pushes)
        this.#dispatch({ type: 'pushed', key: pushed, request: ++this.#requests, value: latest })
      for (const [key, changes] of this.#changes) this.#dispatch({ type: 'merged', key, changes })
      this.#pushes.clear()
      this.#changes.clear()
    }, progressEveryMs)
  }

  #dispatch(action: SnapshotAction): void {
    const before = this.#snapshots
    this.#snapshots = reduceSnapshots(before, action)
    if (this.#snapshots !== before) for (const listener of this.#listeners) listener()
  }
}
