/** Mailbox by attempt, at a glance: each cell opens its probe. Long lists scroll; only rows on screen are drawn. */
import { useMemo } from 'react'
import type { Probe } from '../../../domain/run/run.ts'
import { text } from '../../text/en.ts'
import { Address } from '../../ui/address.tsx'
import { StateIcon } from '../../ui/state-icon.tsx'
import { columnsOf, rowsOf, type MatrixColumn, type MatrixRow } from './matrix-rows.ts'
import { looks, stateOf } from './probe-state.ts'
import styles from './verify.module.css'

/** Above this the table below says it better than a page of cells. */
const mostRows = 200

interface MatrixProps {
  readonly probes: readonly Probe[]
  readonly shown: string | null
  readonly onOpen: (probe: string) => void
}

export function Matrix({ probes, shown, onOpen }: MatrixProps) {
  const columns = useMemo(() => columnsOf(probes), [probes])
  const rows = useMemo(() => rowsOf(probes, mostRows), [probes])
  return (
    <div className={styles['matrix']} tabIndex={0} role="region" aria-label={text.verify.matrix}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.verify.columns.from}</th>
            {columns.map((column) => (
              <th key={column.key} scope="col">
                <Heading column={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.mailbox} row={row} columns={columns} shown={shown} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Heading({ column }: { readonly column: MatrixColumn }) {
  return (
    <>
      {text.verify.column(column.check, text.verify.ways[column.transport] ?? column.transport)}
      {column.refuse && <span className={styles['mustRefuse']}>{text.verify.mustRefuse}</span>}
    </>
  )
}

interface RowProps {
  readonly row: MatrixRow
  readonly columns: readonly MatrixColumn[]
  readonly shown: string | null
  readonly onOpen: (probe: string) => void
}

function Row({ row, columns, shown, onOpen }: RowProps) {
  return (
    <tr>
      <th scope="row">
        <Address>{row.mailbox}</Address>
      </th>
      {columns.map((column) => {
        const probe = row.cells.get(column.key)
        return (
          <td key={column.key}>
            {probe !== undefined && (
              <Square probe={probe} open={probe.id === shown} onOpen={() => onOpen(probe.id)} />
            )}
          </td>
        )
      })}
    </tr>
  )
}

function Square({
  probe,
  open,
  onOpen,
}: {
  readonly probe: Probe
  readonly open: boolean
  readonly onOpen: () => void
}) {
  const state = stateOf(probe)
  const { tone, shape } = looks[state]
  const name = text.verify.cell(probe.from, text.verify.states[state])
  return (
    <button
      type="button"
      data-tone={tone}
      className={styles['square']}
      aria-label={name}
      title={name}
      aria-current={open ? 'true' : undefined}
      onClick={onOpen}
    >
      {state !== 'to-go' && <StateIcon tone={tone} shape={shape} />}
    </button>
  )
}
