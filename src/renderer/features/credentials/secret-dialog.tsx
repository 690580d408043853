/** Takes a client secret: looked at while it is typed, sent to main once, and gone with the dialog. */
import { Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import type { KeptCredentialView } from '../../../contract/credential-views.schema.ts'
import type { SetupView } from '../../../contract/views.schema.ts'
import { endFindings } from '../../../domain/fields/date.ts'
import { isError, worstOf, type Finding } from '../../../domain/problem/finding.ts'
import { secretFindings } from '../../../domain/fields/secret.ts'
import { sayFinding } from '../../../words/shape/say-finding.ts'
import { useAction } from '../../data/use-desktop.ts'
import { text, words } from '../../desk/words.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { SubmitActions } from '../../kit/dialog-actions.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { fieldProblem } from '../../kit/form-problems.ts'
import { problem } from '../../kit/linted-input.tsx'
import { PasswordField } from '../../kit/password-field.tsx'
import { useNow } from '../../kit/use-now.ts'
import styles from './secret-dialog.module.css'

interface SecretDialogProps {
  readonly view: SetupView
  readonly replaces: boolean
  readonly onKept: (kept: KeptCredentialView) => void
  readonly onClose: () => void
}

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
      <div className={styles.form}>
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
