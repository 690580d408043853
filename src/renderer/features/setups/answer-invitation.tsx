/** The owner of a mailbox, on their own PC: reads who asks for what, signs in, and saves a reply that only the other PC can open. */
import { Button } from '@fluentui/react-components'
import { useState, type ReactNode } from 'react'
import type { InvitationAskView } from '../../../contract/invitation-calls.schema.ts'
import { kindOf } from '../../../domain/problem/app-error.ts'
import { useAction } from '../../data/use-desktop.ts'
import { text } from '../../desk/words.ts'
import { FactList } from '../../kit/detail.tsx'
import { CloseButton, Dialog } from '../../kit/dialog.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { NoteBox } from '../../kit/note-box.tsx'
import { Address } from '../../kit/values.tsx'
import { FileBox } from '../../pieces/file-box.tsx'
import { SavedButtons } from '../../pieces/saved-note.tsx'

type Stage =
  | { readonly at: 'closed' }
  | { readonly at: 'choosing' }
  | { readonly at: 'asked' | 'signing-in' | 'answered'; readonly ask: InvitationAskView }
  | { readonly at: 'saved'; readonly path: string }

/** `start` opens it; `dialog` is what is shown meanwhile. */
export function useAnswerInvitation(): { readonly start: () => void; readonly dialog: ReactNode } {
  const say = text.invitations
  const [stage, setStage] = useState<Stage>({ at: 'closed' })
  const action = useAction()
  const stopping = useAction()
  const close = () => {
    if (stage.at === 'signing-in') void stopping.run('invitation.stop', { opened: stage.ask.opened })
    setStage({ at: 'closed' })
    action.clear()
  }
  const open = async (given: string | null) => {
    const reply = await action.run('invitation.open', { text: given })
    const ask = reply.ok ? reply.value : null
    // Somebody who closed the dialog meanwhile is not brought back to it.
    if (ask !== null) setStage((now) => (now.at === 'choosing' ? { at: 'asked', ask } : now))
  }
  const signIn = async (ask: InvitationAskView, pickAccount: boolean) => {
    setStage({ at: 'signing-in', ask })
    const reply = await action.run('invitation.answer', { opened: ask.opened, pickAccount })
    // Nor to an invitation they have closed since, when they are signing in for another one.
    const own = (now: Stage) => now.at === 'signing-in' && now.ask.opened === ask.opened
    setStage((now) => (own(now) ? { at: reply.ok ? 'answered' : 'asked', ask } : now))
  }
  const save = async ({ opened }: InvitationAskView) => {
    const reply = await action.run('invitation.save', { opened })
    if (reply.ok && reply.value.path !== null) setStage({ at: 'saved', path: reply.value.path })
  }
  const { error } = action
  const said = error !== null && kindOf(error) !== 'sign-in-cancelled' && <ErrorNote error={error} />
  const dialog = () => {
    switch (stage.at) {
      case 'closed':
        return null
      case 'choosing':
        return (
          <Dialog
            key="choosing"
            title={say.answerTitle}
            onClose={close}
            actions={<CloseButton onClose={close} />}
          >
            <p>{say.answerWhat}</p>
            <FileBox
              busy={action.busy}
              onChoose={() => void open(null)}
              onText={(given) => void open(given)}
            />
            {said}
          </Dialog>
        )
      case 'asked': {
        const wrong = error !== null && kindOf(error) === 'wrong-account'
        return (
          <Dialog
            key="asked"
            wide
            title={say.answerTitle}
            onClose={close}
            onSubmit={() => void signIn(stage.ask, wrong)}
            actions={
              <>
                <Button onClick={close}>{text.form.cancel}</Button>
                <Button appearance="primary" type="submit">
                  {wrong ? say.otherAccount : say.signIn}
                </Button>
              </>
            }
          >
            <Asked ask={stage.ask} />
            {said}
          </Dialog>
        )
      }
      case 'signing-in':
        return (
          <Dialog
            key="signing-in"
            title={say.answerTitle}
            onClose={close}
            actions={<Button onClick={close}>{text.form.cancel}</Button>}
          >
            <p role="status">{say.signingIn(stage.ask.address)}</p>
          </Dialog>
        )
      case 'answered':
        return (
          <Dialog
            key="answered"
            title={say.answerTitle}
            onClose={close}
            onSubmit={() => void save(stage.ask)}
            actions={
              <>
                <Button onClick={close}>{text.form.cancel}</Button>
                <Button appearance="primary" type="submit" disabledFocusable={action.busy}>
                  {say.saveReply}
                </Button>
              </>
            }
          >
            <p role="status">{say.signedIn(stage.ask.address)}</p>
            {said}
          </Dialog>
        )
      case 'saved':
        return (
          <Dialog
            key="saved"
            title={say.answerTitle}
            onClose={close}
            actions={<CloseButton onClose={close} />}
          >
            <NoteBox tone="good">
              <p role="status">{say.saved(stage.path)}</p>
              <SavedButtons path={stage.path} />
            </NoteBox>
          </Dialog>
        )
    }
  }
  return { start: () => setStage({ at: 'choosing' }), dialog: dialog() }
}

function Asked({ ask }: { readonly ask: InvitationAskView }) {
  const say = text.invitations
  const [who, what] = say.asks({ ...ask, scopes: [...ask.scopes] })
  return (
    <>
      <p>{who}</p>
      <p>{what}</p>
      <FactList>
        <div>
          <dt>{say.facts.address}</dt>
          <dd>
            <Address>{ask.address}</Address>
          </dd>
        </div>
        <div>
          <dt>{say.facts.tenant}</dt>
          <dd>
            {ask.tenantName !== null && <span dir="auto">{ask.tenantName} </span>}
            <Address>{ask.tenantId}</Address>
          </dd>
        </div>
        <div>
          <dt>{say.facts.until}</dt>
          <dd>{say.until(ask.expiresAt)}</dd>
        </div>
      </FactList>
      <NoteBox tone="caution">{ask.practice ? say.practice : say.doubt}</NoteBox>
    </>
  )
}
