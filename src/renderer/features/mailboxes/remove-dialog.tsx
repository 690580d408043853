/** Asks before mailboxes leave the list, because their sign-ins go with them. */
import { text } from '../../desk/words.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { ConfirmActions } from '../../kit/dialog-actions.tsx'

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
      actions={<ConfirmActions label={text.mailboxes.remove(count)} onClose={onClose} onConfirm={onRemove} />}
    >
      <p>{text.mailboxes.removeText}</p>
    </Dialog>
  )
}
