/** Expiries: everything that ends, of all setups, on one time line or in one table. */
import { Button, Select } from '@fluentui/react-components'
import { CalendarAdd20Regular } from '@fluentui/react-icons'
import { useMemo, useState } from 'react'
import type { ExpiryListView } from '../../../contract/expiry-calls.schema.ts'
import { useAction, useSnapshot } from '../../data/use-desktop.ts'
import { useLocation } from '../../data/use-location.ts'
import { text } from '../../desk/words.ts'
import { FilterChips } from '../../kit/choices.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { NoteBox } from '../../kit/note-box.tsx'
import { Address } from '../../kit/values.tsx'
import { LoadError } from '../../pieces/load-error.tsx'
import { Page } from '../../pieces/page.tsx'
import { SavedButtons } from '../../pieces/saved-note.tsx'
import styles from './expiries-page.module.css'
import { countKinds, kindFilters, ofKind, ofSetup, type KindFilter } from './expiry-rows.ts'
import { ExpiryTable } from './expiry-table.tsx'
import { PeopleButton } from './people.tsx'
import { useTenantReading } from './tenant-reading.tsx'
import { TimeLine } from './time-line.tsx'

export function ExpiriesPage() {
  const list = useSnapshot('expiry.list', null)
  if (list.value === undefined)
    return (
      <Page title={text.expiries.title}>{list.error !== undefined && <LoadError error={list.error} />}</Page>
    )
  return <Loaded list={list.value} />
}

function Loaded({ list }: { readonly list: ExpiryListView }) {
  const say = text.expiries
  const { move } = useLocation()
  const setups = useSnapshot('setup.list', null).value?.cards ?? []
  const [setup, setSetup] = useState<string | null>(null)
  const [kind, setKind] = useState<KindFilter>('all')
  const [table, setTable] = useState(false)
  const [saved, setSaved] = useState<string | null>(null)
  const action = useAction()
  const chosen = setups.find(({ id }) => id === setup) ?? null
  const own = useMemo(() => ofSetup(list.items, chosen?.name ?? null), [list.items, chosen?.name])
  const counts = useMemo(() => countKinds(own), [own])
  const shown = useMemo(() => ofKind(own, kind), [own, kind])
  const reading = useTenantReading(setups, chosen)
  const save = async () => {
    setSaved(null)
    const reply = await action.run('expiry.saveCalendar', { items: shown.map(({ id }) => id) })
    if (reply.ok) setSaved(reply.value.path)
  }
  return (
    <Page
      title={say.title}
      action={
        <div className={styles.actions}>
          {setups.length > 0 && reading.button}
          <PeopleButton setups={setups} chosen={chosen} people={list.people} />
          <Button
            icon={<CalendarAdd20Regular />}
            disabledFocusable={action.busy || shown.length === 0}
            onClick={() => void save()}
          >
            {say.calendar}
          </Button>
        </div>
      }
    >
      <p className={styles.lead}>{say.lead}</p>
      {list.damaged.length > 0 && <NoteBox tone="caution">{say.damaged(list.damaged)}</NoteBox>}
      {reading.said}
      {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
      {saved !== null && (
        <NoteBox tone="good">
          <p role="status">
            {say.calendarSaved} <Address>{saved}</Address>
          </p>
          <SavedButtons path={saved} />
        </NoteBox>
      )}
      {list.items.length === 0 ? (
        <EmptyState
          title={say.emptyTitle}
          action={
            <Button onClick={() => move({ type: 'go', place: 'setups', focus: true })}>
              {text.frame.setups}
            </Button>
          }
        >
          {say.empty}
        </EmptyState>
      ) : (
        <>
          <div className={styles.filters}>
            <FilterChips
              label={say.filters}
              chosen={kind}
              onChoose={setKind}
              chips={kindFilters.map((key) => ({ key, label: say.kinds[key], count: counts[key] }))}
            />
            <Select
              aria-label={say.setup}
              value={setup ?? ''}
              onChange={(_, data) => setSetup(data.value === '' ? null : data.value)}
            >
              <option value="">{say.allSetups}</option>
              {setups.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
            <Button appearance="subtle" onClick={() => setTable(!table)}>
              {table ? say.asLine : say.asTable}
            </Button>
          </div>
          {table ? (
            <ExpiryTable items={shown} setups={setups} />
          ) : (
            <TimeLine items={shown} setups={setups} people={list.people} onTable={() => setTable(true)} />
          )}
        </>
      )}
    </Page>
  )
}
