/** Exports a setup: what is in the file and what never is, with a passphrase if it goes over an open channel. */
import { Checkbox, Field } from '@fluentui/react-components'
import { useState } from 'react'
import { text } from '../desk/words.ts'
import { CloseButton, Dialog, SubmitActions } from '../kit/dialog.tsx'
import { ErrorNote } from '../kit/error-note.tsx'
import { fieldProblem } from '../kit/forms.ts'
import { PasswordField, problem } from '../kit/inputs.tsx'
import { SavedNote } from './saved-note.tsx'
import { useAction, useSnapshot } from '../data/use-desktop.ts'

export function ExportDialog({ setup, onClose }: { readonly setup: string; readonly onClose: () => void }) {
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [differ, setDiffer] = useState(false)
  const [withAttachments, setWithAttachments] = useState(true)
  const [path, setPath] = useState<string | null>(null)
  const attachments = useSnapshot('step.attachments', { setup }).value ?? []
  const action = useAction()
  const words = text.transfer.export
  const refused = fieldProblem(action.error, { passphrase: [] })
  const save = async () => {
    setDiffer(passphrase !== again)
    if (passphrase !== again) return
    const reply = await action.run('setup.export', {
      setup,
      passphrase: passphrase === '' ? null : passphrase,
      withAttachments: withAttachments && attachments.length > 0,
    })
    if (reply.ok && reply.value.path !== null) setPath(reply.value.path)
  }
  if (path !== null)
    return (
      <Dialog title={words.title} onClose={onClose} actions={<CloseButton onClose={onClose} />}>
        <SavedNote path={path} />
        <p>{words.done}</p>
        {passphrase !== '' && <p>{words.tell}</p>}
      </Dialog>
    )
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      onSubmit={() => void save()}
      actions={<SubmitActions label={words.save} disabled={action.busy} onClose={onClose} />}
    >
      <p>{words.inIt}</p>
      <p>{words.never}</p>
      <Field hint={words.attachments(attachments.length)}>
        <Checkbox
          label={words.withAttachments}
          checked={withAttachments && attachments.length > 0}
          disabled={attachments.length === 0}
          onChange={(_, data) => setWithAttachments(data.checked === true)}
        />
      </Field>
      <PasswordField
        label={words.passphrase}
        hint={words.passphraseHint}
        said={problem(refused?.['passphrase'])}
        value={passphrase}
        maxLength={1024}
        onChange={setPassphrase}
      />
      {passphrase !== '' && (
        <PasswordField
          label={words.again}
          said={problem(differ && passphrase !== again ? words.differ : undefined)}
          value={again}
          maxLength={1024}
          onChange={setAgain}
        />
      )}
      {action.error !== null && refused === null && <ErrorNote error={action.error} />}
    </Dialog>
  )
}
