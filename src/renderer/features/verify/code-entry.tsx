/** The six characters from a mail, typed in by whoever received it. */
import { Button, Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import { useAction } from '../../app/use-desktop.ts'
import { text } from '../../text/en.ts'
import { StateWord } from '../../ui/state-icon.tsx'
import styles from './verify.module.css'

export function CodeEntry({
  run,
  onProven,
}: {
  readonly run: string
  readonly onProven: (probe: string) => void
}) {
  const [code, setCode] = useState('')
  const [proven, setProven] = useState<string | null>(null)
  const action = useAction()
  const confirm = async () => {
    const reply = await action.run('run.confirm', { run, code: code.trim() })
    if (!reply.ok) return
    setProven(reply.value.from)
    setCode('')
    onProven(reply.value.probe)
  }
  const message = [action.error?.what, action.error?.next].filter((part) => part !== undefined).join(' ')
  return (
    <form
      className={styles['code']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (code.trim() !== '') void confirm()
      }}
    >
      <Field
        label={text.verify.code}
        orientation="horizontal"
        {...(action.error === null ? {} : { validationState: 'error', validationMessage: message })}
      >
        <Input
          className={styles['codeInput'] ?? ''}
          value={code}
          maxLength={40}
          spellCheck={false}
          autoComplete="off"
          onChange={(_, data) => {
            setCode(data.value)
            setProven(null)
            action.clear()
          }}
        />
      </Field>
      <Button type="submit" disabledFocusable={code.trim() === '' || action.busy}>
        {text.verify.confirm}
      </Button>
      <span role="status">
        {proven !== null && <StateWord tone="good">{text.verify.proven(proven)}</StateWord>}
      </span>
    </form>
  )
}
