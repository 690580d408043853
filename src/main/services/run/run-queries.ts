/** What is known of runs, under way or over: looked up, handed over in parts, compared, and proven by a code. */
import type { ProbeDetailView, RunView } from '../../../contract/run-views.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { RunComparison } from '../../../domain/run/compare-runs.schema.ts'
import { matchCode } from '../../../domain/run/probe-mail.ts'
import { isReading } from '../../../domain/transport/transports.ts'
import type { Probe, Run } from '../../../domain/run/run.schema.ts'
import { summarise } from '../../../domain/run/summarise.ts'
import type { Clock, Surroundings } from '../surroundings/surroundings.port.ts'
import type { RecipeSource } from '../desk/stores.port.ts'
import type { RunStore } from '../desk/run-store.port.ts'
import type { Announcer } from '../desk/announcer.ts'
import type { SetupDesk } from '../desk/setup-desk.ts'
import { compareNamed, compareWithEarlier } from './compare-stored-runs.ts'
import { arrived } from './probe-diagnosis.ts'
import { RunJournal } from './run-journal.ts'
import type { ActiveRuns } from './active-runs.ts'

interface RunQueriesDeps {
  readonly runs: RunStore
  readonly recipes: RecipeSource
  readonly clock: Clock
  readonly surroundings: Surroundings
  readonly desk: SetupDesk
  readonly here: ActiveRuns
  readonly announcer: Announcer
}

/** A few hundred kilobytes: some ten milliseconds for main, and as many for the page. */
const probesAPart = 500

export class RunQueries {
  readonly #deps: RunQueriesDeps

  constructor(deps: RunQueriesDeps) {
    this.#deps = deps
  }

  /** In parts, for a window that must not stand still while ten thousand probes are handed over. */
  part(runId: string, from: number): Result<RunView, AppError> {
    const active = this.#deps.here.get(runId)
    if (active !== undefined) return ok(active.journal.part(from, probesAPart))
    const run = this.#deps.runs.getRun(runId)
    if (run === null) return err({ code: 'run-unknown' })
    const probes = this.#deps.runs.someProbes(runId, from, probesAPart)
    // only the first part is asked for the counts of all
    const summary = from === 0 ? this.#deps.runs.summary(runId) : summarise(probes)
    const revision = this.#deps.clock.now().getTime() * 1000
    return ok({
      ...{ run: this.#deps.here.asItIs(run), summary, revision, probes },
      ...{ rate: null, secondsLeft: null, lookingFor: 0 },
    })
  }

  list(setupId: string): Run[] {
    return this.#deps.runs.listRuns(setupId).map((run) => this.#deps.here.asItIs(run))
  }

  probe(runId: string, probeId: string): Result<ProbeDetailView, AppError> {
    const probe = this.#deps.runs.getProbe(probeId)
    if (probe === null || probe.runId !== runId) return err({ code: 'run-unknown' })
    return ok({ probe, transcript: this.#deps.runs.transcript(probeId).map((line) => ({ ...line })) })
  }

  /** The recipient read the six characters out: that message arrived. */
  confirm(runId: string, code: string): Result<{ probe: string; from: string }, AppError> {
    const run = this.#deps.runs.getRun(runId)
    if (run === null) return err({ code: 'run-unknown' })
    if (run.importedAt !== null) return err({ code: 'run-from-file' })
    const journal = this.#deps.here.get(runId)?.journal ?? this.#journalOf(run)
    const mayHaveArrived = [...journal.probes()].filter(
      ({ outcome, transport }) =>
        (outcome === 'accepted' || outcome === 'uncertain') && !isReading(transport),
    )
    const probe = matchCode(code, mayHaveArrived)
    if (probe === null) return err({ code: 'code-not-in-run', field: 'code' })
    journal.change(
      probe.id,
      {
        receipt: 'confirmed',
        receiptBy: 'code',
        receivedAt: this.#deps.clock.now().toISOString(),
        ...this.#arrived(run, probe),
      },
      'confirmed-by-code',
      { by: this.#deps.surroundings.user },
    )
    journal.tell()
    this.#deps.announcer.emit('setup.changed', { setup: run.setupId })
    return ok({ probe: probe.id, from: probe.from })
  }

  #arrived(run: Run, probe: Probe): Partial<Probe> {
    const where = this.#deps.desk.open(run.setupId)
    return where.ok ? arrived(probe, this.#deps.recipes, where.value) : {}
  }

  /** As `compareWithEarlier`. */
  compare(
    setupId: string,
    runId: string,
    before: string | null,
  ): Promise<Result<RunComparison | null, AppError>> {
    return compareWithEarlier(this.#deps.runs, setupId, runId, before)
  }

  /** As `compareNamed`. */
  compareByName(setupId: string, one: string, other: string): Promise<Result<RunComparison, AppError>> {
    return compareNamed(this.#deps.runs, setupId, one, other)
  }

  #journalOf(run: Run): RunJournal {
    return new RunJournal({ ...this.#deps, run, probes: this.#deps.runs.probes(run.id) })
  }
}
