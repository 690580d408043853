/** Hands the new certificate on as a file with a password, for a product that takes one. */
import { Field, Radio, RadioGroup } from '@fluentui/react-components'
import { useState } from 'react'
import { useAction } from '../../data/use-desktop.ts'
import { text } from '../../desk/words.ts'
import { Dialog, SubmitActions } from '../../kit/dialog.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { fieldProblem } from '../../kit/forms.ts'
import { PasswordField, problem } from '../../kit/inputs.tsx'

interface ExportCertificateProps {
  readonly setup: string
  readonly credential: string
  readonly onSaved: (path: string) => void
  readonly onClose: () => void
}

const formats = ['pfx', 'pem'] as const

export function ExportCertificate({ setup, credential, onSaved, onClose }: ExportCertificateProps) {
  const { exporting } = text.rollover
  const [format, setFormat] = useState<(typeof formats)[number]>('pfx')
  const [passphrase, setPassphrase] = useState('')
  const action = useAction()
  const beside = fieldProblem(action.error, { passphrase: [] })
  const write = async () => {
    if (passphrase === '') return
    const reply = await action.run('credential.export', { setup, credential, format, passphrase })
    if (reply.ok && reply.value !== null) onSaved(reply.value.path)
  }
  return (
    <Dialog
      title={exporting.title}
      onClose={onClose}
      onSubmit={() => void write()}
      actions={
        <SubmitActions label={exporting.go} disabled={action.busy || passphrase === ''} onClose={onClose} />
      }
    >
      <p>{exporting.what}</p>
      <Field label={exporting.format}>
        <RadioGroup
          value={format}
          onChange={(_, data) => setFormat(formats.find((one) => one === data.value) ?? format)}
        >
          {formats.map((one) => (
            <Radio key={one} value={one} label={exporting.formats[one]} />
          ))}
        </RadioGroup>
      </Field>
      <PasswordField
        label={exporting.password}
        hint={exporting.passwordHint}
        required
        said={problem(beside?.['passphrase'])}
        value={passphrase}
        maxLength={200}
        onChange={(typed) => {
          action.clear()
          setPassphrase(typed)
        }}
      />
      {action.error !== null && beside === null && <ErrorNote error={action.error} />}
    </Dialog>
  )
}
