/** One attempt once more: at once when the run waits for it, as a run of its own when the run has ended. */
import { Button } from '@fluentui/react-components'
import { ArrowRepeatAll20Regular } from '@fluentui/react-icons'
import { useAction } from '../../data/use-desktop.ts'
import { text } from '../../desk/words.ts'
import { ErrorNote } from '../../kit/error-note.tsx'
import type { ProbeDetailProps } from './probe-detail-props.ts'
import verifyParts from './verify.module.css'

export function RetryOne({ setup, probe, running, onOpenRun }: ProbeDetailProps) {
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
