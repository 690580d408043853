/** Waiting for a directory of many replicas, in a rehearsal as short as can be. @see setup-automation 1.1 */
import { backOff, patienceMs } from '../../../domain/entra/apply/judge-refusal.ts'
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import type { Clock, Surroundings } from '../surroundings/surroundings.port.ts'

/** One answer may come from a replica that is ahead of the others: before the next write leans on it. */
const equalInARow = 5
/** Where nothing is written after it, and each look is a dozen questions. */
export const twice = 2
const betweenEqualMs = 2_000

export class Pace {
  readonly #clock: Clock
  readonly #share: number
  readonly #signal: AbortSignal

  constructor(clock: Clock, { practiceMinuteMs = 0 }: Surroundings, cloud: Cloud, signal: AbortSignal) {
    this.#clock = clock
    this.#share = cloud.kind === 'practice' ? practiceMinuteMs / 60_000 : 1
    this.#signal = signal
  }

  wait(ms: number): Promise<void> {
    return this.#clock.sleep(ms * this.#share, this.#signal)
  }

  /** Milliseconds before try number `attempt` (1 is the second one); null when patience is at an end. */
  next(attempt: number, waitedMs: number, askedMs: number | null): number | null {
    const wait = askedMs ?? backOff[Math.min(attempt, backOff.length) - 1] ?? 0
    return waitedMs + wait > patienceMs ? null : wait
  }

  /** Asks until several answers in a row are yes: then every replica knows. False when that takes too long. */
  async steady(
    ask: () => Promise<boolean>,
    {
      limitMs = patienceMs,
      times = equalInARow,
    }: { readonly limitMs?: number; readonly times?: number } = {},
  ): Promise<boolean> {
    let inARow = 0
    for (let waited = 0, misses = 0; ;) {
      inARow = (await ask()) ? inARow + 1 : 0
      if (inARow >= times) return true
      if (inARow === 0) misses += 1
      const wait = inARow > 0 ? betweenEqualMs : (backOff[Math.min(misses, backOff.length) - 1] ?? 0)
      if (waited + wait > limitMs || this.#signal.aborted) return false
      await this.wait(wait)
      waited += wait
    }
  }
}
