/** The list of senders: search, filters by state, selection, and authorising one, some or all. */
import { Button, Input, Select } from '@fluentui/react-components'
import { Delete20Regular, Search20Regular } from '@fluentui/react-icons'
import { useMemo, useState } from 'react'
import type { MailboxRow } from '../../../domain/mailbox/mailbox.schema.ts'
import { useAction } from '../../data/use-desktop.ts'
import { text } from '../../desk/words.ts'
import { Address } from '../../kit/values.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { NoteBox } from '../../kit/note-box.tsx'
import { FilterChips } from '../../kit/choices.tsx'
import { StateWord } from '../../kit/state-icon.tsx'
import type { GridColumn } from '../../kit/grid-row.tsx'
import { VirtualGrid } from '../../kit/virtual-grid.tsx'
import { AddButtons, ManySignInsDialog, RemoveDialog } from './add-and-remove.tsx'
import {
  countLines,
  filterLines,
  isMailboxColumn,
  nextOrder,
  sortLines,
  mailboxFilters,
  mailboxShapes,
  mailboxTones,
  type MailboxFilter,
  type MailboxLine,
  type MailboxOrder,
} from './mailbox-state.ts'
import { useSaveList } from './save-list.tsx'
import styles from './mailbox-table.module.css'
import mailboxesParts from './mailboxes.module.css'

interface MailboxTableProps {
  readonly setup: string
  readonly lines: readonly MailboxLine[]
  readonly opened: string | null
  readonly busy: boolean
  /** False where the application signs in by itself: then there is nothing to authorise. */
  readonly people: boolean
  /** Somebody signs in in the browser, once for each mailbox. */
  readonly byHand: boolean
  /** Nothing can sign in before the registration is known. */
  readonly noClient: boolean
  /** Nothing on the page comes before the sign-ins. */
  readonly first: boolean
  /** Mailboxes outside the list that sign in when all of it does. */
  readonly along: readonly string[]
  readonly practice: {
    readonly rows: readonly MailboxRow[]
    readonly browser: boolean
    readonly onBrowser: (browser: boolean) => void
  } | null
  readonly onEnterIds: () => void
  readonly onOpen: (mailbox: string) => void
  readonly onAuthorise: (mailboxes: readonly string[]) => void
}

const columns: readonly GridColumn<MailboxLine>[] = [
  {
    key: 'address',
    title: text.mailboxes.columns.address,
    cell: ({ mailbox }) => <Address>{mailbox.address}</Address>,
    whole: ({ mailbox }) => mailbox.address,
  },
  {
    key: 'kind',
    title: text.mailboxes.columns.kind,
    cell: ({ mailbox }) => <span>{text.short.mailboxKinds[mailbox.kind]}</span>,
  },
  {
    key: 'signInAs',
    title: text.mailboxes.columns.signInAs,
    cell: ({ mailbox }) =>
      mailbox.signInAs === mailbox.address ? (
        <span className={mailboxesParts.quiet}>{text.mailboxes.itself}</span>
      ) : (
        <Address>{mailbox.signInAs}</Address>
      ),
    whole: ({ mailbox }) => mailbox.signInAs,
  },
  {
    key: 'state',
    title: text.mailboxes.columns.state,
    cell: ({ state }) => (
      <StateWord tone={mailboxTones[state]} shape={mailboxShapes[state]}>
        {text.mailboxes.states[state]}
      </StateWord>
    ),
  },
]

const appColumns = columns.filter(({ key }) => key === 'address' || key === 'kind')

/** A browser that opens more often than this in a row is asked for first. */
const mostUnasked = 20

const idOf = ({ mailbox }: MailboxLine) => mailbox.id

const chipTones = { all: undefined, open: 'todo', authorised: 'good', problem: 'bad' } as const

