/** Values as people read them: an address or a command, a path through a portal, a moment. */
import { Fragment } from 'react'
import { useNow } from './surroundings.ts'
import { text } from '../desk/words.ts'
import { clockTime, fullDate, isSameDay } from './dates.ts'
import styles from './values.module.css'

/** A mail address, host name, id or command: monospaced, breakable, never interpreted. */
export function Address({ children }: { readonly children: string }) {
  return (
    <span className={styles.address} translate="no" dir="auto">
      {children}
    </span>
  )
}

/** A path through a portal, in the portal's own words. */
export function Path({ parts }: { readonly parts: readonly string[] }) {
  return (
    <p className={styles.path}>
      {parts.map((part, index) => (
        <Fragment key={`${index} ${part}`}>
          {index > 0 && <span className={styles.sign}> › </span>}
          <span className={index === parts.length - 1 ? styles.last : undefined}>{part}</span>
        </Fragment>
      ))}
    </p>
  )
}

/** A moment: today's as a time, others as ISO date with weekday; the whole of it in the tooltip and for machines. */
export function Timestamp({
  iso,
  full = false,
  seconds = false,
}: {
  readonly iso: string
  readonly full?: boolean
  readonly seconds?: boolean
}) {
  const now = useNow(60_000)
  const shown = !full && isSameDay(iso, now) ? text.time.today(clockTime(iso, seconds)) : fullDate(iso)
  return (
    <time dateTime={iso} title={fullDate(iso)}>
      {shown}
    </time>
  )
}
