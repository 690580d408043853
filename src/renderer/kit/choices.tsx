/** Choices in a row that are one tab stop: tabs, filters, and the arrow keys of every such list. */
import type { KeyboardEvent, ReactNode } from 'react'
import { StateIcon } from './state-icon.tsx'
import type { StateShape, Tone } from './tones.ts'
import styles from './choices.module.css'

export interface TabItem<K extends string> {
  readonly key: K
  readonly label: string
  readonly count?: ReactNode
}

interface TabsProps<K extends string> {
  readonly label: string
  readonly items: readonly TabItem<K>[]
  readonly chosen: K
  readonly onChoose: (key: K) => void
}

export const tabId = (key: string) => `tab-${key}`
export const panelId = 'tab-panel'

/** The pages of a setup as tabs: one tab stop, arrow keys move and show. */
export function Tabs<K extends string>({ label, items, chosen, onChoose }: TabsProps<K>) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    arrowKeys(event)
    // The page follows the focus: nothing is lost by showing it, and nobody has to press Enter.
    const key = items.find((item) => tabId(item.key) === document.activeElement?.id)?.key
    if (event.defaultPrevented && key !== undefined && key !== chosen) onChoose(key)
  }
  return (
    <div role="tablist" aria-label={label} className={styles.tabs} onKeyDown={onKeyDown}>
      {items.map((item) => (
        <button
          key={item.key}
          type="button"
          role="tab"
          id={tabId(item.key)}
          data-item
          className={styles.tab}
          aria-selected={item.key === chosen}
          aria-controls={panelId}
          tabIndex={item.key === chosen ? 0 : -1}
          onClick={() => onChoose(item.key)}
        >
          {/* The bold copy reserves the width, so that no tab moves when another is chosen. */}
          <span className={styles.label} data-label={item.label}>
            {item.label}
          </span>
          {item.count}
        </button>
      ))}
    </div>
  )
}

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

/** Filters by state: a toggle each, with its count. Exactly one is on. */
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

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }

/** Arrow keys, Home and End inside a list that is one tab stop. Works on every element marked data-item. */
export function arrowKeys(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-item]')]
  const at = items.findIndex((item) => item === document.activeElement)
  if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return
  const to = event.key === 'Home' ? 0 : event.key === 'End' ? items.length - 1 : at + (steps[event.key] ?? 0)
  if (to === at && event.key !== 'Home' && event.key !== 'End') return
  event.preventDefault()
  items[Math.min(items.length - 1, Math.max(0, to))]?.focus()
}
