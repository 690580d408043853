/** Hands the location and its moves to every page. */
import { createContext, useContext, type Dispatch } from 'react'
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
