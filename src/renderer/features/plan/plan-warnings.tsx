/** Dates of Microsoft 365 and cautions of the product that concern this setup: one line, unfolded on demand. */
import { Button } from '@fluentui/react-components'
import {
  CalendarClock20Regular,
  ErrorCircle16Filled,
  Info16Regular,
  Open16Regular,
  Warning16Filled,
} from '@fluentui/react-icons'
import { useId } from 'react'
import type { DeadlineView, SetupView } from '../../../contract/views.schema.ts'
import { nextDeadline } from '../../data/next-step.ts'
import { useAction } from '../../data/use-desktop.ts'
import { text, words } from '../../desk/words.ts'
import { useNow } from '../../kit/surroundings.ts'
import { ErrorNote } from '../../kit/error-note.tsx'
import styles from './plan-warnings.module.css'

type Caution = SetupView['cautions'][number]

interface PlanWarningsProps {
  readonly product: string
  readonly passwordEnd: SetupView['passwordEnd']
  readonly deadlines: readonly DeadlineView[]
  readonly cautions: readonly Caution[]
  readonly open: boolean
  readonly onToggle: () => void
}

export function PlanWarnings({
  product,
  passwordEnd,
  deadlines,
  cautions,
  open,
  onToggle,
}: PlanWarningsProps) {
  const list = useId()
  const action = useAction()
  // A caution about a date is said with the date.
  const others = cautions.filter(({ deadline }) => !deadlines.some(({ id }) => id === deadline))
  const count = (wanted: Caution['severity']) => others.filter(({ severity }) => severity === wanted).length
  // The end of passwords has a line of its own.
  const next = nextDeadline(deadlines.filter(({ id }) => id !== passwordEnd?.deadline))
  const today = new Date(useNow(60_000)).toISOString()
  const ends = passwordEnd === null ? null : words.dates.passwordEnd(product, passwordEnd, today)
  if (deadlines.length === 0 && others.length === 0 && ends === null) return null
  return (
    <section className={styles.warnings} aria-label={text.plan.warnings.title}>
      {ends !== null && (
        <p className={styles.ends}>
          <strong>{ends.ask}</strong> {ends.answer}
        </p>
      )}
      <div className={styles.bar}>
        <CalendarClock20Regular aria-hidden />
        <p className={styles.line}>
          <span className={styles.count}>
            {text.plan.warnings.count(deadlines.length, count('danger'), count('warning'), count('note'))}
          </span>
          {next === null ? others[0]?.title : `${next.title}: ${words.dates.when(next, today)}`}
        </p>
        <Button size="small" appearance="subtle" aria-expanded={open} aria-controls={list} onClick={onToggle}>
          {open ? text.plan.warnings.hide : text.plan.warnings.show}
        </Button>
      </div>
      <div id={list} className={styles.list} hidden={!open}>
        {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
        {deadlines.length > 0 && (
          <section className={styles.part}>
            <h2>{text.plan.warnings.dates}</h2>
            <ul>
              {deadlines.map((deadline) => (
                <Deadline
                  key={deadline.id}
                  deadline={deadline}
                  cautions={cautions.filter((caution) => caution.deadline === deadline.id)}
                  onOpen={() => void action.run('app.openLink', { url: deadline.source })}
                />
              ))}
            </ul>
          </section>
        )}
        {others.length > 0 && (
          <section className={styles.part}>
            <h2>{text.plan.warnings.cautions}</h2>
            <ul>
              {others.map((caution) => (
                <li key={caution.title} className={styles.item} data-severity={caution.severity}>
                  <div className={styles.title}>
                    <h3>{caution.title}</h3>
                    <SeverityWord severity={caution.severity} />
                  </div>
                  <p>{caution.text}</p>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </section>
  )
}

interface DeadlineProps {
  readonly deadline: DeadlineView
  readonly cautions: readonly Caution[]
  readonly onOpen: () => void
}

function Deadline({ deadline, cautions, onOpen }: DeadlineProps) {
  const today = new Date(useNow(60_000)).toISOString()
  const { title, what, affects, sure, checkedOn, severity } = deadline
  return (
    <li className={styles.item} data-severity={severity}>
      <div className={styles.title}>
        <h3>
          {title}: {words.dates.when(deadline, today)}
        </h3>
        <SeverityWord severity={severity} />
      </div>
      {cautions.map((caution) => (
        <p key={caution.title}>{caution.text}</p>
      ))}
      <p className={styles.quiet}>{what}</p>
      <p className={styles.quiet}>
        {text.plan.warnings.affects} {affects}
      </p>
      <p className={styles.foot}>
        {text.plan.warnings.sure[sure]}, {text.plan.warnings.checkedOn}{' '}
        <time dateTime={checkedOn}>{checkedOn}</time>
        <Button
          size="small"
          appearance="transparent"
          icon={<Open16Regular />}
          iconPosition="after"
          aria-label={text.plan.warnings.sourceOf(title)}
          onClick={onOpen}
        >
          {text.plan.warnings.source}
        </Button>
      </p>
    </li>
  )
}

const icons = { note: Info16Regular, warning: Warning16Filled, danger: ErrorCircle16Filled } as const

function SeverityWord({ severity }: { readonly severity: Caution['severity'] }) {
  const Icon = icons[severity]
  return (
    <span className={styles.severity} data-severity={severity}>
      <Icon aria-hidden />
      {text.plan.warnings.severity[severity]}
    </span>
  )
}
