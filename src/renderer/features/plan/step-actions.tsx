/** What a person can do with a step, in the bar at the foot of its pane: never out of sight, however long the step is. */
import { Button } from '@fluentui/react-components'
import { Open20Regular } from '@fluentui/react-icons'
import type { ChecklistStep } from '../../../domain/checklist/checklist.schema.ts'
import { useLocation } from '../../data/use-location.ts'
import { text } from '../../desk/words.ts'
import { Buttons } from '../../kit/detail.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { MenuButton } from '../../kit/menu-button.tsx'
import { StateIcon } from '../../kit/state-icon.tsx'
import { isSettled, otherStates, toneOf } from './step-look.ts'
import type { StepMoves } from './use-step-moves.ts'
import styles from './step-actions.module.css'

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
    </>
  )
}
