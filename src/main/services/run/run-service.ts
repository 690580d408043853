/** Verification runs: plan, start, pause, stop, resume, look up, take a code. */
import type { ProbeDetailView, RunPlanView, RunView } from '../../../contract/views.ts'
import { appError, type AppError } from '../../../domain/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { needsCredential, needsOutside, planRun } from '../../../domain/run/plan-run.ts'
import { matchCode } from '../../../domain/run/probe-mail.ts'
import type { RunComparison } from '../../../domain/run/compare-runs.ts'
import { isReadProbe } from '../../../domain/run/probe-kinds.ts'
import { summarise, type Probe, type Run } from '../../../domain/run/run.ts'
import type { Ids } from '../../ports/ids.ts'
import type { CredentialStore } from '../../ports/credential-store.ts'
import { asFailure } from '../../ports/store-failure.ts'
import type { Announcer } from '../announcer.ts'
import type { CredentialProof } from '../credential-proof.ts'
import type { ConnectedSetup, SetupDesk } from '../setup-desk.ts'
import type { TokenService } from '../token-service.ts'
import { chooseAttempts, type Choice } from './choose-attempts.ts'
import { EarlyWatch } from './early-watch.ts'
import { appProbes, appResource, type AppTokens } from './probe-tokens.ts'
import { compareNamed, compareWithEarlier } from './compare-stored-runs.ts'
import { journalPlan, newRun } from './new-run.ts'
import { RunCourse, type RunCoursePorts } from './run-course.ts'
import { RunJournal } from './run-journal.ts'
import { inTurns } from './turns.ts'
import { arrived } from './arrival.ts'
import { claimRun, leaseOwner, recoverRuns } from './run-recovery.ts'

export interface RunServicePorts extends RunCoursePorts {
  readonly credentials: CredentialStore
  readonly ids: Ids
}

/** A few hundred kilobytes: some ten milliseconds for main, and as many for the page. */
const probesAPart = 500

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

export class RunService {
  readonly #ports: RunServicePorts
  readonly #desk: SetupDesk
  readonly #tokens: TokenService
  readonly #apps: AppTokens
  readonly #proof: Pick<CredentialProof, 'forRun'>
  readonly #announcer: Announcer
  readonly #active = new Map<string, RunCourse>()
  /** Setup of each run that is being brought on its way: its plan is written, or it is read again. */
  readonly #preparing = new Map<string, string>()

  constructor(
    ports: RunServicePorts,
    desk: SetupDesk,
    tokens: TokenService,
    apps: AppTokens,
    proof: Pick<CredentialProof, 'forRun'>,
    announcer: Announcer,
  ) {
    this.#ports = ports
    this.#desk = desk
    this.#tokens = tokens
    this.#apps = apps
    this.#proof = proof
    this.#announcer = announcer
  }

