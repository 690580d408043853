/** The settings of a reading as the page lists them: in groups, filtered, and with the look of their state. Pure. */
import type { ReadingView } from '../../../contract/registration-views.schema.ts'
import { checkGroups, groupOfCheck, type CheckGroup } from '../../../domain/entra/audit/check-groups.ts'
import type { Check } from '../../../domain/entra/audit/check.ts'
import { text } from '../../desk/words.ts'

export type SettingRow = ReadingView['rows'][number]
export type SettingFilter = 'all' | 'differs' | 'unknown'

/** How a setting looks: by its state, and where it differs by how much that matters. */
export type SettingLook = 'ok' | 'error' | 'warning' | 'note' | 'unknown'

export function lookOf({ state, severity }: Pick<Check, 'state' | 'severity'>): SettingLook {
  return state === 'differs' ? severity : state
}

export interface SettingCounts {
  readonly all: number
  /** Suggestions among them. */
  readonly differs: number
  readonly suggested: number
  readonly unknown: number
}

export function countsOf(rows: readonly SettingRow[]): SettingCounts {
  const of = (state: Check['state']) => rows.filter(({ check }) => check.state === state).length
  const suggested = rows.filter(({ check }) => lookOf(check) === 'note').length
  return { all: rows.length, differs: of('differs'), suggested, unknown: of('unknown') }
}

/** What is not as wanted, in words; empty where everything is. */
export function saidOf(rows: readonly SettingRow[]): string {
  const { differs, suggested, unknown } = countsOf(rows)
  return text.registration.found(differs - suggested, suggested, unknown)
}

export function filtered(rows: readonly SettingRow[], filter: SettingFilter): readonly SettingRow[] {
  return filter === 'all' ? rows : rows.filter(({ check }) => check.state === filter)
}

export interface SettingGroup {
  readonly group: CheckGroup
  readonly rows: readonly SettingRow[]
}

export function byGroup(rows: readonly SettingRow[]): readonly SettingGroup[] {
  return checkGroups
    .map((group) => ({ group, rows: rows.filter(({ check }) => groupOfCheck[check.id] === group) }))
    .filter((one) => one.rows.length > 0)
}

/** What is opened where nothing was chosen: what matters most. */
export function firstToShow(rows: readonly SettingRow[]): SettingRow | undefined {
  const order: readonly SettingLook[] = ['error', 'unknown', 'warning', 'note', 'ok']
  return order
    .map((look) => rows.find(({ check }) => lookOf(check) === look))
    .find((row) => row !== undefined)
}

/** What Sendproof could change: asked anew before anything is changed. */
export function hasWork(rows: readonly SettingRow[]): boolean {
  return rows.some(({ check }) => check.state === 'differs' && check.settledBy === 'plan')
}

/** Nothing is there yet, so that it is made rather than mended. */
export function isAbsent(rows: readonly SettingRow[]): boolean {
  return rows.some(
    ({ check, sides }) =>
      check.id === 'registered' &&
      check.state === 'differs' &&
      check.settledBy === 'plan' &&
      sides.found.some((value) => value.kind === 'word' && value.word === 'absent'),
  )
}

/** Client id of the registration that was read. */
export function clientIdOf(rows: readonly SettingRow[]): string | null {
  for (const { check } of rows)
    if (check.id === 'registered' && check.state !== 'unknown' && check.facts !== null)
      return check.facts.clientId
  return null
}

export interface Candidate {
  readonly clientId: string
  readonly createdAt: string | null
}

/** Registrations that could be the one, with what the reading knows of each. */
export function candidatesOf(
  clientIds: readonly string[],
  rows: readonly SettingRow[],
): readonly Candidate[] {
  const others = rows.flatMap(({ check }) =>
    check.id === 'only-one' && check.facts !== null ? check.facts.others : [],
  )
  return clientIds.map((clientId) => ({
    clientId,
    createdAt: others.find((one) => one.clientId === clientId)?.createdAt ?? null,
  }))
}
