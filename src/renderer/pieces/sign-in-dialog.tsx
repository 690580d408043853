/** The three doors to a tenant, each with what it leads to; then how, and as whom. */
import { Field, Input, Radio, RadioGroup } from '@fluentui/react-components'
import { useState } from 'react'
import type { AdminWishView, DoorsView } from '../../contract/registration-views.schema.ts'
import { checkClientId } from '../../domain/fields/id.ts'
import { text } from '../desk/words.ts'
import { CopyButton } from '../kit/copy-button.tsx'
import { Dialog, SubmitActions } from '../kit/dialog.tsx'
import { LintedInput } from '../kit/inputs.tsx'
import styles from './sign-in-dialog.module.css'

interface SignInDialogProps {
  readonly doors: DoorsView
  /** What the button says. */
  readonly label: string
  readonly onSignIn: (wish: AdminWishView) => void
  readonly onClose: () => void
}

type Choice = 'configured' | 'own' | 'tools'

export function SignInDialog({ doors, label, onSignIn, onClose }: SignInDialogProps) {
  const { signIn } = text.registration
  const { configured, administrator, last, deviceCode, script } = doors
  const practice = administrator !== null
  const [choice, setChoice] = useState<Choice>(() => firstChoice(doors))
  const [clientId, setClientId] = useState(last?.clientId ?? '')
  const [account, setAccount] = useState(last?.account ?? '')
  const [code, setCode] = useState(last?.code ?? false)
  const choices = [
    ...(configured === null ? [] : (['configured'] as const)),
    'own' as const,
    'tools' as const,
  ]
  const labelOf = (one: Choice) =>
    one === 'configured'
      ? signIn.doors[configured?.door === 'published' ? 'published' : 'configured']
      : signIn.doors[one]
  const own = checkClientId(clientId)
  const needsId = choice === 'own' && !practice
  const ready = !needsId || own.ok
  const submit = () => {
    if (!ready) return
    onSignIn({
      clientId: needsId && own.ok ? own.value : null,
      commandLineTools: choice === 'tools' && !practice,
      account: account.trim() === '' ? null : account.trim(),
      browser: false,
      code: code && !practice,
    })
  }
  return (
    <Dialog
      wide
      title={signIn.title}
      onClose={onClose}
      onSubmit={submit}
      actions={<SubmitActions label={label} disabled={!ready} onClose={onClose} />}
    >
      {administrator !== null && <p>{signIn.practice(administrator)}</p>}
      <p>{signIn.what}</p>
      {!practice && (
        <Field label={signIn.door}>
          <RadioGroup
            value={choice}
            onChange={(_, data) => setChoice(choices.find((one) => one === data.value) ?? choice)}
          >
            {choices.map((one) => (
              <Radio
                key={one}
                value={one}
                label={
                  <>
                    {labelOf(one).label}
                    <span className={styles.hint}>{labelOf(one).hint}</span>
                  </>
                }
              />
            ))}
          </RadioGroup>
        </Field>
      )}
      {needsId && (
        <>
          <p className={styles.hint}>{signIn.ownRights(doors.rights)}</p>
          {script === '' ? (
            <p className={styles.hint}>{signIn.noScript}</p>
          ) : (
            <details className={styles.script}>
              <summary>{signIn.script}</summary>
              <pre tabIndex={0} translate="no">
                {script}
              </pre>
              <CopyButton value={script} what={signIn.scriptName} />
            </details>
          )}
          <LintedInput
            label={signIn.clientId}
            hint={signIn.clientIdHint}
            value={clientId}
            maxLength={100}
            refused={undefined}
            findings={clientId.trim() === '' ? [] : own.findings}
            onChange={setClientId}
          />
        </>
      )}
      <Field label={signIn.account} hint={practice ? signIn.accountPractice : signIn.accountHint}>
        <Input
          value={account}
          maxLength={254}
          placeholder={administrator ?? ''}
          spellCheck={false}
          autoComplete="off"
          onChange={(_, data) => setAccount(data.value)}
        />
      </Field>
      {deviceCode && !practice && (
        <Field label={signIn.how}>
          <RadioGroup
            value={code ? 'code' : 'browser'}
            onChange={(_, data) => setCode(data.value === 'code')}
          >
            <Radio value="browser" label={signIn.browser} />
            <Radio
              value="code"
              label={
                <>
                  {signIn.code}
                  <span className={styles.hint}>{signIn.codeHint}</span>
                </>
              }
            />
          </RadioGroup>
        </Field>
      )}
    </Dialog>
  )
}

/** What was taken the last time, else what is configured; Microsoft's own client never by itself. */
function firstChoice({ configured, last }: DoorsView): Choice {
  if (last?.commandLineTools === true) return 'tools'
  if (last !== null && last.clientId !== null) return 'own'
  return configured === null ? 'own' : 'configured'
}
