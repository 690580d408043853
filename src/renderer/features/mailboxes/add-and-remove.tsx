/** The ways mailboxes come into the list, and the question before they leave it. */
import { Button } from '@fluentui/react-components'
import { Add20Regular, Beaker20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { MailboxRow } from '../../../domain/mailbox/mailbox.schema.ts'
import { useAction } from '../../data/use-desktop.ts'
import { text } from '../../desk/words.ts'
import { Buttons } from '../../kit/detail.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { ConfirmActions, Dialog } from '../../kit/dialog.tsx'

interface AddButtonsProps {
  readonly setup: string
  /** What can be taken from the practice tenant; empty in a real tenant. */
  readonly practice: readonly MailboxRow[]
  readonly primary?: boolean
}

/** The ways mailboxes come into the list: paste or CSV; in a rehearsal also all of the practice tenant's. */
export function AddButtons({ setup, practice, primary = false }: AddButtonsProps) {
  const [adding, setAdding] = useState(false)
  const action = useAction()
  const takePractice = primary && practice.length > 0
  return (
    <>
      <Buttons>
        {practice.length > 0 && (
          <Button
            appearance={takePractice ? 'primary' : 'secondary'}
            icon={<Beaker20Regular />}
            disabledFocusable={action.busy}
            onClick={() => void action.run('mailbox.import', { setup, rows: [...practice] })}
          >
            {text.mailboxes.takePractice(practice.length)}
          </Button>
        )}
        <Button
          appearance={primary && !takePractice ? 'primary' : 'secondary'}
          icon={<Add20Regular />}
          onClick={() => setAdding(true)}
        >
          {text.mailboxes.add}
        </Button>
      </Buttons>
      {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
      {adding && <ImportDialog setup={setup} onClose={() => setAdding(false)} />}
    </>
  )
}

interface RemoveDialogProps {
  readonly count: number
  readonly onRemove: () => void
  readonly onClose: () => void
}

/** Asks before mailboxes leave the list, because their sign-ins go with them. */
export function RemoveDialog({ count, onRemove, onClose }: RemoveDialogProps) {
  return (
    <Dialog
      alert
      title={text.mailboxes.removeTitle(count)}
      onClose={onClose}
      actions={<ConfirmActions label={text.mailboxes.remove(count)} onClose={onClose} onConfirm={onRemove} />}
    >
      <p>{text.mailboxes.removeText}</p>
    </Dialog>
  )
}

interface ManySignInsProps {
  readonly count: number
  /** So many are offered as a beginning. */
  readonly most: number
  readonly onSome: () => void
  readonly onAll: () => void
  readonly onClose: () => void
}

/** Asks before the browser opens once for each of very many mailboxes. */
export function ManySignInsDialog({ count, most, onSome, onAll, onClose }: ManySignInsProps) {
  return (
    <Dialog
      title={text.mailboxes.manyTitle(count)}
      onClose={onClose}
      onSubmit={onSome}
      actions={
        <>
          <Button onClick={onClose}>{text.form.cancel}</Button>
          <Button onClick={onAll}>{text.mailboxes.manyAll(count)}</Button>
          <Button appearance="primary" type="submit">
            {text.mailboxes.manySome(most)}
          </Button>
        </>
      }
    >
      <p>{text.mailboxes.manyText}</p>
    </Dialog>
  )
}
