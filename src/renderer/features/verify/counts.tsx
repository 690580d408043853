/** The counts of a run, large; each filters the table below. */
import { text } from '../../desk/words.ts'
import { arrowKeys } from '../../kit/arrow-list.ts'
import { StateIcon } from '../../kit/state-icon.tsx'
import type { StateShape, Tone } from '../../kit/tones.ts'
import { probeFilters, type ProbeFilter } from './probe-state.ts'
import styles from './counts.module.css'

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
