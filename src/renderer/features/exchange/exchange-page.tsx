/** Exchange: what it allows each mailbox, what is missing, and how to set it, here or on another PC. */
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { SetupView } from '../../../contract/views.schema.ts'
import type {
  Errand,
  ExchangeTakenView,
  ExchangeView,
  SignInWishView,
} from '../../../contract/exchange-views.schema.ts'
import type { ExchangeOpened } from '../../data/location.ts'
import { useAction, useSnapshot } from '../../data/use-desktop.ts'
import { useLocation, useOpened } from '../../data/use-location.ts'
import { text, words } from '../../desk/words.ts'
import { FilterChips } from '../../kit/choices.tsx'
import { fullDate } from '../../kit/dates.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { NoteBox } from '../../kit/note-box.tsx'
import { Panes } from '../../kit/panes.tsx'
import { ActionError } from '../../pieces/action-error.tsx'
import { SavedNote } from '../../pieces/saved-note.tsx'
import { ExchangeStrip } from './exchange-strip.tsx'
import { MadeChanges, MadeDetail } from './made-changes.tsx'
import { MailboxLayers } from './mailbox-layers.tsx'
import { MailboxMatrix } from './mailbox-matrix.tsx'
import { PlannedChanges, PlannedDetail } from './planned-changes.tsx'
import { ScriptPanel } from './script-panel.tsx'
import { SignInWay } from './sign-in-way.tsx'
import styles from './exchange.module.css'

type Handed = 'read' | 'set' | 'undo'
/** What the last errand with a file came to. */
type Told = { readonly saved: string } | { readonly taken: ExchangeTakenView }

export function ExchangePage({ view }: { readonly view: SetupView }) {
  const setup = view.id
  const { value, error } = useSnapshot('exchange.get', { setup })
  const run = useSnapshot('exchange.run', { setup }).value ?? null
  const { move } = useLocation()
  const opened = useOpened(setup).exchange
  const action = useAction()
  const [retry, setRetry] = useState<Errand>('read')
  const choice = useAction()
  const [choosing, setChoosing] = useState(false)
  const [told, setTold] = useState<Told | null>(null)
  /** When the script ended whose end was read and put away. */
  const [dismissed, setDismissed] = useState<string | null>(null)
  const busy = action.busy || (run !== null && run.state !== 'ended')
  const open = (exchange: ExchangeOpened) =>
    move({ type: 'setup', setup, page: 'exchange', open: { exchange } })
  const start = (errand: Errand, change: string | null = null) => {
    setRetry(errand)
    setTold(null)
    void action.run('exchange.start', { setup, errand, change })
    if (errand === 'preview') open({ view: 'planned', row: null })
  }
  const handOver = async (what: Handed, change: string | null = null) => {
    const reply = await action.run('exchange.handOver', { setup, what, change })
    if (reply.ok && reply.value.path !== null) setTold({ saved: reply.value.path })
  }
  const choose = async (signIn: SignInWishView) => {
    const reply = await choice.run('exchange.signIn', { setup, signIn })
    if (reply.ok) setChoosing(false)
  }
  const take = async () => {
    const reply = await action.run('exchange.take', { setup })
    if (reply.ok && reply.value !== null) setTold({ taken: reply.value })
  }

  if (value === undefined) return error === undefined ? null : <ErrorNote error={error} />
  if (value.mailboxes === 0) return <ListFirst setup={setup} />
  const actions = { start, handOver: (what: Handed) => void handOver(what), take: () => void take() }
  return (
    <>
      <ExchangeStrip
        known={value}
        busy={busy}
        practice={view.practice !== null}
        way={value.signIn}
        chooseWay={() => setChoosing(true)}
        {...actions}
      />
      {choosing && (
        <SignInWay
          way={value.signIn}
          codes={
            !value.codeAllowed
              ? 'switched-off'
              : value.powershell === 'windows-powershell'
                ? 'needs-powershell-7'
                : 'allowed'
          }
          error={choice.error !== null && <ErrorNote error={choice.error} />}
          onChoose={(chosen) => void choose(chosen)}
          onClose={() => {
            choice.clear()
            setChoosing(false)
          }}
        />
      )}
      <ActionError view={view} action={action} onRetry={() => start(retry)} />
      {value.unreadable !== null && <ErrorNote error={value.unreadable} />}
      {told !== null && <ToldNote told={told} />}
      {run !== null && (run.endedAt === null || run.endedAt !== dismissed) && (
        <ScriptPanel run={run} planned={value.planned} onDismiss={() => setDismissed(run.endedAt)} />
      )}
      <Shown
        setup={setup}
        known={value}
        opened={opened}
        busy={busy}
        onOpen={open}
        onUndo={(change) => start('undo', change)}
        onHandOver={(change) => void handOver('undo', change)}
      />
    </>
  )
}

