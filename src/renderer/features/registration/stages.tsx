/** Numbered stages of one piece of work, each with where it stands and what can be done in it now. */
import { Button } from '@fluentui/react-components'
import { ArrowLeft20Regular } from '@fluentui/react-icons'
import type { ReactNode, RefObject } from 'react'
import { text } from '../../desk/words.ts'
import { StateWord } from '../../kit/state-icon.tsx'
import styles from './stages.module.css'

export type StageState = 'done' | 'now' | 'later'

const tones = { done: 'good', now: 'busy', later: 'todo' } as const

interface StagesProps {
  readonly title: string
  readonly what: string
  /** Names the list of stages. */
  readonly label: string
  readonly heading: RefObject<HTMLHeadingElement | null>
  readonly onBack: () => void
  /** Buttons beside the title. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

export function Stages({ title, what, label, heading, onBack, actions, children }: StagesProps) {
  return (
    <section className={styles.panel} aria-labelledby="stages-title">
      <header className={styles.head}>
        <div className={styles.words}>
          <h2 id="stages-title" ref={heading} tabIndex={-1} className={styles.title}>
            {title}
          </h2>
          <p className={styles.quiet}>{what}</p>
        </div>
        <div className={styles.buttons}>
          {actions}
          <Button size="small" icon={<ArrowLeft20Regular />} onClick={onBack}>
            {text.rollover.back}
          </Button>
        </div>
      </header>
      <ol className={styles.stages} aria-label={label}>
        {children}
      </ol>
    </section>
  )
}

interface StageProps {
  readonly title: string
  readonly state: StageState
  readonly children: ReactNode
}

export function Stage({ title, state, children }: StageProps) {
  return (
    <li className={styles.stage} data-state={state} {...(state === 'now' ? { 'aria-current': 'step' } : {})}>
      <div className={styles.line}>
        <h3 className={styles.name}>{title}</h3>
        <StateWord tone={tones[state]}>{text.rollover.states[state]}</StateWord>
      </div>
      <div className={styles.body}>{children}</div>
    </li>
  )
}

export function Quiet({ children }: { readonly children: ReactNode }) {
  return <p className={styles.quiet}>{children}</p>
}

export function StageButtons({ children }: { readonly children: ReactNode }) {
  return <div className={styles.buttons}>{children}</div>
}
