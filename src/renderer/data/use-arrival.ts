/** Moves the focus to the heading of the page after a jump, so that keyboard and screen reader go on there. */
import { useEffect, useRef, type RefObject } from 'react'
import { useLocation } from './use-location.ts'

/** `wanted` false: the page has a better place for the focus. */
export function useArrival<T extends HTMLElement>(wanted = true): RefObject<T | null> {
  const heading = useRef<T>(null)
  const { arrivals } = useLocation().location
  const seen = useRef(0)
  useEffect(() => {
    if (arrivals === seen.current) return
    seen.current = arrivals
    if (wanted) heading.current?.focus()
  }, [arrivals, wanted])
  return heading
}