  /** Puts runs right that a process left behind when it crashed, or this one when its disk was full. */
  recover(): Result<number, AppError> {
    const { runs, surroundings, clock } = this.#ports
    try {
      return ok(recoverRuns(runs, surroundings, clock, (runId) => this.#isHere(runId)))
    } catch (thrown) {
      return asFailure(thrown)
    }
  }

  isBusy(): boolean {
    return this.#active.size + this.#preparing.size > 0
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
    if (this.#isBusyWith(setupId))
      return err(
        appError('busy', 'A run of this setup is under way already.', {
          next: 'Wait for it to end, or stop it.',
        }),
      )
    const chosen = await chooseAttempts(this.#ports.runs, setupId, plan.value.probes, options)
    if (!chosen.ok) return chosen
    const connected = await this.#desk.connect(setupId)
    if (!connected.ok) return connected
    const earned = await this.#earnTokens(connected.value, chosen.value)
    if (!earned.ok) return earned
    const run = newRun(this.#ports, setupId, to)
    const mine = this.#claim(run, () => this.#ports.runs.beginRun(run))
    if (!mine.ok) return mine
    return this.#prepared(run, async () => {
      const probes = await journalPlan(this.#ports, run, chosen.value)
      return this.#carryOut(connected.value, run, probes, options.parallel, options.waitMs)
    })
  }

  /** Goes on with a paused, stopped or interrupted run: unsent probes are sent, uncertain ones only looked for. */
  async resume(runId: string, parallel: number, waitMs?: number): Promise<Result<StartedRun, AppError>> {
    const active = this.#active.get(runId)
    if (active !== undefined) {
      active.resume()
      return ok({ run: active.journal.run, finished: active.finished })
    }
    const run = this.#ports.runs.getRun(runId)
    if (run === null) return err(unknownRun())
    if (this.#isBusyWith(run.setupId))
      return err(
        appError('busy', 'Another run of this setup is under way.', {
          next: 'Wait for it to end, or stop it.',
        }),
      )
    const connected = await this.#desk.connect(run.setupId)
    if (!connected.ok) return connected
    const { runs } = this.#ports
    const open: Probe[] = []
    for await (const probe of inTurns(runs.eachProbe(runId)))
      if (probe.phase !== 'done' || probe.tooEarly !== null) open.push(probe)
    const earned = await this.#earnTokens(connected.value, open)
    if (!earned.ok) return earned
    const resumed: Run = { ...run, state: 'running', finishedAt: null }
    const mine = this.#claim(run, () => runs.saveRun(resumed))
    if (!mine.ok) return mine
    return this.#prepared(resumed, () =>
      this.#carryOut(connected.value, resumed, runs.eachProbe(runId), parallel, waitMs),
    )
  }

  /** What is under way is finished, nothing new is started. */
  pause(runId: string): Result<null, AppError> {
    const active = this.#active.get(runId)
    if (active === undefined) return err(appError('not-found', 'This run is not under way here.'))
    active.pause()
    return ok(null)
  }

  /** What may have been too early is tried at once. */
  async tryNow(runId: string): Promise<Result<null, AppError>> {
    const active = this.#active.get(runId)
    if (active === undefined) return err(appError('not-found', 'This run is not under way here.'))
    active.tryNow()
    return ok(null)
  }

  /** Ends sending and looking; what had not left stays planned and can be resumed. */
  async stop(runId: string): Promise<Result<null, AppError>> {
    const active = this.#active.get(runId)
    if (active === undefined) return err(appError('not-found', 'This run is not under way here.'))
    active.stop()
    // However it ends, it is over; what broke it is told by itself.
    await active.finished.catch(() => undefined)
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
    return ok(this.#journalOf(this.#asItIs(run)).view())
  }

  /** The same in parts, for a window that must not stand still while ten thousand probes are handed over. */
  part(runId: string, from: number): Result<RunView, AppError> {
    const active = this.#active.get(runId)
    if (active !== undefined) return ok(active.journal.part(from, probesAPart))
    const run = this.#ports.runs.getRun(runId)
    if (run === null) return err(unknownRun())
    const probes = this.#ports.runs.someProbes(runId, from, probesAPart)
    // only the first part is asked for the counts of all
    const summary = from === 0 ? this.#ports.runs.summary(runId) : summarise(probes)
    const revision = this.#ports.clock.now().getTime() * 1000
    return ok({
      ...{ run: this.#asItIs(run), summary, revision, probes },
      ...{ rate: null, secondsLeft: null, lookingFor: 0 },
    })
  }

  list(setupId: string): Run[] {
    return this.#ports.runs.listRuns(setupId).map((run) => this.#asItIs(run))
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
    const journal = this.#active.get(runId)?.journal ?? this.#journalOf(run)
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

  /**
   * The application's tokens before anything of the run is written. A refusal that may only be too early stops
   * nothing: the attempts then wait until the usual delay is over.
   */
  async #earnTokens(
    where: ConnectedSetup,
    attempts: readonly Pick<Probe, 'transport' | 'check'>[],
  ): Promise<Result<null, AppError>> {
    const asApp = appProbes(where.recipe, where.setup.answers)
    const resources = new Set(attempts.filter(asApp).map(({ transport }) => appResource(transport)))
    const earned = await this.#proof.forRun(where, [...resources])
    if (earned.ok) return earned
    const { error, diagnosis } = earned.error
    const early = new EarlyWatch(this.#ports, where, this.#ports.clock.now())
    if (early.of({ outcome: 'failed', expected: 'accepted', diagnosis, tries: 0 }) !== null) return ok(null)
    return err({ ...error, what: `Nothing was sent: ${error.what}` })
  }

  /** While `work` brings the run on its way it is as much under way here as afterwards. */
  async #prepared(
    run: Run,
    work: () => Promise<Result<StartedRun, AppError>>,
  ): Promise<Result<StartedRun, AppError>> {
    this.#preparing.set(run.id, run.setupId)
    try {
      return await work()
    } catch (thrown) {
      return asFailure(thrown)
    } finally {
      this.#preparing.delete(run.id)
    }
  }

  async #carryOut(
    where: ConnectedSetup,
    run: Run,
    probes: Iterable<Probe>,
    parallel: number,
    waitMs: number | undefined,
  ): Promise<Result<StartedRun, AppError>> {
    const { runs, clock, surroundings } = this.#ports
    const journal = await RunJournal.of(runs, clock, this.#announcer, run, probes, leaseOwner(surroundings))
    const course = new RunCourse(
      { ports: this.#ports, people: this.#tokens, apps: this.#apps, announcer: this.#announcer },
      where,
      journal,
      { parallel, waitMs },
    )
    this.#active.set(run.id, course)
    const finished = course.carryOut(() => this.#active.delete(run.id))
    this.#announcer.emit('setup.changed', { setup: run.setupId })
    // The window does not wait for the end: what broke one run must not take the program down.
    finished.catch(() => undefined)
    return ok({ run, finished })
  }

  #journalOf(run: Run): RunJournal {
    const { runs, clock } = this.#ports
    return new RunJournal(runs, clock, this.#announcer, run, runs.probes(run.id))
  }

  /** A run this process could not bring to its end is left open in the store and under way nowhere. */
  #asItIs(run: Run): Run {
    const { runs, surroundings } = this.#ports
    const open = run.state === 'running' || run.state === 'paused'
    if (!open || this.#isHere(run.id) || runs.leaseOwner(run.id) !== leaseOwner(surroundings)) return run
    return { ...run, state: 'interrupted' }
  }

  #claim(run: Run, write: () => void): Result<null, AppError> {
    return claimRun(this.#ports, run, (runId) => this.#isHere(runId), write)
  }

  #isBusyWith(setupId: string): boolean {
    const active = [...this.#active.values()].map(({ journal }) => journal.run.setupId)
    return [...this.#preparing.values(), ...active].includes(setupId)
  }

  #isHere(runId: string): boolean {
    return this.#active.has(runId) || this.#preparing.has(runId)
  }
}

function unknownRun(): AppError {
  return appError('not-found', 'This run or probe is not in the store.', {
    next: 'Go back to the Verify page.',
  })
}
