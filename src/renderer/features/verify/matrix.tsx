/** Mailbox by attempt, at a glance: each cell opens its probe. Long lists scroll; only rows on screen are drawn. */
import { useMemo, type ReactNode } from 'react'
import type { Probe } from '../../../domain/run/run.ts'
import { text } from '../../text/en.ts'
import { Address } from '../../ui/address.tsx'
import { StateIcon } from '../../ui/state-icon.tsx'
import { columnsOf, groupsOf, rowsOf, type MatrixColumn, type MatrixRow } from './matrix-rows.ts'
import { looks, stateOf, type ProbeState } from './probe-state.ts'
import { AttemptName } from './sender-columns.tsx'
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
  const groups = useMemo(() => groupsOf(rowsOf(probes, mostRows)), [probes])
  return (
    <div className={styles['matrix']} tabIndex={0} role="region" aria-label={text.verify.matrix}>
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
          <Group rows={groups.outside} columns={columns} shown={shown} onOpen={onOpen}>
            <OutsideHeading rows={groups.outside} />
          </Group>
        )}
        {groups.senders.length > 0 && (
          <Group rows={groups.senders} columns={columns} shown={shown} onOpen={onOpen}>
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
  readonly onOpen: (probe: string) => void
  /** Its heading; null where there is one group alone. */
  readonly children: ReactNode
}

function Group({ rows, columns, shown, onOpen, children }: GroupProps) {
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
        <Row key={row.mailbox} row={row} columns={columns} shown={shown} onOpen={onOpen} />
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
      onClick={onOpen}
    >
      {state !== 'to-go' && <StateIcon tone={tone} shape={shape} />}
    </button>
  )
}
