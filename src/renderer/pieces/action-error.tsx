/** A failure with the button that helps: enter what is missing, go where it is mended, or try again. */
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { AppError } from '../../domain/problem/app-error.ts'
import type { SetupView } from '../../contract/views.schema.ts'
import { helpFor } from '../data/error-help.ts'
import type { Action } from '../data/use-desktop.ts'
import { useLocation } from '../data/use-location.ts'
import { text } from '../desk/words.ts'
import { ErrorNote } from '../kit/error-note.tsx'
import { AnswerDialog } from './answer-dialog.tsx'

interface ActionErrorProps {
  readonly view: SetupView
  readonly action: Pick<Action, 'error' | 'clear' | 'busy'>
  /** Does the same once more. */
  readonly onRetry: () => void
}

export function ActionError({ view, action, onRetry }: ActionErrorProps) {
  const { error, clear, busy } = action
  if (error === null) return null
  const retry = helpFor(error, view) === 'retry'
  return (
    <ErrorNote
      error={error}
      onDismiss={clear}
      actions={
        retry ? (
          <Button size="small" disabledFocusable={busy} onClick={onRetry}>
            {text.error.tryAgain}
          </Button>
        ) : (
          <SetupHelp error={error} view={view} onHelped={clear} />
        )
      }
    />
  )
}

interface SetupHelpProps {
  readonly error: AppError
  readonly view: SetupView
  readonly onHelped?: () => void
}

/** Leads to what is missing in this setup. Nothing against a failure that another try may pass: its button is still there. */
export function SetupHelp({ error, view, onHelped }: SetupHelpProps) {
  const { move } = useLocation()
  const [asking, setAsking] = useState(false)
  const help = helpFor(error, view)
  if (help === null || help === 'retry') return null
  if (help !== 'enter-ids')
    return (
      <Button size="small" onClick={() => move({ type: 'setup', setup: view.id, page: help, focus: true })}>
        {text.next.goTo[help]}
      </Button>
    )
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        {text.error.help.enterIds}
      </Button>
      {asking && (
        <AnswerDialog
          view={view}
          asks={{ at: 'here', ids: ['clientId', 'tenantId'], questions: [] }}
          onClose={() => {
            setAsking(false)
            onHelped?.()
          }}
        />
      )}
    </>
  )
}
