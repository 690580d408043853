/** A run as a matrix: a row a mailbox, a column each kind of attempt the plan names. Pure. */
import type { Probe } from '../../../domain/run/run.schema.ts'

export interface MatrixColumn {
  readonly key: string
  readonly check: string | null
  readonly transport: Probe['transport']
  readonly expected: Probe['expected']
}

export interface MatrixRow {
  readonly mailbox: string
  /** By the column's key. */
  readonly cells: ReadonlyMap<string, Probe>
}

const keyOf = ({ check, transport, expected }: Probe) => `${check ?? ''} ${transport} ${expected}`

export function columnsOf(probes: readonly Probe[]): readonly MatrixColumn[] {
  const columns: MatrixColumn[] = []
  // A handful of columns for thousands of probes: looking through them is cheaper than a key for each probe.
  for (const probe of probes) {
    const { check, transport, expected } = probe
    const known = columns.some(
      (one) => one.check === check && one.transport === transport && one.expected === expected,
    )
    if (!known) columns.push({ key: keyOf(probe), check, transport, expected })
  }
  return columns
}

/** One square a mailbox says it all, unless a mailbox is tried in several ways or has to be refused. */
export function needsMatrix(probes: readonly Pick<Probe, 'from' | 'expected'>[]): boolean {
  const senders = new Set<string>()
  for (const { from, expected } of probes) {
    if (expected === 'refused' || senders.has(from)) return true
    senders.add(from)
  }
  return false
}

/** The first rows, `most` of them, and every mailbox that has to refuse. */
export function rowsOf(probes: readonly Probe[], most: number): readonly MatrixRow[] {
  const rows = new Map<string, { mailbox: string; cells: Map<string, Probe> }>()
  for (const probe of probes) {
    if (rows.size >= most && probe.expected === 'accepted' && !rows.has(probe.from)) continue
    const row = rows.get(probe.from) ?? { mailbox: probe.from, cells: new Map<string, Probe>() }
    row.cells.set(keyOf(probe), probe)
    rows.set(probe.from, row)
  }
  return [...rows.values()]
}

export interface MatrixGroups {
  /** Mailboxes that are only tried to see them refuse. */
  readonly outside: readonly MatrixRow[]
  readonly senders: readonly MatrixRow[]
}

/** What must be kept out comes first: it is what nobody may overlook. */
export function groupsOf(rows: readonly MatrixRow[]): MatrixGroups {
  const mustRefuse = ({ cells }: MatrixRow) =>
    [...cells.values()].every(({ expected }) => expected === 'refused')
  return { outside: rows.filter(mustRefuse), senders: rows.filter((row) => !mustRefuse(row)) }
}

/** A square: which row from the top, groups counted as one list, and which column. */
export interface Place {
  readonly row: number
  readonly column: number
}

/** Not every mailbox is tried in every way: the nearest square there is, in that row or in the last one. */
export function squareNear(
  wanted: Place,
  rows: readonly MatrixRow[],
  columns: readonly MatrixColumn[],
): Place {
  const row = Math.max(0, Math.min(rows.length - 1, wanted.row))
  const filled = filledIn(rows[row], columns)
  const column = filled.reduce(
    (best, at) => (Math.abs(at - wanted.column) < Math.abs(best - wanted.column) ? at : best),
    filled[0] ?? 0,
  )
  return { row, column }
}

function filledIn(row: MatrixRow | undefined, columns: readonly MatrixColumn[]): readonly number[] {
  return columns.flatMap(({ key }, at) => (row?.cells.has(key) === true ? [at] : []))
}

/** Where a key leads from a square; null for keys that mean nothing here. There is always a square at the end of it. */
export function placeAfter(
  key: string,
  from: Place,
  rows: readonly MatrixRow[],
  columns: readonly MatrixColumn[],
  page: number,
): Place | null {
  if (key === 'ArrowRight' || key === 'ArrowLeft') {
    const beside = filledIn(rows[from.row], columns)
    const column =
      key === 'ArrowRight' ? beside.find((at) => at > from.column) : beside.findLast((at) => at < from.column)
    return { row: from.row, column: column ?? from.column }
  }
  const down: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
    Home: -rows.length,
    End: rows.length,
  }
  const by = down[key]
  return by === undefined ? null : squareNear({ row: from.row + by, column: from.column }, rows, columns)
}
