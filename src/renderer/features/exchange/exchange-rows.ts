/** What the tables of the Exchange page show, and which of it. Pure. */
import type { ExchangeChange, ExchangeRow, ExchangeView } from '../../../contract/exchange-views.schema.ts'
import type { MatrixCell, MatrixColumn } from '../../../domain/exchange/matrix.ts'
import type { Tone } from '../../kit/tones.ts'

export const rowFilters = ['all', 'blocked', 'unknown', 'good'] as const
export type RowFilter = (typeof rowFilters)[number]

export const verdictTones = { good: 'good', blocked: 'bad', unknown: 'wait' } as const satisfies Record<
  ExchangeRow['state'],
  Tone
>

export function countRows(rows: readonly ExchangeRow[]): Readonly<Record<RowFilter, number>> {
  const counts = { all: rows.length, blocked: 0, unknown: 0, good: 0 }
  for (const { state } of rows) counts[state] += 1
  return counts
}

export function filterRows(
  rows: readonly ExchangeRow[],
  filter: RowFilter,
  words: string,
): readonly ExchangeRow[] {
  const wanted = words.trim().toLowerCase()
  return rows.filter(
    ({ address, signInAs, state }) =>
      (filter === 'all' || state === filter) &&
      (wanted === '' || `${address} ${signInAs}`.toLowerCase().includes(wanted)),
  )
}

/** What needs somebody comes first; rows that are alike stay in the order of the list. */
const ranks = { blocked: 0, unknown: 1, good: 2 } as const
export function worstFirst(rows: readonly ExchangeRow[]): readonly ExchangeRow[] {
  return rows.toSorted((a, b) => ranks[a.state] - ranks[b.state])
}

export function columnsFor({ smtp, rights, scope }: ExchangeView['needs']): readonly MatrixColumn[] {
  return [
    ...(smtp ? (['smtp'] as const) : []),
    ...(rights ? (['sendAs', 'sendOnBehalf', 'fullAccess'] as const) : []),
    ...(scope ? (['scope'] as const) : []),
  ]
}

/** Null: nothing is wrong with it, so it needs no colour. */
export function toneOf({ effect, is }: MatrixCell): Tone | null {
  if (effect === 'blocks') return 'bad'
  if (effect === 'unknown' || is === 'unknown' || is === 'perhaps' || is === 'unlimited') return 'wait'
  return is === 'on' || is === 'held' || is === 'inside' ? 'good' : null
}

export type PlannedRow = ExchangeView['planned'][number]
export type PlannedState = 'open' | 'previewed' | 'already' | 'failed' | 'not-tried'

export function plannedState({ acted }: PlannedRow): PlannedState {
  if (acted === null) return 'open'
  const { outcome } = acted
  return outcome === 'would-change' || outcome === 'done' ? 'previewed' : outcome
}

export const plannedTones = {
  open: 'todo',
  previewed: 'busy',
  already: 'good',
  failed: 'bad',
  'not-tried': 'wait',
} as const satisfies Record<PlannedState, Tone>

export type MadeState = 'done' | 'partly' | 'undone' | 'nothing'

export function madeState({ counts, undone }: ExchangeChange): MadeState {
  if (undone) return 'undone'
  if (counts.failed + counts['not-tried'] > 0) return 'partly'
  return counts.done > 0 ? 'done' : 'nothing'
}

export const madeTones = {
  done: 'good',
  partly: 'wait',
  undone: 'off',
  nothing: 'off',
} as const satisfies Record<MadeState, Tone>
