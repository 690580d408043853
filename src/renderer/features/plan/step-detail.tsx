/** One step open: what and why, where, with which values, what it looks like afterwards, and its history. */
import { useEffect, useRef } from 'react'
import { Warning20Filled } from '@fluentui/react-icons'
import type { SetupView } from '../../../contract/views.schema.ts'
import type { ChecklistStep, StepConflict } from '../../../domain/checklist/checklist.schema.ts'
import { effort } from '../../pieces/next-bar.tsx'
import { nextOf } from '../../data/next-step.ts'
import { useLocation } from '../../data/use-location.ts'
import { sayPortal, sayStepNote } from '../../../words/say-step.ts'
import { text, words } from '../../desk/words.ts'
import { Detail, Part } from '../../kit/detail.tsx'
import { NoteBox } from '../../kit/note-box.tsx'
import { Path, Timestamp } from '../../kit/values.tsx'
import { StateWord } from '../../kit/state-icon.tsx'
import { ManualNotes } from './manual-notes.tsx'
import { ServerCheck } from './server-check.tsx'
import { StepActions, useStepMoves } from './step-actions.tsx'
import { StepEvidence } from './step-evidence.tsx'
import { StepHistory, StepNotes } from './step-history.tsx'
import { StepNote } from './step-note.tsx'
import { StepValues } from './step-values.tsx'
import { toneOf } from './step-look.ts'
import { minutesOfWait, waitOf } from '../../../domain/checklist/waiting.ts'
import { clockTime } from '../../kit/dates.ts'
import { useNow } from '../../kit/surroundings.ts'
import styles from './step-detail.module.css'
import stepRecordParts from './step-record.module.css'

interface StepDetailProps {
  readonly view: SetupView
  readonly step: ChecklistStep
  readonly conflict: StepConflict | null
  readonly onOpenStep: (step: string) => void
}

export function StepDetail({ view, step, conflict, onOpenStep }: StepDetailProps) {
  const noteField = useRef<HTMLDivElement>(null)
  // What was just moved stays open, so that it can be taken back, also when NEXT is another step by now.
  const moves = useStepMoves(view.id, step, () => onOpenStep(step.id))
  const heading = useLedHere(step.id)
  const counted = view.checklist.steps.filter(({ state }) => state !== 'not-needed')
  const number = counted.findIndex((other) => other.id === step.id) + 1
  return (
    <Detail
      over={text.plan.over(text.stages[step.stage], number, counted.length)}
      title={step.title}
      heading={heading}
      foot={
        <StepActions
          setup={view.id}
          practice={view.practice !== null}
          step={step}
          moves={moves}
          next={whereIsNext(view, step)}
        />
      }
    >
      <div className={styles.state}>
        <StateWord tone={toneOf[step.state]}>{text.states[step.state]}</StateWord>
        <span className={styles.quiet}>
          {text.roles[step.role]} · {effort(step)}
        </span>
      </div>
      {conflict !== null && <StepConflictNote step={step} conflict={conflict} />}
      {step.changes !== undefined && <StepChanges changes={step.changes} />}
      <StepWaiting step={step} />
      {step.waitsFor.length > 0 && <DoFirst ids={step.waitsFor} view={view} onOpenStep={onOpenStep} />}
      <p>{step.what}</p>
      {step.portal.length > 0 && <Path parts={sayPortal(words, step.portal)} />}
      {step.clicks.length > 0 && <Clicks clicks={step.clicks} />}
      {step.values.length > 0 && <StepValues view={view} values={step.values} />}
      {step.script !== undefined && <ServerCheck setup={view.id} step={step} />}
      <p className={styles.quiet}>{step.why}</p>
      {step.after !== null && (
        <Part title={text.plan.after}>
          <p>{step.after}</p>
        </Part>
      )}
      {step.manual.length > 0 && <ManualNotes notes={step.manual.map((note) => sayStepNote(words, note))} />}
      <StepNote draft={moves.note} busy={moves.action.busy} field={noteField} onAdd={moves.addNote} />
      <StepNotes
        history={step.history}
        onCorrect={(words) => {
          moves.note.type(words)
          noteField.current?.querySelector('textarea')?.focus()
        }}
      />
      <StepEvidence setup={view.id} step={step} />
      {step.history.length > 0 && <StepHistory setup={view.id} step={step} />}
    </Detail>
  )
}

