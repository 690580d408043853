/** The steps in their stages: state, title, who, how long. One tab stop; arrow keys move through it. */
import { Warning16Filled } from '@fluentui/react-icons'
import { useEffect, useRef } from 'react'
import type { ChecklistStep } from '../../../domain/checklist/checklist.schema.ts'
import { minutesOfWait, waitOf } from '../../../domain/checklist/waiting.ts'
import { text } from '../../desk/words.ts'
import { useLocation } from '../../data/use-location.ts'
import { arrowKeys } from '../../kit/choices.tsx'
import { StateIcon } from '../../kit/state-icon.tsx'
import { Timestamp } from '../../kit/values.tsx'
import { useNow } from '../../kit/surroundings.ts'
import { byStage, countStates, toneOf } from './step-look.ts'
import styles from './step-list.module.css'

interface StepListProps {
  readonly steps: readonly ChecklistStep[]
  /** Of every step of the plan, by id: what a step waits for may be filtered out. */
  readonly titles: ReadonlyMap<string, string>
  readonly shown: string
  /** Ids of the steps about which there are two answers. */
  readonly conflicts: ReadonlySet<string>
  readonly onOpen: (step: string) => void
}

export function StepList({ steps, titles, shown, conflicts, onOpen }: StepListProps) {
  // The list stays one tab stop when a filter hides the step that is open.
  const stop = steps.some((step) => step.id === shown) ? shown : steps[0]?.id
  const list = useRef<HTMLDivElement>(null)
  const { leadingTo } = useLocation().location
  // However a step was opened, its line is where it can be seen.
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [shown, leadingTo])
  return (
    <div ref={list} onKeyDown={arrowKeys}>
      {byStage(steps).map((group) => (
        <section key={group.stage} aria-labelledby={`stage-${group.stage}`}>
          <div className={styles.stage}>
            <h2 id={`stage-${group.stage}`}>{text.stages[group.stage]}</h2>
            <p>{text.plan.stageState(countStates(group.steps))}</p>
          </div>
          <ul>
            {group.steps.map((step) => (
              <li key={step.id}>
                <StepLine
                  step={step}
                  first={titles.get(step.waitsFor[0] ?? '') ?? null}
                  current={step.id === shown}
                  stop={step.id === stop}
                  conflict={conflicts.has(step.id)}
                  onOpen={onOpen}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

interface StepLineProps {
  readonly step: ChecklistStep
  /** Title of the first step it waits for. */
  readonly first: string | null
  readonly current: boolean
  readonly stop: boolean
  readonly conflict: boolean
  readonly onOpen: (step: string) => void
}

function StepLine({ step, first, current, stop, conflict, onOpen }: StepLineProps) {
  return (
    <button
      type="button"
      className={styles.line}
      data-item
      data-state={step.state}
      tabIndex={stop ? 0 : -1}
      aria-current={current ? 'true' : undefined}
      onClick={() => onOpen(step.id)}
    >
      <StateIcon tone={toneOf[step.state]} />
      <span className={styles.title}>
        <span dir="auto">{step.title}</span>
        {step.state === 'todo' && step.waitsFor.length > 0 && (
          <span className={styles.after}>{text.plan.waitsFor(step.waitsFor.length, first)}</span>
        )}
        {conflict && (
          <span className={styles.conflict}>
            <Warning16Filled aria-hidden />
            {text.plan.conflict}
          </span>
        )}
      </span>
      <span className={styles.role}>{text.short.roles[step.role]}</span>
      <span className={styles.time}>
        <StepTime step={step} />
      </span>
    </button>
  )
}

/** State in a word, and the time that matters in that state. */
function StepTime({ step }: Pick<StepLineProps, 'step'>) {
  const now = useNow()
  const word = text.states[step.state]
  switch (step.state) {
    case 'todo': {
      const effort = text.plan.effort(step.minutes, step.waitMinutes)
      if (step.waitsFor.length > 0) return effort
      return (
        <>
          <span>{word}</span>
          <span className={styles.between}> · </span>
          <span>{effort}</span>
        </>
      )
    }
    case 'waiting': {
      const wait = waitOf(step)
      return wait === null ? word : text.plan.recheck(minutesOfWait(wait, now))
    }
    case 'doing':
      return step.waitUntil === null ? word : text.plan.checkNow
    case 'done': {
      const last = step.history.at(-1)
      if (last === undefined) return word
      return (
        <>
          {word} <Timestamp iso={last.at} />
        </>
      )
    }
    case 'blocked':
    case 'changed':
    case 'not-needed':
      return word
  }
}
