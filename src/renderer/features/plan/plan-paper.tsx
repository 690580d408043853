/** The plan on paper: every step shown, with a box to tick, who does it, its values and notes. Only there while printing. */
import { useCallback, useEffect, useState } from 'react'
import { createPortal, flushSync } from 'react-dom'
import type { SetupView } from '../../../contract/views.schema.ts'
import type { ChecklistStep, StepConflict } from '../../../domain/checklist/checklist.schema.ts'
import type { PlanView } from '../../data/location.ts'
import { text, words } from '../../desk/words.ts'
import { sayPortal, stepNote } from '../../../words/say-step.ts'
import { fullDate } from '../../kit/dates.ts'
import { useMedia } from '../../kit/surroundings.ts'
import { byStage, isSettled, notesOf } from './step-look.ts'
import styles from './plan-paper.module.css'

/** True while the system makes paper of the page, whether it was the button or Ctrl+P that asked for it. */
export function usePrinting(): { readonly printing: boolean; readonly print: () => void } {
  const [asked, setAsked] = useState(false)
  const paper = useMedia('print')
  useEffect(() => {
    // The browser copies the page as soon as the listener returns: the paper has to be there by then.
    const before = () => flushSync(() => setAsked(true))
    const after = () => setAsked(false)
    window.addEventListener('beforeprint', before)
    window.addEventListener('afterprint', after)
    return () => {
      window.removeEventListener('beforeprint', before)
      window.removeEventListener('afterprint', after)
    }
  }, [])
  const print = useCallback(() => window.print(), [])
  return { printing: asked || paper, print }
}

interface PlanPaperProps {
  readonly view: SetupView
  readonly steps: readonly ChecklistStep[]
  readonly plan: PlanView
  readonly conflicts: readonly StepConflict[]
}

/** Beside the window's page, not in it: the window's own layout ends at the foot of the screen, paper does not. */
export function PlanPaper({ view, steps, plan, conflicts }: PlanPaperProps) {
  const { total, done } = view.checklist
  return createPortal(
    <main className={styles.paper} aria-label={text.plan.paper.title(view.name)}>
      <header className={styles.head}>
        <h1>{view.name}</h1>
        <p>
          {[view.recipe.name, view.tenantName ?? view.tenantId, view.practice && text.frame.practice]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p>
          {text.plan.paper.done(done, total)} · {text.plan.paper.printed} {fullDate(new Date().toISOString())}
          {(plan.role !== null || plan.left) && ` · ${text.plan.paper.shows(filterWords(plan))}`}
        </p>
      </header>
      {byStage(steps).map((group) => (
        <section key={group.stage}>
          <h2>{text.stages[group.stage]}</h2>
          <ol>
            {group.steps.map((step) => (
              <PaperStep
                key={step.id}
                step={step}
                conflict={conflicts.find((one) => one.step === step.id) ?? null}
              />
            ))}
          </ol>
        </section>
      ))}
    </main>,
    document.body,
  )
}

function filterWords({ role, left }: PlanView): string {
  return [role === null ? '' : text.roles[role], left ? text.plan.onlyLeft : '']
    .filter((part) => part !== '')
    .join(', ')
}

function PaperStep({
  step,
  conflict,
}: {
  readonly step: ChecklistStep
  readonly conflict: StepConflict | null
}) {
  const settled = isSettled(step.state)
  const notes = notesOf(step.history)
  return (
    <li className={styles.step} data-settled={settled}>
      <span className={styles.box} aria-hidden>
        {step.state === 'done' ? '✓' : step.state === 'not-needed' ? '–' : ''}
      </span>
      <div className={styles.text}>
        <h3>{step.title}</h3>
        <p className={styles.facts}>
          {text.states[step.state]} · {text.roles[step.role]} ·{' '}
          {text.plan.paper.effort(step.minutes, step.waitMinutes)}
        </p>
        {conflict !== null && (
          <p>
            {text.plan.conflict}:{' '}
            {text.plan.sentence(conflict.person.who, text.states[conflict.person.state])},{' '}
            {text.plan.sees(conflict.seen.who, text.states[conflict.seen.state])}.
          </p>
        )}
        {!settled && (
          <>
            <p>{step.what}</p>
            {step.portal.length > 0 && (
              <p className={styles.path}>{sayPortal(words, step.portal).join(' › ')}</p>
            )}
            {step.clicks.length > 0 && (
              <ol className={styles.clicks}>
                {step.clicks.map((click) => (
                  <li key={click}>{click}</li>
                ))}
              </ol>
            )}
          </>
        )}
        {step.values.length > 0 && (
          <dl className={styles.values}>
            {step.values.map((value) => (
              <div key={value.label}>
                <dt>{value.label}</dt>
                <dd>{value.secret ? text.plan.paper.secret : value.value}</dd>
              </div>
            ))}
          </dl>
        )}
        {notes.map(({ move, key }) => (
          <p key={key} className={styles.note}>
            {fullDate(move.at)}, {move.who}: {stepNote(move, words.checklist.events)}
          </p>
        ))}
        {!settled && <p className={styles.room}>{text.plan.paper.room}</p>}
      </div>
    </li>
  )
}
