/** An owner who signs in on another PC: the invitation goes out from here, and the reply comes back in here. */
import { Button, Field, Textarea } from '@fluentui/react-components'
import { useState } from 'react'
import { useAction } from '../../data/use-desktop.ts'
import { text } from '../../desk/words.ts'
import { CopyButton } from '../../kit/copy-button.tsx'
import { Buttons } from '../../kit/detail.tsx'
import { CloseButton, Dialog, SubmitActions } from '../../kit/dialog.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { NoteBox } from '../../kit/note-box.tsx'
import { FileBox } from '../../pieces/file-box.tsx'
import { SavedNote } from '../../pieces/saved-note.tsx'

interface InviteOwnerProps {
  readonly setup: string
  readonly product: string
  readonly mailbox: { readonly id: string; readonly signInAs: string }
  readonly busy: boolean
}

export function InviteOwner({ setup, product, mailbox: { id, signInAs }, busy }: InviteOwnerProps) {
  const say = text.invitations
  const [asking, setAsking] = useState(false)
  const [saved, setSaved] = useState<{ readonly path: string; readonly expiresAt: string } | null>(null)
  const action = useAction()
  const close = () => {
    setAsking(false)
    setSaved(null)
    action.clear()
  }
  const save = async () => {
    const reply = await action.run('invitation.make', { setup, mailbox: id })
    if (!reply.ok) return
    const { path, expiresAt } = reply.value
    if (path !== null && expiresAt !== null) setSaved({ path, expiresAt })
  }
  const letter =
    saved === null ? '' : say.letterWith({ product, address: signInAs, expiresAt: saved.expiresAt })
  return (
    <>
      <Button disabledFocusable={busy} onClick={() => setAsking(true)}>
        {say.invite}
      </Button>
      {asking && saved === null && (
        <Dialog
          title={say.inviteTitle(signInAs)}
          onClose={close}
          onSubmit={() => void save()}
          actions={<SubmitActions label={say.save} disabled={action.busy} onClose={close} />}
        >
          <p>{say.inviteWhat}</p>
          <p>{say.inviteOnce}</p>
          {action.error !== null && <ErrorNote error={action.error} />}
        </Dialog>
      )}
      {asking && saved !== null && (
        <Dialog
          wide
          title={say.inviteTitle(signInAs)}
          onClose={close}
          actions={<CloseButton onClose={close} />}
        >
          <SavedNote path={saved.path} />
          <Field label={say.letter}>
            <Textarea value={letter} readOnly rows={12} resize="vertical" />
          </Field>
          <Buttons>
            <CopyButton value={letter} what={say.letterName} />
          </Buttons>
          <p>{say.back}</p>
        </Dialog>
      )}
    </>
  )
}

export function ImportReply({ setup, busy }: { readonly setup: string; readonly busy: boolean }) {
  const say = text.invitations
  const [open, setOpen] = useState(false)
  const [done, setDone] = useState<{ readonly address: string; readonly username: string } | null>(null)
  const action = useAction()
  const close = () => {
    setOpen(false)
    setDone(null)
    action.clear()
  }
  const take = async (given: string | null) => {
    const reply = await action.run('invitation.takeIn', { setup, text: given })
    if (reply.ok && reply.value !== null) setDone(reply.value)
  }
  return (
    <>
      <Button disabledFocusable={busy} onClick={() => setOpen(true)}>
        {say.importReply}
      </Button>
      {open && (
        <Dialog
          key={done === null ? 'file' : 'done'}
          title={say.importTitle}
          onClose={close}
          actions={<CloseButton onClose={close} />}
        >
          {done === null ? (
            <>
              <p>{say.importWhat}</p>
              <FileBox
                busy={action.busy}
                onChoose={() => void take(null)}
                onText={(given) => void take(given)}
              />
            </>
          ) : (
            <NoteBox tone="good">
              <p role="status">{say.imported(done.address, done.username)}</p>
            </NoteBox>
          )}
          {action.error !== null && <ErrorNote error={action.error} />}
        </Dialog>
      )}
    </>
  )
}
