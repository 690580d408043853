/** What stands in the way of the next run, before it is started, each with the button that leads to it. */
import { Button } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { RunPlanView, SetupView } from '../../../contract/views.schema.ts'
import type { ChecklistStep } from '../../../domain/checklist/checklist.schema.ts'
import { sayMissing } from '../../../words/say-attempt.ts'
import { useLocation } from '../../data/use-location.ts'
import { text, words } from '../../desk/words.ts'
import { NoteBox } from '../../kit/note-box.tsx'
import styles from './run-plan.module.css'

interface PlanNotesProps {
  readonly view: SetupView
  readonly plan: RunPlanView
  /** Steps the verification stands on that are not done. */
  readonly open: readonly ChecklistStep[]
  readonly unreachable: boolean
}

export function PlanNotes({ view, plan, open, unreachable }: PlanNotesProps) {
  const { move } = useLocation()
  const to = (page: 'mailboxes' | 'credential') => (
    <Button size="small" onClick={() => move({ type: 'setup', setup: view.id, page, focus: true })}>
      {text.next.goTo[page]}
    </Button>
  )
  const blocked = plan.probes.filter(({ obstacle }) => obstacle !== null).length
  return (
    <>
      {unreachable && <Note>{text.verify.unreachable}</Note>}
      {open.length > 0 && <OpenSteps setup={view.id} open={open} />}
      {blocked > 0 && (
        <Note>
          {plan.needsCredential
            ? text.verify.needsCredential
            : text.verify.obstacles(blocked, plan.probes.length - blocked)}{' '}
          {to(plan.needsCredential ? 'credential' : 'mailboxes')}
        </Note>
      )}
      {plan.missing.length > 0 && (
        <Note>
          {text.verify.missing} {plan.missing.map((check) => sayMissing(words, check)).join(' ')}{' '}
          {to('mailboxes')}
        </Note>
      )}
    </>
  )
}

function Note({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles.obstacles}>
      <NoteBox tone="caution">{children}</NoteBox>
    </div>
  )
}

/** More would push the list of messages out of sight; the plan has them all. */
const mostShown = 3

function OpenSteps({ setup, open }: { readonly setup: string; readonly open: readonly ChecklistStep[] }) {
  const { move } = useLocation()
  const more = open.length - mostShown
  return (
    <Note>
      <p>{text.verify.open(open.length)}</p>
      <ul className={styles.openSteps}>
        {open.slice(0, mostShown).map(({ id, title }) => (
          <li key={id}>
            <button
              type="button"
              className={styles.link}
              onClick={() => move({ type: 'setup', setup, page: 'plan', open: { step: id }, lead: true })}
            >
              {title}
            </button>
          </li>
        ))}
        {more > 0 && <li>{text.verify.openMore(more)}</li>}
      </ul>
    </Note>
  )
}
