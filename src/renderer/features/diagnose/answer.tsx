/** The answer beside the box: causes, what was recognised, and what would help where nothing is known. */
import type { DiagnosedView } from '../../../contract/diagnosed-view.schema.ts'
import { AnsweredCauses } from '../../pieces/diagnosed-causes.tsx'
import { text } from '../../desk/words.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import styles from './answer.module.css'
import diagnoseParts from './diagnose.module.css'
import type { Draft } from './draft.ts'

interface AnswerProps {
  readonly draft: Draft
  readonly view: DiagnosedView | null
  readonly onAnswers: (answers: Draft['answers']) => void
}

export function Answer({ draft, view, onAnswers }: AnswerProps) {
  if (draft.text.trim() === '')
    return <EmptyState title={text.diagnose.emptyTitle}>{text.diagnose.empty}</EmptyState>
  if (view === null) return <p className={diagnoseParts.hint}>{text.diagnose.reading}</p>
  const { diagnosis, recognised, steps } = view
  return (
    <>
      <AnsweredCauses
        setup={draft.setup}
        diagnosis={diagnosis}
        steps={steps}
        answers={draft.answers}
        onAnswers={onAnswers}
        unknown={
          <div>
            <h3 className={styles.unknown}>{text.diagnose.nothing}</h3>
            <p>{text.diagnose.nothingWhy}</p>
          </div>
        }
      />
      {recognised.length > 0 && (
        <section aria-labelledby="diagnose-recognised">
          <h3 id="diagnose-recognised" className={styles.partTitle}>
            {text.diagnose.recognised}
          </h3>
          <ul className={styles.recognised}>
            {recognised.map(({ kind, value }) => (
              <li key={`${kind} ${value}`}>
                {text.diagnose.kinds[kind]} <strong>{value}</strong>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
