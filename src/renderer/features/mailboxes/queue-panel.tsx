/** Whose turn it is while mailboxes sign in one after another. */
import { Button, ProgressBar } from '@fluentui/react-components'
import type { AuthQueueView } from '../../../contract/views.schema.ts'
import { useState } from 'react'
import { minutesLeftAt, type Seen } from '../../data/pace.ts'
import { useAction } from '../../data/use-desktop.ts'
import { useNow } from '../../kit/surroundings.ts'
import { text } from '../../desk/words.ts'
import { Address } from '../../kit/values.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { StateIcon } from '../../kit/state-icon.tsx'
import styles from './queue-panel.module.css'
import mailboxesParts from './mailboxes.module.css'

interface QueuePanelProps {
  readonly setup: string
  readonly queue: AuthQueueView | undefined
  /** True when a person signs in in the browser. */
  readonly browser: boolean
}

export function QueuePanel({ setup, queue, browser }: QueuePanelProps) {
  const action = useAction()
  const left = useTimeLeft(queue)
  if (queue === undefined || queue.items.length === 0) return null
  const total = queue.items.length
  const authorised = queue.items.filter((item) => item.state === 'authorised').length
  const failed = queue.items.filter((item) => item.state === 'failed').length
  const cancelled = queue.items.filter((item) => item.state === 'cancelled').length
  const turn = queue.items.find((item) => item.state === 'signing-in')
  const over = queue.state === 'idle'
  return (
    <div className={styles.queue}>
      <div className={styles.turn}>
        {over ? (
          <p className={styles.turnText}>
            <StateIcon tone={failed > 0 ? 'bad' : cancelled > 0 ? 'wait' : 'good'} />
            {text.queue.over(authorised, failed, cancelled)}
          </p>
        ) : (
          <p className={styles.turnText}>
            <StateIcon tone="busy" />
            <span>
              <strong>
                {text.queue.count(authorised + failed + cancelled + (turn === undefined ? 0 : 1), total)}
              </strong>{' '}
              {turn !== undefined && <Address>{turn.signInAs}</Address>}
              <span className={mailboxesParts.quiet}>
                {' '}
                {queue.state === 'cancelling'
                  ? text.queue.cancelling
                  : browser
                    ? text.queue.inBrowser
                    : text.queue.byRobot}
                {queue.state === 'running' && left !== null && <> {text.queue.left(left)}</>}
              </span>
            </span>
          </p>
        )}
        {!over && (
          <Button
            size="small"
            disabledFocusable={queue.state === 'cancelling'}
            onClick={() => void action.run('auth.cancel', { setup })}
          >
            {text.form.cancel}
          </Button>
        )}
      </div>
      {!over && (
        <ProgressBar
          shape="square"
          thickness="large"
          value={(authorised + failed + cancelled) / total}
          aria-label={text.queue.progress}
        />
      )}
      <span className="visually-hidden" role="status">
        {over
          ? text.queue.over(authorised, failed, cancelled)
          : text.queue.spoken(Math.floor((10 * authorised) / total) * 10)}
      </span>
      {action.error !== null && <ErrorNote error={action.error} />}
    </div>
  )
}

/** Minutes, by the pace of the sign-ins since this queue was first seen; null while nobody can say. */
function useTimeLeft(queue: AuthQueueView | undefined): number | null {
  const now = useNow()
  const [first, setFirst] = useState<(Seen & { readonly queue: string }) | null>(null)
  const running = queue !== undefined && queue.state === 'running'
  const done = queue?.items.filter(({ state }) => state !== 'waiting' && state !== 'signing-in').length ?? 0
  const key = running ? `${queue.setupId} ${queue.items.map(({ mailboxId }) => mailboxId).join()}` : ''
  if (running && first?.queue !== key) setFirst({ queue: key, at: now, done })
  return running && first?.queue === key ? minutesLeftAt(first, now, done, queue.items.length) : null
}
