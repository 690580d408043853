/** A coloured note inside a page: a caution, an open question, a piece of good news, a file that was written. */
import type { ReactNode } from 'react'
import { text } from '../desk/words.ts'
import { Address } from './values.tsx'
import styles from './note-box.module.css'

export function NoteBox({
  tone,
  children,
}: {
  readonly tone: 'caution' | 'info' | 'good'
  readonly children: ReactNode
}) {
  return <div className={`${styles.box} ${styles[tone]}`}>{children}</div>
}

/** Where a file or folder was written, in words that can be read out and a path that can be copied. */
export function SavedNote({ path }: { readonly path: string }) {
  return (
    <NoteBox tone="good">
      <p role="status">
        {text.transfer.saved} <Address>{path}</Address>
      </p>
    </NoteBox>
  )
}
