/** A failure with the button that helps: enter what is missing, go where it is mended, or try again. */
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
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
  const { move } = useLocation()
  const [asking, setAsking] = useState(false)
  const { error } = action
  if (error === null) return null
  const help = helpFor(error, view)
  const button = () => {
    switch (help) {
      case null:
        return null
      case 'enter-ids':
        return { label: text.error.help.enterIds, press: () => setAsking(true) }
      case 'retry':
        return { label: text.error.tryAgain, press: onRetry }
      case 'mailboxes':
      case 'credential':
        return {
          label: text.next.goTo[help],
          press: () => move({ type: 'setup', setup: view.id, page: help, focus: true }),
        }
    }
  }
  const offered = button()
  return (
    <>
      <ErrorNote
        error={error}
        onDismiss={action.clear}
        {...(offered === null
          ? {}
          : {
              actions: (
                <Button size="small" disabledFocusable={action.busy} onClick={offered.press}>
                  {offered.label}
                </Button>
              ),
            })}
      />
      {asking && (
        <AnswerDialog
          view={view}
          asks={{ at: 'here', ids: ['clientId', 'tenantId'], questions: [] }}
          onClose={() => {
            setAsking(false)
            action.clear()
          }}
        />
      )}
    </>
  )
}
