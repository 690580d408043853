/** Two runs side by side: what fails now and did not before, what was put right, what stayed. */
import { attemptKey } from './attempts.ts'
import { type ProbeOutcome, endedAsExpected } from './probe-outcome.ts'
import type { Probe } from './run.schema.ts'
import type { RunComparison } from './compare-runs.schema.ts'

/** Given all probes of the earlier run, then those of the later one; of the earlier only how each attempt ended is kept. */
export class RunsCompared {
  readonly #before = new Map<string, boolean>()
  readonly #seen = new Set<string>()
  readonly #comparison = {
    newlyFailing: [] as RunComparison['fixed'],
    fixed: [] as RunComparison['fixed'],
    same: { good: 0, bad: 0 },
    added: 0,
  }

  earlier(probe: ProbeOutcome): void {
    this.#before.set(attemptKey(probe), endedAsExpected(probe))
  }

  later(probe: Probe): void {
    const key = attemptKey(probe)
    this.#seen.add(key)
    const was = this.#before.get(key)
    const is = endedAsExpected(probe)
    if (was === undefined) this.#comparison.added += 1
    else if (was === is) this.#comparison.same[is ? 'good' : 'bad'] += 1
    else this.#comparison[is ? 'fixed' : 'newlyFailing'].push(comparedProbe(probe))
  }

  result(): RunComparison {
    const missing = [...this.#before.keys()].filter((key) => !this.#seen.has(key)).length
    return { ...this.#comparison, missing }
  }
}

function comparedProbe({ id, from, mailbox, transport, expected }: Probe): RunComparison['fixed'][number] {
  return { probe: id, from, mailbox, transport, expected }
}
