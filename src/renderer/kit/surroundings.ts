/** What the page follows outside itself: the clock, and what the system prefers and has room for. */
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'

/** Milliseconds since 1970, renewed every `everyMs`. */
export function useNow(everyMs = 15_000): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), everyMs)
    return () => window.clearInterval(timer)
  }, [everyMs])
  return now
}

/** Asks the system what it prefers and how much room there is. */
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
