/** The same as a table that can be sorted; a row leads to where it is renewed. */
import { useMemo, useState } from 'react'
import type { SetupCardView } from '../../../contract/views.schema.ts'
import type { ExpiryItem } from '../../../domain/expiry/expiry-item.ts'
import { useLocation } from '../../data/use-location.ts'
import { text, words } from '../../desk/words.ts'
import type { GridColumn } from '../../kit/grid-row.tsx'
import { StateWord } from '../../kit/state-icon.tsx'
import { useNow } from '../../kit/surroundings.ts'
import { VirtualGrid } from '../../kit/virtual-grid.tsx'
import {
  isExpiryColumn,
  sortLines,
  stateOf,
  stateTones,
  whereToFix,
  type ExpiryLine,
  type ExpiryOrder,
} from './expiry-rows.ts'
import styles from './expiry-table.module.css'

const plain = (key: 'what' | 'when' | 'setups' | 'evidence'): GridColumn<ExpiryLine> => ({
  key,
  title: text.expiries.columns[key],
  cell: (line) => <span dir="auto">{line[key]}</span>,
  whole: (line) => line[key],
})

const columns: readonly GridColumn<ExpiryLine>[] = [
  {
    key: 'state',
    title: text.expiries.columns.state,
    cell: ({ state }) => <StateWord tone={stateTones[state]}>{text.expiries.states[state]}</StateWord>,
  },
  plain('what'),
  plain('when'),
  plain('setups'),
  plain('evidence'),
]

const idOf = ({ item }: ExpiryLine) => item.id

interface ExpiryTableProps {
  readonly items: readonly ExpiryItem[]
  readonly setups: readonly Pick<SetupCardView, 'id' | 'name'>[]
}

export function ExpiryTable({ items, setups }: ExpiryTableProps) {
  const { move } = useLocation()
  const [order, setOrder] = useState<ExpiryOrder>({ by: 'when', down: false })
  const today = new Date(useNow(60_000)).toISOString().slice(0, 10)
  const lines = useMemo(
    () =>
      sortLines(
        items.map((item) => lineOf(item, today)),
        order,
      ),
    [items, today, order],
  )
  return (
    <div className={styles.box}>
      <VirtualGrid
        label={text.expiries.table}
        rows={lines}
        keyOf={idOf}
        columns={columns}
        template={styles.columns}
        opened={null}
        onOpen={({ item }) => {
          const setup = setups.find(({ name }) => item.setups.includes(name))
          if (setup !== undefined) move({ type: 'setup', setup: setup.id, ...whereToFix(item), focus: true })
        }}
        sort={{
          ...order,
          onSort: (column) => {
            if (isExpiryColumn(column)) setOrder({ by: column, down: order.by === column && !order.down })
          },
        }}
        empty={text.expiries.noneFits}
      />
    </div>
  )
}

function lineOf(item: ExpiryItem, today: string): ExpiryLine {
  const { calendar } = words
  return {
    item,
    state: stateOf(item),
    what: calendar.what(item),
    when: calendar.left(item, today),
    setups: item.setups.join(', '),
    evidence: calendar.evidence(item) ?? '',
  }
}
