/**
 * Mailbox by attempt, at a glance: each cell opens its probe. Only the rows in view exist, and a row is drawn again only
 * when one of its probes changed, so that a run of many mailboxes does not hold the page up eight times a second.
 * One tab stop; arrow keys, Page Up and Down, Home and End move.
 */
import { memo, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import type { Probe } from '../../../domain/run/run.schema.ts'
import { text } from '../../desk/words.ts'
import { Address } from '../../kit/values.tsx'
import { StateIcon } from '../../kit/state-icon.tsx'
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import type { ProbeLine } from './board-state.ts'
import {
  columnsOf,
  groupsOf,
  placeAfter,
  rowsOf,
  squareNear,
  type MatrixColumn,
  type MatrixRow,
  type Place,
} from './matrix-rows.ts'
import { looks } from './probe-state.ts'
import { stateOf, type ProbeState } from '../../../domain/run/probe-state.ts'
import { AttemptName } from './sender-columns.tsx'
import styles from './matrix.module.css'
import verifyParts from './verify.module.css'

/** Above this the table below says it better than a page of cells. */
const mostRows = 200
/** Of a row and of a group's heading; the style sheet says the same. */
const rowHeight = 28

interface MatrixProps {
  readonly lines: readonly ProbeLine[]
  readonly shown: string | null
  readonly onOpen: (probe: string) => void
}

/** What stands below the head: headings of groups, and mailboxes with their place among all of them. */
type Item =
  | { readonly heading: 'outside' | 'senders' }
  | { readonly heading: null; readonly row: MatrixRow; readonly at: number }

export function Matrix({ lines, shown, onOpen }: MatrixProps) {
  const probes = useMemo(() => lines.map(({ probe }) => probe), [lines])
  const columns = useMemo(() => columnsOf(probes), [probes])
  const groups = useMemo(() => groupsOf(rowsOf(probes, mostRows)), [probes])
  const rows = useMemo(() => [...groups.outside, ...groups.senders], [groups])
  const items = useMemo(() => itemsOf(groups.outside, groups.senders), [groups])
  const longest = useMemo(
    () => rows.reduce((long, { mailbox }) => (mailbox.length > long.length ? mailbox : long), ''),
    [rows],
  )
  const region = useRef<HTMLDivElement>(null)
  const [chosen, setChosen] = useState<Place>({ row: 0, column: 0 })
  const stop = squareNear(chosen, rows, columns)
  const moved = useRef(false)
  const stopItem = items.findIndex((item) => item.heading === null && item.at === stop.row)
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => region.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    // The row that is the tab stop always exists, also when it is scrolled out of sight.
    rangeExtractor: (range: Range) => {
      const seen = defaultRangeExtractor(range)
      return seen.includes(stopItem) || stopItem === -1 ? seen : [...seen, stopItem].sort((a, b) => a - b)
    },
  })
  useEffect(() => {
    if (!moved.current) return
    moved.current = false
    region.current?.querySelector<HTMLElement>('[data-probe][tabindex="0"]')?.focus()
  }, [stop.row, stop.column])

  const placeOf = (target: EventTarget): Place | null => {
    const square = target instanceof Element ? target.closest<HTMLElement>('[data-probe]') : null
    if (square === null) return null
    return { row: Number(square.dataset['row']), column: Number(square.dataset['column']) }
  }
  const onClick = ({ target }: MouseEvent) => {
    const place = placeOf(target)
    const probe = place === null ? undefined : rows[place.row]?.cells.get(columns[place.column]?.key ?? '')
    if (place === null || probe === undefined) return
    setChosen(place)
    onOpen(probe.id)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (placeOf(event.target) === null || event.altKey || event.ctrlKey || event.metaKey) return
    const page = Math.max(1, Math.floor(event.currentTarget.clientHeight / rowHeight) - 2)
    const to = placeAfter(event.key, stop, rows, columns, page)
    if (to === null) return
    event.preventDefault()
    moved.current = to.row !== stop.row || to.column !== stop.column
    setChosen(to)
  }
  const seen = virtualizer.getVirtualItems().map(({ index }) => index)
  const name = useId()
  return (
    <>
      <h3 id={name} className={verifyParts.caption}>
        {text.verify.matrix}
      </h3>
      <div
        ref={region}
        className={verifyParts.matrix}
        role="region"
        aria-labelledby={name}
        onClick={onClick}
        onKeyDown={onKeyDown}
      >
        <table aria-rowcount={items.length + 1} aria-colcount={columns.length + 1}>
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col">
                {text.verify.columns.from}
                {/* Holds the column open, whichever rows are in view. */}
                <span className={styles.widest} aria-hidden>
                  <Address>{longest}</Address>
                </span>
              </th>
              {columns.map((column) => (
                <th key={column.key} scope="col">
                  <AttemptName {...column} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {seen.flatMap((index, place) => {
              const item = items[index]
              if (item === undefined) return []
              const above = index - (seen[place - 1] ?? -1) - 1
              return [
                ...(above > 0 ? [<Gap key={`above ${index}`} rows={above} />] : []),
                item.heading === null ? (
                  <Row
                    key={item.row.mailbox}
                    {...{ row: item.row, at: item.at, index, columns }}
                    shown={holds(item.row, shown) ? shown : null}
                    stop={item.at === stop.row ? stop.column : null}
                  />
                ) : (
                  <tr key={item.heading} aria-rowindex={index + 2}>
                    <th scope="rowgroup" colSpan={columns.length + 1} className={styles.matrixGroup}>
                      {item.heading === 'outside' ? (
                        <OutsideHeading rows={groups.outside} />
                      ) : (
                        text.verify.groups.senders
                      )}
                    </th>
                  </tr>
                ),
              ]
            })}
            {(seen.at(-1) ?? 0) < items.length - 1 && <Gap rows={items.length - 1 - (seen.at(-1) ?? -1)} />}
          </tbody>
        </table>
      </div>
    </>
  )
}

function itemsOf(outside: readonly MatrixRow[], senders: readonly MatrixRow[]): readonly Item[] {
  const rows = (list: readonly MatrixRow[], from: number) =>
    list.map((row, at): Item => ({ heading: null, row, at: from + at }))
  if (outside.length === 0) return rows(senders, 0)
  return [
    { heading: 'outside' },
    ...rows(outside, 0),
    ...(senders.length > 0 ? [{ heading: 'senders' } as const] : []),
    ...rows(senders, outside.length),
  ]
}

/** Stands for the rows that are out of view. */
function Gap({ rows }: { readonly rows: number }) {
  return <tr aria-hidden style={{ height: rows * rowHeight }} />
}

function OutsideHeading({ rows }: { readonly rows: readonly MatrixRow[] }) {
  const having = (...wanted: readonly ProbeState[]) =>
    rows.filter(({ cells }) => [...cells.values()].some((probe) => wanted.includes(stateOf(probe)))).length
  const letIn = having('accepted-unplanned')
  return (
    <span data-tone={letIn > 0 ? 'bad' : 'none'}>
      {text.verify.groups.outside(rows.length, letIn, having('refused-as-planned'))}
    </span>
  )
}

interface RowProps {
  readonly row: MatrixRow
  /** Its place among all mailboxes, and below the head. */
  readonly at: number
  readonly index: number
  readonly columns: readonly MatrixColumn[]
  /** The open probe, when it is in this row. */
  readonly shown: string | null
  /** The column that Tab reaches, when it is in this row. */
  readonly stop: number | null
}

function holds({ cells }: MatrixRow, shown: string | null): boolean {
  return shown !== null && [...cells.values()].some(({ id }) => id === shown)
}

function looksTheSame(a: RowProps, b: RowProps): boolean {
  return (
    a.row.mailbox === b.row.mailbox &&
    a.at === b.at &&
    a.index === b.index &&
    a.shown === b.shown &&
    a.stop === b.stop &&
    a.columns.length === b.columns.length &&
    a.columns.every(
      ({ key }, at) => key === b.columns[at]?.key && a.row.cells.get(key) === b.row.cells.get(key),
    )
  )
}

const Row = memo(function Row({ row, at, index, columns, shown, stop }: RowProps) {
  return (
    <tr aria-rowindex={index + 2}>
      <th scope="row">
        <Address>{row.mailbox}</Address>
      </th>
      {columns.map(({ key }, column) => {
        const probe = row.cells.get(key)
        return (
          <td key={key}>
            {probe !== undefined && (
              <Square
                probe={probe}
                row={at}
                column={column}
                open={probe.id === shown}
                stop={column === stop}
              />
            )}
          </td>
        )
      })}
    </tr>
  )
}, looksTheSame)

interface SquareProps extends Place {
  readonly probe: Probe
  readonly open: boolean
  readonly stop: boolean
}

function Square({ probe, row, column, open, stop }: SquareProps) {
  const state = stateOf(probe)
  const { tone, shape } = looks[state]
  const attempt =
    probe.expected === 'refused' ? text.verify.mustRefuse : text.verify.attempt(probe.check ?? '')
  const name = text.verify.cell(`${probe.from}, ${attempt}`, text.verify.states[state])
  return (
    <button
      type="button"
      data-tone={tone}
      className={verifyParts.square}
      aria-label={name}
      title={name}
      aria-current={open ? 'true' : undefined}
      tabIndex={stop ? 0 : -1}
      data-probe={probe.id}
      data-row={row}
      data-column={column}
    >
      {state !== 'to-go' && <StateIcon tone={tone} shape={shape} />}
    </button>
  )
}
