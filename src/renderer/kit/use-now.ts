/** The time, renewed every so often, so that "today" and waiting timers stay true while the page is open. */
import { useEffect, useState } from 'react'

/** Milliseconds since 1970, renewed every `everyMs`. */
export function useNow(everyMs = 15_000): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), everyMs)
    return () => window.clearInterval(timer)
  }, [everyMs])
  return now
}
