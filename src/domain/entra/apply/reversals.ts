/** What of the journal can be taken back, and by which change. */
import type { Change, ChangeOf } from '../plan/change.schema.ts'
import { reverse } from '../plan/reverse.ts'
import type { ChangeEntry } from './change-entry.schema.ts'

export interface Reversal {
  readonly entry: ChangeEntry
  /** Null: nothing takes it back. */
  readonly change: Change | null
}

/**
 * What was made and stands since, newest first; what was taken back is none of it, nor is the taking back, nor a
 * credential that was removed again.
 */
export function ownChanges(entries: readonly ChangeEntry[]): ChangeEntry[] {
  const takenBack = new Set(
    entries.flatMap(({ reverts, state }) =>
      reverts !== null && (state === 'done' || state === 'already') ? [reverts] : [],
    ),
  )
  const own = entries
    .filter(({ purpose }) => purpose !== 'administration')
    .filter(({ id, state, reverts }) => state === 'done' && reverts === null && !takenBack.has(id))
    .reverse()
  const removed = new Set(own.flatMap(({ change }) => (isRemoval(change) ? [change.before.keyId] : [])))
  return own.filter(({ change, made }) => !isAddition(change) || !removed.has(made?.id ?? null))
}

/** everything: all that Sendproof changed for the setup. last-act: the newest act that has anything left to take back. */
/** A set: ids of entries. */
export type RevertScope = 'everything' | 'last-act' | 'decommission' | ReadonlySet<string>

export function within(own: readonly ChangeEntry[], scope: RevertScope): ChangeEntry[] {
  if (scope === 'everything') return [...own]
  if (typeof scope !== 'string') return own.filter(({ id }) => scope.has(id))
  if (scope === 'decommission') return own.filter(({ purpose }) => purpose === 'decommission')
  return own.filter(({ act }) => act === own[0]?.act)
}

/** `own`: all that stands, newest first; `together`: what of it is taken back with this one. */
export function reversal(
  entry: ChangeEntry,
  own: readonly ChangeEntry[] = [],
  together: readonly ChangeEntry[] = [],
): Reversal {
  const { change, made } = entry
  // With the registration goes every credential, and what is kept of it here.
  const isAllGone = together.some((one) => one.change.kind === 'create-application')
  if (!isAllGone && isOnlyCredential(entry, own)) return { entry, change: null }
  return {
    entry,
    change: reverse(change, {
      id: made?.id ?? null,
      application: made?.application ?? null,
      client: made?.client ?? null,
    }),
  }
}

/** The new credential of a rollover whose old one is gone for good: taken back, the product would have none. */
function isOnlyCredential({ id, purpose, change }: ChangeEntry, own: readonly ChangeEntry[]): boolean {
  if (purpose !== 'rollover' || !isAddition(change)) return false
  const since = own.slice(
    0,
    Math.max(
      0,
      own.findIndex((one) => one.id === id),
    ),
  )
  return since.some((one) => isRemoval(one.change))
}

type Addition = ChangeOf<'add-secret'> | ChangeOf<'add-certificate'>
type Removal = ChangeOf<'remove-secret'> | ChangeOf<'remove-certificate'>

const isAddition = (change: Change): change is Addition =>
  change.kind === 'add-secret' || change.kind === 'add-certificate'
const isRemoval = (change: Change): change is Removal =>
  change.kind === 'remove-secret' || change.kind === 'remove-certificate'
