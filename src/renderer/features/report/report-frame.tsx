/**
 * The report as it is saved: a document of its own origin. `sandbox` with no word in it: nothing in there runs, sends or
 * leads anywhere, whatever names and replies it holds.
 */
import { useState } from 'react'
import { text } from '../../desk/words.ts'
import styles from './report.module.css'

export function ReportFrame({ address }: { readonly address: string }) {
  const [loaded, setLoaded] = useState(false)
  return (
    <>
      {!loaded && (
        <p className={styles.loading} role="status">
          {text.report.loading}
        </p>
      )}
      <iframe
        className={styles.frame}
        title={text.report.preview}
        sandbox=""
        src={address}
        onLoad={() => setLoaded(true)}
      />
    </>
  )
}
