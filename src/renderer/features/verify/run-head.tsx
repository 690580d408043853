/** Where a run stands in one line, with the buttons that fit its state, and its progress. */
import { Button, ProgressBar } from '@fluentui/react-components'
import {
  ArrowRepeatAll20Regular,
  History20Regular,
  Pause20Regular,
  Play20Regular,
  Send20Regular,
  Stop20Regular,
} from '@fluentui/react-icons'
import type { CallOutput } from '../../../contract/calls.schema.ts'
import type { RunView, SetupView } from '../../../contract/views.schema.ts'
import { useAction } from '../../data/use-desktop.ts'
import { useLocation } from '../../data/use-location.ts'
import { text } from '../../desk/words.ts'
import { clockTime, duration, fullDate } from '../../kit/dates.ts'
import { ErrorNote } from '../../kit/error-note.tsx'
import { Timestamp } from '../../kit/values.tsx'
import type { BoardState } from './board-state.ts'
import { datedLaterBefore } from '../../../domain/run/clock-order.ts'
import { MenuButton } from '../../kit/menu-button.tsx'
import styles from './run-head.module.css'
import verifyParts from './verify.module.css'

interface RunHeadProps {
  readonly view: SetupView
  readonly run: RunView
  readonly board: BoardState
  readonly runs: CallOutput<'run.list'>
  readonly onOpenRun: (run: string | null) => void
}

