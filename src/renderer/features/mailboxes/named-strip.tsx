/** Mailboxes that are listed for something else than sending: to be blocked, or with a calendar to be tried. */
import { Button, Field, Textarea } from '@fluentui/react-components'
import { CalendarLtr20Regular, ShieldProhibited20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { MailboxView, SetupView } from '../../../contract/views.schema.ts'
import { byPurpose } from '../../../domain/mailbox/by-purpose.ts'
import { useAction, useSnapshot } from '../../data/use-desktop.ts'
import { text } from '../../desk/words.ts'
import { Address } from '../../kit/values.tsx'
import { Dialog, SubmitActions } from '../../kit/dialog.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import mailboxesParts from './mailboxes.module.css'

type Purpose = 'outside' | 'calendar'

interface NamedStripProps {
  readonly purpose: Purpose
  readonly view: SetupView
  readonly mailboxes: readonly MailboxView[]
  /** Nothing on the page comes before it. */
  readonly first: boolean
}

const icons = { outside: ShieldProhibited20Regular, calendar: CalendarLtr20Regular } as const

/** Shown where the plan tries such a mailbox, or one is named. */
export function NamedStrip({ purpose, view, mailboxes, first }: NamedStripProps) {
  const plan = useSnapshot('run.plan', { setup: view.id }).value
  const [editing, setEditing] = useState(false)
  const { outside, calendars } = byPurpose(mailboxes)
  const named = (purpose === 'outside' ? outside : calendars).map(({ address }) => address)
  const asked = purpose === 'outside' ? plan?.needsOutside : plan?.needsCalendars
  const wanted = plan !== undefined && (asked === true || named.length > 0)
  const say = text.named[purpose]
  const Icon = icons[purpose]
  if (!wanted) return null
  return (
    <section className={mailboxesParts.recipient} aria-label={say.title}>
      <Icon aria-hidden className={mailboxesParts.recipientIcon} />
      <p className={mailboxesParts.recipientText}>
        <span>{say.title}</span>{' '}
        {named.length === 0 ? <strong>{say.nobody}</strong> : <Address>{named.join(', ')}</Address>}
        <span className={mailboxesParts.receipts}>
          <span className={mailboxesParts.quiet}>
            {named.length === 0 ? say.why : say.what}
          </span>
        </span>
      </p>
      <div className={mailboxesParts.recipientButtons}>
        <Button
          size="small"
          appearance={first ? 'primary' : named.length === 0 ? 'secondary' : 'subtle'}
          onClick={() => setEditing(true)}
        >
          {named.length === 0 ? say.choose : say.change}
        </Button>
      </div>
      {editing && <NamedForm purpose={purpose} view={view} named={named} onClose={() => setEditing(false)} />}
    </section>
  )
}

interface NamedFormProps {
  readonly purpose: Purpose
  readonly view: SetupView
  readonly named: readonly string[]
  readonly onClose: () => void
}

function NamedForm({ purpose, view, named, onClose }: NamedFormProps) {
  const say = text.named[purpose]
  const offered = named.length === 0 ? (view.practice?.[purpose] ?? '') : named.join('\n')
  const [value, setValue] = useState(offered)
  const action = useAction()
  const addresses = value.split(/[\s,;]+/).filter((address) => address !== '')
  const save = async () => {
    if ((await action.run(purpose === 'outside' ? 'mailbox.setOutside' : 'mailbox.setCalendars', { setup: view.id, addresses })).ok) onClose()
  }
  return (
    <Dialog
      title={say.title}
      onClose={onClose}
      onSubmit={() => void save()}
      actions={<SubmitActions label={text.form.save} disabled={action.busy} onClose={onClose} />}
    >
      <Field label={say.addresses} hint={say.hint}>
        <Textarea value={value} rows={3} onChange={(_, data) => setValue(data.value)} />
      </Field>
      {action.error !== null && <ErrorNote error={action.error} />}
    </Dialog>
  )
}
