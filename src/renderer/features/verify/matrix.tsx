/**
 * Mailbox by attempt, at a glance: each cell opens its probe. A row is drawn again only when one of its probes changed,
 * so that a run of many mailboxes does not hold the page up eight times a second.
 */
import { memo, useMemo, type MouseEvent, type ReactNode } from 'react'
import type { Probe } from '../../../domain/run/run.ts'
import { text } from '../../text/en.ts'
import { Address } from '../../ui/address.tsx'
import { StateIcon } from '../../ui/state-icon.tsx'
import type { ProbeLine } from './board-state.ts'
import { columnsOf, groupsOf, rowsOf, type MatrixColumn, type MatrixRow } from './matrix-rows.ts'
import { looks, stateOf, type ProbeState } from './probe-state.ts'
import { AttemptName } from './sender-columns.tsx'
import styles from './verify.module.css'

/** Above this the table below says it better than a page of cells. */
const mostRows = 200

interface MatrixProps {
  readonly lines: readonly ProbeLine[]
  readonly shown: string | null
  readonly onOpen: (probe: string) => void
}

export function Matrix({ lines, shown, onOpen }: MatrixProps) {
  const probes = useMemo(() => lines.map(({ probe }) => probe), [lines])
  const columns = useMemo(() => columnsOf(probes), [probes])
  const groups = useMemo(() => groupsOf(rowsOf(probes, mostRows)), [probes])
  const openAt = ({ target }: MouseEvent) => {
    const cell = target instanceof Element ? target.closest<HTMLElement>('[data-probe]') : null
    if (cell?.dataset['probe'] !== undefined) onOpen(cell.dataset['probe'])
  }
  return (
    <div
      className={styles['matrix']}
      tabIndex={0}
      role="region"
      aria-label={text.verify.matrix}
      onClick={openAt}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">{text.verify.columns.from}</th>
            {columns.map((column) => (
              <th key={column.key} scope="col">
                <AttemptName {...column} />
              </th>
            ))}
          </tr>
        </thead>
        {groups.outside.length > 0 && (
          <Group rows={groups.outside} columns={columns} shown={shown}>
            <OutsideHeading rows={groups.outside} />
          </Group>
        )}
        {groups.senders.length > 0 && (
          <Group rows={groups.senders} columns={columns} shown={shown}>
            {groups.outside.length > 0 ? text.verify.groups.senders : null}
          </Group>
        )}
      </table>
    </div>
  )
}

interface GroupProps {
  readonly rows: readonly MatrixRow[]
  readonly columns: readonly MatrixColumn[]
  readonly shown: string | null
  /** Its heading; null where there is one group alone. */
  readonly children: ReactNode
}

function Group({ rows, columns, shown, children }: GroupProps) {
  return (
    <tbody>
      {children !== null && (
        <tr>
          <th scope="rowgroup" colSpan={columns.length + 1} className={styles['matrixGroup']}>
            {children}
          </th>
        </tr>
      )}
      {rows.map((row) => (
        <Row key={row.mailbox} row={row} columns={columns} shown={holds(row, shown) ? shown : null} />
      ))}
    </tbody>
  )
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
  readonly columns: readonly MatrixColumn[]
  /** The open probe, when it is in this row. */
  readonly shown: string | null
}

function holds({ cells }: MatrixRow, shown: string | null): boolean {
  return shown !== null && [...cells.values()].some(({ id }) => id === shown)
}

function looksTheSame(a: RowProps, b: RowProps): boolean {
  return (
    a.row.mailbox === b.row.mailbox &&
    a.shown === b.shown &&
    a.columns.length === b.columns.length &&
    a.columns.every(
      ({ key }, at) => key === b.columns[at]?.key && a.row.cells.get(key) === b.row.cells.get(key),
    )
  )
}

const Row = memo(function Row({ row, columns, shown }: RowProps) {
  return (
    <tr>
      <th scope="row">
        <Address>{row.mailbox}</Address>
      </th>
      {columns.map((column) => {
        const probe = row.cells.get(column.key)
        return (
          <td key={column.key}>
            {probe !== undefined && <Square probe={probe} open={probe.id === shown} />}
          </td>
        )
      })}
    </tr>
  )
}, looksTheSame)

function Square({ probe, open }: { readonly probe: Probe; readonly open: boolean }) {
  const state = stateOf(probe)
  const { tone, shape } = looks[state]
  const attempt =
    probe.expected === 'refused' ? text.verify.mustRefuse : text.verify.attempt(probe.check ?? '')
  const name = text.verify.cell(`${probe.from}, ${attempt}`, text.verify.states[state])
  return (
    <button
      type="button"
      data-tone={tone}
      className={styles['square']}
      aria-label={name}
      title={name}
      aria-current={open ? 'true' : undefined}
      data-probe={probe.id}
    >
      {state !== 'to-go' && <StateIcon tone={tone} shape={shape} />}
    </button>
  )
}
