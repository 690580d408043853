/** The report as it will print, and the files it can be saved as. */
import { Button } from '@fluentui/react-components'
import { Checkmark20Regular, Dismiss20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { SetupView } from '../../../contract/views.ts'
import { useAction, useSnapshot } from '../../app/use-desktop.ts'
import { text } from '../../text/en.ts'
import { Address } from '../../ui/address.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { StateIcon } from '../../ui/state-icon.tsx'
import { Paper } from './paper.tsx'
import styles from './report.module.css'

export function ReportPage({ view }: { readonly view: SetupView }) {
  const report = useSnapshot('report.get', { setup: view.id, run: null })
  return (
    <div className={styles['page']}>
      <aside className={styles['side']} aria-label={text.report.side}>
        <Save view={view} />
        <h2>{text.report.inIt}</h2>
        <ul>
          {text.report.inItList.map((line) => (
            <li key={line}>
              <Checkmark20Regular className={styles['yes'] ?? ''} aria-hidden />
              {line}
            </li>
          ))}
        </ul>
        <h2>{text.report.neverInIt}</h2>
        <ul>
          {text.report.neverInItList.map((line) => (
            <li key={line}>
              <Dismiss20Regular className={styles['no'] ?? ''} aria-hidden />
              {line}
            </li>
          ))}
        </ul>
      </aside>
      <section className={styles['desk']} aria-label={text.report.preview} tabIndex={0}>
        {report.error !== undefined && <ErrorNote error={report.error} />}
        {report.value !== undefined && <Paper report={report.value} />}
      </section>
    </div>
  )
}

function Save({ view }: { readonly view: SetupView }) {
  const action = useAction()
  const [saved, setSaved] = useState<string | null>(null)
  const save = async (format: 'html' | 'json') => {
    setSaved(null)
    const reply = await action.run('report.save', { setup: view.id, run: null, format })
    if (reply.ok && reply.value.saved) setSaved(reply.value.path)
  }
  return (
    <>
      <h2>{text.report.save}</h2>
      <div className={styles['buttons']}>
        <Button appearance="primary" disabledFocusable={action.busy} onClick={() => void save('html')}>
          {text.report.saveHtml}
        </Button>
        <Button disabledFocusable={action.busy} onClick={() => void save('json')}>
          {text.report.saveJson}
        </Button>
      </div>
      <p className={styles['hint']}>{text.report.formats}</p>
      <div role="status" className={styles['saved']}>
        {saved !== null && (
          <>
            <StateIcon tone="good" /> <span>{text.report.saved}</span> <Address>{saved}</Address>
          </>
        )}
      </div>
      {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
    </>
  )
}
