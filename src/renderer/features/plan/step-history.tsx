/** What happened to a step, newest first: notes, moves, and the way back from the last move. */
import { Button } from '@fluentui/react-components'
import { ArrowUndo20Regular } from '@fluentui/react-icons'
import { useId } from 'react'
import type { ChecklistStep } from '../../../domain/checklist/checklist.schema.ts'
import { undoObstacle } from '../../../domain/checklist/undo-step.ts'
import { useAction } from '../../data/use-desktop.ts'
import { sayProblem } from '../../../words/shape/say-problem.ts'
import { text, words } from '../../desk/words.ts'
import { Buttons, Part } from '../../kit/detail.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { stepNote } from '../../../words/say-step.ts'
import { notesOf } from './step-look.ts'
import type { StepMove } from '../../../domain/step/step-record.schema.ts'
import { Timestamp } from '../../kit/values.tsx'
import stepRecordParts from './step-record.module.css'

/** Who moved a step and when, newest first, and the way back from the last move. Notes are read above. */
export function StepHistory({ setup, step }: { readonly setup: string; readonly step: ChecklistStep }) {
  const action = useAction()
  const why = useId()
  // The same rule main decides by, so that the button says beforehand what main would refuse.
  const obstacle = undoObstacle(step)
  return (
    <Part title={text.plan.history}>
      <ol className={stepRecordParts.record}>
        {step.history
          .map((move, index) => ({ move, index }))
          .toReversed()
          .filter(({ move }) => move.from !== move.to)
          .map(({ move, index }) => (
            <li key={index}>
              <MoveFacts move={move} />
            </li>
          ))}
      </ol>
      <Buttons>
        <Button
          size="small"
          icon={<ArrowUndo20Regular />}
          disabledFocusable={obstacle !== null || action.busy}
          {...(obstacle === null ? {} : { 'aria-describedby': why })}
          onClick={() => void action.run('step.undo', { setup, step: step.id })}
        >
          {text.plan.undoLast}
        </Button>
        {obstacle !== null && (
          <span id={why} className={stepRecordParts.quiet}>
            {sayProblem(words, obstacle, 'window').what}
          </span>
        )}
      </Buttons>
      {action.error !== null && <ErrorNote error={action.error} onDismiss={action.clear} />}
    </Part>
  )
}

interface StepNotesProps {
  readonly history: ChecklistStep['history']
  /** Puts a note's text into the field, to be corrected there. */
  readonly onCorrect: (note: string) => void
}

/** What people wrote about a step, newest first. A note is never changed: it is written anew, and both stay. */
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

/** One line about a move: when, who, and from which state to which. */
export function MoveFacts({ move }: { readonly move: StepMove }) {
  return (
    <span className={stepRecordParts.facts}>
      <Timestamp iso={move.at} /> · {text.plan.who(move.by, move.who)}
      {move.from !== move.to && <> · {text.plan.change(text.states[move.from], text.states[move.to])}</>}
    </span>
  )
}
