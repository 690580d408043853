/** Time, so that limits, waits and timestamps can be moved by whoever composes the app. */
export interface Clock {
  now(): Date
  /** Resolves after `ms`, or at once when the signal aborts (it never rejects). */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}
