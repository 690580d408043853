/** Causes of a failure, the likeliest first: how sure it is, who can put it right how, and the one question that decides. */
import { Button } from '@fluentui/react-components'
import { useId, useRef, type ReactNode } from 'react'
import type { AskedQuestion, Candidate, Diagnosis, Remedy } from '../../domain/diagnosis/diagnosis.schema.ts'
import { text } from '../desk/words.ts'
import styles from './causes.module.css'
import { CopyButton } from './copy-button.tsx'
import { Part } from './detail.tsx'
import { Path } from './values.tsx'
import { StateWord } from './state-icon.tsx'

interface CausesProps {
  readonly diagnosis: Diagnosis
  /** True where a title of the same words stands above already. */
  readonly titled?: boolean
  /** True where the outcome itself tells, not a text: how sure it is goes without saying. */
  readonly seen?: boolean
  /** Shown where nothing is known. */
  readonly unknown: ReactNode
  readonly onAnswer?: (question: AskedQuestion, choice: string) => void
  /** Given once something was answered. */
  readonly onStartOver?: (() => void) | undefined
  /** The step of a cause in the plan at hand. */
  readonly stepOf?: (cause: Candidate) => { readonly title: string; readonly onGo: () => void } | undefined
  readonly onOpenLink?: (url: string) => void
  /** Opens the help's page of the cause. */
  readonly onOpenCause?: (tag: string) => void
}

export function Causes(props: CausesProps) {
  const { diagnosis, titled = false, seen = false, unknown, onAnswer, onStartOver } = props
  const root = useRef<HTMLDivElement>(null)
  /** The button that was used goes away with its question: reading goes on at the causes. */
  const thenRead = (act: () => void) => {
    root.current?.focus()
    act()
  }
  const [first, ...others] = diagnosis.candidates
  const { asking } = diagnosis
  // one question at a time: the others wait until it is answered
  const open = onAnswer !== undefined && asking !== undefined ? [] : diagnosis.questions
  return (
    <div className={styles.causes} ref={root} tabIndex={-1}>
      {first === undefined ? (
        unknown
      ) : (
        <>
          <div className={styles.first}>
            {!titled && <h3 className={styles.title}>{first.title}</h3>}
            {!seen && <Sureness confidence={first.confidence} />}
            <p>{first.explanation}</p>
          </div>
          {onAnswer !== undefined && asking !== undefined && (
            <Asked
              key={asking.id}
              question={asking}
              onAnswer={(choice) => thenRead(() => onAnswer(asking, choice))}
            />
          )}
          {onStartOver !== undefined && (
            <div>
              <Button size="small" appearance="subtle" onClick={() => thenRead(onStartOver)}>
                {text.diagnose.startOver}
              </Button>
            </div>
          )}
          <WhatToDo {...props} cause={first} />
        </>
      )}
      {others.length > 0 && (
        <Part title={text.diagnose.others}>
          {others.map((cause) => (
            <details key={cause.tag} className={styles.other}>
              <summary>{cause.title}</summary>
              <div className={styles.causes}>
                <Sureness confidence={cause.confidence} />
                <p>{cause.explanation}</p>
                <WhatToDo {...props} cause={cause} />
              </div>
            </details>
          ))}
        </Part>
      )}
      {open.length > 0 && (
        <Part title={first === undefined ? text.diagnose.next : text.diagnose.questions}>
          <ul className={styles.questions}>
            {open.map((question) => (
              <li key={question}>{question}</li>
            ))}
          </ul>
        </Part>
      )}
    </div>
  )
}

/** Not one of the choices: the next question is asked. */
const cannotSay = 'unknown'

