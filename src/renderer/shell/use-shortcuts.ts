/** The keys every Windows program has: help, find, refresh, new, back, the next page. */
import { useEffect, type Dispatch } from 'react'
import type { Move } from '../data/location.ts'
import { useAgain } from '../data/use-desktop.ts'

export function useShortcuts(move: Dispatch<Move>): void {
  const again = useAgain()
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      // A dialog is answered first.
      if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return
      const act = actionOf(event, move, again)
      if (act === null) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [move, again])
}

function actionOf(
  { key, ctrlKey, altKey, shiftKey, metaKey }: KeyboardEvent,
  move: Dispatch<Move>,
  again: () => void,
): (() => void) | null {
  if (metaKey) return null
  if (ctrlKey && !altKey && key === 'Tab') return () => move({ type: 'turn', by: shiftKey ? -1 : 1 })
  if (shiftKey) return null
  if (altKey) return !ctrlKey && key === 'ArrowLeft' ? () => move({ type: 'back' }) : null
  if (!ctrlKey && key === 'F1') return () => move({ type: 'help', part: 'guide', focus: true })
  if (!ctrlKey) return key === 'F5' ? again : null
  if (key === 'n') return () => move({ type: 'go', place: 'new-setup', focus: true })
  const search = document.querySelector<HTMLInputElement>('main input[type="search"]')
  return key === 'f' && search !== null ? () => search.focus() : null
}
