/** One run's state in memory and in the store at once: every change is journaled before it counts. */
import type { RunView } from '../../../contract/views.ts'
import { isReceived, summarise, type Probe, type Run } from '../../../domain/run/run.ts'
import type { Clock } from '../../ports/clock.ts'
import type { RunStore } from '../../ports/run-store.ts'
import type { Announcer } from '../announcer.ts'

/** Rate is measured over this window. */
const rateWindowMs = 10_000
/** The window is told at most this often, so that a fast run does not drown it. */
const tellEveryMs = 120

export class RunJournal {
  readonly #runs: RunStore
  readonly #clock: Clock
  readonly #announcer: Announcer
  readonly #probes = new Map<string, Probe>()
  #run: Run
  #finishedAt: number[] = []
  #lookingFor = 0
  #toldAt = 0
  #tellTimer: ReturnType<typeof setTimeout> | null = null

  constructor(runs: RunStore, clock: Clock, announcer: Announcer, run: Run) {
    this.#runs = runs
    this.#clock = clock
    this.#announcer = announcer
    this.#run = run
    for (const probe of runs.probes(run.id)) this.#probes.set(probe.id, probe)
  }

  get run(): Run {
    return this.#run
  }

  probes(): Probe[] {
    return [...this.#probes.values()]
  }

  probe(id: string): Probe {
    const probe = this.#probes.get(id)
    if (probe === undefined) throw new Error(`probe ${id} is not part of run ${this.#run.id}`)
    return probe
  }

  /** Stores the probe's change together with the journal entry that explains it. */
  change(
    id: string,
    change: Partial<Probe>,
    kind: string,
    data: Readonly<Record<string, unknown>> = {},
  ): Probe {
    const probe = { ...this.probe(id), ...change }
    const now = this.#clock.now()
    this.#runs.saveProbe(probe, { at: now.toISOString(), probeId: id, kind, data })
    this.#probes.set(id, probe)
    if (change.phase === 'done') this.#finishedAt.push(now.getTime())
    this.#tellSoon()
    return probe
  }

  setRun(change: Partial<Run>): void {
    this.#run = { ...this.#run, ...change }
    this.#runs.saveRun(this.#run)
    this.tell()
  }

  setLookingFor(count: number): void {
    this.#lookingFor = count
    this.#tellSoon()
  }

  view(): RunView {
    const now = this.#clock.now().getTime()
    this.#finishedAt = this.#finishedAt.filter((at) => now - at < rateWindowMs)
    const probes = this.probes()
    const open = probes.filter((probe) => probe.phase !== 'done').length
    const first = this.#finishedAt[0]
    const rate =
      first === undefined || open === 0 ? null : this.#finishedAt.length / Math.max(0.5, (now - first) / 1000)
    return {
      run: this.#run,
      summary: summarise(probes),
      probes,
      rate: rate === null ? null : Math.round(rate * 10) / 10,
      secondsLeft: rate === null || rate === 0 ? null : Math.ceil(open / rate),
      lookingFor: this.#lookingFor,
    }
  }

  tell(): void {
    if (this.#tellTimer !== null) clearTimeout(this.#tellTimer)
    this.#tellTimer = null
    this.#toldAt = this.#clock.now().getTime()
    this.#announcer.emit('run.progress', this.view())
  }

  #tellSoon(): void {
    if (this.#tellTimer !== null) return
    const wait = Math.max(0, this.#toldAt + tellEveryMs - this.#clock.now().getTime())
    this.#tellTimer = setTimeout(() => this.tell(), wait)
    this.#tellTimer.unref()
  }
}

/** Accepted or uncertain, and not seen to arrive: worth looking for. */
export function awaitsReceipt(probe: Probe): boolean {
  return probe.phase === 'done' && probe.receipt === 'waiting' && !isReceived(probe)
}
