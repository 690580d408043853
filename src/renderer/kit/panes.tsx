/**
 * A list with its detail beside it. In small windows and at 200 % zoom one of the two is shown, with a way back.
 * The list pane and the detail pane keep their place whatever they hold, so nothing jumps when data arrives.
 */
import { Button } from '@fluentui/react-components'
import { ArrowLeft20Regular } from '@fluentui/react-icons'
import { useEffect, useRef, type ReactNode } from 'react'
import { narrowQuery, useMedia } from './surroundings.ts'
import { text } from '../desk/words.ts'
import styles from './panes.module.css'

interface PanesProps {
  readonly list: ReactNode
  readonly detail: ReactNode
  readonly listName: string
  readonly detailName: string
  /** True when the person opened something; only then does the detail take the list's place in a small window. */
  readonly opened: boolean
  readonly onBack: () => void
  readonly wideDetail?: boolean
  /** The list has all the room until something is opened, for a list that is a table. */
  readonly wholeList?: boolean
}

export function Panes({
  list,
  detail,
  listName,
  detailName,
  opened,
  onBack,
  wideDetail = false,
  wholeList = false,
}: PanesProps) {
  const narrow = useMedia(narrowQuery)
  const detailPane = useRef<HTMLElement>(null)
  const only = narrow && opened
  const alone = wholeList && !opened
  useEffect(() => {
    // Somebody who was led to a heading in it stays there.
    if (only && detailPane.current?.contains(document.activeElement) === false) detailPane.current.focus()
  }, [only])
  return (
    <div className={`${styles.panes} ${wideDetail ? styles.wide : ''} ${alone ? styles.alone : ''}`}>
      {!only && (
        <section className={styles.list} aria-label={listName}>
          {list}
        </section>
      )}
      {(opened || !(narrow || alone)) && (
        <section className={styles.detail} aria-label={detailName} ref={detailPane} tabIndex={-1}>
          {only && (
            <Button
              appearance="subtle"
              icon={<ArrowLeft20Regular />}
              className={styles.back}
              onClick={onBack}
            >
              {text.back(listName)}
            </Button>
          )}
          {detail}
        </section>
      )}
    </div>
  )
}
