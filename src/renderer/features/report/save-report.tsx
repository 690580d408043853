/** Saves the report in a format, and shows the digest of what was saved. */
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { CallInput } from '../../../contract/calls.schema.ts'
import { useAction } from '../../data/use-desktop.ts'
import { text } from '../../desk/words.ts'
import { Address } from '../../kit/values.tsx'
import { CopyButton } from '../../kit/copy-button.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { StateIcon } from '../../kit/state-icon.tsx'
import { SavedButtons } from '../../pieces/saved-note.tsx'
import styles from './report.module.css'

type Format = CallInput<'report.save'>['format']
const others = ['pdf', 'csv', 'json'] as const satisfies readonly Format[]

export function SaveReport({ setup }: { readonly setup: string }) {
  const action = useAction()
  const [saved, setSaved] = useState<{
    readonly path: string
    readonly digest: string | null
    readonly opens: boolean
  } | null>(null)
  const save = async (format: Format) => {
    setSaved(null)
    const reply = await action.run('report.save', { setup, run: null, format })
    if (reply.ok && reply.value.path !== null)
      setSaved({ path: reply.value.path, digest: reply.value.digest, opens: format !== 'json' })
  }
  return (
    <>
      <h2>{text.report.save}</h2>
      <div className={styles.buttons}>
        <Button appearance="primary" disabledFocusable={action.busy} onClick={() => void save('html')}>
          {text.report.saveAs.html}
        </Button>
        {others.map((format) => (
          <Button
            key={format}
            aria-label={text.report.saveLabels[format]}
            disabledFocusable={action.busy}
            onClick={() => void save(format)}
          >
            {text.report.saveAs[format]}
          </Button>
        ))}
      </div>
      <p className={styles.hint}>{text.report.formats}</p>
      <div role="status" className={styles.saved}>
        {action.busy && text.report.saving}
        {saved !== null && (
          <>
            <StateIcon tone="good" /> <span>{text.report.saved}</span> <Address>{saved.path}</Address>
            <SavedButtons path={saved.path} opens={saved.opens} />
            {saved.digest !== null && (
              <p className={styles.digest}>
                <span>{text.report.digest}</span>
                <Address>{saved.digest}</Address>
                <CopyButton value={saved.digest} what={text.report.digest} />
              </p>
            )}
          </>
        )}
      </div>
      {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
    </>
  )
}
