/** Verification runs: plan, start, pause, stop, resume, look up, take a code. */
import type { ProbeDetailView, RunPlanView, RunView } from '../../../contract/views.ts'
import { appError, type AppError } from '../../../domain/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { needsCredential, needsOutside, planRun } from '../../../domain/run/plan-run.ts'
import { matchCode, messageIdFor } from '../../../domain/run/probe-mail.ts'
import { compareRuns, type RunComparison } from '../../../domain/run/compare-runs.ts'
import { isReadProbe } from '../../../domain/run/probe-kinds.ts'
import { untried, type Probe, type Run } from '../../../domain/run/run.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Ids } from '../../ports/ids.ts'
import type { Log } from '../../ports/log.ts'
import type { CredentialStore } from '../../ports/credential-store.ts'
import type { MailboxStore } from '../../ports/mailbox-store.ts'
import type { SetupStore } from '../../ports/setup-store.ts'
import type { RunStore } from '../../ports/run-store.ts'
import type { Surroundings } from '../../ports/surroundings.ts'
import type { Announcer } from '../announcer.ts'
import type { ConnectedSetup, SetupDesk } from '../setup-desk.ts'
import type { TokenService } from '../token-service.ts'
import { chooseAttempts, type Choice } from './choose-attempts.ts'
import { EarlyWatch } from './early-watch.ts'
import { ProbeSender, type ProbeSenderPorts } from './probe-sender.ts'
import { ProbeTokens, type AppTokens } from './probe-tokens.ts'
import { ReceiptFinder } from './receipt-finder.ts'
import { practicePatience, realPatience } from './receipt-patience.ts'
import { receiptSources, type ReceiptSourcePorts } from './receipt-sources.ts'
import { RunJournal } from './run-journal.ts'
import { arrived } from './arrival.ts'
import { leaseOwner, leaseRenewMs, recoverRuns, takeLease } from './run-recovery.ts'
import { RunWorker } from './run-worker.ts'

export interface RunServicePorts extends ProbeSenderPorts, ReceiptSourcePorts {
  readonly runs: RunStore
  readonly setups: SetupStore
  readonly mailboxes: MailboxStore
  readonly credentials: CredentialStore
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly surroundings: Surroundings
}

export interface StartOptions extends Choice {
  readonly parallel: number
  /** Another recipient for this run; its code has to be typed in unless it is the setup's recipient. */
  readonly to?: string
  /** How long what may be too early is waited for, once all else is done; without it as long as it takes. */
  readonly waitMs?: number
}

export interface StartedRun {
  readonly run: Run
  readonly finished: Promise<RunView>
}

interface ActiveRun {
  readonly journal: RunJournal
  readonly worker: RunWorker
  readonly looking: AbortController
  readonly finished: Promise<RunView>
}

export class RunService {
  readonly #ports: RunServicePorts
  readonly #desk: SetupDesk
  readonly #tokens: TokenService
  readonly #apps: AppTokens
  readonly #announcer: Announcer
  readonly #active = new Map<string, ActiveRun>()

  constructor(
    ports: RunServicePorts,
    desk: SetupDesk,
    tokens: TokenService,
    apps: AppTokens,
    announcer: Announcer,
  ) {
    this.#ports = ports
    this.#desk = desk
    this.#tokens = tokens
    this.#apps = apps
    this.#announcer = announcer
  }

