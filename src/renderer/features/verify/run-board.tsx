/**
 * One run: counts, progress, a cell a probe, the table, and one probe open beside them. What came of a push is drawn
 * when there is time for it and in short pieces: whoever types, clicks or scrolls meanwhile goes first.
 */
import { memo, useDeferredValue, useMemo, useState } from 'react'
import type { CallOutput } from '../../../contract/calls.schema.ts'
import type { SetupView } from '../../../contract/views.schema.ts'
import type { RunView } from '../../../contract/run-views.schema.ts'
import { isAppOnly, signsInAsApp } from '../../../domain/transport/transports.ts'
import { useSnapshot } from '../../data/use-desktop.ts'
import { text } from '../../desk/words.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { LoadError } from '../../pieces/load-error.tsx'
import { Panes } from '../../kit/panes.tsx'
import { StateWord } from '../../kit/state-icon.tsx'
import type { GridColumn } from '../../kit/grid-row.tsx'
import { VirtualGrid } from '../../kit/virtual-grid.tsx'
import { Cells } from './cells.tsx'
import { Matrix } from './matrix.tsx'
import { Counts, LetIn, SincePrevious } from './run-summary.tsx'
import { CodeEntry } from './code-entry.tsx'
import { ProbeDetail, type ProbeDetailProps } from './probe-detail.tsx'
import { boardOf, orderLines, type BoardState, type ProbeLine } from './board-state.ts'
import { looks, resultOf, type ProbeFilter } from './probe-state.ts'
import { RunHead } from './run-head.tsx'
import { attemptColumn, fromColumn, signedInColumn } from './sender-columns.tsx'
import styles from './run-board.module.css'

interface RunBoardProps {
  readonly view: SetupView
  readonly run: string
  readonly runs: CallOutput<'run.list'>
  readonly opened: string | null
  readonly onOpen: (probe: string | null) => void
  readonly onOpenRun: (run: string | null) => void
}

export function RunBoard({ view, run, runs, opened, onOpen, onOpenRun }: RunBoardProps) {
  const { value, error } = useSnapshot('run.get', { run })
  const drawn = useDeferredValue(value, undefined)
  const board = useMemo(() => (drawn === undefined ? null : boardOf(drawn.probes)), [drawn])
  if (value === undefined && error !== undefined) return <LoadError error={error} />
  // What was opened; until then the first probe that needs somebody, and when none does the first of all.
  const ended = value?.run.state !== 'running'
  const shown = opened ?? board?.first?.id ?? (ended ? board?.lines[0]?.probe.id : null) ?? null
  return (
    <Panes
      wideDetail
      listName={text.verify.board}
      detailName={text.verify.detail}
      opened={opened !== null}
      onBack={() => onOpen(null)}
      list={
        drawn === undefined || board === null ? null : (
          <Board {...{ run: drawn, board, view, runs, shown, onOpen, onOpenRun }} />
        )
      }
      detail={
        drawn === undefined ? null : <Shown setup={view.id} run={drawn} shown={shown} onOpenRun={onOpenRun} />
      }
    />
  )
}

interface ShownProps {
  readonly setup: string
  readonly run: RunView
  readonly shown: string | null
  readonly onOpenRun: (run: string) => void
}

function Shown({ setup, run, shown, onOpenRun }: ShownProps) {
  const probe = useMemo(() => run.probes.find(({ id }) => id === shown), [run.probes, shown])
  // the other attempts of the run say whether a reading one has a person behind it
  const byApplication = useMemo(
    () =>
      probe !== undefined &&
      signsInAsApp(
        probe.transport,
        run.probes.map(({ transport }) => transport),
      ),
    [run.probes, probe],
  )
  if (probe === undefined)
    return <EmptyState title={text.verify.detailTitle}>{text.verify.detailHow}</EmptyState>
  return (
    <Detail
      setup={setup}
      probe={probe}
      byApplication={byApplication}
      running={run.run.state === 'running'}
      onOpenRun={onOpenRun}
    />
  )
}

/** Drawn again only when the probe itself moved. */
const Detail = memo(function Detail(props: ProbeDetailProps) {
  return <ProbeDetail key={props.probe.id} {...props} />
})

interface BoardProps extends Omit<RunBoardProps, 'run' | 'opened'> {
  readonly run: RunView
  readonly board: BoardState
  readonly shown: string | null
}

const columns: readonly GridColumn<ProbeLine>[] = [
  {
    ...fromColumn,
    cell: ({ probe }) => fromColumn.cell(probe),
    whole: ({ probe }) => fromColumn.whole(probe),
  },
  {
    ...signedInColumn,
    cell: ({ probe }) => signedInColumn.cell(probe),
    whole: ({ probe }) => signedInColumn.whole(probe),
  },
  {
    key: 'result',
    title: text.verify.columns.result,
    cell: ({ probe, state }) => (
      <StateWord tone={looks[state].tone} shape={looks[state].shape}>
        {resultOf(probe, state)}
      </StateWord>
    ),
    whole: ({ probe, state }) => resultOf(probe, state),
  },
]

/** More cells than this are a grey carpet that takes longer to draw than to read the counts and the table. */
const mostCells = 1_000
/** With fewer the table shows them all at once, and cells would only say it again. */
const fewestCells = 25

/**
 * Whoever is tried in several ways has several lines, which the way tells apart; where the application signs in there is
 * no person to name.
 */
const mixedColumns: readonly GridColumn<ProbeLine>[] = columns.map((column) =>
  column.key === signedInColumn.key
    ? { ...attemptColumn, cell: ({ probe }: ProbeLine) => attemptColumn.cell(probe) }
    : column,
)

const idOf = ({ probe }: ProbeLine) => probe.id

const Board = memo(function Board({ run, board, view, runs, shown, onOpen, onOpenRun }: BoardProps) {
  const [filter, setFilter] = useState<ProbeFilter>('all')
  const { lines, counts, mixed } = board
  const rows = useMemo(() => orderLines(lines, filter), [lines, filter])
  return (
    <>
      <RunHead view={view} run={run} board={board} runs={runs} onOpenRun={onOpenRun} />
      <LetIn breaches={board.letIn} onOpen={onOpen} />
      <Counts counts={counts} chosen={filter} mixed={mixed} onChoose={setFilter} />
      <SincePrevious view={view} run={run} />
      {mixed && <Matrix lines={lines} shown={shown} onOpen={onOpen} />}
      {!mixed && lines.length >= fewestCells && lines.length <= mostCells && (
        <Cells lines={lines} shown={shown} onOpen={onOpen} />
      )}
      {board.provable && <CodeEntry run={run.run.id} onProven={onOpen} />}
      <VirtualGrid
        label={text.verify.results}
        rows={rows}
        keyOf={idOf}
        columns={mixed || lines.some(({ probe }) => isAppOnly(probe.transport)) ? mixedColumns : columns}
        template={styles.boardColumns}
        opened={shown}
        onOpen={({ probe }) => onOpen(probe.id)}
        empty={text.verify.noneFits}
      />
    </>
  )
})
