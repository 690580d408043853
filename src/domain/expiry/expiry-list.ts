/** Everything that expires: credentials of all setups and the dates of Microsoft 365 that concern them, on one list. */
import type { Credential } from '../credential/credential.schema.ts'
import { credentialTitle } from '../credential/credential-words.ts'
import { deadlinesFor, type DueDeadline } from '../deadline/deadline.ts'
import type { Deadline } from '../deadline/deadline.schema.ts'
import type { Recipe } from '../recipe/recipe.schema.ts'
import type { Setup } from '../setup/setup.schema.ts'
import { daysUntil } from './days.ts'

interface Listed {
  /** The same again every time, so that a calendar replaces an entry instead of doubling it. */
  readonly id: string
  /** Names of the setups it concerns. */
  readonly setups: readonly string[]
  /** The day to think of, YYYY-MM-DD in UTC; null when none is known, or when it is over and no expiry. */
  readonly day: string | null
  readonly daysLeft: number | null
}

export interface CredentialExpiry extends Listed {
  readonly kind: Credential['kind']
  readonly hint: string
  /** False for one that was replaced and is still kept. */
  readonly current: boolean
  readonly product: string
}

export interface DeadlineExpiry extends Listed {
  readonly kind: 'deadline'
  readonly title: string
  readonly what: string
  readonly from: string | null
  readonly to: string | null
  readonly announced: string
  readonly sure: Deadline['sure']
  readonly state: DueDeadline['state']
  readonly source: string
}

/** A credential as the tenant shows it: of any of its applications, whoever set it up. */
export interface TenantCredential {
  readonly application: string
  readonly appId: string
  /** saml-signing: signs the sign-ins of an enterprise application. */
  readonly credential: Credential['kind'] | 'saml-signing'
  readonly keyId: string
  /** As the portal shows it: its name, or the first characters of a secret. */
  readonly name: string | null
  readonly endsAt: string | null
}

export interface TenantExpiry extends Listed, Omit<TenantCredential, 'endsAt'> {
  readonly kind: 'tenant'
  /** Who read it, and when. */
  readonly readBy: string
  readonly readAt: string
}

export type ExpiryItem = CredentialExpiry | DeadlineExpiry | TenantExpiry

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
  return items.sort((a, b) => (a.daysLeft ?? 0) - (b.daysLeft ?? 0) || (a.id < b.id ? -1 : 1))
}

export interface SetupWithCredentials {
  readonly setup: Setup
  readonly recipe: Recipe | null
  readonly credentials: readonly Credential[]
}

/** The soonest first; what has no date, or none any more, last. */
export function expiryList(
  setups: readonly SetupWithCredentials[],
  deadlines: readonly Deadline[],
  now: string,
): ExpiryItem[] {
  const credentials = setups.flatMap(({ setup, recipe, credentials: kept }) =>
    kept.map((one, index) => credentialItem(setup, recipe, one, index === 0, now)),
  )
  return [...credentials, ...deadlineItems(setups, deadlines, now)].sort(
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
): { what: string; at: string | null } | null {
  const [current] = credentials
  const [first] = credentials
    .flatMap((one) => (one.expiresAt === null ? [] : [{ what: credentialTitle(one), at: one.expiresAt }]))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  if (first !== undefined) return first
  return current === undefined ? null : { what: credentialTitle(current), at: null }
}

function credentialItem(
  setup: Setup,
  recipe: Recipe | null,
  { id, kind, hint, expiresAt }: Credential,
  current: boolean,
  now: string,
): CredentialExpiry {
  return {
    id: `credential-${id}`,
    ...{ kind, hint, current },
    product: recipe?.name ?? setup.recipeId,
    setups: [setup.name],
    day: expiresAt === null ? null : expiresAt.slice(0, 10),
    daysLeft: expiresAt === null ? null : daysUntil(expiresAt, now),
  }
}

function deadlineItems(
  setups: readonly SetupWithCredentials[],
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