interface ShownProps {
  readonly setup: string
  readonly known: ExchangeView
  readonly opened: ExchangeOpened
  readonly busy: boolean
  readonly onOpen: (opened: ExchangeOpened) => void
  readonly onUndo: (change: string) => void
  readonly onHandOver: (change: string) => void
}

function Shown({ setup, known, opened, busy, onOpen, onUndo, onHandOver }: ShownProps) {
  const said = text.exchange
  const { reading, planned, changes } = known
  const close = () => onOpen({ ...opened, row: null })
  const openRow = (row: string) => onOpen({ ...opened, row })
  const list = () => {
    switch (opened.view) {
      case 'mailboxes':
        return reading === null ? (
          <EmptyState title={said.emptyTitle}>{said.empty(known.mailboxes)}</EmptyState>
        ) : (
          <MailboxMatrix needs={known.needs} rows={reading.rows} opened={opened.row} onOpen={openRow} />
        )
      case 'planned':
        return (
          <>
            {(known.previewedAt !== null || known.left.length > 0) && <PlanNotes known={known} />}
            <PlannedChanges
              rows={planned}
              opened={opened.row}
              onOpen={openRow}
              empty={reading === null ? said.plannedNotRead : said.nothingPlanned}
            />
          </>
        )
      case 'made':
        return <MadeChanges changes={changes} opened={opened.row} onOpen={openRow} />
    }
  }
  const detail = () => {
    if (opened.row === null) return null
    switch (opened.view) {
      case 'mailboxes': {
        const row = reading?.rows.find(({ address }) => address === opened.row)
        return row === undefined ? null : (
          <MailboxLayers key={row.address} setup={setup} row={row} onClose={close} />
        )
      }
      case 'planned': {
        const row = planned.find((one) => one.action.id === opened.row)
        return row === undefined ? null : <PlannedDetail key={row.action.id} row={row} onClose={close} />
      }
      case 'made': {
        const change = changes.find(({ planId }) => planId === opened.row)
        return change === undefined ? null : (
          <MadeDetail
            key={change.planId}
            setup={setup}
            change={change}
            busy={busy}
            runsHere={known.powershell !== null}
            onUndo={() => onUndo(change.planId)}
            onHandOver={() => onHandOver(change.planId)}
            onClose={close}
          />
        )
      }
    }
  }
  const shown = detail()
  return (
    <Panes
      listName={said.viewNames[opened.view]}
      detailName={said.detail}
      opened={shown !== null}
      onBack={close}
      wholeList
      list={
        <>
          <div className={styles.views}>
            <FilterChips
              label={said.views}
              chosen={opened.view}
              onChoose={(key) => onOpen({ view: key, row: null })}
              chips={[
                { key: 'mailboxes', label: said.viewNames.mailboxes, count: known.mailboxes },
                { key: 'planned', label: said.viewNames.planned, count: planned.length },
                { key: 'made', label: said.viewNames.made, count: changes.length },
              ]}
            />
          </div>
          {list()}
        </>
      }
      detail={shown}
    />
  )
}

function PlanNotes({ known }: { readonly known: ExchangeView }) {
  return (
    <div className={styles.note}>
      {known.previewedAt !== null && <PreviewedAt at={known.previewedAt} />}
      {known.left.map((why) => (
        <p key={why} className={styles.quiet}>
          {words.exchange.left(why)}
        </p>
      ))}
    </div>
  )
}

function PreviewedAt({ at }: { readonly at: string }) {
  return <p className={styles.quiet}>{text.exchange.previewedAt(fullDate(at))}</p>
}

function ListFirst({ setup }: { readonly setup: string }) {
  const { move } = useLocation()
  return (
    <EmptyState
      title={text.exchange.noMailboxes}
      action={
        <Button
          appearance="primary"
          onClick={() => move({ type: 'setup', setup, page: 'mailboxes', focus: true })}
        >
          {text.next.goTo.mailboxes}
        </Button>
      }
    >
      {text.exchange.noMailboxesText}
    </EmptyState>
  )
}

function ToldNote({ told }: { readonly told: Told }) {
  const said = text.exchange
  if ('saved' in told)
    return (
      <div>
        <SavedNote path={told.saved} />
      </div>
    )
  const { kind, good, mailboxes, counts } = told.taken
  const line =
    kind === 'read'
      ? said.taken.read(good, mailboxes)
      : kind === 'preview'
        ? said.taken.preview
        : said.taken.set(counts.done, counts.failed)
  return (
    <NoteBox tone={kind === 'read' ? 'good' : 'info'}>
      <p role="status">{line}</p>
    </NoteBox>
  )
}