/** In words: a number would promise more than anybody knows. */
function Sureness({ confidence }: { readonly confidence: number }) {
  // No tick beside an error: that its cause is known is nothing good.
  if (confidence >= 0.7)
    return (
      <p className={styles.sure}>
        {confidence >= 0.9 ? text.diagnose.sure.named : text.diagnose.sure.likely}
      </p>
    )
  const [tone, words] =
    confidence >= 0.5
      ? (['wait', text.diagnose.sure.several] as const)
      : (['off', text.diagnose.sure.guess] as const)
  return (
    <p className={styles.sure}>
      <StateWord tone={tone}>{words}</StateWord>
    </p>
  )
}

interface AskedProps {
  readonly question: AskedQuestion
  readonly onAnswer: (choice: string) => void
}

function Asked({ question, onAnswer }: AskedProps) {
  const asked = useId()
  return (
    <div className={styles.asked} role="group" aria-labelledby={asked}>
      <p className={styles.askedOver}>{text.diagnose.question}</p>
      <p id={asked}>{question.text}</p>
      <div className={styles.choices}>
        {question.choices.map((choice) => (
          <Button key={choice.id} size="small" onClick={() => onAnswer(choice.id)}>
            {choice.says}
          </Button>
        ))}
        <Button size="small" appearance="subtle" onClick={() => onAnswer(cannotSay)}>
          {text.diagnose.cannotSay}
        </Button>
      </div>
    </div>
  )
}

function WhatToDo({ cause, stepOf, onOpenLink, onOpenCause }: CausesProps & { readonly cause: Candidate }) {
  const step = stepOf?.(cause)
  return (
    <section className={styles.todo} aria-label={text.diagnose.how(cause.title)}>
      {cause.remedies.map((remedy) => (
        <RemedyBox key={remedy.text} remedy={remedy} />
      ))}
      {(step !== undefined || onOpenCause !== undefined) && (
        <div className={styles.choices}>
          {step !== undefined && (
            <Button size="small" onClick={step.onGo}>
              {text.diagnose.toStep(step.title)}
            </Button>
          )}
          {onOpenCause !== undefined && (
            <Button size="small" appearance="subtle" onClick={() => onOpenCause(cause.tag)}>
              {text.causes.about}
            </Button>
          )}
        </div>
      )}
      {(cause.links?.length ?? 0) > 0 && (
        <details className={styles.other}>
          <summary>{text.diagnose.sources}</summary>
          <LinkList links={cause.links ?? []} {...(onOpenLink === undefined ? {} : { onOpenLink })} />
        </details>
      )}
    </section>
  )
}

interface LinkListProps {
  readonly links: readonly string[]
  readonly onOpenLink?: (url: string) => void
}

/** Addresses of public pages; buttons where main can be asked to open them. */
export function LinkList({ links, onOpenLink }: LinkListProps) {
  return (
    <ul className={styles.sources}>
      {links.map((link) => (
        <li key={link}>
          {onOpenLink === undefined ? (
            link
          ) : (
            <Button size="small" appearance="transparent" onClick={() => onOpenLink(link)}>
              {link}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

interface RemedyBoxProps {
  readonly remedy: Remedy
  /** What it is limited to, where the reader has to tell. */
  readonly only?: string
}

export function RemedyBox({ remedy, only }: RemedyBoxProps) {
  return (
    <div className={styles.remedy}>
      {only !== undefined && <p className={styles.after}>{only}</p>}
      <p>
        <strong>{text.roles[remedy.role]}:</strong> {remedy.text}
      </p>
      {remedy.portal.length > 0 && <Path parts={remedy.portal} />}
      {remedy.command !== undefined && (
        <div className={styles.command}>
          <pre tabIndex={0}>{remedy.command}</pre>
          <CopyButton value={remedy.command} what={text.diagnose.command} />
        </div>
      )}
      {(remedy.takes !== undefined || remedy.check !== undefined) && (
        <p className={styles.after}>
          {remedy.takes !== undefined && (
            <span>
              <strong>{text.diagnose.takes}</strong> {remedy.takes}{' '}
            </span>
          )}
          {remedy.check !== undefined && (
            <span>
              <strong>{text.diagnose.check}</strong> {remedy.check}
            </span>
          )}
        </p>
      )}
    </div>
  )
}
