/** Hands the location and its moves to every page, and the focus to a page that was jumped to. */
import { createContext, useContext, useEffect, useRef, type Dispatch, type RefObject } from 'react'
import { nothingOpened, type Location, type Move, type Opened } from './location.ts'

export const LocationContext = createContext<{
  readonly location: Location
  readonly move: Dispatch<Move>
} | null>(null)

export function useLocation(): { readonly location: Location; readonly move: Dispatch<Move> } {
  const value = useContext(LocationContext)
  if (value === null) throw new Error('LocationContext is missing above this component')
  return value
}

export function useOpened(setup: string): Opened {
  return useLocation().location.opened[setup] ?? nothingOpened
}

/**
 * Moves the focus to the heading of the page after a jump, so that keyboard and screen reader go on there.
 * `wanted` false: the page has a better place for the focus.
 */
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
