/** What proves a step: what was read and by whom, and the files that were attached. */
import { Button } from '@fluentui/react-components'
import { Attach20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { AttachmentView } from '../../../contract/views.schema.ts'
import type { ChecklistStep } from '../../../domain/checklist/checklist.schema.ts'
import { useAction, useSnapshot } from '../../data/use-desktop.ts'
import { text, words } from '../../desk/words.ts'
import { stepNote } from '../../../words/say-step.ts'
import { CopyButton } from '../../kit/copy-button.tsx'
import { Buttons, Part } from '../../kit/detail.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { LoadError } from '../../pieces/load-error.tsx'
import { Timestamp } from '../../kit/values.tsx'
import { SavedNote } from '../../pieces/saved-note.tsx'
import { MoveFacts } from './step-history.tsx'
import { evidenceOf } from './step-look.ts'
import styles from './step-evidence.module.css'
import stepRecordParts from './step-record.module.css'

export function StepEvidence({ setup, step }: { readonly setup: string; readonly step: ChecklistStep }) {
  const attachments = useSnapshot('step.attachments', { setup })
  const action = useAction()
  const [said, setSaid] = useState('')
  const [saved, setSaved] = useState<string | null>(null)
  const evidence = evidenceOf(step.history)
  const own = (attachments.value ?? []).filter((one) => one.step === step.id)
  const attach = async () => {
    const reply = await action.run('step.attach', { setup, step: step.id })
    if (reply.ok && reply.value !== null) setSaid(text.plan.attached(reply.value.name))
  }
  const save = async (sha256: string) => {
    const reply = await action.run('step.saveAttachment', { setup, sha256 })
    if (reply.ok && reply.value.path !== null) setSaved(reply.value.path)
  }
  return (
    <Part title={text.plan.evidence}>
      {evidence.length > 0 && (
        <ol className={stepRecordParts.record}>
          {evidence.map(({ move, key }) => (
            <li key={key}>
              <span className={stepRecordParts.over}>
                <MoveFacts move={move} />
              </span>
              <span className={stepRecordParts.note}>{stepNote(move, words.checklist.events)}</span>
            </li>
          ))}
        </ol>
      )}
      {own.length > 0 && (
        <ul className={styles.files} aria-label={text.plan.attachments}>
          {own.map((one) => (
            <File key={`${one.sha256} ${one.name}`} file={one} onSave={() => void save(one.sha256)} />
          ))}
        </ul>
      )}
      {saved !== null && <SavedNote path={saved} />}
      {attachments.error !== undefined && <LoadError error={attachments.error} />}
      {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
      <Buttons>
        <Button
          size="small"
          icon={<Attach20Regular />}
          disabledFocusable={action.busy}
          onClick={() => void attach()}
        >
          {text.plan.attach}
        </Button>
        <span className={stepRecordParts.quiet}>{text.plan.attachHint}</span>
      </Buttons>
      <p role="status" className={stepRecordParts.quiet}>
        {said}
      </p>
    </Part>
  )
}

function File({ file, onSave }: { readonly file: AttachmentView; readonly onSave: () => void }) {
  return (
    <li className={styles.file}>
      <span dir="auto">{file.name}</span>
      <span className={stepRecordParts.facts}>
        {text.plan.size(file.size)} · {file.who} · <Timestamp iso={file.at} />
      </span>
      <span className={stepRecordParts.facts}>
        SHA-256 <code title={file.sha256}>{file.sha256.slice(0, 8)}…</code>
      </span>
      {!file.here && <span className={stepRecordParts.facts}>{text.plan.notHere}</span>}
      <span className={styles.fileButtons}>
        <CopyButton value={file.sha256} what={file.name} label={text.plan.copyHash} appearance="subtle" />
        {file.here && (
          <Button
            size="small"
            appearance="subtle"
            aria-label={text.plan.saveAsOf(file.name)}
            onClick={onSave}
          >
            {text.plan.saveAs}
          </Button>
        )}
      </span>
    </li>
  )
}
