/** A mail address, host name, id or command: monospaced, breakable, never interpreted. */
import styles from './address.module.css'

export function Address({ children }: { readonly children: string }) {
  return (
    <span className={styles.address} translate="no" dir="auto">
      {children}
    </span>
  )
}
