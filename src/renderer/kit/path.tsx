/** A path through a portal, in the portal's own words. */
import { Fragment } from 'react'
import styles from './path.module.css'

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
