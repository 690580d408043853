/** A coloured note inside a page: a caution, an open question, or a piece of good news. */
import type { ReactNode } from 'react'
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
