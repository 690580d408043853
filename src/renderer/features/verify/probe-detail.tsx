/** One probe: a plain sentence, what the server said, why, who can put it right and how, and the conversation. */
import { Button } from '@fluentui/react-components'
import { ArrowRepeatAll20Regular } from '@fluentui/react-icons'
import { wasLetIn } from '../../../domain/report/findings.ts'
import { endedAsExpected } from '../../../domain/run/probe-outcome.ts'
import type { Probe } from '../../../domain/run/run.schema.ts'
import { DiagnosedCauses } from '../../pieces/diagnosed-causes.tsx'
import { useAction } from '../../data/use-desktop.ts'
import { useLocation } from '../../data/use-location.ts'
import { isReading, surfaceOf } from '../../../domain/transport/transports.ts'
import { toDiagnose } from '../../../domain/run/reason.ts'
import { sayReply } from '../../../words/say-attempt.ts'
import { text, words } from '../../desk/words.ts'
import { Address } from '../../kit/values.tsx'
import { Buttons, Detail } from '../../kit/detail.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { NoteBox } from '../../kit/note-box.tsx'
import { StateWord } from '../../kit/state-icon.tsx'
import { looks, needsAttention } from './probe-state.ts'
import { stateOf } from '../../../domain/run/probe-state.ts'
import { Facts, Notes } from './probe-facts.tsx'
import { Conversation } from './transcript.tsx'
import verifyParts from './verify.module.css'

export function ProbeDetail({ setup, probe, byApplication, running, onOpenRun }: ProbeDetailProps) {
  const { move } = useLocation()
  const state = stateOf(probe)
  const cause = probe.diagnosis?.candidates[0]
  // whoever is only too early is not accused of anything yet
  const reply = sayReply(words, probe, 'window')
  const accused = needsAttention(state) && state !== 'too-early'
  const title = accused && cause !== undefined ? cause.title : text.verify.states[state]
  return (
    <Detail
      over={
        <>
          <Address>{probe.from}</Address>
          {/* what only reads goes nowhere */}
          {!isReading(probe.transport) && (
            <>
              {' → '}
              <Address>{probe.to}</Address>
            </>
          )}
        </>
      }
      title={title}
    >
      <StateWord tone={looks[state].tone} shape={looks[state].shape}>
        {text.verify.states[state]}
      </StateWord>
      <p>{text.verify.sentences[state]}</p>
      {probe.tooEarly !== null && <Notes probe={probe} />}
      {reply !== null && needsAttention(state) && !endedAsExpected(probe) && (
        <NoteBox tone="info">
          {probe.reply === null ? (
            reply
          ) : (
            <>
              {text.verify.reply} <Address>{probe.reply}</Address>
            </>
          )}
        </NoteBox>
      )}
      {probe.tooEarly === null && <Notes probe={probe} />}
      {probe.diagnosis !== null && needsAttention(state) && (
        <DiagnosedCauses
          key={probe.id}
          setup={setup}
          said={toDiagnose(probe)}
          surface={surfaceOf(probe)}
          stage={probe.stage}
          flow={probe.transport}
          mailbox={probe.mailboxId}
          known={probe.diagnosis}
          unknown={<p>{text.verify.unknownCause}</p>}
          titled={title === cause?.title}
          seen={wasLetIn(probe)}
        />
      )}
      <Facts probe={probe} byApplication={byApplication} />
      {/* Asked again whenever the probe got further. */}
      <Conversation key={`${probe.phase} ${probe.outcome} ${probe.receipt}`} probe={probe} title={title} />
      {needsAttention(state) && (
        <Buttons>
          <RetryOne setup={setup} probe={probe} running={running} onOpenRun={onOpenRun} />
          <Button
            onClick={() =>
              move({
                type: 'setup',
                setup,
                page: 'mailboxes',
                open: { mailbox: probe.mailboxId },
                focus: true,
              })
            }
          >
            {text.verify.toMailbox}
          </Button>
        </Buttons>
      )}
    </Detail>
  )
}

/** One probe in the window: what its detail shows, and what trying it once more needs. */
export interface ProbeDetailProps {
  readonly setup: string
  readonly probe: Probe
  /** Whether the application signed in by itself, and no person. */
  readonly byApplication: boolean
  readonly running: boolean
  readonly onOpenRun: (run: string) => void
}

/** One attempt once more: at once when the run waits for it, as a run of its own when the run has ended. */
function RetryOne({ setup, probe, running, onOpenRun }: Omit<ProbeDetailProps, 'byApplication'>) {
  const action = useAction()
  if (running && probe.tooEarly === null)
    return <span className={verifyParts.quiet}>{text.verify.retryLater}</span>
  const retry = async () => {
    if (running) {
      await action.run('run.tryNow', { run: probe.runId })
      return
    }
    const reply = await action.run('run.start', { setup, only: 'all', parallel: 1, probes: [probe.id] })
    if (reply.ok && reply.value !== null) onOpenRun(reply.value.run)
  }
  return (
    <>
      <Button icon={<ArrowRepeatAll20Regular />} disabledFocusable={action.busy} onClick={() => void retry()}>
        {running ? text.verify.tryNow : text.verify.retryThis}
      </Button>
      {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
    </>
  )
}
