/** One column of a long table: what stands above it, and what a row shows in it. */
import type { ReactNode } from 'react'

export interface GridColumn<T> {
  readonly key: string
  readonly title: string
  readonly cell: (row: T) => ReactNode
  /** All of what stands there, for a column that may be too narrow for it. */
  readonly whole?: (row: T) => string
}