export function RunHead({ view, run, board, runs, onOpenRun }: RunHeadProps) {
  const action = useAction()
  const { done: sent, counts } = board
  const { planned, unexpected, tooEarly: waiting } = run.summary
  const { id, state, importedAt } = run.run
  const foreign = importedAt !== null
  const later = datedLaterBefore(runs, id)
  return (
    <>
      <div className={styles.head}>
        <h2 className={`${verifyParts.title} ${styles.headWords}`}>
          {text.verify.runTitle(
            state,
            { sent, planned, unexpected, waiting, letIn: board.letIn.length },
            board.mixed,
          )}
        </h2>
        <div className={styles.headButtons}>
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
          {!foreign &&
            (state === 'paused' || state === 'stopped' || state === 'interrupted' || state === 'planned') && (
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
          {!foreign && (state === 'finished' || state === 'stopped' || state === 'interrupted') && (
            <AfterRun
              view={view}
              bad={counts.bad + counts.wait}
              over={state === 'finished'}
              newest={runs[0]?.id === undefined || runs[0].id === id}
              action={action}
              onOpenRun={onOpenRun}
            />
          )}
          {foreign && (
            <Button appearance="primary" icon={<Send20Regular />} onClick={() => onOpenRun('plan')}>
              {text.verify.newRun}
            </Button>
          )}
          {runs.length > 1 && <EarlierRuns runs={runs} onOpenRun={onOpenRun} />}
        </div>
        <p className={styles.headLine}>
          <RunLine run={run} board={board} />
        </p>
        {importedAt !== null && (
          <p className={styles.headLine}>{text.verify.importedRun(fullDate(importedAt))}</p>
        )}
        {later !== null && <p className={styles.headLine}>{text.verify.clockSetBack(fullDate(later))}</p>}
      </div>
      <ProgressBar
        className={styles.progress}
        shape="square"
        thickness="large"
        color={foreign ? 'brand' : barColour(state, unexpected)}
        value={planned === 0 ? 0 : sent / planned}
        aria-label={text.verify.progress}
        // Gliding there would lay the page out anew for each frame of a run, eight times a second from the start.
        bar={{ className: styles.bar }}
      />
      <span className="visually-hidden" role="status">
        {text.verify.spoken(state, {
          percent: planned === 0 ? 0 : Math.floor((10 * sent) / planned) * 10,
          // What was never tried, or is still under way, has not ended otherwise than expected.
          unexpected: unexpected - counts['to-go'] - counts.way,
          untried: counts['to-go'],
        })}
      </span>
      {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
    </>
  )
}

function barColour(state: RunView['run']['state'], unexpected: number): 'brand' | 'success' | 'error' {
  if (state !== 'finished') return 'brand'
  return unexpected === 0 ? 'success' : 'error'
}

interface RunLineProps {
  readonly run: RunView
  readonly board: BoardState
}

function RunLine({ run, board: { onlyWaits, tooEarly } }: RunLineProps) {
  if (run.run.state === 'running')
    return [
      // nothing moves while all that is left only waits
      run.rate === null || onlyWaits ? null : text.verify.rate(run.rate),
      run.secondsLeft === null || onlyWaits ? null : text.verify.left(duration(run.secondsLeft)),
      run.lookingFor === 0 ? null : text.verify.lookingFor(run.lookingFor),
      tooEarly.nextAt === null
        ? null
        : text.verify.waitingFor(tooEarly.count, clockTime(tooEarly.nextAt, true)),
    ]
      .filter((part) => part !== null)
      .join(' · ')
  return (
    <>
      <Timestamp iso={run.run.startedAt} full /> · {text.verify.by(run.run.startedBy, run.run.to)}
    </>
  )
}

interface AfterRunProps {
  readonly view: SetupView
  /** Probes that need somebody. */
  readonly bad: number
  /** False: there is still something to resume, which comes first. */
  readonly over: boolean
  /** Only what failed in the newest run can be repeated. */
  readonly newest: boolean
  readonly action: ReturnType<typeof useAction>
  readonly onOpenRun: (run: string | null) => void
}

function AfterRun({ view, bad, over, newest, action, onOpenRun }: AfterRunProps) {
  const { move } = useLocation()
  // A first run over one mailbox proves that one; the rest is what comes next.
  const left = view.checklist.steps.find(({ automation }) => automation === 'verify')?.state === 'doing'
  const rest = bad === 0 && over && newest && left
  const retry = async () => {
    const reply = await action.run('run.start', { setup: view.id, only: 'failed', parallel: 8 })
    if (reply.ok && reply.value !== null) onOpenRun(reply.value.run)
  }
  return (
    <>
      {bad > 0 && newest && (
        <Button
          appearance={over ? 'primary' : 'secondary'}
          icon={<ArrowRepeatAll20Regular />}
          disabledFocusable={action.busy}
          onClick={() => void retry()}
        >
          {text.verify.retry(bad)}
        </Button>
      )}
      {bad === 0 && (
        <Button
          appearance={over && !rest ? 'primary' : 'secondary'}
          onClick={() => move({ type: 'setup', setup: view.id, page: 'report', focus: true })}
        >
          {text.next.openReport}
        </Button>
      )}
      <Button
        appearance={rest ? 'primary' : 'secondary'}
        icon={<Send20Regular />}
        onClick={() => onOpenRun('plan')}
      >
        {rest ? text.verify.sendRest(view.mailboxes.total) : text.verify.newRun}
      </Button>
    </>
  )
}

interface EarlierRunsProps {
  readonly runs: CallOutput<'run.list'>
  readonly onOpenRun: (run: string) => void
}

/** More than fit a menu are in the reports. */
const most = 20

/** The runs so far, newest first, to look at again. */
export function EarlierRuns({ runs, onOpenRun }: EarlierRunsProps) {
  if (runs.length === 0) return null
  return (
    <MenuButton
      label={text.verify.runs}
      icon={<History20Regular />}
      choices={runs.slice(0, most).map((run) => ({
        key: run.id,
        label: fullDate(run.startedAt),
        more: [
          text.verify.runStates[run.state] ?? run.state,
          run.importedAt !== null && text.verify.importedMark,
          datedLaterBefore(runs, run.id) !== null && text.verify.clockMark,
        ]
          .filter((part) => part !== false)
          .join(', '),
        onChoose: () => onOpenRun(run.id),
      }))}
    />
  )
}
