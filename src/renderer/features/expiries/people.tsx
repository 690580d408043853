/** “Who is responsible…”: the people who are named with every date of a setup. */
import { Button, Field, Select, Textarea } from '@fluentui/react-components'
import { People20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { ExpiryListView } from '../../../contract/expiry-calls.schema.ts'
import type { SetupCardView } from '../../../contract/views.schema.ts'
import { useAction } from '../../data/use-desktop.ts'
import { text, words } from '../../desk/words.ts'
import { Dialog, SubmitActions } from '../../kit/dialog.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { fieldProblem } from '../../kit/forms.ts'
import { problem } from '../../kit/inputs.tsx'

interface PeopleButtonProps {
  readonly setups: readonly Pick<SetupCardView, 'id' | 'name'>[]
  /** The setup the page is filtered by. */
  readonly chosen: Pick<SetupCardView, 'id' | 'name'> | null
  readonly people: ExpiryListView['people']
}

export function PeopleButton({ setups, chosen, people }: PeopleButtonProps) {
  const [open, setOpen] = useState(false)
  const first = chosen ?? setups[0]
  if (first === undefined) return null
  return (
    <>
      <Button icon={<People20Regular />} onClick={() => setOpen(true)}>
        {text.expiries.people}
      </Button>
      {open && <PeopleDialog setups={setups} first={first} people={people} onClose={() => setOpen(false)} />}
    </>
  )
}

function PeopleDialog({
  setups,
  first,
  people,
  onClose,
}: Omit<PeopleButtonProps, 'chosen'> & {
  readonly first: Pick<SetupCardView, 'id' | 'name'>
  readonly onClose: () => void
}) {
  const say = text.expiries
  const linesOf = (name: string) => (people[name] ?? []).map(words.calendar.person).join('\n')
  const [setup, setSetup] = useState(first)
  const [list, setList] = useState(linesOf(first.name))
  const action = useAction()
  const beside = fieldProblem(action.error, { people: [] })
  const save = async () => {
    if ((await action.run('expiry.setPeople', { setup: setup.id, text: list })).ok) onClose()
  }
  return (
    <Dialog
      title={say.peopleTitle}
      onClose={onClose}
      onSubmit={() => void save()}
      actions={<SubmitActions label={say.peopleSave} disabled={action.busy} onClose={onClose} />}
    >
      <p>{say.peopleWhat}</p>
      <Field label={say.peopleSetup}>
        <Select
          value={setup.id}
          onChange={(_, data) => {
            const next = setups.find(({ id }) => id === data.value) ?? setup
            setSetup(next)
            setList(linesOf(next.name))
          }}
        >
          {setups.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={say.peopleList} hint={say.peopleHint} {...problem(beside?.['people'])}>
        <Textarea
          rows={4}
          value={list}
          maxLength={4000}
          spellCheck={false}
          onChange={(_, data) => {
            action.clear()
            setList(data.value)
          }}
        />
      </Field>
      {action.error !== null && beside === null && <ErrorNote error={action.error} />}
    </Dialog>
  )
}
