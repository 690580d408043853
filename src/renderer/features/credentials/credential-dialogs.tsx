/** What is asked about a credential: its value, its passphrase, and before it is forgotten. */
import { Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import type { CredentialView, KeptCredentialView } from '../../../contract/credential-views.schema.ts'
import type { SetupView } from '../../../contract/views.schema.ts'
import { endFindings } from '../../../domain/fields/date.ts'
import { isError, worstOf, type Finding } from '../../../domain/problem/finding.ts'
import { secretFindings } from '../../../domain/fields/secret.ts'
import { sayFinding } from '../../../words/shape/say-finding.ts'
import { useAction } from '../../data/use-desktop.ts'
import { text, words } from '../../desk/words.ts'
import { ConfirmActions, Dialog, SubmitActions } from '../../kit/dialog.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { fieldProblem } from '../../kit/forms.ts'
import { PasswordField, problem } from '../../kit/inputs.tsx'
import { useNow } from '../../kit/surroundings.ts'
import credentialsParts from './credentials.module.css'

interface SecretDialogProps {
  readonly view: SetupView
  readonly replaces: boolean
  readonly onKept: (kept: KeptCredentialView) => void
  readonly onClose: () => void
}

/** Takes a client secret: looked at while it is typed, sent to main once, and gone with the dialog. */
export function SecretDialog({ view, replaces, onKept, onClose }: SecretDialogProps) {
  const [value, setValue] = useState('')
  const [day, setDay] = useState('')
  const now = new Date(useNow(60_000)).toISOString()
  const action = useAction()
  const beside = fieldProblem(action.error, { value: ['client-secret'], expires: [] })
  // the day counts from its beginning, so that nobody is reminded too late
  const expiresAt = day === '' ? null : `${day}T00:00:00.000Z`
  const aboutValue = value === '' ? [] : secretFindings(value, view)
  const aboutEnd = expiresAt === null ? [] : endFindings(expiresAt, now)
  const wrong = [...aboutValue, ...aboutEnd].some(isError)
  const keep = async () => {
    if (value === '' || wrong) return
    const reply = await action.run('credential.setSecret', { setup: view.id, value, expiresAt })
    if (reply.ok) onKept(reply.value)
  }
  return (
    <Dialog
      title={replaces ? text.credentials.secret.replaceTitle : text.credentials.secret.title}
      onClose={onClose}
      onSubmit={() => void keep()}
      actions={
        <SubmitActions
          label={text.credentials.secret.keep}
          disabled={action.busy || value === '' || wrong}
          onClose={onClose}
        />
      }
    >
      <div className={credentialsParts.form}>
        {replaces && <p>{text.credentials.secret.replaceHint}</p>}
        <PasswordField
          label={text.credentials.secret.value}
          hint={text.credentials.secret.valueHint}
          required
          said={said(aboutValue, beside?.['value'])}
          value={value}
          maxLength={1000}
          onChange={(typed) => {
            action.clear()
            setValue(typed)
          }}
        />
        <Field
          label={text.credentials.secret.expires}
          hint={text.credentials.secret.expiresHint}
          {...said(aboutEnd, beside?.['expires'])}
        >
          <Input type="date" value={day} onChange={(_, data) => setDay(data.value)} />
        </Field>
      </div>
      {action.error !== null && beside === null && <ErrorNote error={action.error} />}
    </Dialog>
  )
}

/** Main's answer counts more than what the page thinks. */
function said(
  findings: readonly Finding[],
  answered: string | undefined,
): { validationMessage?: string; validationState?: 'error' | 'warning' } {
  const worst = worstOf(findings)
  if (answered !== undefined || worst === null) return problem(answered)
  const { what, next } = sayFinding(words, worst, 'window')
  return {
    validationMessage: `${what} ${next}`,
    validationState: worst.severity === 'error' ? 'error' : 'warning',
  }
}

interface PassphraseDialogProps {
  readonly setup: string
  readonly file: string
  readonly onKept: (kept: KeptCredentialView) => void
  readonly onClose: () => void
}

/** Asks for the passphrase of the certificate file that was chosen; the file itself stays with main. */
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

interface ForgetDialogProps {
  readonly credential: CredentialView
  readonly onForget: () => void
  readonly onClose: () => void
}

/** Asks before a credential leaves this computer, and says what stays where it is. */
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
