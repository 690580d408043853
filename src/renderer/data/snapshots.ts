/**
 * What the page knows: main's snapshots, by call and input. Pure reducer.
 * An answer that was overtaken by a newer request or by an event is dropped, so a slow reply never turns time back.
 */
import type { CallInput, CallOutput } from '../../contract/calls.schema.ts'
import type { RunProgressView, RunView } from '../../contract/run-views.schema.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import {
  identityOf,
  isPartOf,
  keyOf,
  type SnapshotKey,
  type SnapshotName,
  type SnapshotPart,
} from './snapshot-keys.ts'

export interface Snapshot<T> {
  readonly value: T | undefined
  readonly error: AppError | undefined
  /** True until the first answer, and while a refresh is under way. */
  readonly loading: boolean
  /** True when main said that something changed since. */
  readonly stale: boolean
  /** Number of the newest request or event; answers to older ones are dropped. */
  readonly latest: number
  /** What changed in a run while its first answer is still under way. */
  readonly early?: readonly RunProgressView[]
}

interface Kept {
  readonly key: SnapshotKey
  readonly snapshot: Snapshot<unknown>
}

/** By the identity of their keys. */
export type Snapshots = ReadonlyMap<string, Kept>

export type SnapshotAction =
  | { readonly type: 'asked'; readonly key: SnapshotKey; readonly request: number }
  | {
      readonly type: 'answered' | 'pushed'
      readonly key: SnapshotKey
      readonly request: number
      readonly value: unknown
    }
  | {
      readonly type: 'failed'
      readonly key: SnapshotKey
      readonly request: number
      readonly error: AppError
    }
  | {
      readonly type: 'merged'
      readonly key: SnapshotKey<'run.get'>
      readonly changes: readonly RunProgressView[]
    }
  /** What any of the parts names may be out of date. */
  | { readonly type: 'outdated'; readonly parts: readonly SnapshotPart[] }

export const nothingYet: Snapshot<never> = {
  value: undefined,
  error: undefined,
  loading: true,
  stale: false,
  latest: 0,
}

/** A key's name gives its value a type again, here and in `everyAnswer`. */
export function readSnapshot<N extends SnapshotName>(
  snapshots: Snapshots,
  name: N,
  input: CallInput<N>,
): Snapshot<CallOutput<N>> {
  return (snapshotOf(snapshots, keyOf(name, input)) ?? nothingYet) as Snapshot<CallOutput<N>>
}

/** Undefined: never asked. */
export function snapshotOf(snapshots: Snapshots, key: SnapshotKey): Snapshot<unknown> | undefined {
  return snapshots.get(identityOf(key))?.snapshot
}

/** What main has answered to this call so far, whatever it was asked with. */
export function everyAnswer<N extends SnapshotName>(snapshots: Snapshots, name: N): readonly CallOutput<N>[] {
  return [...snapshots.values()].flatMap(({ key, snapshot: { value } }) =>
    key.name === name && value !== undefined ? [value as CallOutput<N>] : [],
  )
}

export function reduceSnapshots(state: Snapshots, action: SnapshotAction): Snapshots {
  if (action.type === 'outdated') {
    return new Map(
      [...state].map(([identity, kept]) => {
        const hit = action.parts.some((part) => isPartOf(part, kept.key))
        return [identity, hit ? { ...kept, snapshot: { ...kept.snapshot, stale: true } } : kept]
      }),
    )
  }
  const { key } = action
  const identity = identityOf(key)
  const before = state.get(identity)?.snapshot
  if (action.type === 'merged') {
    // a run nobody has asked for is not kept: its probes were never here
    if (before === undefined) return state
    return new Map(state).set(identity, { key, snapshot: merged(before, action.changes) })
  }
  if (before !== undefined && action.request < before.latest) return state
  return new Map(state).set(identity, { key, snapshot: next(before ?? nothingYet, action) })
}

function next(
  before: Snapshot<unknown>,
  action: Exclude<SnapshotAction, { type: 'outdated' | 'merged' }>,
): Snapshot<unknown> {
  switch (action.type) {
    case 'asked':
      return { ...before, loading: true, stale: false, latest: action.request }
    case 'answered':
      return answered(before, action.value)
    case 'failed':
      return { ...before, error: action.error, loading: false }
    case 'pushed':
      return {
        value: action.value,
        error: undefined,
        loading: false,
        stale: before.stale,
        latest: action.request,
      }
  }
}

/** The answer may be older or newer than what was told meanwhile: each carries its revision. */
function answered(before: Snapshot<unknown>, value: unknown): Snapshot<unknown> {
  const { early, ...entry } = before
  const known = { ...entry, value, error: undefined, loading: false }
  return early === undefined ? known : merged(known, early)
}

function merged(known: Snapshot<unknown>, changes: readonly RunProgressView[]): Snapshot<unknown> {
  const waiting = known.loading ? { early: [...(known.early ?? []), ...changes] } : {}
  if (known.value === undefined) return { ...known, ...waiting }
  return { ...known, ...waiting, value: changes.reduce(mergeRun, known.value as RunView) }
}

/**
 * Puts what changed in a run into the run as the page knows it. What carries a smaller revision than the run is older
 * than it, and is left out.
 */
export function mergeRun(run: RunView, progress: RunProgressView): RunView {
  if (progress.revision < run.revision || progress.run.id !== run.run.id) return run
  const { changed, ...figures } = progress
  if (changed.length === 0) return { ...figures, probes: run.probes }
  const probes = [...run.probes]
  for (const probe of changed) {
    // probes come in their order, so the place is known; a run that was cut short is searched
    const expected = probe.seq - 1
    const at = probes[expected]?.id === probe.id ? expected : probes.findIndex(({ id }) => id === probe.id)
    if (at === -1) probes.push(probe)
    else probes[at] = probe
  }
  return { ...figures, probes }
}
