/** One row of a long table. Drawn again only when something in it changed: scrolling draws new rows alone. */
import { memo, type ReactNode } from 'react'
import styles from './virtual-grid.module.css'

interface GridRowProps<T> {
  readonly row: T
  readonly index: number
  readonly top: number
  readonly height: number
  readonly template: string
  readonly columns: readonly GridColumn<T>[]
  /** True for the one row that Tab reaches. */
  readonly stop: boolean
  readonly opened: boolean
  /** Null: rows of this table cannot be selected. */
  readonly selection: { readonly selected: boolean; readonly name: string } | null
}

/** Clicks, keys and focus are heard by the table, which finds the row by its data-index. */
function Row<T>({ row, index, top, height, template, columns, stop, opened, selection }: GridRowProps<T>) {
  return (
    <div
      role="row"
      data-index={index}
      aria-rowindex={index + 2}
      aria-current={opened ? 'true' : undefined}
      aria-selected={selection?.selected}
      tabIndex={stop ? 0 : -1}
      className={`${styles.row} ${template}`}
      style={{ height, transform: `translateY(${top}px)` }}
    >
      {selection !== null && (
        <span role="gridcell" className={styles.check} data-check>
          <Check name={selection.name} checked={selection.selected} />
        </span>
      )}
      {columns.map((column) => (
        <span
          key={column.key}
          role="gridcell"
          data-column={column.key}
          className={styles.cell}
          title={column.whole?.(row)}
        >
          {column.cell(row)}
        </span>
      ))}
    </div>
  )
}

function sameRow<T>(before: GridRowProps<T>, after: GridRowProps<T>): boolean {
  const { selection: a, ...old } = before
  const { selection: b, ...now } = after
  if (a?.selected !== b?.selected || a?.name !== b?.name) return false
  return (Object.keys(now) as (keyof typeof now)[]).every((name) => old[name] === now[name])
}

/** `memo` forgets the type parameter; the row keeps it. */
export const GridRow = memo(Row, sameRow) as typeof Row

const heardByTheTable = () => undefined

interface CheckProps {
  readonly name: string
  readonly checked: boolean
  readonly some?: boolean
  /** Row boxes are reached with Space on the row, so that the table stays one tab stop. */
  readonly onToggle?: () => void
}

export function Check({ name, checked, some = false, onToggle }: CheckProps) {
  return (
    <input
      type="checkbox"
      aria-label={name}
      checked={checked}
      tabIndex={onToggle === undefined ? -1 : 0}
      ref={(box) => {
        if (box !== null) box.indeterminate = some
      }}
      onChange={onToggle ?? heardByTheTable}
    />
  )
}

/** One column of a long table: what stands above it, and what a row shows in it. */
export interface GridColumn<T> {
  readonly key: string
  readonly title: string
  readonly cell: (row: T) => ReactNode
  /** All of what stands there, for a column that may be too narrow for it. */
  readonly whole?: (row: T) => string
}
