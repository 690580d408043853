/** Arrow keys, Home and End inside a list that is one tab stop. Works on every element marked data-item. */
import type { KeyboardEvent } from 'react'

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }

export function arrowKeys(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-item]')]
  const at = items.findIndex((item) => item === document.activeElement)
  if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return
  const to = event.key === 'Home' ? 0 : event.key === 'End' ? items.length - 1 : at + (steps[event.key] ?? 0)
  if (to === at && event.key !== 'Home' && event.key !== 'End') return
  event.preventDefault()
  items[Math.min(items.length - 1, Math.max(0, to))]?.focus()
}
