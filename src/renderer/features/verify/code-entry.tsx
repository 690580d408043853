/** The six characters from a mail, typed in by whoever received it. */
import { Button, Input } from '@fluentui/react-components'
import { useId, useState } from 'react'
import { useAction } from '../../data/use-desktop.ts'
import { sayError, text } from '../../desk/words.ts'
import { StateWord } from '../../kit/state-icon.tsx'
import styles from './code-entry.module.css'

export function CodeEntry({
  run,
  onProven,
}: {
  readonly run: string
  readonly onProven: (probe: string) => void
}) {
  const [code, setCode] = useState('')
  const [proven, setProven] = useState<string | null>(null)
  const input = useId()
  const said = useId()
  const action = useAction()
  const confirm = async () => {
    const reply = await action.run('run.confirm', { run, code: code.trim() })
    if (!reply.ok) return
    setProven(reply.value.from)
    setCode('')
    onProven(reply.value.probe)
  }
  const wrong = action.error === null ? null : sayError(action.error)
  const message = [wrong?.what, wrong?.next].filter((part) => part !== undefined).join(' ')
  return (
    <form
      className={styles.code}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (code.trim() !== '') void confirm()
      }}
    >
      <label htmlFor={input}>{text.verify.code}</label>
      <Input
        id={input}
        className={styles.codeInput}
        value={code}
        maxLength={40}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={action.error !== null}
        aria-describedby={said}
        onChange={(_, data) => {
          setCode(data.value)
          setProven(null)
          action.clear()
        }}
      />
      <Button type="submit" disabledFocusable={code.trim() === '' || action.busy}>
        {text.verify.confirm}
      </Button>
      <span role="status">
        {proven !== null && <StateWord tone="good">{text.verify.proven(proven)}</StateWord>}
      </span>
      <p id={said} role="alert" className={message === '' ? undefined : styles.codeProblem}>
        {message}
      </p>
    </form>
  )
}
