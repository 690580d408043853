/**
 * A rollover: a new credential beside the old one, proven, entered in every place of the product, then the old one
 * removed. Where it stands is told by what there is (the journal, the credentials of this PC, the ticks of the field
 * sheet), so it can be left for days at any point and nothing has to be remembered besides.
 */
import type { Credential } from '../../credential/credential.schema.ts'
import type { FieldSheet } from '../../field-sheet/field-sheet.schema.ts'
import type { ChangeEntry } from '../apply/change-entry.schema.ts'
import { ownChanges } from '../apply/reversals.ts'
import { isValid } from '../audit/credentials.ts'
import type { CredentialEntry } from '../facts/entra-facts.ts'
import type { RolloverObstacle } from '../facts/obstacles.ts'
import type { Change } from '../plan/change.schema.ts'

/** none: never begun, or taken back. done: an old credential was removed since; what remains can still be. */
export const rolloverStages = ['none', 'prove', 'enter', 'remove', 'done'] as const
export type RolloverStage = (typeof rolloverStages)[number]

export interface RolloverPlace {
  /** Names it on the field sheet. */
  readonly place: string
  readonly screen: string
  readonly menu: readonly string[]
  readonly field: string
  readonly each: string | null
  /** Who said when that the new credential is in it; null while nobody has since it was made. */
  readonly entered: { readonly who: string; readonly at: string } | null
}

export interface Rollover {
  readonly stage: RolloverStage
  /** What was added; null where nothing was. */
  readonly added: {
    /** Entry of the journal. */
    readonly entry: string
    readonly keyId: string
    readonly kind: Credential['kind']
    readonly at: string
    readonly by: string
    /** On this PC; null where it was removed from here. */
    readonly credential: Credential | null
  } | null
  readonly places: readonly RolloverPlace[]
}

export function rolloverOf(
  entries: readonly ChangeEntry[],
  credentials: readonly Credential[],
  secretPlaces: FieldSheet['secretPlaces'],
): Rollover {
  const own = ownChanges(entries).filter(({ purpose }) => purpose === 'rollover')
  const entry = own.find(({ change }) => isAdded(change))
  const keyId = entry?.made?.id ?? null
  if (entry === undefined || keyId === null) return { stage: 'none', added: null, places: [] }
  const at = entry.endedAt ?? entry.at
  const credential = credentials.find(({ id }) => id === entry.made?.kept) ?? null
  const places = secretPlaces.map(({ place, screen, menu, field, each, ticked }): RolloverPlace => ({
    ...{ place, screen, menu, field, each },
    entered: ticked === null || ticked.at < at ? null : { who: ticked.who, at: ticked.at },
  }))
  // Newest first: what stands before the entry came after it.
  const removed = own.slice(0, own.indexOf(entry)).some(({ change }) => isRemoved(change))
  return {
    stage: removed
      ? 'done'
      : !isProven(credential)
        ? 'prove'
        : places.some(({ entered }) => entered === null)
          ? 'enter'
          : 'remove',
    added: {
      ...{ entry: entry.id, keyId, at, by: entry.user, credential },
      kind: entry.change.kind === 'add-secret' ? 'secret' : 'certificate',
    },
    places,
  }
}

/** Whether it is under way: another `start` goes on with it and adds nothing. */
export function isUnderWay({ stage }: Rollover): boolean {
  return stage === 'prove' || stage === 'enter' || stage === 'remove'
}

function isProven(credential: Credential | null): boolean {
  return credential !== null && credential.provenAt !== null && credential.refused === null
}

const isAdded = ({ kind }: Change) => kind === 'add-secret' || kind === 'add-certificate'
const isRemoved = ({ kind }: Change) => kind === 'remove-secret' || kind === 'remove-certificate'

/** Null where the old one may go: the new one is there, valid, proven, and said to be in every place. */
export function obstacleTo(
  { added, places }: Rollover,
  found: readonly CredentialEntry[],
  now: string,
): RolloverObstacle | null {
  if (added === null) return { why: 'not-begun' }
  if (added.credential === null) return { why: 'not-held' }
  if (!isProven(added.credential)) return { why: 'not-proven' }
  const there = found.find(({ keyId }) => keyId === added.keyId)
  if (there === undefined || !isValid(there, now)) return { why: 'not-valid' }
  const missing = places.filter(({ entered }) => entered === null).length
  return missing > 0 ? { why: 'not-entered', places: missing } : null
}

/** Every credential of the registration but the new one and those to keep; the new one is never among them. */
export function oldCredentials(
  { added }: Rollover,
  found: readonly CredentialEntry[],
  keep: readonly string[],
): CredentialEntry[] {
  return added === null
    ? []
    : found.filter(({ keyId }) => keyId !== added.keyId && !keep.includes(keyId.toLowerCase()))
}

export function removalOf(
  { keyId, kind, displayName, hint, endsAt }: CredentialEntry,
  applicationId: string,
  step: string | null,
): Change {
  return {
    kind: kind === 'secret' ? 'remove-secret' : 'remove-certificate',
    target: { object: 'application', id: applicationId },
    before: { keyId, displayName: displayName?.slice(0, 120) ?? hint, endsAt },
    after: null,
    checks: [],
    step,
  }
}
