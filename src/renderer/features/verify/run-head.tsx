/** Where a run stands in one line, with the buttons that fit its state, and its progress. */
import { Button, ProgressBar } from '@fluentui/react-components'
import {
  ArrowRepeatAll20Regular,
  Pause20Regular,
  Play20Regular,
  Send20Regular,
  Stop20Regular,
} from '@fluentui/react-icons'
import type { CallOutput } from '../../../contract/calls.ts'
import type { RunView, SetupView } from '../../../contract/views.ts'
import { useAction } from '../../app/use-desktop.ts'
import { useLocation } from '../../app/use-location.ts'
import { text } from '../../text/en.ts'
import { clockTime, duration } from '../../ui/dates.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Timestamp } from '../../ui/timestamp.tsx'
import { EarlierRuns } from './earlier-runs.tsx'
import { breachesOf } from './let-in.tsx'
import { needsMatrix } from './matrix-rows.ts'
import styles from './verify.module.css'

interface RunHeadProps {
  readonly view: SetupView
  readonly run: RunView
  readonly runs: CallOutput<'run.list'>
  /** Probes that need somebody. */
  readonly bad: number
  readonly onOpenRun: (run: string | null) => void
}

export function RunHead({ view, run, runs, bad, onOpenRun }: RunHeadProps) {
  const action = useAction()
  const sent = run.probes.filter((probe) => probe.phase === 'done').length
  const { planned, unexpected, tooEarly: waiting } = run.summary
  const letIn = breachesOf(run.probes).length
  const { id, state } = run.run
  return (
    <>
      <div className={styles['head']}>
        <h2 className={`${styles['title']} ${styles['headWords']}`}>
          {text.verify.runTitle(
            state,
            { sent, planned, unexpected, waiting, letIn },
            needsMatrix(run.probes),
          )}
        </h2>
        <div className={styles['headButtons']}>
          {state === 'running' && (
            <>
              {run.summary.tooEarly > 0 && (
                <Button onClick={() => void action.run('run.tryNow', { run: id })}>
                  {text.verify.tryNow}
                </Button>
              )}
              <Button icon={<Pause20Regular />} onClick={() => void action.run('run.pause', { run: id })}>
                {text.verify.pause}
              </Button>
              <Button icon={<Stop20Regular />} onClick={() => void action.run('run.stop', { run: id })}>
                {text.verify.stop}
              </Button>
            </>
          )}
          {(state === 'paused' || state === 'stopped' || state === 'interrupted' || state === 'planned') && (
            <>
              <Button
                appearance="primary"
                icon={<Play20Regular />}
                disabledFocusable={action.busy}
                onClick={() => void action.run('run.resume', { run: id })}
              >
                {text.verify.resume}
              </Button>
              {state === 'paused' && (
                <Button icon={<Stop20Regular />} onClick={() => void action.run('run.stop', { run: id })}>
                  {text.verify.stop}
                </Button>
              )}
            </>
          )}
          {(state === 'finished' || state === 'stopped' || state === 'interrupted') && (
            <AfterRun
              view={view}
              bad={bad}
              newest={runs[0]?.id === undefined || runs[0].id === id}
              action={action}
              onOpenRun={onOpenRun}
            />
          )}
          {runs.length > 1 && <EarlierRuns runs={runs} onOpenRun={onOpenRun} />}
        </div>
        <p className={styles['headLine']}>
          <RunLine run={run} />
        </p>
      </div>
      <ProgressBar
        className={styles['progress'] ?? ''}
        shape="square"
        thickness="large"
        color={barColour(state, unexpected)}
        value={planned === 0 ? 0 : sent / planned}
        aria-label={text.verify.progress}
      />
      <span className="visually-hidden" role="status">
        {text.verify.spoken(
          state,
          planned === 0 ? 0 : Math.floor((10 * sent) / planned) * 10,
          run.summary.unexpected,
        )}
      </span>
      {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
    </>
  )
}

function barColour(state: RunView['run']['state'], unexpected: number): 'brand' | 'success' | 'error' {
  if (state !== 'finished') return 'brand'
  return unexpected === 0 ? 'success' : 'error'
}

function RunLine({ run }: { readonly run: RunView }) {
  if (run.run.state === 'running')
    return [
      // nothing moves while all that is left only waits
      run.rate === null || onlyWaits(run) ? null : text.verify.rate(run.rate),
      run.secondsLeft === null || onlyWaits(run) ? null : text.verify.left(duration(run.secondsLeft)),
      run.lookingFor === 0 ? null : text.verify.lookingFor(run.lookingFor),
      waitingLine(run),
    ]
      .filter((part) => part !== null)
      .join(' · ')
  return (
    <>
      <Timestamp iso={run.run.startedAt} full /> · {text.verify.by(run.run.startedBy, run.run.to)}
    </>
  )
}

function onlyWaits({ probes }: RunView): boolean {
  return probes.every(({ phase, tooEarly }) => phase === 'done' || tooEarly !== null)
}

/** How many wait because they may be too early, and until when. */
function waitingLine({ probes }: RunView): string | null {
  const times = probes.flatMap(({ tooEarly }) => (tooEarly === null ? [] : [tooEarly.nextAt]))
  const [first] = times.toSorted()
  return first === undefined ? null : text.verify.waitingFor(times.length, clockTime(first, true))
}

interface AfterRunProps {
  readonly view: SetupView
  readonly bad: number
  /** Only what failed in the newest run can be repeated. */
  readonly newest: boolean
  readonly action: ReturnType<typeof useAction>
  readonly onOpenRun: (run: string | null) => void
}

function AfterRun({ view, bad, newest, action, onOpenRun }: AfterRunProps) {
  const { move } = useLocation()
  const retry = async () => {
    const reply = await action.run('run.start', { setup: view.id, only: 'failed', parallel: 8 })
    if (reply.ok && reply.value !== null) onOpenRun(reply.value.run)
  }
  return (
    <>
      {bad > 0 && newest && (
        <Button
          appearance="primary"
          icon={<ArrowRepeatAll20Regular />}
          disabledFocusable={action.busy}
          onClick={() => void retry()}
        >
          {text.verify.retry(bad)}
        </Button>
      )}
      {bad === 0 && (
        <Button
          appearance="primary"
          onClick={() => move({ type: 'setup', setup: view.id, page: 'report', focus: true })}
        >
          {text.next.openReport}
        </Button>
      )}
      <Button icon={<Send20Regular />} onClick={() => onOpenRun('plan')}>
        {text.verify.newRun}
      </Button>
    </>
  )
}
