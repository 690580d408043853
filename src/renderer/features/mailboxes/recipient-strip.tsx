/** Where verification mail goes, and whether its arrival is read back or has to be typed in. */
import { Button, Field, Input } from '@fluentui/react-components'
import { MailInbox20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { MailboxView, SetupView } from '../../../contract/views.schema.ts'
import { isSignedIn } from '../../../domain/mailbox/by-purpose.ts'
import { kindOf } from '../../../domain/problem/app-error.ts'
import { useAction } from '../../data/use-desktop.ts'
import { text } from '../../desk/words.ts'
import { Address } from '../../kit/values.tsx'
import { Dialog, SubmitActions } from '../../kit/dialog.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { fieldProblem } from '../../kit/forms.ts'
import { problem } from '../../kit/inputs.tsx'
import { StateWord } from '../../kit/state-icon.tsx'
import mailboxesParts from './mailboxes.module.css'

interface RecipientStripProps {
  readonly view: SetupView
  readonly recipient: MailboxView | null
  /** Nothing on the page comes before it. */
  readonly first: boolean
  readonly busy: boolean
  readonly onAuthorise: (mailboxes: readonly string[], pickAccount?: boolean, namesDiffer?: boolean) => void
}

export function RecipientStrip({ view, recipient, first, busy, onAuthorise }: RecipientStripProps) {
  const [editing, setEditing] = useState(false)
  const address = recipient?.address ?? view.recipient
  const last = recipient?.problem ?? null
  const wrongAccount = last !== null && kindOf(last) === 'wrong-account'
  return (
    <section className={mailboxesParts.recipient} aria-label={text.recipient.title}>
      <MailInbox20Regular aria-hidden className={mailboxesParts.recipientIcon} />
      <p className={mailboxesParts.recipientText}>
        <span>{text.recipient.title}</span>{' '}
        {address === null ? <strong>{text.recipient.nobody}</strong> : <Address>{address}</Address>}
        <span className={mailboxesParts.receipts}>
          {recipient !== null && isSignedIn(recipient) ? (
            <StateWord tone="good">{text.recipient.readsBack}</StateWord>
          ) : (
            <span className={mailboxesParts.quiet}>{arrivalsWords(view, address)}</span>
          )}
        </span>
      </p>
      <div className={mailboxesParts.recipientButtons}>
        {view.signIns.recipient && recipient !== null && !isSignedIn(recipient) && (
          <Button
            size="small"
            disabledFocusable={busy}
            onClick={() => onAuthorise([recipient.id], wrongAccount)}
          >
            {wrongAccount ? text.mailboxes.againWithPicker : text.recipient.authorise}
          </Button>
        )}
        <Button
          size="small"
          appearance={first ? 'primary' : address === null ? 'secondary' : 'subtle'}
          onClick={() => setEditing(true)}
        >
          {address === null ? text.recipient.choose : text.recipient.change}
        </Button>
      </div>
      {recipient !== null && recipient.problem !== null && (
        <div className={mailboxesParts.recipientProblem}>
          <ErrorNote
            error={recipient.problem}
            actions={
              recipient.problem.code === 'account-other-name' && (
                <Button
                  size="small"
                  disabledFocusable={busy}
                  onClick={() => onAuthorise([recipient.id], false, true)}
                >
                  {text.mailboxes.otherName(1)}
                </Button>
              )
            }
          />
        </div>
      )}
      {editing && <RecipientForm view={view} address={address ?? ''} onClose={() => setEditing(false)} />}
    </section>
  )
}

function arrivalsWords({ signIns }: SetupView, address: string | null): string {
  if (address === null) return text.recipient.why
  return signIns.senders ? text.recipient.byCode : text.recipient.byApp
}

function RecipientForm({
  view,
  address,
  onClose,
}: {
  readonly view: SetupView
  readonly address: string
  readonly onClose: () => void
}) {
  const [value, setValue] = useState(address)
  const action = useAction()
  const beside = fieldProblem(action.error, { address: ['recipient', 'to'] })
  const save = async () => {
    if ((await action.run('mailbox.setRecipient', { setup: view.id, address: value.trim() })).ok) onClose()
  }
  return (
    <Dialog
      title={text.recipient.title}
      onClose={onClose}
      onSubmit={() => void save()}
      actions={
        <SubmitActions
          label={text.form.save}
          disabled={action.busy || value.trim().length < 3}
          onClose={onClose}
        />
      }
    >
      <Field
        label={text.recipient.address}
        hint={text.recipient.hint}
        required
        {...problem(beside?.['address'])}
      >
        <Input
          value={value}
          list="practice-addresses"
          maxLength={254}
          spellCheck={false}
          autoComplete="off"
          onChange={(_, data) => setValue(data.value)}
        />
      </Field>
      <datalist id="practice-addresses">
        {view.practice?.mailboxes.map((mailbox) => (
          <option key={mailbox.address} value={mailbox.address} />
        ))}
      </datalist>
      {action.error !== null && beside === null && <ErrorNote error={action.error} />}
    </Dialog>
  )
}
