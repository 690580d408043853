/** Handing steps over: writes the pack for the person with a missing role, and says what their answer has changed. */
import { Field, Radio, RadioGroup } from '@fluentui/react-components'
import { useState } from 'react'
import type { ChecklistStep } from '../../../domain/checklist/checklist.schema.ts'
import { handoffRoles, type HandoffRole } from '../../../domain/step/handoff-roles.ts'
import { useAction } from '../../data/use-desktop.ts'
import { text } from '../../desk/words.ts'
import { CloseButton, Dialog, SubmitActions } from '../../kit/dialog.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { SavedNote } from '../../pieces/saved-note.tsx'
import { isSettled } from './step-look.ts'
import type { AcceptedView } from '../../../contract/transfer-views.schema.ts'
import styles from './hand-over-dialogs.module.css'
import stepRecordParts from './step-record.module.css'

interface HandOverDialogProps {
  readonly setup: string
  readonly steps: readonly ChecklistStep[]
  readonly onClose: () => void
}

const everybody = 'everybody'

/** Writes the pack for the person with a missing role, and says what to send and what comes back. */
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
            <h3 className={styles.heading}>{words.send}</h3>
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

interface AcceptedDialogProps {
  readonly accepted: AcceptedView
  readonly onClose: () => void
}

/** What an answer to a hand-over has changed. */
export function AcceptedDialog({ accepted, onClose }: AcceptedDialogProps) {
  const words = text.transfer.accepted
  const { who, ids, steps } = accepted
  return (
    <Dialog
      title={who === '' ? words.titleNobody : words.title(who)}
      onClose={onClose}
      actions={<CloseButton onClose={onClose} />}
    >
      {ids.length === 0 && steps.length === 0 && <p>{words.nothing}</p>}
      {ids.map((id) => (
        <p key={id}>{words.ids[id]}</p>
      ))}
      {steps.length > 0 && (
        <>
          <h3 className={styles.heading}>{words.steps}</h3>
          <ul className={styles.moved}>
            {steps.map((step) => (
              <li key={step.step}>
                {step.title}{' '}
                {step.from !== step.to && (
                  <span className={styles.change}>
                    {text.plan.change(text.states[step.from], text.states[step.to])}
                  </span>
                )}
                {step.note !== null && <span className={stepRecordParts.note}>{step.note}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  )
}
