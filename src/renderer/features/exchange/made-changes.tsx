/** What was changed from here: what was there before and after, and the way back. */
import { Button } from '@fluentui/react-components'
import { useMemo } from 'react'
import type { ExchangeChange } from '../../../contract/exchange-views.schema.ts'
import type { Acted } from '../../../domain/exchange/result.schema.ts'
import { useSnapshot } from '../../data/use-desktop.ts'
import { text, words } from '../../desk/words.ts'
import { Detail } from '../../kit/detail.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import type { GridColumn } from '../../kit/grid-row.tsx'
import { StateIcon, StateWord } from '../../kit/state-icon.tsx'
import { Address, Timestamp } from '../../kit/values.tsx'
import { VirtualGrid } from '../../kit/virtual-grid.tsx'
import { CloseDetail } from './close-detail.tsx'
import { madeState, madeTones } from './exchange-rows.ts'
import styles from './exchange.module.css'

interface MadeChangesProps {
  readonly changes: readonly ExchangeChange[]
  readonly opened: string | null
  readonly onOpen: (planId: string) => void
}

const idOf = ({ planId }: ExchangeChange) => planId

export function MadeChanges({ changes, opened, onOpen }: MadeChangesProps) {
  const said = text.exchange
  const columns = useMemo(
    (): readonly GridColumn<ExchangeChange>[] => [
      { key: 'at', title: said.madeColumns.at, cell: ({ at }) => <Timestamp iso={at} /> },
      {
        key: 'what',
        title: said.madeColumns.what,
        cell: ({ counts, isUndo }) => <span>{said.madeWhat(counts.done, isUndo)}</span>,
      },
      {
        key: 'by',
        title: said.madeColumns.by,
        cell: ({ by }) => <Address>{by}</Address>,
        whole: ({ by }) => by,
      },
      {
        key: 'state',
        title: said.madeColumns.state,
        cell: (change) => {
          const state = madeState(change)
          return <StateWord tone={madeTones[state]}>{said.madeStates[state]}</StateWord>
        },
      },
    ],
    [said],
  )
  return (
    <VirtualGrid
      label={said.made}
      rows={changes}
      keyOf={idOf}
      columns={columns}
      template={styles.made}
      opened={opened}
      onOpen={({ planId }) => onOpen(planId)}
      empty={said.noneMade}
    />
  )
}

interface MadeDetailProps {
  readonly setup: string
  readonly change: ExchangeChange
  readonly busy: boolean
  /** False without a PowerShell: then the undoing is handed over. */
  readonly runsHere: boolean
  readonly onUndo: () => void
  readonly onHandOver: () => void
  readonly onClose: () => void
}

/** As many as a person looks through; what failed comes first. */
const mostShown = 100

export function MadeDetail(props: MadeDetailProps) {
  const said = text.exchange
  const { setup, change, busy, runsHere } = props
  const { value, error } = useSnapshot('exchange.change', { setup, change: change.planId })
  const state = madeState(change)
  const actions = useMemo(() => failedFirst(value?.actions ?? []), [value])
  const canUndo = change.undo > 0 && !change.undone
  return (
    <Detail
      over={said.made}
      title={said.madeWhat(change.counts.done, change.isUndo)}
      foot={
        <CloseDetail onClose={props.onClose}>
          {canUndo && runsHere && (
            <Button disabledFocusable={busy} onClick={props.onUndo}>
              {said.undo}
            </Button>
          )}
          {canUndo && <Button onClick={props.onHandOver}>{said.handOver.undo}</Button>}
        </CloseDetail>
      }
    >
      <p>
        <StateWord tone={madeTones[state]}>{said.madeStates[state]}</StateWord>
      </p>
      <p className={styles.quiet}>
        <Timestamp iso={change.at} full /> · <Address>{change.by}</Address> · {said.counts(change.counts)}
      </p>
      {canUndo && <p>{said.undoHow(change.undo)}</p>}
      {error !== undefined && <ErrorNote error={error} />}
      <ul className={styles.layers}>
        {actions.slice(0, mostShown).map((acted) => (
          <ActedLine key={acted.id} acted={acted} />
        ))}
      </ul>
      {actions.length > mostShown && (
        <p className={styles.quiet}>{said.moreActions(actions.length - mostShown)}</p>
      )}
    </Detail>
  )
}

const actedTones = {
  done: 'good',
  already: 'off',
  'would-change': 'todo',
  failed: 'bad',
  'not-tried': 'wait',
} as const

function ActedLine({ acted }: { readonly acted: Acted }) {
  const said = text.exchange
  const { outcome, before, after, commands, trouble, undo } = acted
  return (
    <li className={styles.layer}>
      <StateIcon tone={actedTones[outcome]} />
      <div className={styles.layerBody}>
        <p>
          {words.exchange.kinds[acted.kind]}{' '}
          <span className={styles.effect} data-tone={actedTones[outcome]}>
            {words.exchange.outcomes[outcome]}
          </span>
        </p>
        {before !== null && after !== null && (
          <p className={styles.quiet}>
            {said.fromTo(words.exchange.sayActedState(before), words.exchange.sayActedState(after))}
          </p>
        )}
        {/* Says whom it is about; a call names ids, which tell a person nothing. */}
        {undo.map((action) => (
          <p key={action.id}>{said.toUndo(words.exchange.sayAction(action))}</p>
        ))}
        {undo.length === 0 &&
          commands.map((command) => (
            <p key={command}>
              <Address>{command}</Address>
            </p>
          ))}
        {trouble !== null && <p>{words.exchange.sayTrouble(trouble.code)}</p>}
      </div>
    </li>
  )
}

function failedFirst(actions: readonly Acted[]): readonly Acted[] {
  const rank = ({ outcome }: Acted) => (outcome === 'failed' ? 0 : outcome === 'not-tried' ? 1 : 2)
  return actions.toSorted((a, b) => rank(a) - rank(b))
}
