/** One run: counts, progress, a cell a probe, the table, and one probe open beside them. */
import { useMemo, useState } from 'react'
import type { CallOutput } from '../../../contract/calls.ts'
import type { RunView, SetupView } from '../../../contract/views.ts'
import { useSnapshot } from '../../app/use-desktop.ts'
import { text } from '../../text/en.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Panes } from '../../ui/panes.tsx'
import { StateWord } from '../../ui/state-icon.tsx'
import { VirtualGrid, type GridColumn } from '../../ui/virtual-grid.tsx'
import { Cells } from './cells.tsx'
import { needsMatrix } from './matrix-rows.ts'
import { Matrix } from './matrix.tsx'
import { SincePrevious } from './since-previous.tsx'
import { CodeEntry } from './code-entry.tsx'
import { Counts } from './counts.tsx'
import { LetIn } from './let-in.tsx'
import { ProbeDetail } from './probe-detail.tsx'
import {
  countProbes,
  firstForAttention,
  looks,
  orderProbes,
  type ProbeFilter,
  type ProbeLine,
} from './probe-state.ts'
import { RunHead } from './run-head.tsx'
import { resultOf } from './result-words.ts'
import { attemptColumn, fromColumn, signedInColumn } from './sender-columns.tsx'
import styles from './verify.module.css'

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
  if (value === undefined && error !== undefined) return <ErrorNote error={error} />
  return (
    <Panes
      wideDetail
      listName={text.verify.board}
      detailName={text.verify.detail}
      opened={opened !== null}
      onBack={() => onOpen(null)}
      list={
        value === undefined ? null : (
          <Board run={value} view={view} runs={runs} opened={opened} onOpen={onOpen} onOpenRun={onOpenRun} />
        )
      }
      detail={
        value === undefined ? null : (
          <Shown setup={view.id} run={value} opened={opened} onOpenRun={onOpenRun} />
        )
      }
    />
  )
}

/** What was opened; until then the first probe that needs somebody. */
function shownProbe(run: RunView, opened: string | null): string | null {
  return opened ?? firstForAttention(run.probes)?.id ?? null
}

function Shown({
  setup,
  run,
  opened,
  onOpenRun,
}: {
  readonly setup: string
  readonly run: RunView
  readonly opened: string | null
  readonly onOpenRun: (run: string) => void
}) {
  const id = shownProbe(run, opened)
  const probe = run.probes.find((candidate) => candidate.id === id)
  if (probe === undefined)
    return <EmptyState title={text.verify.detailTitle}>{text.verify.detailHow}</EmptyState>
  return (
    <ProbeDetail
      key={probe.id}
      setup={setup}
      probe={probe}
      running={run.run.state === 'running'}
      onOpenRun={onOpenRun}
    />
  )
}

interface BoardProps extends Omit<RunBoardProps, 'run'> {
  readonly run: RunView
}

const columns: readonly GridColumn<ProbeLine>[] = [
  { ...fromColumn, cell: ({ probe }) => fromColumn.cell(probe) },
  { ...signedInColumn, cell: ({ probe }) => signedInColumn.cell(probe) },
  {
    key: 'result',
    title: text.verify.columns.result,
    cell: ({ probe, state }) => (
      <StateWord tone={looks[state].tone} shape={looks[state].shape}>
        {resultOf(probe, state)}
      </StateWord>
    ),
  },
]

/** More cells than this are a grey carpet that takes longer to draw than to read the counts and the table. */
const mostCells = 1_000

/** Whoever is tried in several ways has several lines: the way tells them apart. */
const mixedColumns: readonly GridColumn<ProbeLine>[] = columns.map((column) =>
  column.key === signedInColumn.key
    ? { ...attemptColumn, cell: ({ probe }) => attemptColumn.cell(probe) }
    : column,
)

const idOf = ({ probe }: ProbeLine) => probe.id

function Board({ run, view, runs, opened, onOpen, onOpenRun }: BoardProps) {
  const [filter, setFilter] = useState<ProbeFilter>('all')
  const counts = useMemo(() => countProbes(run.probes), [run.probes])
  const lines = useMemo(() => orderProbes(run.probes, filter), [run.probes, filter])
  const shown = useMemo(() => shownProbe(run, opened), [run, opened])
  const mixed = useMemo(() => needsMatrix(run.probes), [run.probes])
  const provable = run.probes.some((probe) => probe.receipt === 'waiting' || probe.receipt === 'missing')
  return (
    <>
      <RunHead view={view} run={run} runs={runs} bad={counts.bad + counts.wait} onOpenRun={onOpenRun} />
      <LetIn probes={run.probes} onOpen={onOpen} />
      <Counts counts={counts} chosen={filter} mixed={mixed} onChoose={setFilter} />
      <SincePrevious view={view} run={run} />
      {mixed && <Matrix probes={run.probes} shown={shown} onOpen={onOpen} />}
      {!mixed && run.probes.length <= mostCells && (
        <Cells probes={run.probes} shown={shown} onOpen={onOpen} />
      )}
      {provable && <CodeEntry run={run.run.id} onProven={onOpen} />}
      <VirtualGrid
        label={text.verify.results}
        rows={lines}
        keyOf={idOf}
        columns={mixed ? mixedColumns : columns}
        template={styles['boardColumns']}
        opened={shown}
        onOpen={({ probe }) => onOpen(probe.id)}
        empty={text.verify.noneFits}
      />
    </>
  )
}
