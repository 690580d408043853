/** The mailboxes of a setup: take them in, authorise them one after another, see who signed in. */
import { Button } from '@fluentui/react-components'
import { useMemo, useRef, useState } from 'react'
import type { SetupView } from '../../../contract/views.schema.ts'
import { byPurpose, isSignedIn } from '../../../domain/mailbox/by-purpose.ts'
import { signedInAs } from '../../../domain/mailbox/signed-in-as.ts'
import { useAction, useSnapshot } from '../../data/use-desktop.ts'
import { useLocation, useOpened } from '../../data/use-location.ts'
import { text } from '../../desk/words.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { LoadError } from '../../pieces/load-error.tsx'
import { Panes } from '../../kit/panes.tsx'
import { AnswerDialog } from '../../pieces/answer-dialog.tsx'
import { ActionError } from '../../pieces/action-error.tsx'
import { AddButtons } from './add-and-remove.tsx'
import { ImportReply } from './invite-owner.tsx'
import { MailboxDetail } from './mailbox-detail.tsx'
import { MailboxTable } from './mailbox-table.tsx'
import { linesOf, practiceRows } from './mailbox-state.ts'
import { NamedStrip } from './named-strip.tsx'
import { QueuePanel } from './queue-panel.tsx'
import { RecipientStrip } from './recipient-strip.tsx'

const none: readonly never[] = []

export function MailboxesPage({ view }: { readonly view: SetupView }) {
  const { move } = useLocation()
  const opened = useOpened(view.id)
  const list = useSnapshot('mailbox.list', { setup: view.id })
  const queue = useSnapshot('auth.get', { setup: view.id }).value
  const [browser, setBrowser] = useState(false)
  const [asking, setAsking] = useState(false)
  const action = useAction()
  const mailboxes = list.value ?? none
  const lines = useMemo(() => linesOf(mailboxes, queue), [mailboxes, queue])
  const chosen = lines.find((line) => line.mailbox.id === opened.mailbox)
  const recipient = byPurpose(mailboxes).recipient
  const open = (mailbox: string | null) =>
    move({ type: 'setup', setup: view.id, page: 'mailboxes', open: { mailbox } })
  const retry = useRef<(() => void) | null>(null)
  const authorise = (ids: readonly string[], pickAccount = false, namesDiffer = false) => {
    retry.current = () => authorise(ids, pickAccount, namesDiffer)
    void action.run('auth.start', {
      setup: view.id,
      mailboxes: [...ids],
      browser: view.practice === null || browser,
      pickAccount,
      namesDiffer,
    })
  }
  // In a rehearsal nobody can open the recipient's mailbox to read a code, so it signs in with all the others.
  const along =
    view.practice !== null &&
    !browser &&
    view.signIns.recipient &&
    recipient !== null &&
    !isSignedIn(recipient)
      ? [recipient.id]
      : none
  const otherNames = mailboxes.filter(({ problem }) => problem?.code === 'account-other-name')
  const rows = practiceRows(view, mailboxes)
  const people = view.signIns.senders
  const plan = useSnapshot('run.plan', { setup: view.id }).value
  const outside = mailboxes.some(({ purpose }) => purpose === 'outside')
  const first = firstThing({
    senders: lines.length,
    recipient: recipient !== null || view.recipient !== null,
    outside: outside || plan?.needsOutside !== true,
  })
  const howItWorks = (
    <HowItWorks view={view} people={people} busy={queue !== undefined && queue.state !== 'idle'} />
  )

  // Nothing to press until it is known whether the list is empty: a dialog that opened on one of the two would close with it.
  if (list.value === undefined) return list.error === undefined ? null : <LoadError error={list.error} />
  return (
    <>
      <RecipientStrip
        view={view}
        recipient={recipient}
        first={first === 'recipient'}
        busy={queue !== undefined && queue.state !== 'idle'}
        onAuthorise={authorise}
      />
      <NamedStrip purpose="outside" view={view} mailboxes={mailboxes} first={first === 'outside'} />
      <NamedStrip purpose="calendar" view={view} mailboxes={mailboxes} first={false} />
      <ActionError view={view} action={action} onRetry={() => retry.current?.()} />
      {asking && (
        <AnswerDialog
          view={view}
          asks={{ at: 'here', ids: ['clientId', 'tenantId'], questions: [] }}
          onClose={() => setAsking(false)}
        />
      )}
      {lines.length === 0 ? (
        <Panes
          listName={text.mailboxes.list}
          detailName={text.mailboxes.detail}
          opened={false}
          onBack={() => undefined}
          list={
            <EmptyState
              title={text.mailboxes.emptyTitle}
              action={<AddButtons setup={view.id} practice={rows} primary />}
            >
              {emptyWords(view, people, rows.length)}
            </EmptyState>
          }
          detail={howItWorks}
        />
      ) : (
        <Panes
          listName={text.mailboxes.list}
          detailName={text.mailboxes.detail}
          opened={chosen !== undefined}
          onBack={() => open(null)}
          list={
            <>
              <QueuePanel setup={view.id} queue={queue} browser={view.practice === null || browser} />
              <MailboxTable
                setup={view.id}
                lines={lines}
                opened={chosen?.mailbox.id ?? null}
                busy={queue !== undefined && queue.state !== 'idle'}
                people={people}
                byHand={view.practice === null || browser}
                noClient={view.practice === null && view.clientId === null}
                first={first === 'sign-ins'}
                along={along}
                practice={view.practice === null ? null : { rows, browser, onBrowser: setBrowser }}
                onEnterIds={() => setAsking(true)}
                onOpen={open}
                onAuthorise={authorise}
              />
            </>
          }
          detail={
            chosen === undefined ? (
              howItWorks
            ) : (
              <MailboxDetail
                key={chosen.mailbox.id}
                setup={view.id}
                product={view.recipe.name}
                line={chosen}
                busy={queue !== undefined && queue.state !== 'idle'}
                people={people}
                onAuthorise={authorise}
                otherNames={{
                  count: otherNames.length,
                  onAccept: () =>
                    authorise(
                      otherNames.map(({ id }) => id),
                      false,
                      true,
                    ),
                }}
                sameAccount={signedInAs(mailboxes, chosen.mailbox.authorisation?.username ?? '').map(
                  ({ address }) => address,
                )}
                onRemoved={() => open(null)}
              />
            )
          }
        />
      )}
    </>
  )
}

