/** A file or folder that was written: where it is, with the buttons that lead there. */
import { Button } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useAction } from '../data/use-desktop.ts'
import { text } from '../desk/words.ts'
import { ErrorNote } from '../kit/error-note.tsx'
import { NoteBox } from '../kit/note-box.tsx'
import { Address } from '../kit/values.tsx'
import styles from './saved-note.module.css'

/** In words that can be read out and a path that can be copied. */
export function SavedNote({ path }: { readonly path: string }) {
  return (
    <NoteBox tone="good">
      <p role="status">
        {text.transfer.saved} <Address>{path}</Address>
      </p>
      <SavedButtons path={path} />
    </NoteBox>
  )
}

interface SavedButtonsProps {
  readonly path: string
  /** What was written can be opened, not only shown. */
  readonly opens?: boolean
  /** A folder, which is opened itself. */
  readonly folder?: boolean
  readonly children?: ReactNode
}

export function SavedButtons({ path, opens = false, folder = false, children }: SavedButtonsProps) {
  const action = useAction()
  const show = (how: 'folder' | 'open') => void action.run('app.showFile', { path, how })
  return (
    <>
      <span className={styles.buttons}>
        {opens && (
          <Button size="small" onClick={() => show('open')}>
            {text.transfer.open}
          </Button>
        )}
        <Button size="small" onClick={() => show(folder ? 'open' : 'folder')}>
          {folder ? text.transfer.openFolder : text.transfer.showInFolder}
        </Button>
        {children}
      </span>
      {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
    </>
  )
}
