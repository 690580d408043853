/** What is known of runs, under way or over: looked up, handed over in parts, compared, and proven by a code. */
import type { ProbeDetailView, RunView } from '../../../contract/views.ts'
import { appError, type AppError } from '../../../domain/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { RunComparison } from '../../../domain/run/compare-runs.ts'
import { matchCode } from '../../../domain/run/probe-mail.ts'
import { isReadProbe } from '../../../domain/run/probe-kinds.ts'
import { summarise, type Run } from '../../../domain/run/run.ts'
import type { Clock } from '../../ports/clock.ts'
import type { RunStore } from '../../ports/run-store.ts'
import type { Surroundings } from '../../ports/surroundings.ts'
import type { Announcer } from '../announcer.ts'
import { arrived } from './arrival.ts'
import { compareNamed, compareWithEarlier } from './compare-stored-runs.ts'
import { RunJournal } from './run-journal.ts'
import type { RunsHere } from './runs-here.ts'
import { unknownRun } from './unknown-run.ts'

interface RunRecordsPorts {
  readonly runs: RunStore
  readonly clock: Clock
  readonly surroundings: Surroundings
}

/** A few hundred kilobytes: some ten milliseconds for main, and as many for the page. */
const probesAPart = 500

export class RunRecords {
  readonly #ports: RunRecordsPorts
  readonly #here: RunsHere
  readonly #announcer: Announcer

  constructor(ports: RunRecordsPorts, here: RunsHere, announcer: Announcer) {
    this.#ports = ports
    this.#here = here
    this.#announcer = announcer
  }

  /** In parts, for a window that must not stand still while ten thousand probes are handed over. */
  part(runId: string, from: number): Result<RunView, AppError> {
    const active = this.#here.get(runId)
    if (active !== undefined) return ok(active.journal.part(from, probesAPart))
    const run = this.#ports.runs.getRun(runId)
    if (run === null) return err(unknownRun())
    const probes = this.#ports.runs.someProbes(runId, from, probesAPart)
    // only the first part is asked for the counts of all
    const summary = from === 0 ? this.#ports.runs.summary(runId) : summarise(probes)
    const revision = this.#ports.clock.now().getTime() * 1000
    return ok({
      ...{ run: this.#here.asItIs(run), summary, revision, probes },
      ...{ rate: null, secondsLeft: null, lookingFor: 0 },
    })
  }

  list(setupId: string): Run[] {
    return this.#ports.runs.listRuns(setupId).map((run) => this.#here.asItIs(run))
  }

  probe(runId: string, probeId: string): Result<ProbeDetailView, AppError> {
    const probe = this.#ports.runs.getProbe(probeId)
    if (probe === null || probe.runId !== runId) return err(unknownRun())
    return ok({ probe, transcript: this.#ports.runs.transcript(probeId).map((line) => ({ ...line })) })
  }

  /** The recipient read the six characters out: that message arrived. */
  confirm(runId: string, code: string): Result<{ probe: string; from: string }, AppError> {
    const run = this.#ports.runs.getRun(runId)
    if (run === null) return err(unknownRun())
    const journal = this.#here.get(runId)?.journal ?? this.#journalOf(run)
    const mayHaveArrived = [...journal.probes()].filter(
      ({ outcome, transport }) =>
        (outcome === 'accepted' || outcome === 'uncertain') && !isReadProbe(transport),
    )
    const probe = matchCode(code, mayHaveArrived)
    if (probe === null)
      return err(
        appError('bad-input', 'No message of this run carries this code.', {
          field: 'code',
          next: 'Type the six characters in square brackets from the mail’s subject; messages of earlier runs have other codes.',
        }),
      )
    journal.change(
      probe.id,
      {
        receipt: 'confirmed',
        receiptBy: 'code',
        receivedAt: this.#ports.clock.now().toISOString(),
        ...arrived(probe),
      },
      'confirmed-by-code',
      { by: this.#ports.surroundings.user },
    )
    journal.tell()
    this.#announcer.emit('setup.changed', { setup: run.setupId })
    return ok({ probe: probe.id, from: probe.from })
  }

  /** As `compareWithEarlier`. */
  compare(
    setupId: string,
    runId: string,
    before: string | null,
  ): Promise<Result<RunComparison | null, AppError>> {
    return compareWithEarlier(this.#ports.runs, setupId, runId, before)
  }

  /** As `compareNamed`. */
  compareByName(setupId: string, one: string, other: string): Promise<Result<RunComparison, AppError>> {
    return compareNamed(this.#ports.runs, setupId, one, other)
  }

  #journalOf(run: Run): RunJournal {
    const { runs, clock } = this.#ports
    return new RunJournal(runs, clock, this.#announcer, run, runs.probes(run.id))
  }
}
