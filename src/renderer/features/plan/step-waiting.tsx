/** The timer of a step that waits for Microsoft: how long still, since when, and that it is time to look. */
import type { ChecklistStep } from '../../../domain/checklist/checklist.schema.ts'
import { minutesOfWait, waitOf } from '../../../domain/checklist/waiting.ts'
import { text } from '../../desk/words.ts'
import { clockTime } from '../../kit/dates.ts'
import { NoteBox } from '../../kit/note-box.tsx'
import { Timestamp } from '../../kit/timestamp.tsx'
import { useNow } from '../../kit/use-now.ts'
import stepRecordParts from './step-record.module.css'

export function StepWaiting({ step }: { readonly step: ChecklistStep }) {
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