/** The heading, which takes the focus when somebody was led to this step. */
function useLedHere(step: string) {
  const { location, move } = useLocation()
  const heading = useRef<HTMLHeadingElement>(null)
  const led = location.leadingTo === step
  useEffect(() => {
    if (!led) return
    heading.current?.scrollIntoView({ block: 'nearest' })
    heading.current?.focus({ preventScroll: true })
    move({ type: 'led' })
  }, [led, move])
  return heading
}

/** How, one act after the other, so that an eye that comes back from the portal finds its line again. */
function Clicks({ clicks }: { readonly clicks: readonly string[] }) {
  return (
    <ol className={styles.clicks}>
      {clicks.map((click, index) => (
        <li key={`${index} ${click}`}>{click}</li>
      ))}
    </ol>
  )
}

/** In which values the step differs from what it was done for, and what to do about it. */
function StepChanges({ changes }: { readonly changes: NonNullable<ChecklistStep['changes']> }) {
  return (
    <NoteBox tone="caution">
      <p>{words.checklist.changedNext}</p>
      <ul>
        {changes.map((change) => (
          <li key={change.label}>{words.checklist.changed(change)}</li>
        ))}
      </ul>
    </NoteBox>
  )
}

/** Whether this is the next step, and whether NEXT has its button already. */
function whereIsNext(view: SetupView, step: ChecklistStep): 'here' | 'elsewhere' | null {
  const next = nextOf(view)
  if (next.kind === 'done' || next.step.id !== step.id) return null
  return next.kind === 'step' && next.action !== 'show' ? 'elsewhere' : 'here'
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

/** The timer of a step that waits for Microsoft: how long still, since when, and that it is time to look. */
function StepWaiting({ step }: { readonly step: ChecklistStep }) {
  const now = useNow(5_000)
  const wait = waitOf(step)
  if (wait === null) return null
  const left = minutesOfWait(wait, now)
  return (
    <NoteBox tone="info">
      <p role="status">{left === 0 ? text.plan.waitOver : text.plan.waitingUntil(left)}</p>
      {wait.since !== null && (
        <p className={stepRecordParts.quiet}>
          {text.plan.waitingSince} <Timestamp iso={wait.since} /> {text.plan.until}{' '}
          <time dateTime={wait.until}>{clockTime(wait.until)}</time>
        </p>
      )}
    </NoteBox>
  )
}

interface StepConflictProps {
  readonly step: ChecklistStep
  readonly conflict: StepConflict
}

/** Two answers about one step: who said what, what was seen, and what to do. Shown, never settled quietly. */
function StepConflictNote({ step, conflict: { person, seen } }: StepConflictProps) {
  const page = step.automation === 'authorise' ? 'mailboxes' : step.automation === null ? null : 'verify'
  return (
    <NoteBox tone="caution">
      <h3 className={styles.conflictTitle}>
        <Warning20Filled aria-hidden />
        {text.plan.conflictTitle}
      </h3>
      <ul className={styles.sides}>
        {[person, seen].map((side, index) => (
          <li key={index === 0 ? 'person' : 'seen'}>
            {(index === 0 ? text.plan.sentence : text.plan.sees)(side.who, text.states[side.state])}
            {side.at !== null && (
              <>
                , <Timestamp iso={side.at} />
              </>
            )}
            .{side.note !== null && <span className={stepRecordParts.note}>{side.note}</span>}
          </li>
        ))}
      </ul>
      <p>{text.plan.conflictNext(person.state, page)}</p>
    </NoteBox>
  )
}
