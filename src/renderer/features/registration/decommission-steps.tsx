/** Takes the application out of the tenant, a step at a time; what is next is told by the tenant itself. */
import { Button } from '@fluentui/react-components'
import { useState, type RefObject } from 'react'
import type { PreparedView } from '../../../contract/errand-views.schema.ts'
import type { SetupView } from '../../../contract/views.schema.ts'
import type { DecommissionStep } from '../../../domain/entra/decommission/decommission.ts'
import { useAction } from '../../data/use-desktop.ts'
import { useLocation } from '../../data/use-location.ts'
import { text, words } from '../../desk/words.ts'
import { CopyButton } from '../../kit/copy-button.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { Timestamp } from '../../kit/values.tsx'
import { SavedNote } from '../../pieces/saved-note.tsx'
import { AdministrationQuestion } from './administration-question.tsx'
import { LogsChoice } from './rollover-wizard.tsx'
import { Quiet, Stage, StageButtons, Stages, type StageState } from './stages.tsx'
import type { RegistrationWork } from './use-registration.ts'
import styles from './decommission-steps.module.css'

interface DecommissionStepsProps {
  readonly view: SetupView
  readonly work: RegistrationWork
  /** What was read last; null where nothing was since the window was opened. */
  readonly prepared: PreparedView | null
  readonly busy: boolean
  readonly heading: RefObject<HTMLHeadingElement | null>
  /** Null: nothing of it was done that could be undone. */
  readonly onUndo: (() => void) | null
  readonly onBack: () => void
}

/** How many of the six stages are over; the logs and what is left in Exchange are for a person to judge. */
const over = { unknown: 0, active: 1, deactivated: 2, revoked: 4, gone: 6 } as const

export function DecommissionSteps({
  view,
  work,
  prepared,
  busy,
  heading,
  onUndo,
  onBack,
}: DecommissionStepsProps) {
  const { move } = useLocation()
  const [logs, setLogs] = useState(true)
  const [saved, setSaved] = useState<string | null>(null)
  const saving = useAction()
  const save = async () => {
    setSaved(null)
    const reply = await saving.run('exchange.handOver', { setup: view.id, what: 'remove', change: null })
    if (reply.ok) setSaved(reply.value.path)
  }
  const say = text.decommission
  const found = prepared?.found.errand === 'decommission' ? prepared.found : null
  const at = over[found?.stage ?? 'unknown']
  const locked = busy || !work.ready
  const state = (stage: number): StageState => (stage < at ? 'done' : stage === at ? 'now' : 'later')
  const prepare = (step: DecommissionStep | null) => work.prepare({ errand: 'decommission', step, logs })
  const left = (found?.leftovers ?? []).map((one) => words.entra.decommission.left(one))
  const isOff = found?.stage === 'deactivated' || found?.stage === 'revoked'
  const act = (step: DecommissionStep, label: string) => (
    <Button appearance="primary" disabledFocusable={locked} onClick={() => prepare(step)}>
      {label}
    </Button>
  )
  return (
    <Stages
      title={say.title}
      what={say.what}
      label={say.steps}
      heading={heading}
      onBack={onBack}
      actions={
        onUndo !== null && (
          <Button size="small" disabledFocusable={locked} onClick={onUndo}>
            {say.undo}
          </Button>
        )
      }
    >
      <Stage title={say.look.title} state={state(0)}>
        {found === null ? (
          <Quiet>{say.look.what}</Quiet>
        ) : (
          <p>
            {words.entra.decommission.stage(found)}{' '}
            <span className={styles.quiet}>
              {say.look.at} <Timestamp iso={found.at} />
            </span>
          </p>
        )}
        {found?.stage !== 'gone' && <LogsChoice hint={say.look.logsHint} logs={logs} onChange={setLogs} />}
        <Button
          appearance={found === null ? 'primary' : 'secondary'}
          size={found === null ? 'medium' : 'small'}
          disabledFocusable={locked}
          onClick={() => prepare(null)}
        >
          {found === null ? say.look.go : say.look.again}
        </Button>
      </Stage>
      <Stage title={say.deactivate.title} state={state(1)}>
        <Quiet>{at > 1 ? say.deactivate.done : say.deactivate.what}</Quiet>
        {found?.stage === 'active' && (
          <>
            <p>{words.entra.decommission.use(found.use)}</p>
            {act('deactivate', say.deactivate.go)}
          </>
        )}
      </Stage>
      <Stage title={say.watch.title} state={at === 2 ? 'now' : state(2)}>
        {isOff && found !== null ? (
          <>
            <p>{words.entra.decommission.use(found.use)}</p>
            <Quiet>{say.watch.wait}</Quiet>
            {logs && (
              <Button size="small" disabledFocusable={locked} onClick={() => prepare(null)}>
                {say.watch.go}
              </Button>
            )}
          </>
        ) : (
          at < 2 && <Quiet>{say.watch.later}</Quiet>
        )}
      </Stage>
      <Stage title={say.revoke.title} state={at === 2 ? 'now' : state(3)}>
        <Quiet>{at > 3 ? say.revoke.done : at < 2 ? say.revoke.later : say.revoke.what}</Quiet>
        {found?.stage === 'deactivated' && act('revoke', say.revoke.go)}
      </Stage>
      <Stage title={say.exchange.title} state={state(4)}>
        {found === null ? (
          <Quiet>{say.exchange.later}</Quiet>
        ) : left.length === 0 ? (
          <Quiet>{say.exchange.none}</Quiet>
        ) : (
          <>
            <Quiet>{say.exchange.what}</Quiet>
            <ol className={styles.left} aria-label={say.exchange.list}>
              {left.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ol>
            <StageButtons>
              <Button size="small" disabledFocusable={saving.busy} onClick={() => void save()}>
                {say.exchange.save}
              </Button>
              <CopyButton value={left.join('\n')} label={say.exchange.copy} what={say.exchange.copied} />
              <Button
                size="small"
                onClick={() => move({ type: 'setup', setup: view.id, page: 'exchange', focus: true })}
              >
                {say.exchange.page}
              </Button>
            </StageButtons>
            <Quiet>{say.exchange.saveHint}</Quiet>
            {saved !== null && <SavedNote path={saved} />}
            {saving.error !== null && <ErrorNote error={saving.error} onDismiss={saving.clear} />}
          </>
        )}
      </Stage>
      <Stage title={say.delete.title} state={at === 4 ? 'now' : state(5)}>
        <Quiet>{at > 5 ? say.delete.done : at < 4 ? say.delete.later : say.delete.what}</Quiet>
        {found?.stage === 'revoked' && act('delete', say.delete.go)}
        {found?.stage === 'gone' && <AdministrationQuestion work={work} busy={locked} onKeep={onBack} />}
      </Stage>
    </Stages>
  )
}
