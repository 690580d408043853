/** Asks before mailboxes leave the list, because their sign-ins go with them. */
import { Button } from '@fluentui/react-components'
import { text } from '../../text/en.ts'
import { Dialog } from '../../ui/dialog.tsx'

interface RemoveDialogProps {
  readonly count: number
  readonly onRemove: () => void
  readonly onClose: () => void
}

export function RemoveDialog({ count, onRemove, onClose }: RemoveDialogProps) {
  return (
    <Dialog
      alert
      title={text.mailboxes.removeTitle(count)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{text.form.cancel}</Button>
          <Button appearance="primary" onClick={onRemove}>
            {text.mailboxes.remove(count)}
          </Button>
        </>
      }
    >
      <p>{text.mailboxes.removeText}</p>
    </Dialog>
  )
}
