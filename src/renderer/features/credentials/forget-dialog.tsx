/** Asks before a credential leaves this computer, and says what stays where it is. */
import type { CredentialView } from '../../../contract/credential-views.schema.ts'
import { text, words } from '../../desk/words.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { ConfirmActions } from '../../kit/dialog-actions.tsx'

interface ForgetDialogProps {
  readonly credential: CredentialView
  readonly onForget: () => void
  readonly onClose: () => void
}

export function ForgetDialog({ credential, onForget, onClose }: ForgetDialogProps) {
  return (
    <Dialog
      alert
      title={text.credentials.forgetTitle(words.credential.title(credential))}
      onClose={onClose}
      actions={<ConfirmActions label={text.credentials.forgetNow} onClose={onClose} onConfirm={onForget} />}
    >
      <p>{text.credentials.forgetText}</p>
      {credential.current && <p>{text.credentials.forgetCurrent}</p>}
    </Dialog>
  )
}
