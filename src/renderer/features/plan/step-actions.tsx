/** What a person can do with a step, in the bar at the foot of its pane: never out of sight, however long the step is. */
import { Button } from '@fluentui/react-components'
import { Open20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { ChecklistStep, ShownState } from '../../../domain/checklist/checklist.schema.ts'
import { useLocation } from '../../data/use-location.ts'
import { text } from '../../desk/words.ts'
import { Buttons } from '../../kit/detail.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { MenuButton } from '../../kit/menu-button.tsx'
import { StateIcon } from '../../kit/state-icon.tsx'
import { isSettled, otherStates, toneOf } from './step-look.ts'
import type { StepState } from '../../../domain/step/step-record.schema.ts'
import { useAction, useSnapshot, type Action } from '../../data/use-desktop.ts'
import { ConsentDialog } from '../../pieces/consent-dialog.tsx'
import { useNote, type NoteDraft } from './step-note.tsx'
import styles from './step-detail.module.css'

interface StepActionsProps {
  readonly setup: string
  readonly practice: boolean
  readonly step: ChecklistStep
  readonly moves: StepMoves
  /** NEXT offers the button of this step already: `elsewhere`; it says to do it here: `here`. */
  readonly next: 'here' | 'elsewhere' | null
}

export function StepActions({ setup, practice, step, moves, next }: StepActionsProps) {
  const { move } = useLocation()
  const { action, before } = moves
  const settled = isSettled(step.state)
  const page = step.automation === 'authorise' ? 'mailboxes' : step.automation === null ? null : 'verify'
  const link = step.link
  const [consenting, setConsenting] = useState(false)
  const offer = useSnapshot('consent.get', { setup }, step.stage === 'registration').value
  // where Graph may grant it, the Registration page does
  const byPage = offer !== undefined && offer.step === step.id && !offer.throughGraph && !settled
  return (
    <>
      {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
      <div role="status" className={styles.moved} hidden={before === null}>
        {before !== null && (
          <>
            {text.plan.moved(text.states[before], text.states[step.state])}
            <Button size="small" appearance="transparent" onClick={moves.undo}>
              {text.plan.undo}
            </Button>
          </>
        )}
      </div>
      <Buttons>
        {link !== null && (
          <Button icon={<Open20Regular />} onClick={() => void action.run('app.openLink', { url: link })}>
            {text.plan.openPortal}
          </Button>
        )}
        {page !== null && !settled && next !== 'elsewhere' && (
          <Button onClick={() => move({ type: 'setup', setup, page, focus: true })}>
            {text.next.goTo[page]}
          </Button>
        )}
        {page === null && step.stage === 'registration' && step.role === 'entra-admin' && !settled && (
          <Button onClick={() => move({ type: 'setup', setup, page: 'registration', focus: true })}>
            {text.next.goTo.registration}
          </Button>
        )}
        {byPage && <Button onClick={() => setConsenting(true)}>{text.consent.open}</Button>}
        {practice && step.practice && !settled && next !== 'elsewhere' && (
          <Button disabledFocusable={action.busy} onClick={moves.practise}>
            {action.busy ? text.next.practising : text.next.practise}
          </Button>
        )}
        {settled ? (
          <Button onClick={() => moves.go('todo')}>{text.plan.reopen}</Button>
        ) : (
          <Button
            appearance={next === 'here' ? 'primary' : 'secondary'}
            disabledFocusable={action.busy}
            onClick={() => moves.go('done')}
          >
            {text.plan.markDone}
          </Button>
        )}
        <MenuButton
          label={text.plan.more}
          choices={otherStates(step.state).map((state) => ({
            key: state,
            label: text.plan.setTo[state],
            icon: <StateIcon tone={toneOf[state]} />,
            onChoose: () => moves.go(state),
          }))}
        />
      </Buttons>
      {consenting && <ConsentDialog setup={setup} practice={practice} onClose={() => setConsenting(false)} />}
    </>
  )
}

interface StepMoves {
  readonly action: Action
  readonly note: NoteDraft
  /** The state before the last move made here; null when there is nothing to undo. */
  readonly before: ShownState | null
  /** Takes the note along. */
  readonly go: (state: StepState) => void
  readonly addNote: () => void
  readonly undo: () => void
  readonly practise: () => void
}

/** Moves a step as a person says, keeps its note, and remembers the last move for one undo. */
export function useStepMoves(setup: string, step: ChecklistStep, onMoved: () => void): StepMoves {
  const action = useAction()
  const [before, setBefore] = useState<ShownState | null>(null)
  const set = async (state: StepState | null, words: string) =>
    (await action.run('step.set', { setup, step: step.id, state, note: words.trim() === '' ? null : words }))
      .ok
  const note = useNote(setup, step.id, (words) => set(null, words))
  const move = async (state: StepState | null, from: ShownState | null) => {
    onMoved()
    if (!(await set(state, note.words))) return
    note.clear()
    setBefore(from)
  }
  return {
    action,
    note,
    before: before === step.state ? null : before,
    go: (state) => void move(state, step.state),
    addNote: () => void move(null, null),
    undo: () =>
      void action
        .run('step.undo', { setup, step: step.id })
        .then(({ ok }) => (ok ? setBefore(null) : undefined)),
    practise: () => {
      onMoved()
      void action.run('step.practise', { setup, step: step.id })
    },
  }
}
