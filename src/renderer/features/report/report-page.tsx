/** The saved report itself in a frame, and the files it can be saved as. */
import { Checkmark20Regular, Dismiss20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { SetupView } from '../../../contract/views.schema.ts'
import { useSnapshot } from '../../data/use-desktop.ts'
import { text } from '../../desk/words.ts'
import { LoadError } from '../../pieces/load-error.tsx'
import { CheckReport } from './check-report.tsx'
import { SaveReport } from './save-report.tsx'
import { ScheduledRun } from './scheduled-run.tsx'
import styles from './report.module.css'

export function ReportPage({ view }: { readonly view: SetupView }) {
  const report = useSnapshot('report.get', { setup: view.id, run: null })
  return (
    <div className={styles.page}>
      <aside className={styles.side} aria-label={text.report.side}>
        <SaveReport setup={view.id} />
        <CheckReport />
        <ScheduledRun setup={view.id} />
        <h2>{text.report.inIt}</h2>
        <ul>
          {text.report.inItList.map((line) => (
            <li key={line}>
              <Checkmark20Regular className={styles.yes} aria-hidden />
              {line}
            </li>
          ))}
        </ul>
        <h2>{text.report.neverInIt}</h2>
        <ul>
          {text.report.neverInItList.map((line) => (
            <li key={line}>
              <Dismiss20Regular className={styles.no} aria-hidden />
              {line}
            </li>
          ))}
        </ul>
      </aside>
      <section className={styles.desk} aria-label={text.report.preview}>
        {report.error !== undefined && <LoadError error={report.error} />}
        {report.value !== undefined && <ReportFrame address={report.value.address} />}
      </section>
    </div>
  )
}

/**
 * The report as it is saved: a document of its own origin. `sandbox` with no word in it: nothing in there runs, sends or
 * leads anywhere, whatever names and replies it holds.
 */
function ReportFrame({ address }: { readonly address: string }) {
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
