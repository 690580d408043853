/** Saves the list of mailboxes as CSV, and says where. */
import { Button } from '@fluentui/react-components'
import { ArrowDownload20Regular, Dismiss20Regular } from '@fluentui/react-icons'
import { useState, type ReactNode } from 'react'
import { useAction } from '../../data/use-desktop.ts'
import { text } from '../../desk/words.ts'
import { Address } from '../../kit/values.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { NoteBox } from '../../kit/note-box.tsx'
import { SavedButtons } from '../../pieces/saved-note.tsx'
import styles from './mailbox-table.module.css'

/** The button for the toolbar, and what is said below it. */
export function useSaveList(setup: string): { readonly button: ReactNode; readonly said: ReactNode } {
  const [saved, setSaved] = useState<string | null>(null)
  const action = useAction()
  const save = async () => {
    setSaved(null)
    const reply = await action.run('mailbox.saveList', { setup })
    if (reply.ok) setSaved(reply.value.path)
  }
  return {
    button: (
      <Button
        appearance="subtle"
        icon={<ArrowDownload20Regular />}
        disabledFocusable={action.busy}
        onClick={() => void save()}
      >
        {text.mailboxes.saveList}
      </Button>
    ),
    said: (
      <>
        {saved !== null && (
          <div className={styles.note}>
            <NoteBox tone="good">
              <p role="status">
                {text.transfer.saved} <Address>{saved}</Address>
              </p>
              <SavedButtons path={saved} opens>
                <Button
                  size="small"
                  appearance="subtle"
                  icon={<Dismiss20Regular />}
                  aria-label={text.error.dismiss}
                  onClick={() => setSaved(null)}
                />
              </SavedButtons>
            </NoteBox>
          </div>
        )}
        {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
      </>
    ),
  }
}
