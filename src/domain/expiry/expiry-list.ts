/** Everything that expires: credentials of all setups and the dates of Microsoft 365 that concern them, on one list. */
import type { Credential } from '../credential/credential.schema.ts'
import { credentialTitle } from '../credential/credential-words.ts'
import { deadlinesFor, type DueDeadline } from '../deadline/deadline.ts'
import type { Deadline } from '../deadline/deadline.schema.ts'
import type { Recipe } from '../recipe/recipe.schema.ts'
import type { Setup } from '../setup/setup.schema.ts'
import { byPurpose } from '../mailbox/by-purpose.ts'
import type { Mailbox } from '../mailbox/mailbox.schema.ts'
import { daysUntil } from './days.ts'
import type {
  CredentialExpiry,
  DeadlineExpiry,
  ExpiryItem,
  SignInExpiry,
  TenantCredential,
  TenantExpiry,
} from './expiry-item.ts'
import { validUntil } from './idle-limit.ts'

/** What has no end date is left out: the tenant itself says that it never ends. */
export function tenantItems(
  credentials: readonly TenantCredential[],
  { who, at }: { readonly who: string; readonly at: string },
  now: string,
): TenantExpiry[] {
  const items = credentials.flatMap(({ endsAt, ...one }): TenantExpiry[] =>
    endsAt === null
      ? []
      : [
          {
            id: `tenant-${one.appId}-${one.keyId}`,
            kind: 'tenant',
            ...one,
            ...{ readBy: who, readAt: at, setups: [] },
            day: endsAt.slice(0, 10),
            daysLeft: daysUntil(endsAt, now),
          },
        ],
  )
  return soonestFirst(items)
}

export interface SetupOnList {
  readonly setup: Setup
  readonly recipe: Recipe | null
  readonly credentials: readonly Credential[]
  /** By id of a secret: who gave the expiry date, where no person entered it. */
  readonly given: ReadonlyMap<string, 'creation' | 'practice'>
  readonly mailboxes: readonly Mailbox[]
}

/** The soonest first; what has no date, or none any more, last. */
export function expiryList(
  setups: readonly SetupOnList[],
  deadlines: readonly Deadline[],
  now: string,
): ExpiryItem[] {
  const credentials = setups.flatMap((of) =>
    of.credentials.map((one, index) => credentialItem(of, one, index === 0, now)),
  )
  const signIns = setups.flatMap((of) => signInItems(of, now))
  return soonestFirst([...credentials, ...signIns, ...deadlineItems(setups, deadlines, now)])
}

/** What has no date, or none any more, last. */
export function soonestFirst<T extends Pick<ExpiryItem, 'id' | 'daysLeft'>>(items: readonly T[]): T[] {
  return items.toSorted(
    (a, b) => (a.daysLeft ?? Infinity) - (b.daysLeft ?? Infinity) || (a.id < b.id ? -1 : 1),
  )
}

/**
 * What asks for attention within so many days: expired, expiring, and credentials nobody has entered a date for, which
 * may expire tomorrow. A date of Microsoft's that is over is no news.
 */
export function expiringWithin(items: readonly ExpiryItem[], days: number): ExpiryItem[] {
  return items.filter(({ kind, daysLeft }) => (daysLeft === null ? kind !== 'deadline' : daysLeft <= days))
}

/** For the card of a setup: the first expiry, `at` null for a credential in use whose date nobody has entered. */
export function soonestExpiry(
  credentials: readonly Credential[],
): { what: string; at: string | null; refused: boolean } | null {
  const [current] = credentials
  // Days left are no comfort while the credential in use is refused.
  if (current !== undefined && current.refused !== null)
    return { what: credentialTitle(current), at: current.expiresAt, refused: true }
  const [first] = credentials
    .flatMap((one) =>
      one.expiresAt === null ? [] : [{ what: credentialTitle(one), at: one.expiresAt, refused: false }],
    )
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  if (first !== undefined) return first
  return current === undefined ? null : { what: credentialTitle(current), at: null, refused: false }
}

function credentialItem(
  { setup, recipe, given }: SetupOnList,
  { id, kind, hint, expiresAt }: Credential,
  current: boolean,
  now: string,
): CredentialExpiry {
  return {
    id: `credential-${id}`,
    ...{ kind, hint, current },
    product: recipe?.name ?? setup.recipeId,
    source: kind === 'certificate' ? kind : (given.get(id) ?? 'person'),
    setups: [setup.name],
    day: expiresAt === null ? null : expiresAt.slice(0, 10),
    daysLeft: expiresAt === null ? null : daysUntil(expiresAt, now),
  }
}

/**
 * One item for all sign-ins of a setup that end on the same day: a setup may have thousands. Numbered by their order, not
 * by their day, which every use moves: a calendar replaces the entry it has.
 */
function signInItems({ setup, recipe, mailboxes }: SetupOnList, now: string): SignInExpiry[] {
  const days = new Map<string, { id: string; address: string }[]>()
  const { senders } = byPurpose(mailboxes)
  const others = mailboxes.filter(({ purpose }) => purpose !== 'sender')
  // the product sends from the first of them: it is the one that is named
  for (const mailbox of [...senders, ...others]) {
    const day = validUntil(mailbox)?.slice(0, 10)
    if (day === undefined) continue
    const { id, address } = mailbox
    const same = days.get(day)
    if (same === undefined) days.set(day, [{ id, address }])
    else same.push({ id, address })
  }
  return [...days]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, same], index) => ({
      id: `sign-in-${setup.id}-${index + 1}`,
      kind: 'sign-in',
      product: recipe?.name ?? setup.recipeId,
      setups: [setup.name],
      mailboxes: same,
      ...{ day, daysLeft: daysUntil(day, now) },
    }))
}

function deadlineItems(
  setups: readonly SetupOnList[],
  deadlines: readonly Deadline[],
  now: string,
): DeadlineExpiry[] {
  const items = new Map<string, DeadlineExpiry>()
  for (const { setup, recipe } of setups)
    for (const due of recipe === null ? [] : deadlinesFor(deadlines, recipe, setup.answers, now)) {
      const known = items.get(due.id)
      const day = dayToThinkOf(due)
      items.set(due.id, {
        id: `deadline-${due.id}`,
        kind: 'deadline',
        ...{ title: due.title, what: due.what, state: due.state, sure: due.sure, source: due.source },
        ...{ from: due.when.from ?? null, to: due.when.to ?? null, announced: due.when.text },
        setups: [...(known?.setups ?? []), setup.name],
        day,
        daysLeft: day === null ? null : daysUntil(day, now),
      })
    }
  return [...items.values()]
}

/** The first day while it is ahead, the last while it goes on; over is over. */
function dayToThinkOf({ when: { from, to }, state }: DueDeadline): string | null {
  if (state === 'ahead') return from ?? null
  return state === 'now' ? (to ?? null) : null
}
