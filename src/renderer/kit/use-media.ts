/** Asks the system what it prefers and how much room there is. */
import { useCallback, useSyncExternalStore } from 'react'

export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = window.matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches)
}

/** One column: small windows and 200 % zoom. The style sheets say the same. */
export const narrowQuery = '(max-width: 900px), (max-height: 520px)'
