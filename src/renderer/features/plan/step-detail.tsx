/** One step open: what and why, where, with which values, what it looks like afterwards, and its history. */
import { Button } from '@fluentui/react-components'
import { useRef, useState } from 'react'
import type { SetupView } from '../../../contract/views.ts'
import type { ChecklistStep } from '../../../domain/checklist/checklist.ts'
import type { StepConflict } from '../../../domain/checklist/step-conflicts.ts'
import { effort } from '../../pieces/next-bar.tsx'
import { SetupDetailsDialog } from '../../pieces/setup-details-dialog.tsx'
import { sayPortal, sayStepNote } from '../../../words/say-step.ts'
import { text, words } from '../../words.ts'
import { Address } from '../../kit/address.tsx'
import { CopyButton } from '../../kit/copy-button.tsx'
import { Detail, Part } from '../../kit/detail.tsx'
import { NoteBox } from '../../kit/note-box.tsx'
import { Path } from '../../kit/path.tsx'
import { StateWord } from '../../kit/state-icon.tsx'
import { ManualNotes } from './manual-notes.tsx'
import { StepActions } from './step-actions.tsx'
import { StepConflictNote } from './step-conflict.tsx'
import { StepEvidence } from './step-evidence.tsx'
import { StepHistory } from './step-history.tsx'
import { StepNotes } from './step-notes.tsx'
import { StepWaiting } from './step-waiting.tsx'
import { toneOf } from './step-look.ts'
import styles from './step-detail.module.css'

interface StepDetailProps {
  readonly view: SetupView
  readonly step: ChecklistStep
  readonly conflict: StepConflict | null
  readonly onOpenStep: (step: string) => void
}

export function StepDetail({ view, step, conflict, onOpenStep }: StepDetailProps) {
  const [note, setNote] = useState('')
  const noteField = useRef<HTMLDivElement>(null)
  const { steps } = view.checklist
  const number = steps.findIndex((other) => other.id === step.id) + 1
  return (
    <Detail over={text.plan.over(text.stages[step.stage], number, steps.length)} title={step.title}>
      <div className={styles.state}>
        <StateWord tone={toneOf[step.state]}>{text.states[step.state]}</StateWord>
        <span className={styles.quiet}>
          {text.roles[step.role]} · {effort(step)}
        </span>
      </div>
      {conflict !== null && <StepConflictNote step={step} conflict={conflict} />}
      <StepWaiting step={step} />
      {step.waitsFor.length > 0 && <DoFirst ids={step.waitsFor} view={view} onOpenStep={onOpenStep} />}
      <p>{step.what}</p>
      <p className={styles.quiet}>{step.why}</p>
      {step.portal.length > 0 && <Path parts={sayPortal(words, step.portal)} />}
      {step.values.length > 0 && <Values view={view} step={step} />}
      {step.after !== null && (
        <Part title={text.plan.after}>
          <p>{step.after}</p>
        </Part>
      )}
      {step.manual.length > 0 && <ManualNotes notes={step.manual.map((note) => sayStepNote(words, note))} />}
      <StepActions
        setup={view.id}
        practice={view.practice !== null}
        step={step}
        note={note}
        noteField={noteField}
        onNote={setNote}
      />
      <StepNotes
        history={step.history}
        onCorrect={(words) => {
          setNote(words)
          noteField.current?.querySelector('textarea')?.focus()
        }}
      />
      <StepEvidence setup={view.id} step={step} />
      {step.history.length > 0 && <StepHistory setup={view.id} step={step} />}
    </Detail>
  )
}

function DoFirst({
  ids,
  view,
  onOpenStep,
}: {
  readonly ids: readonly string[]
  readonly view: SetupView
  readonly onOpenStep: (step: string) => void
}) {
  const first = view.checklist.steps.filter((step) => ids.includes(step.id))
  return (
    <NoteBox tone="info">
      <p>{text.plan.doFirst}</p>
      <ul>
        {first.map((step) => (
          <li key={step.id}>
            <button type="button" className={styles.link} onClick={() => onOpenStep(step.id)}>
              {step.title}
            </button>
          </li>
        ))}
      </ul>
    </NoteBox>
  )
}

function Values({ view, step }: { readonly view: SetupView; readonly step: ChecklistStep }) {
  const [answering, setAnswering] = useState(false)
  return (
    <>
      <dl className={styles.values}>
        {step.values.map((value) => (
          <div key={value.label}>
            <dt>{value.label}</dt>
            <dd>
              {value.secret ? (
                <span className={styles.quiet}>{text.plan.secret(value.value)}</span>
              ) : (
                <Address>{value.value}</Address>
              )}
            </dd>
            <dd className={styles.copy}>
              {value.missing.length > 0 ? (
                <Button
                  size="small"
                  aria-label={text.plan.answerFor(value.label)}
                  onClick={() => setAnswering(true)}
                >
                  {text.plan.answer}
                </Button>
              ) : (
                !value.secret && <CopyButton value={value.value} what={value.label} />
              )}
            </dd>
          </div>
        ))}
      </dl>
      {answering && <SetupDetailsDialog view={view} onClose={() => setAnswering(false)} />}
    </>
  )
}
