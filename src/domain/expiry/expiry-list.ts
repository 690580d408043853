/** Everything that ends: credentials of all setups and the dates of Microsoft 365 that concern them, on one list. */
import type { Credential } from '../credential/credential.ts'
import { credentialTitle } from '../credential/credential-words.ts'
import { deadlinesFor, type Deadline } from '../deadline/deadline.ts'
import type { Recipe } from '../recipe/recipe.ts'
import type { Setup } from '../setup/setup.ts'
import { daysInWords, daysUntil } from './days.ts'

export interface ExpiryItem {
  /** The same again every time, so that a calendar replaces an entry instead of doubling it. */
  readonly id: string
  readonly kind: Credential['kind'] | 'deadline'
  readonly what: string
  /** Names of the setups it concerns. */
  readonly setups: readonly string[]
  /** Day, YYYY-MM-DD in UTC; null when none is known. */
  readonly day: string | null
  readonly daysLeft: number | null
  /** “in 34 days (2026-12-25)”. */
  readonly wording: string
  /** What to do about it, in one or two sentences. */
  readonly advice: string
  readonly source: string | null
}

export interface SetupWithCredentials {
  readonly setup: Setup
  readonly recipe: Recipe | null
  readonly credentials: readonly Credential[]
}

/** The soonest first; what has no date last. */
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

/** Ended, or ending within so many days. A date of Microsoft's that is over is no news. */
export function endingWithin(items: readonly ExpiryItem[], days: number): ExpiryItem[] {
  return items.filter(
    ({ kind, daysLeft }) => daysLeft !== null && daysLeft <= days && (kind !== 'deadline' || daysLeft >= 0),
  )
}

/** For the card of a setup: the first end that is known. */
export function soonestExpiry(credentials: readonly Credential[]): { what: string; at: string } | null {
  const [first] = credentials
    .flatMap((one) => (one.expiresAt === null ? [] : [{ what: credentialTitle(one), at: one.expiresAt }]))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  return first ?? null
}

function credentialItem(
  setup: Setup,
  recipe: Recipe | null,
  credential: Credential,
  current: boolean,
  now: string,
): ExpiryItem {
  const { id, kind, expiresAt } = credential
  const daysLeft = expiresAt === null ? null : daysUntil(expiresAt, now)
  const product = recipe?.name ?? setup.recipeId
  return {
    id: `credential-${id}`,
    kind,
    what: `${credentialTitle(credential)}${current ? '' : ' (replaced)'}`,
    setups: [setup.name],
    day: expiresAt === null ? null : expiresAt.slice(0, 10),
    daysLeft,
    wording:
      expiresAt === null || daysLeft === null
        ? 'nobody has said when it ends'
        : `${daysInWords(daysLeft)} (${expiresAt.slice(0, 10)})`,
    advice: current
      ? `Add another one to the registration before that day, prove it, enter it in ${product}, then remove this one.`
      : `It was replaced: once ${product} uses the new one, remove it from the registration and forget it.`,
    source: null,
  }
}

function deadlineItems(
  setups: readonly SetupWithCredentials[],
  deadlines: readonly Deadline[],
  now: string,
): ExpiryItem[] {
  const items = new Map<string, ExpiryItem>()
  for (const { setup, recipe } of setups)
    for (const due of recipe === null ? [] : deadlinesFor(deadlines, recipe, setup.answers, now)) {
      const known = items.get(due.id)
      items.set(due.id, {
        id: `deadline-${due.id}`,
        kind: 'deadline',
        what: due.title,
        setups: [...(known?.setups ?? []), setup.name],
        day: due.when.from ?? null,
        daysLeft: due.daysLeft,
        wording: due.wording,
        advice: due.what,
        source: due.source,
      })
    }
  return [...items.values()]
}
