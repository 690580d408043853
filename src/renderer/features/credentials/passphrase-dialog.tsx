/** Asks for the passphrase of the certificate file that was chosen; the file itself stays with main. */
import { useState } from 'react'
import type { KeptCredentialView } from '../../../contract/credential-views.schema.ts'
import { useAction } from '../../data/use-desktop.ts'
import { text } from '../../desk/words.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { SubmitActions } from '../../kit/dialog-actions.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { fieldProblem } from '../../kit/form-problems.ts'
import { problem } from '../../kit/linted-input.tsx'
import { PasswordField } from '../../kit/password-field.tsx'

interface PassphraseDialogProps {
  readonly setup: string
  readonly file: string
  readonly onKept: (kept: KeptCredentialView) => void
  readonly onClose: () => void
}

export function PassphraseDialog({ setup, file, onKept, onClose }: PassphraseDialogProps) {
  const [passphrase, setPassphrase] = useState('')
  const action = useAction()
  const beside = fieldProblem(action.error, { passphrase: [] })
  const open = async () => {
    if (passphrase === '') return
    const reply = await action.run('credential.chooseFile', { setup, passphrase })
    if (reply.ok && reply.value?.outcome === 'kept') onKept(reply.value)
  }
  return (
    <Dialog
      title={text.credentials.certificate.title}
      onClose={onClose}
      onSubmit={() => void open()}
      actions={
        <SubmitActions
          label={text.credentials.certificate.open}
          disabled={action.busy || passphrase === ''}
          onClose={onClose}
        />
      }
    >
      <PasswordField
        label={text.credentials.certificate.passphrase}
        hint={text.credentials.certificate.passphraseHint(file)}
        required
        said={problem(beside?.['passphrase'])}
        value={passphrase}
        maxLength={1000}
        onChange={setPassphrase}
      />
      {action.error !== null && beside === null && <ErrorNote error={action.error} />}
    </Dialog>
  )
}
