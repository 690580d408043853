/** The loudest thing of the page: the application was let in where it must be kept out. */
import { Button } from '@fluentui/react-components'
import { ErrorCircle20Filled } from '@fluentui/react-icons'
import type { Probe } from '../../../domain/run/run.schema.ts'
import { text } from '../../desk/words.ts'
import styles from './let-in.module.css'

interface LetInProps {
  /** Tried where they must be refused, and accepted. */
  readonly breaches: readonly Probe[]
  readonly onOpen: (probe: string) => void
}

export function LetIn({ breaches, onOpen }: LetInProps) {
  const [first] = breaches
  if (first === undefined) return null
  return (
    <div role="alert" className={styles.letIn}>
      <ErrorCircle20Filled aria-hidden />
      <p>
        <strong>{text.verify.letIn([...new Set(breaches.map(({ from }) => from))])}</strong>{' '}
        {text.verify.letInHow}
      </p>
      <Button size="small" onClick={() => onOpen(first.id)}>
        {text.verify.whatToDo}
      </Button>
    </div>
  )
}
