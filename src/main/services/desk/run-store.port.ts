/** Runs, probes and their journal. Every call is one durable transaction when it returns. */
import type { ProbeOutcome } from '../../../domain/run/probe-outcome.ts'
import type { Probe, Run, RunSummary } from '../../../domain/run/run.schema.ts'
import type { TranscriptLine } from '../../../domain/run/transcript.schema.ts'

export interface JournalEntry {
  readonly at: string
  readonly probeId: string | null
  readonly kind: string
  readonly data: Readonly<Record<string, unknown>>
}

export interface ProbeChange {
  readonly probe: Probe
  readonly entry: JournalEntry
  readonly transcript?: readonly TranscriptLine[]
}

export interface RunStore {
  /** A run out of a file, with all its probes: it has no journal here, which is how it is known (`importedAt`). */
  createRun(run: Run, probes: readonly Probe[]): void
  /** Journals that a run begins here; its plan follows in parts. Until it is complete only `openRuns` tells of it: nothing of it may be tried. */
  beginRun(run: Run): void
  /** `holder` as below. */
  addProbes(probes: readonly Probe[], holder: string): void
  completePlan(runId: string, holder: string): void
  /** Takes a run away whose plan never became complete, so that nothing was tried; false when it is complete. */
  discardIncomplete(runId: string): boolean
  getRun(id: string): Run | null
  /**
   * The last one that was begun here first, whatever the clock of this PC said then; those out of files follow, and no
   * date in a file puts one before what was carried out here.
   */
  listRuns(setupId: string): Run[]
  /** Runs that some process left in state running or paused. */
  openRuns(): Run[]
  /** With a `holder`: only while it holds the run's lease; otherwise nothing is written and StoreFailure `busy` thrown. */
  saveRun(run: Run, holder?: string): void
  probes(runId: string): Probe[]
  /** The same one after another, read in parts: for who needs each of them once. */
  eachProbe(runId: string): Iterable<Probe>
  /** What `summarise` says of all its probes, counted by the store. */
  summary(runId: string): RunSummary
  /** What they came to, without their texts, in the same order. */
  outcomes(runId: string): ProbeOutcome[]
  /** What became of those that must be refused. */
  refusals(runId: string): ProbeOutcome[]
  /** Some of them in their order: at most `most`, after the first `from`. */
  someProbes(runId: string, from: number, most: number): Probe[]
  getProbe(id: string): Probe | null
  /** The probe's new state and the journal entry that explains it, in one transaction; `holder` as above. */
  saveProbe(probe: Probe, entry: JournalEntry, holder?: string): void
  /** Several at once, with what was said on the way: all of them or none. */
  saveProbes(changes: readonly ProbeChange[], holder?: string): void
  transcript(probeId: string): TranscriptLine[]
  /** One after another, read in parts: a run of ten thousand has eighty thousand of them. */
  journal(runId: string): Iterable<JournalEntry>
  /**
   * Takes, renews or gives back the right to work on a run: one process at a time. A lease not renewed for
   * `seconds` may be taken by another owner. Returns whether `owner` holds it now.
   */
  takeLease(runId: string, owner: string, now: string, seconds: number): boolean
  releaseLease(runId: string, owner: string): void
  /** Who holds the lease, expired or not; null when nobody does. */
  leaseOwner(runId: string): string | null
}
