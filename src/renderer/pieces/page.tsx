/** A page outside a setup: heading and body. The heading takes the focus after a jump. */
import type { ReactNode } from 'react'
import styles from './page.module.css'
import { useArrival } from '../data/use-location.ts'

export function Page({
  title,
  action,
  ownFocus = false,
  children,
}: {
  readonly title: string
  readonly action?: ReactNode
  /** The page has a better place for the focus than its heading. */
  readonly ownFocus?: boolean
  readonly children: ReactNode
}) {
  const heading = useArrival<HTMLHeadingElement>(!ownFocus)
  return (
    <>
      <header className={styles.head}>
        <h1 className={styles.title} ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {action}
      </header>
      <div className={styles.body}>{children}</div>
    </>
  )
}