  /** Puts runs right that a crashed process left behind; call once at start. */
  recover(): number {
    return recoverRuns(this.#ports.runs, this.#ports.surroundings, this.#ports.clock)
  }

  isBusy(): boolean {
    return this.#active.size > 0
  }

  /** `recipient` overrides the setup's for this plan. */
  plan(setupId: string, recipient?: string): Result<RunPlanView, AppError> {
    const opened = this.#desk.open(setupId)
    if (!opened.ok) return opened
    const { recipe } = opened.value
    const setup = recipient === undefined ? opened.value.setup : { ...opened.value.setup, recipient }
    const mailboxes = this.#ports.mailboxes.listMailboxes(setupId)
    const credential = this.#ports.credentials.listCredentials(setupId).length > 0
    const { to, probes, missing } = planRun({ recipe, setup, mailboxes, credential })
    return ok({
      to,
      probes,
      missing,
      needsOutside: needsOutside(recipe, setup.answers),
      needsCredential: !credential && needsCredential(recipe, setup.answers),
      readsBack: mailboxes.some(
        (mailbox) => mailbox.purpose === 'recipient' && mailbox.authorisation !== null,
      ),
    })
  }

  /** Journals the whole plan, then sends. Progress comes as `run.progress`. */
  async start(setupId: string, options: StartOptions): Promise<Result<StartedRun, AppError>> {
    const plan = this.plan(setupId, options.to)
    if (!plan.ok) return plan
    const { to } = plan.value
    if (to === null)
      return err(
        appError('bad-input', 'Nobody is named who receives the verification messages.', {
          field: 'to',
          next: 'Name a recipient on the Mailboxes page first.',
        }),
      )
    if (this.#activeOf(setupId) !== null)
      return err(
        appError('busy', 'A run of this setup is under way already.', {
          next: 'Wait for it to end, or stop it.',
        }),
      )
    const chosen = chooseAttempts(this.#ports.runs, setupId, plan.value.probes, options)
    if (!chosen.ok) return chosen
    const connected = await this.#desk.connect(setupId)
    if (!connected.ok) return connected
    const run: Run = {
      id: this.#ports.ids.uuid(),
      setupId,
      state: 'running',
      startedAt: this.#ports.clock.now().toISOString(),
      finishedAt: null,
      startedBy: this.#ports.surroundings.user,
      to,
    }
    const codes = new Set<string>()
    const probes = chosen.value.map((planned, index): Probe => {
      const id = this.#ports.ids.uuid()
      return {
        id,
        runId: run.id,
        seq: index + 1,
        check: planned.check,
        transport: planned.transport,
        mailboxId: planned.mailboxId,
        mailbox: planned.mailbox,
        from: planned.from,
        to,
        expected: planned.expected,
        messageId: messageIdFor(id, planned.from),
        code: this.#freshCode(codes),
        ...untried,
      }
    })
    this.#ports.runs.createRun(run, probes)
    return this.#carryOut(connected.value, run, options.parallel, options.waitMs)
  }

  /** Goes on with a paused, stopped or interrupted run: unsent probes are sent, uncertain ones only looked for. */
  async resume(runId: string, parallel: number, waitMs?: number): Promise<Result<StartedRun, AppError>> {
    const active = this.#active.get(runId)
    if (active !== undefined) {
      active.worker.resume()
      active.journal.setRun({ state: 'running' })
      return ok({ run: active.journal.run, finished: active.finished })
    }
    const run = this.#ports.runs.getRun(runId)
    if (run === null) return err(unknownRun())
    if (this.#activeOf(run.setupId) !== null)
      return err(
        appError('busy', 'Another run of this setup is under way.', {
          next: 'Wait for it to end, or stop it.',
        }),
      )
    const connected = await this.#desk.connect(run.setupId)
    if (!connected.ok) return connected
    return this.#carryOut(connected.value, { ...run, state: 'running', finishedAt: null }, parallel, waitMs)
  }

  /** What is under way is finished, nothing new is started. */
  pause(runId: string): Result<null, AppError> {
    const active = this.#active.get(runId)
    if (active === undefined) return err(appError('not-found', 'This run is not under way here.'))
    active.worker.pause()
    active.journal.setRun({ state: 'paused' })
    return ok(null)
  }

  /** What may have been too early is tried at once. */
  async tryNow(runId: string): Promise<Result<null, AppError>> {
    const active = this.#active.get(runId)
    if (active === undefined) return err(appError('not-found', 'This run is not under way here.'))
    active.worker.tryNow()
    active.journal.setRun({ state: 'running' })
    return ok(null)
  }

  /** Ends sending and looking; what had not left stays planned and can be resumed. */
  async stop(runId: string): Promise<Result<null, AppError>> {
    const active = this.#active.get(runId)
    if (active === undefined) return err(appError('not-found', 'This run is not under way here.'))
    active.worker.stop()
    active.looking.abort()
    await active.finished
    return ok(null)
  }

  async stopAll(): Promise<void> {
    for (const runId of [...this.#active.keys()]) await this.stop(runId)
  }

  get(runId: string): Result<RunView, AppError> {
    const active = this.#active.get(runId)
    if (active !== undefined) return ok(active.journal.view())
    const run = this.#ports.runs.getRun(runId)
    if (run === null) return err(unknownRun())
    return ok(new RunJournal(this.#ports.runs, this.#ports.clock, this.#announcer, run).view())
  }

  list(setupId: string): Run[] {
    return this.#ports.runs.listRuns(setupId)
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
    const journal =
      this.#active.get(runId)?.journal ??
      new RunJournal(this.#ports.runs, this.#ports.clock, this.#announcer, run)
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

  /** Two runs of a setup side by side; `before` null takes the run before `run`. Null: there is none. */
  compare(setupId: string, runId: string, before: string | null): Result<RunComparison | null, AppError> {
    const runs = this.#ports.runs.listRuns(setupId)
    const at = runs.findIndex((run) => run.id === runId)
    const earlier = before === null ? runs[at + 1] : runs.find((run) => run.id === before)
    if (at === -1 || (before !== null && earlier === undefined)) return err(unknownRun())
    if (earlier === undefined) return ok(null)
    return ok(compareRuns(this.#ports.runs.probes(earlier.id), this.#ports.runs.probes(runId)))
  }

  /** The same for two runs named by their id or its first characters; the earlier one is compared with the later. */
  compareByName(setupId: string, one: string, other: string): Result<RunComparison, AppError> {
    const runs = this.#ports.runs.listRuns(setupId)
    const named = [one, other].map((text) => {
      const fitting = text.length < 4 ? [] : runs.filter(({ id }) => id.startsWith(text.toLowerCase()))
      return fitting.length === 1 ? runs.findIndex((run) => run === fitting[0]) : -1
    })
    const [later, earlier] = named.toSorted((a, b) => a - b).map((at) => runs[at])
    if (later === undefined || earlier === undefined || later === earlier)
      return err(
        appError('not-found', 'Two different runs of this setup have to be named.', {
          field: 'RUN',
          next:
            runs.length === 0
              ? 'There is none yet.'
              : `Known: ${runs
                  .slice(0, 10)
                  .map(({ id, startedAt }) => `${id.slice(0, 8)} (${startedAt})`)
                  .join(', ')}.`,
        }),
      )
    return ok(compareRuns(this.#ports.runs.probes(earlier.id), this.#ports.runs.probes(later.id)))
  }

  #carryOut(
    where: ConnectedSetup,
    run: Run,
    parallel: number,
    waitMs: number | undefined,
  ): Result<StartedRun, AppError> {
    const { runs, clock, surroundings, mailboxes } = this.#ports
    if (!takeLease(runs, surroundings, clock, run.id))
      return err(
        appError('busy', 'Another Sendproof window or command is working on this run.', {
          next: 'Wait for it to end.',
        }),
      )
    runs.saveRun(run)
    const journal = new RunJournal(runs, clock, this.#announcer, run)
    const early = new EarlyWatch(this.#ports, where, clock.now())
    const tokens = new ProbeTokens(this.#tokens, this.#apps, where)
    const sender = new ProbeSender(this.#ports, tokens, where, (probe) => early.of(probe))
    const worker = new RunWorker({ mailboxes, clock }, sender, journal, parallel, waitMs)
    const looking = new AbortController()
    const sources = receiptSources(this.#ports, this.#tokens, this.#apps, where, run.to)
    const finder = new ReceiptFinder(this.#ports, where, sources)
    const finished = this.#untilDone(where, journal, worker, finder, looking)
    // The window does not wait for the end: a bug in one run is logged and must not take the program down.
    finished.catch(() => undefined)
    this.#active.set(run.id, { journal, worker, looking, finished })
    journal.tell()
    return ok({ run, finished })
  }

  async #untilDone(
    where: ConnectedSetup,
    journal: RunJournal,
    worker: RunWorker,
    finder: ReceiptFinder,
    looking: AbortController,
  ): Promise<RunView> {
    const { runs, surroundings, clock, log, transports } = this.#ports
    const runId = journal.run.id
    // A lost lease is not fatal: the store still refuses a second worker while this process lives.
    const renew = setInterval(() => takeLease(runs, surroundings, clock, runId), leaseRenewMs)
    let sending = true
    const watching = finder.watch(
      journal,
      where.practice === null ? realPatience : practicePatience,
      () => sending,
      looking.signal,
    )
    try {
      await worker.work()
    } catch (failure) {
      log.warn('run.broke', {
        run: runId,
        failure: failure instanceof Error ? failure.message : String(failure),
      })
      looking.abort()
      throw failure
    } finally {
      sending = false
      await watching
      clearInterval(renew)
      for (const transport of new Set(Object.values(transports))) await transport.close()
      const unsent = [...journal.probes()].some((probe) => probe.phase !== 'done' || probe.tooEarly !== null)
      const unseen = journal.awaited().length > 0 && finder.canRead
      journal.setRun({
        state: unsent || (unseen && looking.signal.aborted) ? 'stopped' : 'finished',
        finishedAt: clock.now().toISOString(),
      })
      runs.releaseLease(runId, leaseOwner(surroundings))
      this.#active.delete(runId)
      this.#announcer.emit('setup.changed', { setup: where.setup.id })
    }
    return journal.view()
  }

  #activeOf(setupId: string): ActiveRun | null {
    for (const active of this.#active.values()) if (active.journal.run.setupId === setupId) return active
    return null
  }

  #freshCode(used: Set<string>): string {
    for (;;) {
      const code = this.#ports.ids.code()
      if (used.has(code)) continue
      used.add(code)
      return code
    }
  }
}

function unknownRun(): AppError {
  return appError('not-found', 'This run or probe is not in the store.', {
    next: 'Go back to the Verify page.',
  })
}
