/** The pages of a setup as tabs: one tab stop, arrow keys move and show. */
import type { KeyboardEvent, ReactNode } from 'react'
import { arrowKeys } from './arrow-list.ts'
import styles from './tabs.module.css'

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
