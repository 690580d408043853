/** The clock on the wall. */
import type { Clock } from '../../services/surroundings/clock.port.ts'

export class SystemClock implements Clock {
  now(): Date {
    return new Date()
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted === true) return resolve()
      const wake = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', wake)
        resolve()
      }
      const timer = setTimeout(wake, ms)
      signal?.addEventListener('abort', wake, { once: true })
    })
  }
}
