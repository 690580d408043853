/** Tells whether a report file was changed after it was written. */
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { ReportCheckView } from '../../../contract/report-views.schema.ts'
import { useAction } from '../../data/use-desktop.ts'
import { text, words } from '../../desk/words.ts'
import { Address } from '../../kit/values.tsx'
import { fullDate } from '../../kit/dates.ts'
import { ErrorNote } from '../../kit/error-note.tsx'
import { StateWord } from '../../kit/state-icon.tsx'
import styles from './report.module.css'

const tones = { unchanged: 'good', changed: 'bad', 'no-report': 'off' } as const

export function CheckReport() {
  const action = useAction()
  const [checked, setChecked] = useState<ReportCheckView | null>(null)
  const check = async () => {
    setChecked(null)
    const reply = await action.run('report.check', null)
    if (reply.ok) setChecked(reply.value)
  }
  return (
    <>
      <h2>{text.report.check.title}</h2>
      <Button disabledFocusable={action.busy} onClick={() => void check()}>
        {text.report.check.button}
      </Button>
      <p className={styles.hint}>{text.report.check.how}</p>
      <div role="status" className={styles.saved}>
        {checked !== null && <Outcome checked={checked} />}
      </div>
      {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
    </>
  )
}

function Outcome({
  checked: { result, why, report, store, differences },
}: {
  readonly checked: ReportCheckView
}) {
  return (
    <>
      <StateWord tone={tones[result]}>{words.reportCheck.results[result]}</StateWord>
      {why !== null && <p>{words.reportCheck.why[why]}</p>}
      {report !== null && (
        <p>
          {words.reportCheck.about(report.setup)} {fullDate(report.generatedAt)}
        </p>
      )}
      {result === 'unchanged' && (
        <p>
          {words.reportCheck.store[store]} {words.reportCheck.notSigned}
        </p>
      )}
      {differences.map(words.reportCheck.difference).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {report !== null && (
        <p className={styles.digest}>
          <Address>{report.digest}</Address>
        </p>
      )}
    </>
  )
}
