/** One run under way in this process: carried out to its end, or left in order when something breaks it. */
import type { RunView } from '../../../contract/run-views.schema.ts'
import { isUnfinished } from '../../../domain/run/probe-outcome.ts'
import type { Clock, Log, Surroundings } from '../surroundings/surroundings.port.ts'
import type { MailboxStore, SetupStore } from '../desk/stores.port.ts'
import type { RunStore } from '../desk/run-store.port.ts'
import { StoreFailure, takenOver } from '../surroundings/store-failure.port.ts'
import type { Announcer } from '../desk/announcer.ts'
import { EarlyWatch } from './early-watch.ts'
import { ProbeSender, type ProbeSenderPorts } from './probe-sender.ts'
import { ProbeTokens, type ProbeTokensDeps } from './probe-tokens.ts'
import { practicePatience, realPatience, ReceiptFinder } from './receipt-finder.ts'
import { receiptSources, type ReceiptSourcePorts } from './receipt-sources.ts'
import type { RunJournal } from './run-journal.ts'
import { leaseOwner, leaseRenewMs, putRight, takeLease } from './run-recovery.ts'
import { RunWorker } from './run-worker.ts'

export interface ActiveRunPorts extends ProbeSenderPorts, ReceiptSourcePorts {
  readonly runs: RunStore
  readonly setups: SetupStore
  readonly mailboxes: MailboxStore
  readonly clock: Clock
  readonly log: Log
  readonly surroundings: Surroundings
}

interface ActiveRunDeps extends ActiveRunPorts, ProbeTokensDeps {
  readonly announcer: Announcer
  readonly journal: RunJournal
  readonly parallel: number
  /** As the worker's patience. */
  readonly waitMs: number | undefined
}

export class ActiveRun {
  readonly #deps: ActiveRunDeps
  readonly #worker: RunWorker
  readonly #finder: ReceiptFinder
  readonly #looking = new AbortController()
  /** What ended the run before its end, the first first. */
  readonly #broke: unknown[] = []
  readonly journal: RunJournal
  finished: Promise<RunView>

  /** The run has to be this process's own by now. */
  constructor(deps: ActiveRunDeps) {
    this.#deps = deps
    this.journal = deps.journal
    const early = new EarlyWatch(deps)
    const tokens = new ProbeTokens(deps)
    const sender = new ProbeSender({ ...deps, tokens, early: (probe) => early.of(probe) })
    this.#worker = new RunWorker({ ...deps, sender, patienceMs: deps.waitMs })
    this.#finder = new ReceiptFinder({ ...deps, sources: receiptSources(deps, deps.journal.run.to) })
    this.finished = Promise.resolve(this.journal.view())
  }

  /** `ended` is called when the run is no longer under way, before anybody is told. */
  carryOut(ended: () => void): Promise<RunView> {
    this.finished = this.#untilDone(ended)
    this.journal.tell()
    return this.finished
  }

  pause(): void {
    this.#worker.pause()
    this.journal.setRun({ state: 'paused' })
  }

  resume(): void {
    this.#worker.resume()
    this.journal.setRun({ state: 'running' })
  }

  tryNow(): void {
    this.#worker.tryNow()
    this.journal.setRun({ state: 'running' })
  }

  stop(): void {
    this.#worker.stop()
    this.#looking.abort()
  }

  async #untilDone(ended: () => void): Promise<RunView> {
    const { runs, surroundings, clock, log, transports } = this.#deps
    const { journal } = this
    const runId = journal.run.id
    const renew = setInterval(() => {
      try {
        // Renewed, never taken again: who slept past the end of the lease would go on with what has become of the run since.
        const mine = runs.leaseOwner(runId) === leaseOwner(surroundings)
        if (!mine || !takeLease(runs, surroundings, clock, runId)) this.#breakOff(takenOver())
      } catch (failure) {
        // One renewal that fails costs nothing. What is written next says whether the run can go on.
        log.warn('lease.failed', { run: runId, failure: said(failure) })
      }
    }, leaseRenewMs)
    let sending = true
    const watching = this.#finder
      .watch(
        journal,
        this.#deps.where.practice === null ? realPatience : practicePatience,
        () => sending,
        this.#looking.signal,
      )
      .catch((failure: unknown) => this.#breakOff(failure))
    await this.#worker.work().catch((failure: unknown) => this.#breakOff(failure))
    sending = false
    await watching
    clearInterval(renew)
    for (const transport of new Set(Object.values(transports))) await transport.close()
    try {
      if (this.#broke.length > 0) this.#leaveInOrder()
      else this.#close()
      runs.releaseLease(runId, leaseOwner(surroundings))
    } catch (failure) {
      // Then it stays as it is in the store, with its lease: whoever takes the run up puts it right.
      this.#broke.push(failure)
    } finally {
      ended()
      this.#deps.announcer.emit('setup.changed', { setup: this.#deps.where.setup.id })
    }
    if (this.#broke.length === 0) return journal.view()
    const [failure] = this.#broke
    this.#tellBroken(failure)
    throw failure
  }

  #breakOff(failure: unknown): void {
    this.#broke.push(failure)
    this.stop()
  }

  #close(): void {
    const unsent = [...this.journal.probes()].some(isUnfinished)
    const unseen = this.journal.awaited().length > 0 && this.#finder.canRead
    this.journal.setRun({
      state: unsent || (unseen && this.#looking.signal.aborted) ? 'stopped' : 'finished',
      finishedAt: this.#deps.clock.now().toISOString(),
    })
  }

  /** Unless somebody else has the run by now: then it is theirs. */
  #leaveInOrder(): void {
    const { runs, setups, clock, surroundings } = this.#deps
    const { run } = this.journal
    try {
      setups.transaction(() => {
        if (runs.leaseOwner(run.id) === leaseOwner(surroundings)) putRight(runs, clock, run)
      })
    } finally {
      this.journal.interrupted()
    }
  }

  #tellBroken(failure: unknown): void {
    this.#deps.log.warn('run.broke', { run: this.journal.run.id, failure: said(failure) })
    if (!(failure instanceof StoreFailure)) return
    const notice = { code: 'run-interrupted' as const, problem: failure.error }
    this.#deps.announcer.emit('app.notice', { level: 'warning', notice })
  }
}

function said(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure)
}
