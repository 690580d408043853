/** Who moved a step, when, from where to where, and what they wrote. Newest first. */
import type { StepMove } from '../../../domain/checklist/step-record.ts'
import { text } from '../../text/en.ts'
import { Part } from '../../ui/detail.tsx'
import { Timestamp } from '../../ui/timestamp.tsx'
import styles from './plan.module.css'

export function StepHistory({ history }: { readonly history: readonly StepMove[] }) {
  return (
    <Part title={text.plan.history}>
      <ol className={styles['history']}>
        {history.toReversed().map((move) => (
          <li key={`${move.at} ${move.from} ${move.to}`}>
            <span className={styles['quiet']}>
              <Timestamp iso={move.at} /> · {text.plan.who(move.by, move.who)}
            </span>{' '}
            {move.from === move.to ? '' : text.plan.change(text.states[move.from], text.states[move.to])}
            {move.note !== null && <span className={styles['noteText']}>{move.note}</span>}
          </li>
        ))}
      </ol>
    </Part>
  )
}
