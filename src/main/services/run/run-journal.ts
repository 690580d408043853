/** One run's state in memory and in the store at once: every change is journaled before it counts. */
import type { RunProgressView, RunView } from '../../../contract/run-views.schema.ts'
import type { Probe, Run } from '../../../domain/run/run.schema.ts'
import { isReceived } from '../../../domain/run/probe-outcome.ts'
import { RunTally } from '../../../domain/run/run-tally.ts'
import type { Clock } from '../surroundings/surroundings.port.ts'
import type { TranscriptLine } from '../../../domain/run/transcript.schema.ts'
import type { RunStore } from '../desk/run-store.port.ts'
import type { Announcer } from '../desk/announcer.ts'
import { inTurns } from './turns.ts'

/** Rate is measured over this window. */
const rateWindowMs = 10_000
/** The window is told at most this often, so that a fast run does not drown it. */
const tellEveryMs = 120

export interface ExplainedChange {
  readonly id: string
  readonly change: Partial<Probe>
  readonly kind: string
  readonly data: Readonly<Record<string, unknown>>
}

interface RunJournalDeps {
  readonly runs: RunStore
  readonly clock: Clock
  readonly announcer: Announcer
  readonly run: Run
  /** Those of the run, as they are stored. */
  readonly probes: Iterable<Probe>
  /** Who works on the run; once its lease has gone to somebody else, nothing more is written here. */
  readonly holder?: string
}

export class RunJournal {
  readonly #runs: RunStore
  readonly #clock: Clock
  readonly #announcer: Announcer
  readonly #holder: string | undefined
  readonly #probes = new Map<string, Probe>()
  readonly #tally = new RunTally()
  /** Accepted or uncertain, and not seen to arrive: worth looking for. */
  readonly #awaited = new Set<string>()
  /** Moved since the window was last told. */
  readonly #changed = new Set<string>()
  #run: Run
  #finishedAt: number[] = []
  #lookingFor = 0
  #lastDoneAt: number
  #toldAt = 0
  #tellTimer: ReturnType<typeof setTimeout> | null = null
  #revision: number

  constructor({ runs, clock, announcer, run, probes, holder }: RunJournalDeps) {
    this.#runs = runs
    this.#clock = clock
    this.#announcer = announcer
    this.#run = run
    this.#holder = holder
    this.#lastDoneAt = clock.now().getTime()
    // A run taken up again is told on by another journal, whose numbers have to be greater.
    this.#revision = clock.now().getTime() * 1000
    for (const probe of probes) this.#put(probe)
  }

  /** As the constructor, in turns: for a run that is taken up while a window is open. */
  static async of(deps: RunJournalDeps): Promise<RunJournal> {
    const journal = new RunJournal({ ...deps, probes: [] })
    for await (const probe of inTurns(deps.probes)) journal.#put(probe)
    return journal
  }

  get run(): Run {
    return this.#run
  }

  probes(): IterableIterator<Probe> {
    return this.#probes.values()
  }

  /** When a probe last ended, in milliseconds; at first when the run was taken up. */
  get lastDoneAt(): number {
    return this.#lastDoneAt
  }

  /** Probes whose arrival is not seen yet. */
  awaited(): Probe[] {
    return [...this.#awaited].map((id) => this.probe(id))
  }

  probe(id: string): Probe {
    const probe = this.#probes.get(id)
    if (probe === undefined) throw new Error(`probe ${id} is not part of run ${this.#run.id}`)
    return probe
  }

  /** Stores the probe's change together with the journal entry that explains it, and what was said on the way. */
  change(
    id: string,
    change: Partial<Probe>,
    kind: string,
    data: Readonly<Record<string, unknown>> = {},
    transcript?: readonly TranscriptLine[],
  ): Probe {
    const probe = { ...this.probe(id), ...change }
    const now = this.#clock.now()
    const entry = { at: now.toISOString(), probeId: id, kind, data }
    this.#runs.saveProbes(
      [{ probe, entry, ...(transcript === undefined ? {} : { transcript }) }],
      this.#holder,
    )
    this.#put(probe)
    this.#changed.add(id)
    if (change.phase === 'done') this.#finished(now.getTime())
    this.#tellSoon()
    return probe
  }

