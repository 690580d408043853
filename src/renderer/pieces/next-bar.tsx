/** NEXT: the one next thing, with the button that does it or shows how. In full on the plan, one line elsewhere. */
import { Button } from '@fluentui/react-components'
import type { SetupView } from '../../contract/views.schema.ts'
import type { ChecklistStep } from '../../domain/checklist/checklist.schema.ts'
import { minutesOfWait, waitOf } from '../../domain/checklist/waiting.ts'
import { text } from '../desk/words.ts'
import { ErrorNote } from '../kit/error-note.tsx'
import { narrowQuery, useMedia, useNow } from '../kit/surroundings.ts'
import type { SetupPage } from '../data/location.ts'
import { forReal } from '../data/like-setup.ts'
import { nextOf, pageOf, type Next } from '../data/next-step.ts'
import styles from './next-bar.module.css'
import { useAction } from '../data/use-desktop.ts'
import { useLocation, useOpened } from '../data/use-location.ts'

interface NextBarProps {
  readonly setup: string
  readonly page: SetupPage
  readonly view: SetupView | undefined
}

export function NextBar({ setup, page, view }: NextBarProps) {
  const action = useAction()
  const size = page === 'plan' ? 'full' : 'thin'
  if (view === undefined)
    return <section className={styles.next} aria-label={text.next.label} data-size={size} />
  const next = nextOf(view)
  // Where the person stands already, the page itself says what to do.
  if (pageOf(next) === page) return null
  return (
    <>
      <section className={styles.next} aria-label={text.next.label} data-kind={next.kind} data-size={size}>
        <div className={styles.words}>
          <p className={styles.label}>{text.next.label}</p>
          <p className={styles.title} dir="auto">
            {next.kind === 'done' ? text.next.done : next.step.title}
          </p>
          {size === 'full' && <NextLine next={next} />}
        </div>
        <NextButtons
          view={view}
          size={size}
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
        return next.proven ? text.next.provenLine : text.next.doneLine
      case 'stuck':
        return text.next.stuck(text.roles[next.step.role])
      case 'waiting':
        return wait === null ? text.next.waiting : text.next.waitingUntil(minutesOfWait(wait, now))
      case 'step':
        return next.first === null
          ? `${text.roles[next.step.role]} · ${effort(next.step)}`
          : text.next.first[next.first]
    }
  }
  return <p className={styles.line}>{line()}</p>
}

interface NextButtonsProps {
  readonly view: SetupView
  readonly size: 'full' | 'thin'
  readonly next: Next
  readonly busy: boolean
  readonly onPractise: (step: ChecklistStep) => void
}

function NextButtons({ view, size, next, busy, onPractise }: NextButtonsProps) {
  const { move } = useLocation()
  const setup = view.id
  const opened = useOpened(setup).step
  const narrow = useMedia(narrowQuery)
  // Beside a page of its own, NEXT is an offer: the one primary button belongs to the page.
  const look = size === 'full' ? ({ appearance: 'primary' } as const) : ({ size: 'small' } as const)
  const page = pageOf(next)
  if (next.kind === 'done')
    return (
      <div className={styles.buttons}>
        <Button {...look} onClick={() => move({ type: 'setup', setup, page: 'report', focus: true })}>
          {text.next.openReport}
        </Button>
        {view.practice !== null && (
          <Button
            {...(size === 'full' ? {} : { size: 'small' })}
            onClick={() => move({ type: 'go', place: 'new-setup', like: forReal(view), focus: true })}
          >
            {text.setups.forReal}
          </Button>
        )}
      </div>
    )
  const { step } = next
  const action = next.kind === 'step' ? next.action : 'show'
  // The plan shows the next step unless another one was opened; then what to do stands in its own bar.
  const inSight = size === 'full' && (opened === step.id || (opened === null && !narrow))
  return (
    <div className={styles.buttons}>
      <Button
        {...(action === 'show' && !inSight ? look : { size: size === 'full' ? 'medium' : 'small' })}
        onClick={() => move({ type: 'setup', setup, page: 'plan', open: { step: step.id }, lead: true })}
      >
        {text.next.show}
      </Button>
      {action === 'practise' && (
        <Button {...look} disabledFocusable={busy} onClick={() => onPractise(step)}>
          {busy ? text.next.practising : text.next.practise}
        </Button>
      )}
      {(page === 'mailboxes' || page === 'verify') && (
        <Button {...look} onClick={() => move({ type: 'setup', setup, page, focus: true })}>
          {text.next.goTo[page]}
        </Button>
      )}
    </div>
  )
}
