/** Waiting timers: since when a step waits for Microsoft and until when, read from its history so that they survive a restart. */
import type { ChecklistStep } from './checklist.schema.ts'

export interface Wait {
  readonly step: string
  readonly title: string
  /** When somebody said that the step waits; null when no history tells. */
  readonly since: string | null
  /** When the usual time is over. */
  readonly until: string
}

type Waiting = Pick<ChecklistStep, 'id' | 'title' | 'state' | 'waitMinutes' | 'waitUntil' | 'history'>

/**
 * The timer of one step. A step whose time is over counts as long as nobody has looked: it is then shown as `doing`
 * and still has its `waitUntil`. Null when the step does not wait, or waits for something that has no usual time.
 */
export function waitOf(step: Waiting): Wait | null {
  if (step.state !== 'waiting' && !(step.state === 'doing' && step.waitUntil !== null)) return null
  const since = step.history.findLast((move) => move.to === 'waiting' && move.from !== 'waiting')?.at ?? null
  const until = step.waitUntil ?? (since === null ? null : usualEnd(since, step.waitMinutes))
  return until === null ? null : { step: step.id, title: step.title, since, until }
}

/** The wait that ends first: the one a person comes back for. */
export function soonestWait(steps: readonly Waiting[]): Wait | null {
  return (
    steps
      .flatMap((step) => waitOf(step) ?? [])
      .sort((a, b) => Date.parse(a.until) - Date.parse(b.until))[0] ?? null
  )
}

/**
 * Whole minutes until the usual time is over, rounded up; 0 when it is. `now` in milliseconds; a clock that was read
 * before the wait began does not make the wait longer.
 */
export function minutesOfWait({ since, until }: Pick<Wait, 'since' | 'until'>, now: number): number {
  const at = since === null ? now : Math.max(now, Date.parse(since))
  return Math.max(0, Math.ceil((Date.parse(until) - at) / 60_000))
}

function usualEnd(since: string, minutes: number): string | null {
  return minutes === 0 ? null : new Date(Date.parse(since) + minutes * 60_000).toISOString()
}
