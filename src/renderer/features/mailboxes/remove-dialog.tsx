/** Asks before mailboxes leave the list, because their sign-ins go with them. */
import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components'
import { text } from '../../text/en.ts'

interface RemoveDialogProps {
  readonly open: boolean
  readonly count: number
  readonly onRemove: () => void
  readonly onClose: () => void
}

export function RemoveDialog({ open, count, onRemove, onClose }: RemoveDialogProps) {
  return (
    <Dialog modalType="alert" open={open} onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{text.mailboxes.removeTitle(count)}</DialogTitle>
          <DialogContent>{text.mailboxes.removeText}</DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{text.form.cancel}</Button>
            <Button appearance="primary" onClick={onRemove}>
              {text.mailboxes.remove(count)}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
