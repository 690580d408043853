/** Mailboxes the application must not reach: shown where the plan has to prove a refusal. */
import { Button, Field, Textarea } from '@fluentui/react-components'
import { ShieldProhibited20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { MailboxView, SetupView } from '../../../contract/views.schema.ts'
import { byPurpose } from '../../../domain/mailbox/by-purpose.ts'
import { useAction, useSnapshot } from '../../data/use-desktop.ts'
import { text } from '../../desk/words.ts'
import { Address } from '../../kit/values.tsx'
import { Dialog, SubmitActions } from '../../kit/dialog.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import mailboxesParts from './mailboxes.module.css'

interface OutsideStripProps {
  readonly view: SetupView
  readonly mailboxes: readonly MailboxView[]
  /** Nothing on the page comes before it. */
  readonly first: boolean
}

export function OutsideStrip({ view, mailboxes, first }: OutsideStripProps) {
  const plan = useSnapshot('run.plan', { setup: view.id }).value
  const [editing, setEditing] = useState(false)
  const named = byPurpose(mailboxes).outside.map(({ address }) => address)
  const wanted = plan !== undefined && (plan.needsOutside || named.length > 0)
  if (!wanted) return null
  return (
    <section className={mailboxesParts.recipient} aria-label={text.outside.title}>
      <ShieldProhibited20Regular aria-hidden className={mailboxesParts.recipientIcon} />
      <p className={mailboxesParts.recipientText}>
        <span>{text.outside.title}</span>{' '}
        {named.length === 0 ? <strong>{text.outside.nobody}</strong> : <Address>{named.join(', ')}</Address>}
        <span className={mailboxesParts.receipts}>
          <span className={mailboxesParts.quiet}>
            {named.length === 0 ? text.outside.why : text.outside.what}
          </span>
        </span>
      </p>
      <div className={mailboxesParts.recipientButtons}>
        <Button
          size="small"
          appearance={first ? 'primary' : named.length === 0 ? 'secondary' : 'subtle'}
          onClick={() => setEditing(true)}
        >
          {named.length === 0 ? text.outside.choose : text.outside.change}
        </Button>
      </div>
      {editing && <OutsideForm view={view} named={named} onClose={() => setEditing(false)} />}
    </section>
  )
}

interface OutsideFormProps {
  readonly view: SetupView
  readonly named: readonly string[]
  readonly onClose: () => void
}

function OutsideForm({ view, named, onClose }: OutsideFormProps) {
  const offered = named.length === 0 ? (view.practice?.outside ?? '') : named.join('\n')
  const [value, setValue] = useState(offered)
  const action = useAction()
  const addresses = value.split(/[\s,;]+/).filter((address) => address !== '')
  const save = async () => {
    if ((await action.run('mailbox.setOutside', { setup: view.id, addresses })).ok) onClose()
  }
  return (
    <Dialog
      title={text.outside.title}
      onClose={onClose}
      onSubmit={() => void save()}
      actions={<SubmitActions label={text.form.save} disabled={action.busy} onClose={onClose} />}
    >
      <Field label={text.outside.addresses} hint={text.outside.hint}>
        <Textarea value={value} rows={3} onChange={(_, data) => setValue(data.value)} />
      </Field>
      {action.error !== null && <ErrorNote error={action.error} />}
    </Dialog>
  )
}
