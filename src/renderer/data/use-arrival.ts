/** Moves the focus to the heading of the page after a jump, so that keyboard and screen reader go on there. */
import { useEffect, useRef, type RefObject } from 'react'
import { useLocation } from './use-location.ts'

export function useArrival<T extends HTMLElement>(): RefObject<T | null> {
  const heading = useRef<T>(null)
  const { arrivals } = useLocation().location
  useEffect(() => {
    if (arrivals > 0) heading.current?.focus()
  }, [arrivals])
  return heading
}
