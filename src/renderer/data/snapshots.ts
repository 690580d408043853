/**
 * What the page knows: main's snapshots, by call and input. Pure reducer.
 * An answer that was overtaken by a newer request or by an event is dropped, so a slow reply never turns time back.
 */
import type { CallInput, CallName, CallOutput } from '../../contract/calls.schema.ts'
import type { RunProgressView, RunView } from '../../contract/views.schema.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import { mergeRun } from './merge-run.ts'

/** Calls whose answer is kept and refreshed; all others are actions. */
export type SnapshotName = Extract<
  CallName,
  | 'app.status'
  | 'app.theme'
  | 'recipe.list'
  | 'setup.list'
  | 'setup.get'
  | 'step.conflicts'
  | 'step.attachments'
  | 'mailbox.list'
  | 'auth.get'
  | 'credential.list'
  | 'diagnose.causes'
  | 'diagnose.cause'
  | 'run.plan'
  | 'run.list'
  | 'run.compare'
  | 'run.get'
  | 'run.probe'
  | 'fieldSheet.get'
  | 'report.get'
>

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

export type Snapshots = ReadonlyMap<string, Snapshot<unknown>>

export type SnapshotAction =
  | { readonly type: 'asked'; readonly key: string; readonly request: number }
  | { readonly type: 'answered'; readonly key: string; readonly request: number; readonly value: unknown }
  | { readonly type: 'failed'; readonly key: string; readonly request: number; readonly error: AppError }
  | { readonly type: 'pushed'; readonly key: string; readonly request: number; readonly value: unknown }
  | { readonly type: 'merged'; readonly key: string; readonly changes: readonly RunProgressView[] }
  /** Null: the list of setups itself changed, and anything may have. */
  | { readonly type: 'changed'; readonly setup: string | null }

export const nothingYet: Snapshot<never> = {
  value: undefined,
  error: undefined,
  loading: true,
  stale: false,
  latest: 0,
}

export function keyOf<N extends SnapshotName>(name: N, input: CallInput<N>): string {
  return `${name} ${JSON.stringify(input)}`
}

/** The one place where a key's name gives its value a type again. */
export function readSnapshot<N extends SnapshotName>(
  snapshots: Snapshots,
  name: N,
  input: CallInput<N>,
): Snapshot<CallOutput<N>> {
  return (snapshots.get(keyOf(name, input)) ?? nothingYet) as Snapshot<CallOutput<N>>
}

/** Which snapshots a change of one setup makes stale. Keys of runs do not name the setup, so all of them are asked again. */
function touches(key: string, setup: string | null): boolean {
  if (key.startsWith('app.') || key.startsWith('recipe.')) return false
  if (
    setup === null ||
    key.startsWith('setup.list') ||
    key.startsWith('run.get') ||
    key.startsWith('run.probe')
  )
    return true
  return key.includes(setup)
}

export function reduceSnapshots(state: Snapshots, action: SnapshotAction): Snapshots {
  if (action.type === 'changed') {
    return new Map(
      [...state].map(([key, entry]) => [key, touches(key, action.setup) ? { ...entry, stale: true } : entry]),
    )
  }
  if (action.type === 'merged') {
    const known = state.get(action.key)
    // a run nobody has asked for is not kept: its probes were never here
    return known === undefined ? state : new Map(state).set(action.key, merged(known, action.changes))
  }
  const before = state.get(action.key) ?? nothingYet
  if (action.request < before.latest) return state
  return new Map(state).set(action.key, next(before, action))
}

function next(
  before: Snapshot<unknown>,
  action: Exclude<SnapshotAction, { type: 'changed' | 'merged' }>,
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