export function MailboxTable({
  setup,
  lines,
  opened,
  busy,
  people,
  byHand,
  noClient,
  first,
  along,
  practice,
  onEnterIds,
  onOpen,
  onAuthorise,
}: MailboxTableProps) {
  const [filter, setFilter] = useState<MailboxFilter>('all')
  const [words, setWords] = useState('')
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [removing, setRemoving] = useState(false)
  const [asking, setAsking] = useState(false)
  const action = useAction()
  const list = useSaveList(setup)
  const counts = useMemo(() => countLines(lines), [lines])
  const [order, setOrder] = useState<MailboxOrder | null>(null)
  const shown = useMemo(
    () => sortLines(filterLines(lines, filter, words), order),
    [lines, filter, words, order],
  )
  const addresses = useMemo(() => new Map(lines.map(({ mailbox }) => [mailbox.id, mailbox.address])), [lines])
  const chosen = lines.filter(({ mailbox }) => selected.has(mailbox.id)).map(({ mailbox }) => mailbox.id)
  const left = lines.filter(({ state }) => state !== 'authorised').map(({ mailbox }) => mailbox.id)
  const meant = chosen.length > 0 ? chosen : left
  const toggle = (id: string) =>
    setSelected((before) => {
      const after = new Set(before)
      if (!after.delete(id)) after.add(id)
      return after
    })
  const toggleAll = () =>
    setSelected((before) => {
      const ids = shown.map(({ mailbox }) => mailbox.id)
      const all = ids.every((id) => before.has(id))
      return all ? new Set([...before].filter((id) => !ids.includes(id))) : new Set([...before, ...ids])
    })
  const remove = async () => {
    setRemoving(false)
    if ((await action.run('mailbox.remove', { setup, mailboxes: chosen })).ok) setSelected(new Set())
  }
  const search = (
    <Input
      className={styles.search}
      size="small"
      type="search"
      value={words}
      autoComplete="off"
      aria-label={text.mailboxes.search}
      placeholder={text.mailboxes.search}
      contentBefore={<Search20Regular aria-hidden />}
      onChange={(_, data) => setWords(data.value)}
    />
  )
  return (
    <>
      <div className={styles.toolbar}>
        {!people && search}
        {people && (
          <Button
            appearance={first ? 'primary' : 'secondary'}
            disabledFocusable={busy || noClient || meant.length === 0}
            onClick={() =>
              byHand && meant.length > mostUnasked
                ? setAsking(true)
                : onAuthorise(chosen.length > 0 ? chosen : [...along, ...left])
            }
          >
            {chosen.length > 0
              ? text.mailboxes.authoriseSelected(chosen.length)
              : text.mailboxes.authoriseAll(left.length)}
          </Button>
        )}
        {people && practice !== null && (
          <Select
            aria-label={text.mailboxes.mode}
            value={practice.browser ? 'browser' : 'robot'}
            disabled={busy}
            onChange={(_, data) => practice.onBrowser(data.value === 'browser')}
          >
            <option value="robot">{text.mailboxes.robot}</option>
            <option value="browser">{text.mailboxes.browser}</option>
          </Select>
        )}
        <span className={styles.grow} />
        {chosen.length > 0 && (
          <Button
            appearance="subtle"
            icon={<Delete20Regular />}
            disabledFocusable={busy}
            onClick={() => setRemoving(true)}
          >
            {text.mailboxes.remove(chosen.length)}
          </Button>
        )}
        {list.button}
        <AddButtons setup={setup} practice={practice?.rows ?? []} />
      </div>
      {list.said}
      {people && noClient && (
        <div className={styles.note}>
          <NoteBox tone="info">
            {text.mailboxes.noClient}{' '}
            <Button size="small" onClick={onEnterIds}>
              {text.error.help.enterIds}
            </Button>
          </NoteBox>
        </div>
      )}
      {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
      {people && (
        <div className={styles.filters}>
          <FilterChips
            label={text.mailboxes.filters}
            chosen={filter}
            onChoose={setFilter}
            chips={mailboxFilters.map((key) => ({
              key,
              label: text.mailboxes.filterNames[key],
              count: counts[key],
              ...(chipTones[key] === undefined ? {} : { tone: chipTones[key] }),
            }))}
          />
          {search}
        </div>
      )}
      <VirtualGrid
        label={text.mailboxes.list}
        rows={shown}
        keyOf={idOf}
        columns={people ? columns : appColumns}
        template={people ? styles.columns : styles.appColumns}
        opened={opened}
        onOpen={({ mailbox }) => onOpen(mailbox.id)}
        selection={{
          selected,
          onToggle: toggle,
          onToggleAll: toggleAll,
          allName: text.mailboxes.selectAll,
          nameOf: (id) => text.mailboxes.select(addresses.get(id) ?? ''),
          onDelete: () => {
            if (chosen.length > 0 && !busy) setRemoving(true)
          },
        }}
        sort={{
          by: order?.by ?? null,
          down: order?.down ?? false,
          onSort: (key) => {
            if (isMailboxColumn(key)) setOrder(nextOrder(order, key))
          },
        }}
        empty={text.mailboxes.noneFits}
      />
      {asking && (
        <ManySignInsDialog
          count={meant.length}
          onSome={() => {
            setAsking(false)
            onAuthorise(meant.slice(0, mostUnasked))
          }}
          onAll={() => {
            setAsking(false)
            onAuthorise(meant)
          }}
          most={mostUnasked}
          onClose={() => setAsking(false)}
        />
      )}
      {removing && (
        <RemoveDialog
          count={chosen.length}
          onRemove={() => void remove()}
          onClose={() => setRemoving(false)}
        />
      )}
    </>
  )
}
