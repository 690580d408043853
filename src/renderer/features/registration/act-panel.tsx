/** What is being done in the tenant, a change at a time, and how it ended. It goes on when the page is left. */
import { Button, ProgressBar } from '@fluentui/react-components'
import { CheckmarkCircle20Filled, ErrorCircle20Filled } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import type { ActView } from '../../../contract/registration-views.schema.ts'
import { text, words } from '../../desk/words.ts'
import { ErrorNote } from '../../kit/error-note.tsx'
import { StateIcon } from '../../kit/state-icon.tsx'
import type { Tone } from '../../kit/tones.ts'
import { ShownCode } from '../../pieces/shown-code.tsx'
import styles from './act-panel.module.css'

interface ActPanelProps {
  readonly act: ActView
  /** A person signs in in the browser. */
  readonly inBrowser: boolean
  readonly onStop: () => void
  /** What goes on after a failure. */
  readonly again: { readonly label: string; readonly onPress: () => void } | null
  /** Buttons behind the result. */
  readonly children: ReactNode
}

const isRunning = ({ state }: ActView) => state === 'running' || state === 'stopping'

export function ActPanel({ act, inBrowser, onStop, again, children }: ActPanelProps) {
  const { act: say } = text.registration
  const over = act.changes.filter(({ state }) => state === 'done' || state === 'already').length
  const all = act.changes.length
  return (
    <section className={styles.panel} aria-label={say.label}>
      {isRunning(act) ? (
        <>
          <div className={styles.now}>
            <p className={styles.line}>
              <StateIcon tone="busy" />
              <span role="status">{lineOf(act, inBrowser)}</span>
            </p>
            <Button size="small" disabledFocusable={act.state === 'stopping'} onClick={onStop}>
              {text.registration.stop}
            </Button>
          </div>
          {act.code !== null && <ShownCode code={act.code} />}
          {act.actor !== null && <p className={styles.quiet}>{say.asWho(act.actor.who)}</p>}
          {all > 0 && (
            <ProgressBar shape="square" thickness="large" value={over / all} aria-label={say.progress} />
          )}
        </>
      ) : (
        <Ended act={act} again={again} done={over}>
          {children}
        </Ended>
      )}
      {all > 0 && (
        <ol className={styles.changes}>
          {act.changes.map(({ change, state }, index) => (
            // Two changes of one list may be alike; their order never changes.
            <li key={`${index} ${change.kind}`} data-state={state}>
              <StateIcon tone={tones[state]} />
              <span className={styles.change}>{words.entra.sayChange(change)}</span>
              <span className={styles.quiet}>{say.states[state]}</span>
            </li>
          ))}
        </ol>
      )}
      {act.changedSince.length > 0 && (
        <>
          <p>{say.changedSince}</p>
          <ul className={styles.since}>
            {act.changedSince.map((change, index) => (
              <li key={`${index} ${change.kind}`}>{words.entra.sayChange(change)}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

const tones: Readonly<Record<ActView['changes'][number]['state'], Tone>> = {
  'to-go': 'todo',
  doing: 'busy',
  done: 'good',
  already: 'good',
  failed: 'bad',
  'not-tried': 'off',
}

function lineOf({ state, kind, phase, changes }: ActView, inBrowser: boolean): string {
  const { act: say } = text.registration
  if (state === 'stopping') return say.stopping
  if (phase === 'signing-in') return inBrowser ? say.signingInBrowser : say.signingIn
  if (phase !== 'working') return say[phase]
  const at = changes.findIndex((one) => one.state === 'doing')
  return kind === 'read' || kind === 'preview' || at < 0 ? say.reading : say.doing(at + 1, changes.length)
}

function Ended({
  act,
  again,
  done,
  children,
}: Pick<ActPanelProps, 'act' | 'again' | 'children'> & { readonly done: number }) {
  const { act: say } = text.registration
  const { kind, error, actor, changes } = act
  const buttons = (
    <div className={styles.buttons}>
      {again !== null && (
        <Button size="small" appearance="primary" onClick={again.onPress}>
          {again.label}
        </Button>
      )}
      {children}
    </div>
  )
  return (
    <>
      {error !== null && <ErrorNote error={error} actions={buttons} />}
      <div className={styles.now}>
        <p className={styles.line} role="status">
          {error === null ? (
            <CheckmarkCircle20Filled className={styles.good} aria-hidden />
          ) : (
            changes.length > 0 && <ErrorCircle20Filled className={styles.bad} aria-hidden />
          )}
          <span>
            {error === null
              ? kind === 'revert'
                ? say.reverted(done)
                : kind === 'apply'
                  ? say.applied(done)
                  : text.registration.stopped
              : changes.length > 0
                ? say.partly(done, changes.length)
                : ''}{' '}
            {actor !== null && <span className={styles.quiet}>{say.signedOut(actor.who)}</span>}
          </span>
        </p>
        {error === null && buttons}
      </div>
    </>
  )
}
