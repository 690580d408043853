/** Filters by state: a toggle each, with its count. Exactly one is on. */
import { arrowKeys } from './arrow-list.ts'
import styles from './filter-chips.module.css'
import { StateIcon } from './state-icon.tsx'
import type { StateShape, Tone } from './tones.ts'

export interface Chip<K extends string> {
  readonly key: K
  readonly label: string
  readonly count: number
  readonly tone?: Tone
  readonly shape?: StateShape
}

interface FilterChipsProps<K extends string> {
  readonly label: string
  readonly chips: readonly Chip<K>[]
  readonly chosen: K
  readonly onChoose: (key: K) => void
}

export function FilterChips<K extends string>({ label, chips, chosen, onChoose }: FilterChipsProps<K>) {
  return (
    <div role="group" aria-label={label} className={styles.chips} onKeyDown={arrowKeys}>
      {chips.map((chip) => (
        <button
          key={chip.key}
          type="button"
          data-item
          className={styles.chip}
          aria-pressed={chip.key === chosen}
          tabIndex={chip.key === chosen ? 0 : -1}
          onClick={() => onChoose(chip.key)}
        >
          {chip.tone !== undefined && (
            <StateIcon tone={chip.tone} {...(chip.shape === undefined ? {} : { shape: chip.shape })} />
          )}
          {chip.label} <span className={styles.count}>{chip.count}</span>
        </button>
      ))}
    </div>
  )
}
