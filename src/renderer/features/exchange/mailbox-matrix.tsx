/** Mailbox by layer: what Exchange says about each at a glance, however many there are. */
import { Input } from '@fluentui/react-components'
import { Search20Regular } from '@fluentui/react-icons'
import { useMemo, useState } from 'react'
import type { ExchangeRow, ExchangeView } from '../../../contract/exchange-views.schema.ts'
import type { MatrixCell } from '../../../domain/exchange/matrix.ts'
import { text } from '../../desk/words.ts'
import { FilterChips } from '../../kit/choices.tsx'
import type { GridColumn } from '../../kit/grid-row.tsx'
import { StateWord } from '../../kit/state-icon.tsx'
import { Address } from '../../kit/values.tsx'
import { VirtualGrid } from '../../kit/virtual-grid.tsx'
import {
  columnsFor,
  countRows,
  filterRows,
  rowFilters,
  toneOf,
  verdictTones,
  worstFirst,
  type RowFilter,
} from './exchange-rows.ts'
import styles from './exchange.module.css'

interface MailboxMatrixProps {
  readonly needs: ExchangeView['needs']
  readonly rows: readonly ExchangeRow[]
  readonly opened: string | null
  readonly onOpen: (address: string) => void
}

const addressOf = ({ address }: ExchangeRow) => address
const chipTones = { all: undefined, blocked: 'bad', unknown: 'wait', good: 'good' } as const

export function MailboxMatrix({ needs, rows, opened, onOpen }: MailboxMatrixProps) {
  const [filter, setFilter] = useState<RowFilter>('all')
  const [words, setWords] = useState('')
  const counts = useMemo(() => countRows(rows), [rows])
  const shown = useMemo(() => worstFirst(filterRows(rows, filter, words)), [rows, filter, words])
  const columns = useMemo(() => gridColumns(needs), [needs])
  const said = text.exchange
  return (
    <>
      <div className={styles.filters}>
        <FilterChips
          label={said.filters}
          chosen={filter}
          onChoose={setFilter}
          chips={rowFilters.map((key) => ({
            key,
            label: said.filterNames[key],
            count: counts[key],
            ...(chipTones[key] === undefined ? {} : { tone: chipTones[key] }),
          }))}
        />
        <Input
          className={styles.search}
          size="small"
          type="search"
          value={words}
          autoComplete="off"
          aria-label={said.search}
          placeholder={said.search}
          contentBefore={<Search20Regular aria-hidden />}
          onChange={(_, data) => setWords(data.value)}
        />
      </div>
      <VirtualGrid
        label={said.table}
        rows={shown}
        keyOf={addressOf}
        columns={columns}
        template={styles.matrix}
        opened={opened}
        onOpen={({ address }) => onOpen(address)}
        empty={said.noneFits}
      />
    </>
  )
}

function gridColumns(needs: ExchangeView['needs']): readonly GridColumn<ExchangeRow>[] {
  const said = text.exchange
  return [
    {
      key: 'address',
      title: said.columns.address,
      cell: ({ address }) => <Address>{address}</Address>,
      whole: addressOf,
    },
    {
      key: 'verdict',
      title: said.columns.verdict,
      cell: (row) => (
        <StateWord tone={verdictTones[row.state]} whole>
          {said.verdict(row)}
        </StateWord>
      ),
      whole: said.verdict,
    },
    ...columnsFor(needs).map((column): GridColumn<ExchangeRow> => ({
      key: column,
      title: said.columns[column],
      cell: ({ cells }) => <Cell cell={cells[column]} />,
      whole: ({ cells }) => wholeCell(cells[column]),
    })),
  ]
}

function Cell({ cell }: { readonly cell: MatrixCell }) {
  const word = text.exchange.cells[cell.is]
  const tone = toneOf(cell)
  return tone === null ? (
    <span className={styles.quiet}>{word}</span>
  ) : (
    <StateWord tone={tone}>{word}</StateWord>
  )
}

function wholeCell({ is, by }: MatrixCell): string {
  const said = text.exchange
  if (is === 'not-needed') return said.notNeeded
  return by === null ? said.cells[is] : said.switchedBy(said.cells[is], said.by[by])
}
