/** The counts of a run kept while its probes change, so that nobody has to go through all of them each time. */
import type { Probe, RunSummary } from './run.schema.ts'
import { countIn, summarise } from './summarise.ts'

export class RunTally {
  readonly #counts = summarise([])
  #open = 0

  /** `before` null: a probe that was not counted yet. */
  replace(before: Probe | null, after: Probe): void {
    if (before !== null) this.#count(before, -1)
    this.#count(after, 1)
  }

  /** Probes that are not done. */
  get open(): number {
    return this.#open
  }

  summary(): RunSummary {
    return { ...this.#counts }
  }

  #count(probe: Probe, by: 1 | -1): void {
    countIn(this.#counts, probe, by)
    if (probe.phase !== 'done') this.#open += by
  }
}
