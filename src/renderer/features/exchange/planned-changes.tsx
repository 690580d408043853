/** What would be changed, one line a change, to look through before anything happens; the commands once previewed. */
import { useMemo } from 'react'
import { text, words } from '../../desk/words.ts'
import { CopyButton } from '../../kit/copy-button.tsx'
import { Detail, FactList, Part } from '../../kit/detail.tsx'
import type { GridColumn } from '../../kit/grid-row.tsx'
import { StateWord } from '../../kit/state-icon.tsx'
import { Address } from '../../kit/values.tsx'
import { VirtualGrid } from '../../kit/virtual-grid.tsx'
import { CloseDetail } from './close-detail.tsx'
import { plannedState, plannedTones, type PlannedRow } from './exchange-rows.ts'
import styles from './exchange.module.css'

interface PlannedChangesProps {
  readonly rows: readonly PlannedRow[]
  readonly opened: string | null
  readonly onOpen: (id: string) => void
  readonly empty: string
}

const idOf = ({ action }: PlannedRow) => action.id
const say = ({ action }: PlannedRow) => words.exchange.sayAction(action)

export function PlannedChanges({ rows, opened, onOpen, empty }: PlannedChangesProps) {
  const said = text.exchange
  const columns = useMemo(
    (): readonly GridColumn<PlannedRow>[] => [
      { key: 'what', title: said.plannedColumns.what, cell: (row) => <span>{say(row)}</span>, whole: say },
      {
        key: 'state',
        title: said.plannedColumns.state,
        cell: (row) => {
          const state = plannedState(row)
          return <StateWord tone={plannedTones[state]}>{said.plannedStates[state]}</StateWord>
        },
      },
    ],
    [said],
  )
  return (
    <VirtualGrid
      label={said.planned}
      rows={rows}
      keyOf={idOf}
      columns={columns}
      template={styles.planned}
      opened={opened}
      onOpen={({ action }) => onOpen(action.id)}
      empty={empty}
    />
  )
}

export function PlannedDetail({ row, onClose }: { readonly row: PlannedRow; readonly onClose: () => void }) {
  const said = text.exchange
  const { acted } = row
  const state = plannedState(row)
  return (
    <Detail over={said.planned} title={say(row)} foot={<CloseDetail onClose={onClose} />}>
      <StateWord tone={plannedTones[state]}>{said.plannedStates[state]}</StateWord>
      {acted === null ? (
        <p className={styles.quiet}>{said.notPreviewed}</p>
      ) : (
        <>
          <FactList>
            <div>
              <dt>{said.now}</dt>
              <dd>{words.exchange.sayActedState(acted.before)}</dd>
            </div>
            {acted.trouble !== null && (
              <div>
                <dt>{said.why}</dt>
                <dd>
                  {words.exchange.sayTrouble(acted.trouble.code)}
                  {acted.trouble.error !== null && <Address>{` ${acted.trouble.error.message}`}</Address>}
                </dd>
              </div>
            )}
          </FactList>
          <Part title={said.commands}>
            {acted.commands.length === 0 && <p className={styles.quiet}>{said.noCommands}</p>}
            {acted.commands.map((command) => (
              <div key={command} className={styles.command}>
                <Address>{command}</Address>
                <CopyButton value={command} what={said.command} />
              </div>
            ))}
          </Part>
          {acted.commands.length > 0 && (
            <Part title={said.putsBack}>
              {acted.undo.length === 0 && <p>{said.final}</p>}
              {acted.undo.map((action) => (
                <p key={action.id}>{words.exchange.sayAction(action)}</p>
              ))}
            </Part>
          )}
        </>
      )}
    </Detail>
  )
}
