/** A failure a person can act on: what happened, what to do next; details and a redacted copy on request. */
import { Button } from '@fluentui/react-components'
import { ErrorCircle20Filled } from '@fluentui/react-icons'
import { useContext, useId, useState, type ReactNode } from 'react'
import type { AppError } from '../../domain/problem/app-error.ts'
import { sayError, text } from '../desk/words.ts'
import { CopyButton } from './copy-button.tsx'
import styles from './error-note.module.css'
import { errorForSupport, ExplainContext, HelpContext, isExplainable, type ErrorOrigin } from './failures.ts'

interface ErrorNoteProps {
  readonly error: AppError
  /** Buttons that do the next thing. */
  readonly actions?: ReactNode
  readonly onDismiss?: () => void
  /** Where it happened; given where its meaning is to be shown at once. */
  readonly origin?: ErrorOrigin
}

const nowhere: ErrorOrigin = {}

export function ErrorNote({ error, actions, onDismiss, origin }: ErrorNoteProps) {
  const said = sayError(error)
  const [open, setOpen] = useState(false)
  const [meaning, setMeaning] = useState(origin !== undefined)
  const explain = useContext(ExplainContext)
  const help = useContext(HelpContext)
  const explained = useId()
  const details = useId()
  return (
    <div className={styles.note} role="alert">
      <ErrorCircle20Filled className={styles.icon} aria-hidden />
      <div className={styles.body}>
        <p className={styles.what}>{said.what}</p>
        {said.next !== undefined && <p className={styles.next}>{said.next}</p>}
        <div className={styles.actions}>
          {actions ?? help?.(error)}
          {explain !== null && isExplainable(error) && (
            <Button
              size="small"
              appearance="subtle"
              aria-expanded={meaning}
              aria-controls={explained}
              onClick={() => setMeaning(!meaning)}
            >
              {meaning ? text.diagnose.hideMeaning : text.diagnose.meaning}
            </Button>
          )}
          {error.details !== undefined && (
            <Button
              size="small"
              appearance="subtle"
              aria-expanded={open}
              aria-controls={details}
              onClick={() => setOpen(!open)}
            >
              {open ? text.error.hideDetails : text.error.showDetails}
            </Button>
          )}
          <CopyButton
            appearance="subtle"
            value={errorForSupport(error)}
            what={text.error.thisError}
            label={text.copy.forSupport}
          />
          {onDismiss !== undefined && (
            <Button size="small" appearance="subtle" onClick={onDismiss}>
              {text.error.dismiss}
            </Button>
          )}
        </div>
        <div id={details} hidden={!open} className={styles.details}>
          {error.details}
        </div>
        <div id={explained} hidden={!meaning} className={styles.meaning}>
          {meaning && explain !== null && isExplainable(error) && explain(error, origin ?? nowhere)}
        </div>
      </div>
    </div>
  )
}
