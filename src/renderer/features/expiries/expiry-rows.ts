/** How the list of expiries is told, filtered, sorted and cut into months. Pure. */
import type { ExpiryItem } from '../../../domain/expiry/expiry-item.ts'
import type { Opened, SetupPage } from '../../data/location.ts'
import { endTone, type Tone } from '../../kit/tones.ts'

/** over: a change of Microsoft's that has taken place. */
export type ExpiryState = 'expired' | 'week' | 'month' | 'later' | 'undated' | 'over'

export function stateOf(item: ExpiryItem): ExpiryState {
  const { daysLeft } = item
  if (daysLeft === null) return item.kind === 'deadline' && item.state !== 'undated' ? 'over' : 'undated'
  if (daysLeft < 0) return 'expired'
  const tone = endTone(daysLeft)
  return tone === 'bad' ? 'week' : tone === 'wait' ? 'month' : 'later'
}

export const stateTones: Readonly<Record<ExpiryState, Tone>> = {
  expired: 'bad',
  week: 'bad',
  month: 'wait',
  later: 'good',
  undated: 'todo',
  over: 'off',
}

export const kindFilters = ['all', 'credentials', 'sign-ins', 'deadlines', 'tenant'] as const
export type KindFilter = (typeof kindFilters)[number]

const filterOf = {
  secret: 'credentials',
  certificate: 'credentials',
  'sign-in': 'sign-ins',
  deadline: 'deadlines',
  tenant: 'tenant',
} as const satisfies Record<ExpiryItem['kind'], KindFilter>

/** `setup`: the name of one; null shows all. */
export function ofSetup(items: readonly ExpiryItem[], setup: string | null): readonly ExpiryItem[] {
  return setup === null ? items : items.filter(({ setups }) => setups.includes(setup))
}

export function ofKind(items: readonly ExpiryItem[], kind: KindFilter): readonly ExpiryItem[] {
  return kind === 'all' ? items : items.filter((item) => filterOf[item.kind] === kind)
}

export function countKinds(items: readonly ExpiryItem[]): Readonly<Record<KindFilter, number>> {
  const counts = { all: items.length, credentials: 0, 'sign-ins': 0, deadlines: 0, tenant: 0 }
  for (const { kind } of items) counts[filterOf[kind]] += 1
  return counts
}

export interface ExpiryGroup {
  /** A month, YYYY-MM, or why it has none: expired, undated, over. */
  readonly key: string
  readonly items: readonly ExpiryItem[]
}

/** Expired first, then month by month, then what has no day, and what is in effect already. */
export function groupsOf(items: readonly ExpiryItem[]): readonly ExpiryGroup[] {
  const groups = new Map<string, ExpiryItem[]>()
  for (const item of items) {
    const state = stateOf(item)
    const key = isMonthless(state) ? state : (item.day ?? '').slice(0, 7)
    const same = groups.get(key)
    if (same === undefined) groups.set(key, [item])
    else same.push(item)
  }
  return [...groups]
    .map(([key, own]) => ({ key, items: own }))
    .sort((a, b) => rank(a.key) - rank(b.key) || (a.key < b.key ? -1 : 1))
}

type Monthless = 'expired' | 'undated' | 'over'
export const isMonthless = (key: string): key is Monthless =>
  key === 'expired' || key === 'undated' || key === 'over'
const rank = (key: string) => (isMonthless(key) ? { expired: 0, undated: 2, over: 3 }[key] : 1)

/** The page of a setup where it is renewed, and what is opened there. */
export function whereToFix(item: ExpiryItem): { page: SetupPage; open: Partial<Opened> } {
  switch (item.kind) {
    case 'secret':
    case 'certificate':
      return { page: 'credential', open: {} }
    case 'sign-in':
      return { page: 'mailboxes', open: { mailbox: item.mailboxes[0]?.id ?? null } }
    case 'tenant':
      return { page: 'registration', open: {} }
    case 'deadline':
      return { page: 'plan', open: {} }
  }
}

export type ExpiryColumn = 'state' | 'what' | 'when' | 'setups' | 'evidence'
export interface ExpiryOrder {
  readonly by: ExpiryColumn
  readonly down: boolean
}

/** A line with everything that is said of it, so that it can be sorted by what people see. */
export interface ExpiryLine {
  readonly item: ExpiryItem
  readonly state: ExpiryState
  readonly what: string
  readonly when: string
  readonly setups: string
  readonly evidence: string
}

const byText = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** The list comes with the soonest first, and lines that are alike in a column stay in that order. */
export function sortLines(lines: readonly ExpiryLine[], { by, down }: ExpiryOrder): readonly ExpiryLine[] {
  const sign = down ? -1 : 1
  if (by === 'when' || by === 'state') return down ? lines.toReversed() : lines
  return lines.toSorted((a, b) => sign * byText.compare(a[by], b[by]))
}

export function isExpiryColumn(key: string): key is ExpiryColumn {
  return ['state', 'what', 'when', 'setups', 'evidence'].includes(key)
}
