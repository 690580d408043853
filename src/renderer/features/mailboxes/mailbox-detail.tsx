/** One mailbox: who signs in, who signed in when, what went wrong, and what can be done about it. */
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { validUntil } from '../../../domain/expiry/idle-limit.ts'
import { kindOf, type AppError } from '../../../domain/problem/app-error.ts'
import { useAction } from '../../data/use-desktop.ts'
import { text } from '../../desk/words.ts'
import { Address, Timestamp } from '../../kit/values.tsx'
import { CopyButton } from '../../kit/copy-button.tsx'
import { Buttons, Detail, FactList } from '../../kit/detail.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { NoteBox } from '../../kit/note-box.tsx'
import { StateWord } from '../../kit/state-icon.tsx'
import { mailboxShapes, mailboxTones, type MailboxLine } from './mailbox-state.ts'
import mailboxesParts from './mailboxes.module.css'
import { RemoveDialog } from './add-and-remove.tsx'
import { ImportReply, InviteOwner } from './invite-owner.tsx'
import { PasswordReset } from './password-reset.tsx'

interface MailboxDetailProps {
  readonly setup: string
  /** Name of the product the mailbox sends for. */
  readonly product: string
  readonly line: MailboxLine
  readonly busy: boolean
  /** False where the application signs in by itself. */
  readonly people: boolean
  readonly onAuthorise: (mailboxes: readonly string[], pickAccount?: boolean) => void
  /** Signs in all mailboxes whose account has another sign-in name; how many there are. */
  readonly otherNames: { readonly count: number; readonly onAccept: () => void }
  /** Addresses that are signed in as the same account, its own included. */
  readonly sameAccount: readonly string[]
  readonly onRemoved: () => void
}

function againLabel(problem: AppError): string {
  if (kindOf(problem) === 'wrong-account') return text.mailboxes.againWithPicker
  return problem.code === 'password-was-reset' ? text.mailboxes.authoriseAgain : text.mailboxes.again
}

const originOf = (mailbox: string) => ({ surface: 'entra', flow: 'smtp-delegated', mailbox }) as const

export function MailboxDetail({
  setup,
  product,
  line: { mailbox, state },
  busy,
  people,
  onAuthorise,
  otherNames,
  sameAccount,
  onRemoved,
}: MailboxDetailProps) {
  const action = useAction()
  const [removing, setRemoving] = useState(false)
  const { authorisation, problem } = mailbox
  const until = validUntil(mailbox)
  const remove = async () => {
    setRemoving(false)
    if ((await action.run('mailbox.remove', { setup, mailboxes: [mailbox.id] })).ok) onRemoved()
  }
  return (
    <Detail
      over={[text.mailboxKinds[mailbox.kind], mailbox.displayName]
        .filter((part) => part !== null)
        .join(' · ')}
      title={mailbox.address}
    >
      {people ? (
        <StateWord tone={mailboxTones[state]} shape={mailboxShapes[state]}>
          {text.mailboxes.states[state]}
        </StateWord>
      ) : (
        <p>{text.mailboxes.appMailbox}</p>
      )}
      {problem !== null && (
        <ErrorNote
          error={problem}
          {...(problem.code === 'password-was-reset' ? {} : { origin: originOf(mailbox.id) })}
          actions={
            <>
              <Button
                size="small"
                disabledFocusable={busy}
                onClick={() => onAuthorise([mailbox.id], kindOf(problem) === 'wrong-account')}
              >
                {againLabel(problem)}
              </Button>
              {problem.code === 'account-other-name' && (
                <Button size="small" disabledFocusable={busy} onClick={otherNames.onAccept}>
                  {text.mailboxes.otherName(otherNames.count)}
                </Button>
              )}
            </>
          }
        />
      )}
      {people && mailbox.signInAs !== mailbox.address && (
        <NoteBox tone="info">{text.mailboxes.delegate(mailbox.signInAs, mailbox.address)}</NoteBox>
      )}
      {people && (
        <FactList>
          <div>
            <dt>{text.mailboxes.columns.signInAs}</dt>
            <dd>
              <Address>{mailbox.signInAs}</Address>{' '}
              <CopyButton value={mailbox.signInAs} what={text.mailboxes.columns.signInAs} />
            </dd>
          </div>
          <div>
            <dt>{text.mailboxes.signedIn}</dt>
            <dd>
              {authorisation === null ? (
                <span className={mailboxesParts.quiet}>{text.mailboxes.nobody}</span>
              ) : (
                <>
                  <Address>{authorisation.username}</Address>, <Timestamp iso={authorisation.at} full />
                </>
              )}
            </dd>
          </div>
          {authorisation !== null && (
            <>
              {until !== null && (
                <div>
                  <dt>{text.mailboxes.valid}</dt>
                  <dd>{text.mailboxes.validHow(until?.slice(0, 10) ?? '')}</dd>
                </div>
              )}
              <div>
                <dt>{text.mailboxes.scopes}</dt>
                <dd>
                  {authorisation.scopes.map((scope) => (
                    <Address key={scope}>{`${scope} `}</Address>
                  ))}
                </dd>
              </div>
              <div>
                <dt>{text.mailboxes.objectId}</dt>
                <dd>
                  <Address>{authorisation.objectId}</Address>{' '}
                  <CopyButton value={authorisation.objectId} what={text.mailboxes.objectId} />
                </dd>
              </div>
            </>
          )}
        </FactList>
      )}
      <Buttons>
        {people && problem === null && (
          <Button disabledFocusable={busy} onClick={() => onAuthorise([mailbox.id])}>
            {authorisation === null ? text.mailboxes.authorise : text.mailboxes.authoriseAgain}
          </Button>
        )}
        {people && (
          <>
            <InviteOwner setup={setup} product={product} mailbox={mailbox} busy={busy} />
            <ImportReply setup={setup} busy={busy} />
          </>
        )}
        {authorisation !== null && (
          <Button
            disabledFocusable={busy}
            onClick={() => void action.run('auth.forget', { setup, mailbox: mailbox.id })}
          >
            {text.mailboxes.forget}
          </Button>
        )}
        {authorisation !== null && problem?.code !== 'password-was-reset' && (
          <PasswordReset setup={setup} account={authorisation.username} addresses={sameAccount} busy={busy} />
        )}
        <Button appearance="subtle" disabledFocusable={busy} onClick={() => setRemoving(true)}>
          {text.mailboxes.removeThis}
        </Button>
      </Buttons>
      {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
      {removing && (
        <RemoveDialog count={1} onRemove={() => void remove()} onClose={() => setRemoving(false)} />
      )}
    </Detail>
  )
}
