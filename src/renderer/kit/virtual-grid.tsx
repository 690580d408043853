/**
 * A table of any length: only the rows in view exist. One tab stop; arrow keys, Page Up and Down, Home and End move,
 * Enter opens a row, Space selects it where rows can be selected.
 */
import { ArrowDown12Regular, ArrowUp12Regular } from '@fluentui/react-icons'
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { Check, GridRow, type GridColumn } from './grid-row.tsx'
import { narrowQuery, useMedia } from './surroundings.ts'
import styles from './virtual-grid.module.css'

export interface GridSelection {
  readonly selected: ReadonlySet<string>
  readonly onToggle: (key: string) => void
  readonly onToggleAll: () => void
  readonly allName: string
  readonly nameOf: (key: string) => string
  /** What Delete does to the rows that are selected. */
  readonly onDelete?: () => void
}

export interface GridSort {
  /** Key of the column the rows are sorted by; null: as they came. */
  readonly by: string | null
  readonly down: boolean
  /** A press on the heading of this column. */
  readonly onSort: (column: string) => void
}

interface VirtualGridProps<T> {
  readonly label: string
  readonly rows: readonly T[]
  readonly keyOf: (row: T) => string
  readonly columns: readonly GridColumn<T>[]
  /** A class that says grid-template-columns. */
  readonly template: string | undefined
  readonly opened: string | null
  readonly onOpen: (row: T) => void
  readonly selection?: GridSelection
  readonly sort?: GridSort
  readonly empty: string
}

const headerHeight = 33
const rowHeights = { wide: 35, narrow: 56 } as const

function indexOf(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null
  return row === null ? null : Number(row.dataset['index'])
}

const isCheck = (target: EventTarget) => target instanceof Element && target.closest('[data-check]') !== null

export function VirtualGrid<T>(props: VirtualGridProps<T>) {
  const { rows, keyOf, columns, selection, opened, onOpen } = props
  const scroller = useRef<HTMLDivElement>(null)
  const narrow = useMedia(narrowQuery)
  const rowHeight = narrow ? rowHeights.narrow : rowHeights.wide
  const [at, setAt] = useState(0)
  const stop = Math.min(at, Math.max(0, rows.length - 1))
  const moved = useRef(false)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: headerHeight,
    scrollPaddingStart: headerHeight,
    // The row that is the tab stop always exists, also when it is scrolled out of sight.
    rangeExtractor: (range: Range) => {
      const seen = defaultRangeExtractor(range)
      return seen.includes(stop) || rows.length === 0 ? seen : [...seen, stop].sort((a, b) => a - b)
    },
  })
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight])
  useEffect(() => {
    if (!moved.current) return
    moved.current = false
    scroller.current?.querySelector<HTMLElement>(`[data-index="${stop}"]`)?.focus({ preventScroll: true })
  }, [stop])

  const moveTo = (index: number) => {
    const to = Math.min(rows.length - 1, Math.max(0, index))
    if (to === stop) return
    moved.current = true
    virtualizer.scrollToIndex(to)
    setAt(to)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (!(event.target instanceof HTMLElement) || event.target.role !== 'row') return
    const row = rows[stop]
    if (row === undefined || event.altKey || event.metaKey) return
    const page = Math.max(1, Math.floor(event.currentTarget.clientHeight / rowHeight) - 2)
    const jumps: Readonly<Record<string, number>> = {
      ArrowDown: stop + 1,
      ArrowUp: stop - 1,
      PageDown: stop + page,
      PageUp: stop - page,
      Home: 0,
      End: rows.length - 1,
    }
    const jump = jumps[event.key]
    if (jump !== undefined) moveTo(jump)
    else if (event.key === 'Enter') onOpen(row)
    else if (event.key === ' ' && selection !== undefined) selection.onToggle(keyOf(row))
    else if (event.key === ' ') onOpen(row)
    else if (event.key === 'Delete' && selection?.onDelete !== undefined) selection.onDelete()
    else if (event.key === 'a' && event.ctrlKey && selection !== undefined) selection.onToggleAll()
    else return
    event.preventDefault()
  }

  const template = props.template ?? ''
  const selected = selection?.selected
  const chosen = useMemo(
    () =>
      selected === undefined || selected.size === 0
        ? 0
        : rows.filter((row) => selected.has(keyOf(row))).length,
    [rows, selected, keyOf],
  )
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + (selection === undefined ? 0 : 1)}
      aria-multiselectable={selection === undefined ? undefined : true}
      className={styles.scroller}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className={styles.sticky}>
        <div role="row" aria-rowindex={1} className={`${styles.header} ${template}`}>
          {selection !== undefined && (
            <span role="columnheader" className={styles.check}>
              <Check
                name={selection.allName}
                checked={rows.length > 0 && chosen === rows.length}
                some={chosen > 0 && chosen < rows.length}
                onToggle={selection.onToggleAll}
              />
            </span>
          )}
          {columns.map((column) => (
            <Heading key={column.key} column={column.key} title={column.title} sort={props.sort} />
          ))}
        </div>
      </div>
      <div
        role="rowgroup"
        className={styles.rows}
        style={{ height: virtualizer.getTotalSize() }}
        onClick={(event) => {
          const index = indexOf(event.target)
          const row = index === null ? undefined : rows[index]
          if (index === null || row === undefined) return
          setAt(index)
          if (isCheck(event.target)) selection?.onToggle(keyOf(row))
          else onOpen(row)
        }}
        onFocus={(event) => {
          const index = indexOf(event.target)
          if (index !== null) setAt(index)
        }}
      >
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index]
          if (row === undefined) return null
          const key = keyOf(row)
          return (
            <GridRow
              key={key}
              row={row}
              index={item.index}
              top={item.start - headerHeight}
              height={rowHeight}
              template={template}
              columns={columns}
              stop={item.index === stop}
              opened={key === opened}
              selection={
                selection === undefined
                  ? null
                  : { selected: selection.selected.has(key), name: selection.nameOf(key) }
              }
            />
          )
        })}
      </div>
      {rows.length === 0 && <p className={styles.empty}>{props.empty}</p>}
    </div>
  )
}

interface HeadingProps {
  readonly column: string
  readonly title: string
  readonly sort: GridSort | undefined
}

function Heading({ column, title, sort }: HeadingProps) {
  if (sort === undefined)
    return (
      <span role="columnheader" data-column={column}>
        {title}
      </span>
    )
  const sorted = sort.by === column ? (sort.down ? 'descending' : 'ascending') : 'none'
  const Arrow = sort.down ? ArrowDown12Regular : ArrowUp12Regular
  return (
    <span role="columnheader" data-column={column} aria-sort={sorted}>
      <button type="button" className={styles.sort} onClick={() => sort.onSort(column)}>
        {title}
        {sorted !== 'none' && <Arrow aria-hidden />}
      </button>
    </span>
  )
}
