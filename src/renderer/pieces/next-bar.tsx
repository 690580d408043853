/** NEXT: the one next thing, with the button that does it or shows how. */
import { Button } from '@fluentui/react-components'
import type { SetupView } from '../../contract/views.ts'
import type { ChecklistStep } from '../../domain/checklist/checklist.ts'
import { minutesOfWait, waitOf } from '../../domain/checklist/waiting.ts'
import { text } from '../words.ts'
import { ErrorNote } from '../kit/error-note.tsx'
import { useNow } from '../kit/use-now.ts'
import { nextOf, type Next } from '../data/next-step.ts'
import styles from './next-bar.module.css'
import { useAction } from '../data/use-desktop.ts'
import { useLocation } from '../data/use-location.ts'

export function NextBar({ setup, view }: { readonly setup: string; readonly view: SetupView | undefined }) {
  const action = useAction()
  if (view === undefined) return <section className={styles.next} aria-label={text.next.label} />
  const next = nextOf(view)
  return (
    <>
      <section className={styles.next} aria-label={text.next.label} data-kind={next.kind}>
        <div className={styles.words}>
          <p className={styles.label}>{text.next.label}</p>
          <p className={styles.title} dir="auto">
            {next.kind === 'done' ? text.next.done : next.step.title}
          </p>
          <NextLine next={next} />
        </div>
        <NextButtons
          setup={setup}
          next={next}
          busy={action.busy}
          onPractise={(step) => void action.run('step.practise', { setup, step: step.id })}
        />
      </section>
      {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
    </>
  )
}

/** Who, how long, and how long Microsoft takes. */
export function effort(step: Pick<ChecklistStep, 'minutes' | 'waitMinutes'>): string {
  if (step.waitMinutes === 0) return text.next.minutes(step.minutes)
  return text.next.minutesAndWait(step.minutes, step.waitMinutes)
}

function NextLine({ next }: { readonly next: Next }) {
  const now = useNow()
  const wait = next.kind === 'waiting' ? waitOf(next.step) : null
  const line = () => {
    switch (next.kind) {
      case 'done':
        return text.next.doneLine
      case 'stuck':
        return text.next.stuck(text.roles[next.step.role])
      case 'waiting':
        return wait === null ? text.next.waiting : text.next.waitingUntil(minutesOfWait(wait, now))
      case 'step':
        return `${text.roles[next.step.role]} · ${effort(next.step)}`
    }
  }
  return <p className={styles.line}>{line()}</p>
}

interface NextButtonsProps {
  readonly setup: string
  readonly next: Next
  readonly busy: boolean
  readonly onPractise: (step: ChecklistStep) => void
}

function NextButtons({ setup, next, busy, onPractise }: NextButtonsProps) {
  const { move } = useLocation()
  if (next.kind === 'done')
    return (
      <div className={styles.buttons}>
        <Button
          appearance="primary"
          onClick={() => move({ type: 'setup', setup, page: 'report', focus: true })}
        >
          {text.next.openReport}
        </Button>
      </div>
    )
  const { step } = next
  const action = next.kind === 'step' ? next.action : 'show'
  const page = action === 'mailboxes' || action === 'verify' ? action : null
  return (
    <div className={styles.buttons}>
      <Button
        appearance={action === 'show' ? 'primary' : 'secondary'}
        onClick={() => move({ type: 'setup', setup, page: 'plan', open: { step: step.id }, focus: true })}
      >
        {text.next.show}
      </Button>
      {action === 'practise' && (
        <Button appearance="primary" disabledFocusable={busy} onClick={() => onPractise(step)}>
          {busy ? text.next.practising : text.next.practise}
        </Button>
      )}
      {page !== null && (
        <Button appearance="primary" onClick={() => move({ type: 'setup', setup, page, focus: true })}>
          {text.next.goTo[page]}
        </Button>
      )}
    </div>
  )
}
