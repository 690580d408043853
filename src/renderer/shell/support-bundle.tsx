/** The support bundle: shown file by file, and saved only as it was shown. */
import { Button, Checkbox, Field, Select } from '@fluentui/react-components'
import { useState } from 'react'
import type { SupportPreviewView } from '../../contract/report-views.schema.ts'
import { text } from '../desk/words.ts'
import { Address } from '../kit/values.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorNote } from '../kit/error-note.tsx'
import { StateIcon } from '../kit/state-icon.tsx'
import { SavedButtons } from '../pieces/saved-note.tsx'
import styles from './settings-page.module.css'
import { useAction, useSnapshot } from '../data/use-desktop.ts'

const thisPc = ''

export function SupportBundle() {
  const setups = useSnapshot('setup.list', null)
  const action = useAction()
  const [setup, setSetup] = useState(thisPc)
  const [pseudonyms, setPseudonyms] = useState(true)
  const [shown, setShown] = useState<SupportPreviewView | null>(null)
  const look = async () => {
    const reply = await action.run('support.preview', { setup: setup === thisPc ? null : setup, pseudonyms })
    if (reply.ok) setShown(reply.value)
  }
  return (
    <section className={styles.card} aria-labelledby="settings-support">
      <h2 id="settings-support">{text.support.title}</h2>
      <p className={styles.hint}>{text.support.how}</p>
      <div className={styles.support}>
        <Field label={text.support.setup}>
          <Select value={setup} onChange={(_, data) => setSetup(data.value)}>
            <option value={thisPc}>{text.support.thisPc}</option>
            {(setups.value?.cards ?? []).map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Checkbox
          label={text.support.pseudonyms}
          checked={pseudonyms}
          onChange={(_, data) => setPseudonyms(data.checked === true)}
        />
        <Button disabledFocusable={action.busy} onClick={() => void look()}>
          {text.support.button}
        </Button>
      </div>
      {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
      {shown !== null && <Preview shown={shown} onClose={() => setShown(null)} />}
    </section>
  )
}

function Preview({ shown, onClose }: { readonly shown: SupportPreviewView; readonly onClose: () => void }) {
  const action = useAction()
  const [name, setName] = useState(shown.files[0]?.name ?? '')
  const [saved, setSaved] = useState<string | null>(null)
  const file = shown.files.find((one) => one.name === name)
  const save = async () => {
    const reply = await action.run('support.save', { id: shown.id })
    if (reply.ok && reply.value.saved) setSaved(reply.value.path)
  }
  return (
    <Dialog
      wide
      title={text.support.heading}
      onClose={onClose}
      actions={
        <>
          <Button appearance="primary" disabledFocusable={action.busy} onClick={() => void save()}>
            {text.support.save}
          </Button>
          <Button onClick={onClose}>{text.support.close}</Button>
        </>
      }
    >
      <div className={styles.files} role="group" aria-label={text.support.files}>
        {shown.files.map((one) => (
          <Button
            key={one.name}
            size="small"
            appearance={one.name === name ? 'primary' : 'secondary'}
            aria-pressed={one.name === name}
            onClick={() => setName(one.name)}
          >
            {one.name}
          </Button>
        ))}
      </div>
      <pre className={styles.content} tabIndex={0} role="region" aria-label={text.support.content(name)}>
        {file === undefined || file.text === '' ? text.support.empty : file.text}
      </pre>
      <div role="status">
        {saved !== null && (
          <>
            <StateIcon tone="good" /> {text.support.saved} <Address>{saved}</Address>{' '}
            <SavedButtons path={saved} />
          </>
        )}
      </div>
      {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
    </Dialog>
  )
}
