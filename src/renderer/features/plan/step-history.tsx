/** Who moved a step and when, newest first, and the way back from the last move. Notes are read above. */
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
import { MoveFacts } from './move-facts.tsx'
import stepRecordParts from './step-record.module.css'

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
