/** Writes the pack for the person with a missing role, and says what to send and what comes back. */
import { Field, Radio, RadioGroup } from '@fluentui/react-components'
import { useState } from 'react'
import type { ChecklistStep } from '../../../domain/checklist/checklist.schema.ts'
import { handoffRoles, type HandoffRole } from '../../../domain/step/handoff-roles.ts'
import { useAction } from '../../data/use-desktop.ts'
import { text } from '../../desk/words.ts'
import { CloseButton } from '../../kit/close-button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { SubmitActions } from '../../kit/dialog-actions.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { SavedNote } from '../../kit/saved-note.tsx'
import { isSettled } from './step-look.ts'
import styles from './hand-over-dialog.module.css'
import shareParts from './share.module.css'

interface HandOverDialogProps {
  readonly setup: string
  readonly steps: readonly ChecklistStep[]
  readonly onClose: () => void
}

const everybody = 'everybody'

export function HandOverDialog({ setup, steps, onClose }: HandOverDialogProps) {
  const roles = handoffRoles.flatMap((role) => {
    const own = steps.filter((step) => step.role === role && step.state !== 'not-needed')
    const left = own.filter((step) => !isSettled(step.state)).length
    return own.length === 0 ? [] : [{ role, all: own.length, left }]
  })
  const [chosen, setChosen] = useState<HandoffRole | typeof everybody>(
    (roles.find(({ left }) => left > 0) ?? roles[0])?.role ?? everybody,
  )
  const [path, setPath] = useState<string | null>(null)
  const action = useAction()
  const words = text.transfer.handOver
  const save = async () => {
    const reply = await action.run('handoff.save', { setup, role: chosen === everybody ? null : chosen })
    if (reply.ok && reply.value.path !== null) setPath(reply.value.path)
  }
  if (path !== null || roles.length === 0)
    return (
      <Dialog title={words.title} onClose={onClose} actions={<CloseButton onClose={onClose} />}>
        {path === null ? (
          <p>{words.nobody}</p>
        ) : (
          <>
            <SavedNote path={path} />
            <h3 className={shareParts.heading}>{words.send}</h3>
            <ol className={styles.how}>
              {words.how.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ol>
          </>
        )}
      </Dialog>
    )
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      onSubmit={() => void save()}
      actions={<SubmitActions label={words.save} disabled={action.busy} onClose={onClose} />}
    >
      <p>{words.what}</p>
      <Field label={words.who}>
        <RadioGroup
          value={chosen}
          onChange={(_, data) => setChosen(handoffRoles.find((role) => role === data.value) ?? everybody)}
        >
          {roles.map(({ role, all, left }) => (
            <Radio key={role} value={role} label={`${text.roles[role]}: ${words.steps(left, all)}`} />
          ))}
          <Radio value={everybody} label={words.everybody} />
        </RadioGroup>
      </Field>
      {action.error !== null && <ErrorNote error={action.error} />}
    </Dialog>
  )
}
