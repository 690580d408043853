/** The counts of a run kept while its probes change, so that nobody has to go through all of them each time. */
import { summarise, type Probe, type RunSummary } from './run.ts'

/** Adds `times` times `more` to `total`. */
export function addTo(total: RunSummary, more: RunSummary, times: number): void {
  for (const name of Object.keys(more) as (keyof RunSummary)[]) total[name] += times * more[name]
}

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
    addTo(this.#counts, summarise([probe]), by)
    if (probe.phase !== 'done') this.#open += by
  }
}
