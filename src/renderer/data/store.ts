/** Holds the snapshots, asks main for the ones on screen, and listens to main's events. */
import type { CallInput, CallOutput } from '../../contract/calls.schema.ts'
import type { RunProgressView, RunView } from '../../contract/run-views.schema.ts'
import type { Desktop } from '../desk/desktop.ts'
import { changedWith, identityOf, keyOf, type SnapshotKey, type SnapshotName } from './snapshot-keys.ts'
import {
  readSnapshot,
  reduceSnapshots,
  snapshotOf,
  type Snapshot,
  type SnapshotAction,
  type Snapshots,
} from './snapshots.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import { ok, type Result } from '../../domain/result.ts'

const status = { name: 'app.status' } as const

interface Watch {
  readonly key: SnapshotKey
  count: number
}

interface Push {
  readonly key: SnapshotKey
  readonly value: unknown
}

interface RunChanges {
  readonly key: SnapshotKey<'run.get'>
  readonly changes: readonly RunProgressView[]
}

/** A change is answered at most this often: authorising 10,000 mailboxes says 10,000 times that the list changed. */
const refreshEveryMs = 250
/** Progress is drawn at most this often. */
const progressEveryMs = 60

export class Store {
  readonly #desktop: Desktop
  // By the identity of their keys.
  readonly #keys = new Map<string, SnapshotKey>()
  readonly #watched = new Map<string, Watch>()
  readonly #pushes = new Map<string, Push>()
  readonly #changes = new Map<string, RunChanges>()
  readonly #listeners = new Set<() => void>()
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
        // which sign-in hosts matter goes by the setups there are
        const parts = setup === null ? [...changedWith(null), status] : changedWith(setup)
        this.#dispatch({ type: 'outdated', parts })
        if (this.#refreshTimer !== undefined) return
        // The first change is answered at once, those that follow together.
        this.#refreshTimer = window.setTimeout(() => {
          this.#refreshTimer = undefined
          this.#refresh()
        }, refreshEveryMs)
        this.#refresh()
      }),
      this.#desktop.on('app.changed', () => {
        this.#dispatch({ type: 'outdated', parts: [status] })
        this.#refresh()
      }),
      this.#desktop.on('auth.progress', (queue) =>
        this.#push(keyOf('auth.get', { setup: queue.setupId }), queue),
      ),
      this.#desktop.on('registration.progress', (registration) =>
        this.#push(keyOf('registration.get', { setup: registration.setupId }), registration),
      ),
      this.#desktop.on('exchange.progress', (run) =>
        this.#push(keyOf('exchange.run', { setup: run.setupId }), run),
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

  /** The same object for the same call and input, so that a hook can tell whether it is asked for something else. */
  keyFor<N extends SnapshotName>(name: N, input: CallInput<N>): SnapshotKey {
    const key = keyOf(name, input)
    const identity = identityOf(key)
    const known = this.#keys.get(identity)
    if (known !== undefined) return known
    this.#keys.set(identity, key)
    return key
  }

  read<N extends SnapshotName>(name: N, input: CallInput<N>): Snapshot<CallOutput<N>> {
    return readSnapshot(this.#snapshots, name, input)
  }

  known(): Snapshots {
    return this.#snapshots
  }

  /** Keeps one snapshot fresh until the function returned is called. */
  watch(key: SnapshotKey): () => void {
    const identity = identityOf(key)
    const watch = this.#watched.get(identity) ?? { key, count: 0 }
    watch.count += 1
    this.#watched.set(identity, watch)
    const entry = snapshotOf(this.#snapshots, key)
    if (entry === undefined || entry.stale || entry.error !== undefined) void this.#ask(key)
    return () => {
      watch.count -= 1
      if (watch.count > 0) return
      this.#watched.delete(identity)
      // What nobody looks at is not kept fresh: it is shown at once when its page comes back, and asked for again.
      this.#snapshots = reduceSnapshots(this.#snapshots, { type: 'outdated', parts: [key] })
    }
  }

  /** Asks again for everything on screen that can change, after an action whose effect no event announces. */
  again(): void {
    this.#dispatch({
      type: 'outdated',
      parts: [...changedWith(null), status, { name: 'app.theme' }],
    })
    this.#refresh()
  }

  #refresh(): void {
    for (const { key } of this.#watched.values()) this.#askIfStale(key)
  }

  #askIfStale(key: SnapshotKey): void {
    const entry = snapshotOf(this.#snapshots, key)
    if (entry?.stale === true && !entry.loading) void this.#ask(key)
  }

  async #ask(key: SnapshotKey): Promise<void> {
    const request = ++this.#requests
    this.#dispatch({ type: 'asked', key, request })
    const reply =
      key.name === 'run.get'
        ? await wholeRun(this.#desktop, key.input)
        : await this.#desktop.call(key.name, key.input)
    if (reply.ok) this.#dispatch({ type: 'answered', key, request, value: reply.value })
    else this.#dispatch({ type: 'failed', key, request, error: reply.error })
    // Something changed while main was answering: this answer may already be old.
    if (this.#watched.has(identityOf(key))) this.#askIfStale(key)
  }

  #push(key: SnapshotKey, value: unknown): void {
    this.#pushes.set(identityOf(key), { key, value })
    this.#drawSoon()
  }

  /** Each tells a part only, so all of them count. */
  #pushChanges(progress: RunProgressView): void {
    const key = keyOf('run.get', { run: progress.run.id })
    const identity = identityOf(key)
    const { changes } = this.#changes.get(identity) ?? { changes: [] }
    this.#changes.set(identity, { key, changes: [...changes, progress] })
    this.#drawSoon()
  }

  #drawSoon(): void {
    this.#pushTimer ??= window.setTimeout(() => {
      this.#pushTimer = undefined
      for (const push of this.#pushes.values())
        this.#dispatch({ type: 'pushed', request: ++this.#requests, ...push })
      for (const told of this.#changes.values()) this.#dispatch({ type: 'merged', ...told })
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

/**
 * A run with all its probes, asked for in parts: ten thousand at once would make the window stand still.
 * It carries the revision of its first part. What changed while the others were on their way was told meanwhile, and
 * is put in by whoever keeps the run.
 */
async function wholeRun(desktop: Desktop, input: CallInput<'run.get'>): Promise<Result<RunView, AppError>> {
  const first = await desktop.call('run.get', input)
  if (!first.ok) return first
  const probes = [...first.value.probes]
  while (probes.length < first.value.summary.planned) {
    const part = await desktop.call('run.get', { ...input, from: probes.length })
    if (!part.ok) return part
    if (part.value.probes.length === 0) break
    probes.push(...part.value.probes)
  }
  return ok({ ...first.value, probes })
}
