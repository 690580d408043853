/** The script under way, or the last one: where it is, what it says, and how to stop it. */
import { Button, ProgressBar } from '@fluentui/react-components'
import { useId, useLayoutEffect, useRef, useState } from 'react'
import type { ExchangeRunView } from '../../../contract/exchange-views.schema.ts'
import type { ScriptStep } from '../../../domain/exchange/script-step.schema.ts'
import { useAction } from '../../data/use-desktop.ts'
import { text, words } from '../../desk/words.ts'
import { ErrorNote } from '../../kit/error-note.tsx'
import { CopyButton } from '../../kit/copy-button.tsx'
import { StateIcon } from '../../kit/state-icon.tsx'
import { Address } from '../../kit/values.tsx'
import type { PlannedRow } from './exchange-rows.ts'
import styles from './script-panel.module.css'

interface ScriptPanelProps {
  readonly run: ExchangeRunView
  /** Says what an action of the plan does, for the lines that name it. */
  readonly planned: readonly PlannedRow[]
  readonly onDismiss: () => void
}

export function ScriptPanel({ run, planned, onDismiss }: ScriptPanelProps) {
  const said = text.exchange
  const action = useAction()
  const [shown, setShown] = useState(false)
  const output = useId()
  const sayOne = (id: string) => {
    const found = planned.find((one) => one.action.id === id)
    return found === undefined ? id : words.exchange.sayAction(found.action)
  }
  const over = run.state === 'ended'
  const code = over ? null : waitingCode(run.steps)
  const last = run.steps.findLast((step) => words.exchange.sayStep(step, sayOne) !== null)
  const head = () => {
    if (!over) return words.exchange.errands[run.errand]
    return said.ended[run.errand]
  }
  if (over && run.error !== null)
    return (
      <div>
        <ErrorNote error={run.error} onDismiss={onDismiss} />
      </div>
    )
  return (
    <section className={styles.panel} aria-label={said.run}>
      <div className={styles.line}>
        <StateIcon tone={over ? 'good' : 'busy'} />
        <p className={styles.words} role="status">
          <strong>{head()}</strong>{' '}
          {!over && run.total > 0 && <span>{said.runDone(run.done, run.total)}</span>}
          <span className={styles.last}>
            {!over && run.state === 'stopping'
              ? ` ${said.stopping}`
              : !over && code === null && last !== undefined
                ? ` ${words.exchange.sayStep(last, sayOne) ?? ''}`
                : ''}
          </span>
        </p>
        <Button
          size="small"
          appearance="subtle"
          aria-expanded={shown}
          aria-controls={output}
          onClick={() => setShown(!shown)}
        >
          {shown ? said.hideOutput : said.showOutput}
        </Button>
        {over ? (
          <Button size="small" appearance="subtle" onClick={onDismiss}>
            {text.error.dismiss}
          </Button>
        ) : (
          <Button size="small" onClick={() => void action.run('exchange.stop', { setup: run.setupId })}>
            {run.state === 'stopping' ? said.stopNow : said.stop}
          </Button>
        )}
      </div>
      {code !== null && (
        <p className={styles.code}>
          {said.signIn.code(code.address)} <Address>{code.code}</Address>
          <CopyButton value={code.code} what={said.signIn.theCode} />
        </p>
      )}
      {!over && (
        <ProgressBar
          aria-label={words.exchange.errands[run.errand]}
          {...(run.total === 0 ? {} : { value: run.done / run.total })}
        />
      )}
      <div id={output} hidden={!shown}>
        {shown && <Output steps={run.steps} earlier={run.earlier} sayOne={sayOne} />}
      </div>
      {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
    </section>
  )
}

/** The code to type in elsewhere, until somebody has. */
function waitingCode(steps: readonly ScriptStep[]) {
  const newest = steps.findLast(({ event }) => event === 'code' || event === 'connected')
  return newest?.event === 'code' ? newest : null
}

interface OutputProps {
  readonly steps: readonly ScriptStep[]
  readonly earlier: number
  readonly sayOne: (id: string) => string
}

/** Follows the newest line, unless somebody reads further up. */
function Output({ steps, earlier, sayOne }: OutputProps) {
  const said = text.exchange
  const list = useRef<HTMLUListElement>(null)
  const following = useRef(true)
  useLayoutEffect(() => {
    if (following.current) list.current?.scrollTo({ top: list.current.scrollHeight })
  }, [steps])
  return (
    <ul
      ref={list}
      className={styles.output}
      aria-label={said.output}
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        following.current = scrollTop + clientHeight >= scrollHeight - 8
      }}
    >
      {earlier > 0 && <li>{said.earlier(earlier)}</li>}
      {steps.map((step, index) => {
        const line = words.exchange.sayStep(step, sayOne)
        return line === null ? null : (
          <li key={earlier + index} data-trouble={step.event === 'trouble'}>
            {line}
          </li>
        )
      })}
    </ul>
  )
}
