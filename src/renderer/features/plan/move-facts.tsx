/** One line about a move: when, who, and from which state to which. */
import type { StepMove } from '../../../domain/step/step-record.schema.ts'
import { text } from '../../desk/words.ts'
import { Timestamp } from '../../kit/timestamp.tsx'
import stepRecordParts from './step-record.module.css'

export function MoveFacts({ move }: { readonly move: StepMove }) {
  return (
    <span className={stepRecordParts.facts}>
      <Timestamp iso={move.at} /> · {text.plan.who(move.by, move.who)}
      {move.from !== move.to && <> · {text.plan.change(text.states[move.from], text.states[move.to])}</>}
    </span>
  )
}
