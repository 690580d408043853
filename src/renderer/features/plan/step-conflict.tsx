/** Two answers about one step: who said what, what was seen, and what to do. Shown, never settled quietly. */
import { Warning20Filled } from '@fluentui/react-icons'
import type { ChecklistStep, StepConflict } from '../../../domain/checklist/checklist.schema.ts'
import { text } from '../../desk/words.ts'
import { NoteBox } from '../../kit/note-box.tsx'
import { Timestamp } from '../../kit/timestamp.tsx'
import styles from './step-conflict.module.css'
import stepRecordParts from './step-record.module.css'

interface StepConflictProps {
  readonly step: ChecklistStep
  readonly conflict: StepConflict
}

export function StepConflictNote({ step, conflict: { person, seen } }: StepConflictProps) {
  const page = step.automation === 'authorise' ? 'mailboxes' : step.automation === 'verify' ? 'verify' : null
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
