/** What stands above a run’s table: an application that was let in, the counts, and what changed since the run before. */
import { Button } from '@fluentui/react-components'
import { ErrorCircle20Filled } from '@fluentui/react-icons'
import { text } from '../../desk/words.ts'
import { arrowKeys } from '../../kit/choices.tsx'
import { StateIcon } from '../../kit/state-icon.tsx'
import type { StateShape, Tone } from '../../kit/tones.ts'
import { probeFilters, type ProbeFilter } from './probe-state.ts'
import type { Probe } from '../../../domain/run/run.schema.ts'
import type { SetupView } from '../../../contract/views.schema.ts'
import type { RunView } from '../../../contract/run-views.schema.ts'
import { useSnapshot } from '../../data/use-desktop.ts'
import styles from './run-summary.module.css'

const looksOf: Readonly<
  Record<Exclude<ProbeFilter, 'all'>, { readonly tone: Tone; readonly shape: StateShape }>
> = {
  received: { tone: 'good', shape: 'good' },
  way: { tone: 'busy', shape: 'way' },
  bad: { tone: 'bad', shape: 'bad' },
  wait: { tone: 'wait', shape: 'wait' },
  'to-go': { tone: 'off', shape: 'todo' },
}

interface CountsProps {
  readonly counts: Readonly<Record<ProbeFilter, number>>
  readonly chosen: ProbeFilter
  /** Where some only look, or must be refused, not everything that is good was received. */
  readonly mixed: boolean
  readonly onChoose: (filter: ProbeFilter) => void
}

/** The counts of a run, large; each filters the table below. */
export function Counts({ counts, chosen, mixed, onChoose }: CountsProps) {
  return (
    <div role="group" aria-label={text.verify.filters} className={styles.counts} onKeyDown={arrowKeys}>
      {probeFilters.map((filter) => (
        <button
          key={filter}
          type="button"
          data-item
          data-tone={filter === 'all' || counts[filter] === 0 ? 'none' : looksOf[filter].tone}
          className={styles.tally}
          aria-pressed={filter === chosen}
          tabIndex={filter === chosen ? 0 : -1}
          onClick={() => onChoose(filter === chosen ? 'all' : filter)}
        >
          <span className={styles.number}>{counts[filter]}</span>
          <span className={styles.tallyWord}>
            {filter !== 'all' && <StateIcon tone={looksOf[filter].tone} shape={looksOf[filter].shape} />}
            {mixed && filter === 'received' ? text.verify.asPlanned : text.verify.filterNames[filter]}
          </span>
        </button>
      ))}
    </div>
  )
}

interface LetInProps {
  /** Tried where they must be refused, and accepted. */
  readonly breaches: readonly Probe[]
  readonly onOpen: (probe: string) => void
}

/** The loudest thing of the page: the application was let in where it must be kept out. */
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

/** One calm line: what changed since the run before. Nothing while a run is under way, or when it is the first. */
export function SincePrevious({ view, run }: { readonly view: SetupView; readonly run: RunView }) {
  const ended = run.run.state === 'finished'
  const compared = useSnapshot('run.compare', { setup: view.id, run: run.run.id, before: null }, ended).value
  if (!ended || compared === undefined || compared === null) return null
  const { newlyFailing, fixed } = compared
  if (newlyFailing.length === 0 && fixed.length === 0) return null
  const addresses = (list: typeof fixed) => [...new Set(list.map(({ from }) => from))]
  return <p className={styles.since}>{text.verify.compared(addresses(newlyFailing), addresses(fixed))}</p>
}
