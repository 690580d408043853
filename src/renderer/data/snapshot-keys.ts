/** Which answer of main's: the call's name and what it was asked with. Compared by what they hold, never searched as text. Pure. */
import type { CallInput, CallName } from '../../contract/calls.schema.ts'

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
  | 'registration.get'
  | 'registration.doors'
  | 'rollover.get'
  | 'diagnose.causes'
  | 'diagnose.cause'
  | 'run.plan'
  | 'run.list'
  | 'run.compare'
  | 'run.get'
  | 'run.probe'
  | 'fieldSheet.get'
  | 'exchange.get'
  | 'exchange.run'
  | 'exchange.mailbox'
  | 'exchange.change'
  | 'consent.get'
  | 'expiry.list'
  | 'report.get'
>

export type SnapshotKey<N extends SnapshotName = SnapshotName> = {
  readonly [Name in N]: { readonly name: Name; readonly input: CallInput<Name> }
}[N]

/** Every snapshot of a call, or with `input` those that were asked with at least this. */
export type SnapshotPart<N extends SnapshotName = SnapshotName> = {
  readonly [Name in N]: { readonly name: Name; readonly input?: Partial<CallInput<Name>> }
}[N]

/** For callers that are generic themselves: name and input fit by their types, which a union cannot tell. */
export function keyOf<N extends SnapshotName>(name: N, input: CallInput<N>): SnapshotKey<N> & SnapshotKey {
  return { name, input } as SnapshotKey<N> & SnapshotKey
}

/** The same for equal keys, whatever the order of the input's fields; no other meaning, and nobody reads it. */
export function identityOf({ name, input }: SnapshotKey): string {
  return JSON.stringify([name, input], (_, value: unknown) =>
    isRecord(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
  )
}

export function isPartOf(part: SnapshotPart, key: SnapshotKey): boolean {
  return part.name === key.name && (part.input === undefined || agrees(part.input, key.input))
}

/** Whether all that `wanted` says is so in `asked`, which may say more. */
function agrees(wanted: unknown, asked: unknown): boolean {
  if (!isRecord(wanted)) return Object.is(wanted, asked)
  return isRecord(asked) && Object.entries(wanted).every(([field, value]) => agrees(value, asked[field]))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What one setup can have changed of a call's answers: those asked about it, all of them, or none. */
type Reach<N extends SnapshotName> = 'none' | 'all' | ((setup: string) => Partial<CallInput<N>>)

const itsOwn = (setup: string) => ({ setup })

/** A new kind of snapshot does not compile before it says here when it is out of date. */
const reachOfSetup: { readonly [N in SnapshotName]: Reach<N> } = {
  'app.status': 'none',
  'app.theme': 'none',
  'recipe.list': 'none',
  'setup.list': 'all',
  'setup.get': itsOwn,
  'step.conflicts': itsOwn,
  'step.attachments': itsOwn,
  'mailbox.list': itsOwn,
  'auth.get': itsOwn,
  'credential.list': itsOwn,
  'registration.get': itsOwn,
  'registration.doors': itsOwn,
  'rollover.get': itsOwn,
  'diagnose.causes': 'none',
  'diagnose.cause': 'none',
  'run.plan': itsOwn,
  'run.list': itsOwn,
  'run.compare': itsOwn,
  // They are asked by the run's id, which does not say whose run it is.
  'run.get': 'all',
  'run.probe': 'all',
  'fieldSheet.get': itsOwn,
  'exchange.get': itsOwn,
  'exchange.run': itsOwn,
  'exchange.mailbox': itsOwn,
  // what a change did does not change any more
  'exchange.change': 'none',
  'consent.get': itsOwn,
  'expiry.list': 'all',
  'report.get': itsOwn,
}

/** What to ask again after a change of this setup; null: the list of setups changed, and any of them may have. */
export function changedWith(setup: string | null): readonly SnapshotPart[] {
  return Object.entries(reachOfSetup).flatMap(([key, reach]): readonly SnapshotPart[] => {
    const name = key as SnapshotName
    if (reach === 'none') return []
    // the compiler does not try so many names one by one
    if (reach === 'all' || setup === null) return [{ name } as SnapshotPart]
    return [{ name, input: reach(setup) } as SnapshotPart]
  })
}