interface Known {
  readonly senders: number
  readonly recipient: boolean
  /** Named, or not asked for. */
  readonly outside: boolean
}

/** Of all there is to do on this page, the one that comes first; its button is the page's primary one. */
function firstThing({
  senders,
  recipient,
  outside,
}: Known): 'senders' | 'recipient' | 'outside' | 'sign-ins' {
  if (senders === 0) return 'senders'
  if (!recipient) return 'recipient'
  return outside ? 'sign-ins' : 'outside'
}

function emptyWords(view: SetupView, people: boolean, offered: number): string {
  if (view.practice !== null) return text.mailboxes.emptyPractice(offered)
  return people ? text.mailboxes.empty : text.mailboxes.appEmpty
}

function HowItWorks({
  view,
  people,
  busy,
}: {
  readonly view: SetupView
  readonly people: boolean
  readonly busy: boolean
}) {
  const { move } = useLocation()
  if (!people)
    return (
      <EmptyState
        title={text.mailboxes.appTitle}
        action={
          <Button onClick={() => move({ type: 'setup', setup: view.id, page: 'credential', focus: true })}>
            {text.next.goTo.credential}
          </Button>
        }
      >
        {text.mailboxes.app(view.recipe.name)}
      </EmptyState>
    )
  return (
    <EmptyState title={text.mailboxes.howTitle} action={<ImportReply setup={view.id} busy={busy} />}>
      {view.practice === null ? text.mailboxes.how : text.mailboxes.howPractice}
    </EmptyState>
  )
}
