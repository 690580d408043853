/** What a person can do with a step: the one obvious button, the other states, a note, and undo. */
import { Button, Field, Textarea } from '@fluentui/react-components'
import { Open20Regular } from '@fluentui/react-icons'
import { useState, type RefObject } from 'react'
import type { ChecklistStep } from '../../../domain/checklist/checklist.ts'
import type { StepState } from '../../../domain/checklist/step-record.ts'
import { useAction } from '../../data/use-desktop.ts'
import { useLocation } from '../../data/use-location.ts'
import { text } from '../../words.ts'
import { Buttons } from '../../kit/detail.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { MenuButton } from '../../kit/menu-button.tsx'
import { StateIcon } from '../../kit/state-icon.tsx'
import { isSettled, otherStates, toneOf } from './step-look.ts'
import styles from './step-actions.module.css'

interface StepActionsProps {
  readonly setup: string
  readonly practice: boolean
  readonly step: ChecklistStep
  readonly note: string
  readonly noteField: RefObject<HTMLDivElement | null>
  readonly onNote: (note: string) => void
}

export function StepActions({ setup, practice, step, note, noteField, onNote }: StepActionsProps) {
  const { move } = useLocation()
  const action = useAction()
  /** The state before the last move made here, for one undo. */
  const [before, setBefore] = useState<StepState | null>(null)
  const settled = isSettled(step.state)
  const set = async (state: StepState, words: string | null, from: StepState | null) => {
    if (!(await action.run('step.set', { setup, step: step.id, state, note: words })).ok) return
    onNote('')
    setBefore(from)
  }
  const undo = async () => {
    if ((await action.run('step.undo', { setup, step: step.id })).ok) setBefore(null)
  }
  const go = (state: StepState) => void set(state, note.trim() === '' ? null : note, step.state)
  // A wait whose time is over is shown as being done; a note about it does not end it.
  const noted = step.state === 'doing' && step.waitUntil !== null ? 'waiting' : step.state
  const page = step.automation === 'authorise' ? 'mailboxes' : step.automation === 'verify' ? 'verify' : null
  const canPractise = practice && step.practice && !settled
  const link = step.link
  return (
    <>
      <div ref={noteField}>
        <Field label={text.plan.note} hint={text.plan.noteHint}>
          <Textarea
            value={note}
            rows={2}
            resize="vertical"
            maxLength={4000}
            onChange={(_, data) => onNote(data.value)}
          />
        </Field>
      </div>
      <Buttons>
        {page !== null && !settled && (
          <Button appearance="primary" onClick={() => move({ type: 'setup', setup, page, focus: true })}>
            {text.next.goTo[page]}
          </Button>
        )}
        {canPractise && (
          <Button
            appearance="primary"
            disabledFocusable={action.busy}
            onClick={() => void action.run('step.practise', { setup, step: step.id })}
          >
            {action.busy ? text.next.practising : text.next.practise}
          </Button>
        )}
        {!settled && (
          <Button
            appearance={page === null && !canPractise ? 'primary' : 'secondary'}
            disabledFocusable={action.busy}
            onClick={() => go('done')}
          >
            {text.plan.markDone}
          </Button>
        )}
        {settled && <Button onClick={() => go('todo')}>{text.plan.reopen}</Button>}
        {note.trim() !== '' && (
          <Button disabledFocusable={action.busy} onClick={() => void set(noted, note, null)}>
            {text.plan.addNote}
          </Button>
        )}
        {link !== null && (
          <Button icon={<Open20Regular />} onClick={() => void action.run('app.openLink', { url: link })}>
            {text.plan.openPortal}
          </Button>
        )}
        <MenuButton
          label={text.plan.more}
          choices={[
            ...otherStates(step.state).map((state) => ({
              key: state,
              label: text.plan.setTo[state],
              icon: <StateIcon tone={toneOf[state]} />,
              onChoose: () => go(state),
            })),
            ...(note.trim() === ''
              ? []
              : [
                  {
                    key: 'note',
                    label: text.plan.noteOnly,
                    onChoose: () => void set(noted, note, null),
                  },
                ]),
          ]}
        />
      </Buttons>
      <div role="status" className={styles.moved}>
        {before !== null && before !== step.state && (
          <>
            {text.plan.moved(text.states[before], text.states[step.state])}
            <Button size="small" appearance="transparent" onClick={() => void undo()}>
              {text.plan.undo}
            </Button>
          </>
        )}
      </div>
      {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
    </>
  )
}
