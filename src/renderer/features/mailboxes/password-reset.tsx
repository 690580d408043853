/** “Password was reset”: names the mailboxes that have to sign in again, and marks exactly those. */
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { useAction } from '../../data/use-desktop.ts'
import { text } from '../../desk/words.ts'
import { Dialog, SubmitActions } from '../../kit/dialog.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { Address } from '../../kit/values.tsx'

interface PasswordResetProps {
  readonly setup: string
  readonly account: string
  readonly addresses: readonly string[]
  readonly busy: boolean
}

/** A list that is longer is told by its number. */
const mostShown = 12

export function PasswordReset({ setup, account, addresses, busy }: PasswordResetProps) {
  const say = text.passwordReset
  const [asking, setAsking] = useState(false)
  const action = useAction()
  const close = () => {
    setAsking(false)
    action.clear()
  }
  const report = async () => {
    if ((await action.run('mailbox.passwordReset', { setup, account })).ok) setAsking(false)
  }
  return (
    <>
      <Button disabledFocusable={busy} onClick={() => setAsking(true)}>
        {say.button}
      </Button>
      {asking && (
        <Dialog
          title={say.title(account)}
          onClose={close}
          onSubmit={() => void report()}
          actions={
            <SubmitActions label={say.confirm(addresses.length)} disabled={action.busy} onClose={close} />
          }
        >
          <p>{say.what(addresses.length)}</p>
          <ul>
            {addresses.slice(0, mostShown).map((address) => (
              <li key={address}>
                <Address>{address}</Address>
              </li>
            ))}
            {addresses.length > mostShown && <li>{say.more(addresses.length - mostShown)}</li>}
          </ul>
          <p>{say.product}</p>
          {action.error !== null && <ErrorNote error={action.error} />}
        </Dialog>
      )}
    </>
  )
}
