/** What people wrote about a step, newest first. A note is never changed: it is written anew, and both stay. */
import { Button } from '@fluentui/react-components'
import type { ChecklistStep } from '../../../domain/checklist/checklist.schema.ts'
import { text, words } from '../../desk/words.ts'
import { stepNote } from '../../../words/say-step.ts'
import { Part } from '../../kit/detail.tsx'
import { MoveFacts } from './move-facts.tsx'
import { notesOf } from './step-look.ts'
import stepRecordParts from './step-record.module.css'

interface StepNotesProps {
  readonly history: ChecklistStep['history']
  /** Puts a note's text into the field, to be corrected there. */
  readonly onCorrect: (note: string) => void
}

export function StepNotes({ history, onCorrect }: StepNotesProps) {
  const notes = notesOf(history)
  if (notes.length === 0) return null
  return (
    <Part title={text.plan.notes}>
      <ol className={stepRecordParts.record}>
        {notes.map(({ move, key }) => (
          <li key={key}>
            <span className={stepRecordParts.over}>
              <MoveFacts move={move} />
              {move.by === 'person' && (
                <Button
                  size="small"
                  appearance="transparent"
                  title={text.plan.correctHint}
                  onClick={() => onCorrect(move.note ?? '')}
                >
                  {text.plan.correct}
                </Button>
              )}
            </span>
            <span className={stepRecordParts.note}>{stepNote(move, words.checklist.events)}</span>
          </li>
        ))}
      </ol>
    </Part>
  )
}