  /** The same for several probes that have not just ended: one wait for the disk, not one each. */
  changeAll(changes: readonly ExplainedChange[]): void {
    const at = this.#clock.now().toISOString()
    const changed = changes.map(({ id, change, kind, data }) => ({
      probe: { ...this.probe(id), ...change },
      entry: { at, probeId: id, kind, data },
    }))
    this.#runs.saveProbes(changed, this.#holder)
    for (const { probe } of changed) {
      this.#put(probe)
      this.#changed.add(probe.id)
    }
    this.#tellSoon()
  }

  setRun(change: Partial<Run>): void {
    const run = { ...this.#run, ...change }
    this.#runs.saveRun(run, this.#holder)
    this.#run = run
    this.#tellSoon()
  }

  /** Ended by something else than its end: what stands in the store now is what there is. */
  interrupted(): void {
    this.#run = { ...this.#run, state: 'interrupted' }
    for (const probe of this.#runs.eachProbe(this.#run.id)) {
      if (probe.phase === this.probe(probe.id).phase) continue
      this.#put(probe)
      this.#changed.add(probe.id)
    }
    this.tell()
  }

  setLookingFor(count: number): void {
    if (count === this.#lookingFor) return
    this.#lookingFor = count
    this.#tellSoon()
  }

  view(): RunView {
    return { ...this.#figures(), probes: [...this.#probes.values()] }
  }

  /** The figures of all, and the probes after the first `from`: at most `most`. */
  part(from: number, most: number): RunView {
    return { ...this.#figures(), probes: [...this.#probes.values().drop(from).take(most)] }
  }

  /** Only what moved: a run of ten thousand is not sent as a whole eight times a second. */
  tell(): void {
    if (this.#tellTimer !== null) clearTimeout(this.#tellTimer)
    this.#tellTimer = null
    this.#toldAt = this.#clock.now().getTime()
    const progress: RunProgressView = {
      ...this.#figures(),
      changed: [...this.#changed].map((id) => this.probe(id)),
    }
    this.#changed.clear()
    this.#announcer.emit('run.progress', progress)
  }

  #put(probe: Probe): void {
    const before = this.#probes.get(probe.id)
    this.#probes.set(probe.id, probe)
    this.#tally.replace(before ?? null, probe)
    if (awaitsReceipt(probe)) this.#awaited.add(probe.id)
    else this.#awaited.delete(probe.id)
    this.#revision += 1
  }

  #finished(nowMs: number): void {
    this.#lastDoneAt = nowMs
    this.#finishedAt.push(nowMs)
    const old = this.#finishedAt.findIndex((at) => nowMs - at < rateWindowMs)
    if (old > 1_000) this.#finishedAt.splice(0, old)
  }

  #figures(): Omit<RunView, 'probes'> {
    const now = this.#clock.now().getTime()
    this.#finishedAt = this.#finishedAt.filter((at) => now - at < rateWindowMs)
    const { open } = this.#tally
    const first = this.#finishedAt[0]
    const rate =
      first === undefined || open === 0 ? null : this.#finishedAt.length / Math.max(0.5, (now - first) / 1000)
    return {
      run: this.#run,
      summary: this.#tally.summary(),
      revision: this.#revision,
      rate: rate === null ? null : Math.round(rate * 10) / 10,
      secondsLeft: rate === null || rate === 0 ? null : Math.ceil(open / rate),
      lookingFor: this.#lookingFor,
    }
  }

  #tellSoon(): void {
    this.#revision += 1
    if (this.#tellTimer !== null) return
    const wait = Math.max(0, this.#toldAt + tellEveryMs - this.#clock.now().getTime())
    this.#tellTimer = setTimeout(() => this.tell(), wait)
    this.#tellTimer.unref()
  }
}

function awaitsReceipt(probe: Probe): boolean {
  return probe.phase === 'done' && probe.receipt === 'waiting' && !isReceived(probe)
}
