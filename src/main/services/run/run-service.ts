/** Verification runs: plan, start, pause, stop, resume. What is known of them is told by RunQueries. */
import type { RunPlanView, RunView } from '../../../contract/run-views.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { byPurpose, isSignedIn } from '../../../domain/mailbox/by-purpose.ts'
import { factsOf, type AppResource } from '../../../domain/transport/transports.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import {
  checksFor,
  needsCalendars,
  needsCredential,
  needsOutside,
  planRun,
} from '../../../domain/run/plan-run.ts'
import { isUnfinished } from '../../../domain/run/probe-outcome.ts'
import type { Probe, Run } from '../../../domain/run/run.schema.ts'
import type { Ids } from '../surroundings/surroundings.port.ts'
import type { CredentialStore } from '../desk/stores.port.ts'
import { asFailure } from '../surroundings/store-failure.port.ts'
import type { Announcer } from '../desk/announcer.ts'
import type { CredentialProof } from '../credential/credential-proof.ts'
import type { ConnectedSetup, SetupDesk } from '../desk/setup-desk.ts'
import type { TokenService } from '../sign-in/token-service.ts'
import type { VaultChoice } from '../sign-in/vault-choice.ts'
import { chooseAttempts, type Choice } from './choose-attempts.ts'
import { EarlyWatch } from './early-watch.ts'
import type { AppTokens } from './probe-tokens.ts'
import { appProbes } from '../sign-in/scopes.ts'
import { journalPlan, newRun } from './new-run.ts'
import { ActiveRun, type ActiveRunPorts } from './active-run.ts'
import { RunJournal } from './run-journal.ts'
import { inTurns } from './turns.ts'
import { claimRun, leaseOwner, recoverRuns } from './run-recovery.ts'
import type { ActiveRuns } from './active-runs.ts'

interface RunServiceDeps extends ActiveRunPorts {
  readonly credentials: CredentialStore
  readonly ids: Ids
  readonly desk: SetupDesk
  readonly people: TokenService
  readonly apps: AppTokens
  readonly proof: Pick<CredentialProof, 'forRun'>
  readonly vaults: Pick<VaultChoice, 'forSetup'>
  readonly announcer: Announcer
  readonly here: ActiveRuns
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

type Attempt = Pick<Probe, 'transport' | 'check'>

export class RunService {
  readonly #deps: RunServiceDeps

  constructor(deps: RunServiceDeps) {
    this.#deps = deps
  }

  /** Puts runs right that a process left behind when it crashed, or this one when its disk was full. */
  recover(): Result<number, AppError> {
    const { runs, surroundings, clock } = this.#deps
    try {
      return ok(recoverRuns(runs, surroundings, clock, (runId) => this.#deps.here.has(runId)))
    } catch (thrown) {
      return asFailure(thrown)
    }
  }

  isBusy(): boolean {
    return this.#deps.here.isBusy()
  }

  /** `recipient` overrides the setup's for this plan. */
  plan(setupId: string, recipient?: string): Result<RunPlanView, AppError> {
    const opened = this.#deps.desk.open(setupId)
    if (!opened.ok) return opened
    const { recipe } = opened.value
    const setup = recipient === undefined ? opened.value.setup : { ...opened.value.setup, recipient }
    const mailboxes = this.#deps.mailboxes.listMailboxes(setupId)
    const { recipient: reader } = byPurpose(mailboxes)
    const credential = this.#deps.credentials.listCredentials(setupId).length > 0
    const { to, probes, missing } = planRun({ recipe, setup, mailboxes, credential })
    return ok({
      to,
      probes,
      missing,
      needsOutside: needsOutside(recipe, setup.answers),
      triesNothing: checksFor(recipe, setup.answers).length === 0,
      needsCalendars: needsCalendars(recipe, setup.answers),
      needsCredential: !credential && needsCredential(recipe, setup.answers),
      readsBack: reader !== null && isSignedIn(reader),
    })
  }

  /** Journals the whole plan, then sends. Progress comes as `run.progress`. */
  async start(setupId: string, options: StartOptions): Promise<Result<StartedRun, AppError>> {
    const plan = this.plan(setupId, options.to)
    if (!plan.ok) return plan
    const { to } = plan.value
    if (to === null) return err({ code: 'recipient-missing', field: 'to' })
    if (plan.value.triesNothing) return err({ code: 'nothing-to-try' })
    if (this.#deps.here.isBusyWith(setupId)) return err({ code: 'run-busy', where: 'here' })
    const chosen = await chooseAttempts(this.#deps.runs, setupId, plan.value.probes, options)
    if (!chosen.ok) return chosen
    const connected = await this.#deps.desk.connect(setupId)
    if (!connected.ok) return connected
    const kept = await this.#signInsCanBeRead(connected.value, chosen.value)
    if (!kept.ok) return kept
    const earned = await this.#earnTokens(connected.value, chosen.value)
    if (!earned.ok) return earned
    const run = newRun(this.#deps, setupId, to)
    const mine = this.#claim(run, () => this.#deps.runs.beginRun(run))
    if (!mine.ok) return mine
    return this.#prepared(run, async () => {
      const probes = await journalPlan(this.#deps, run, chosen.value)
      return this.#carryOut(connected.value, run, probes, options.parallel, options.waitMs)
    })
  }

  /**
   * Goes on with a paused, stopped or interrupted run: unsent probes are sent, uncertain ones only looked for. Only the
   * last run of the setup is taken up: what an older one had left over was put right, or given up, by those after it.
   */
  async resume(runId: string, parallel: number, waitMs?: number): Promise<Result<StartedRun, AppError>> {
    const active = this.#deps.here.get(runId)
    if (active !== undefined) {
      active.resume()
      return ok({ run: active.journal.run, finished: active.finished })
    }
    const run = this.#deps.runs.getRun(runId)
    if (run === null) return err({ code: 'run-unknown' })
    const left = this.#mayBeResumed(run)
    if (!left.ok) return left
    if (this.#deps.here.isBusyWith(run.setupId)) return err({ code: 'run-busy', where: 'here' })
    const connected = await this.#deps.desk.connect(run.setupId)
    if (!connected.ok) return connected
    const { runs } = this.#deps
    const kept = await this.#signInsCanBeRead(connected.value, unfinished(runs.eachProbe(runId)))
    if (!kept.ok) return kept
    const earned = await this.#earnTokens(connected.value, unfinished(runs.eachProbe(runId)))
    if (!earned.ok) return earned
    const resumed: Run = { ...run, state: 'running', finishedAt: null }
    const mine = this.#claim(run, () => runs.saveRun(resumed))
    if (!mine.ok) return mine
    return this.#prepared(resumed, () =>
      this.#carryOut(connected.value, resumed, runs.eachProbe(runId), parallel, waitMs),
    )
  }

  /** Takes up the last run of the setup; `nothing-to-resume` when it was neither stopped nor interrupted. */
  async resumeLast(
    setupId: string,
    parallel: number,
    waitMs?: number,
  ): Promise<Result<StartedRun, AppError>> {
    const [last] = this.#deps.runs.listRuns(setupId)
    if (last === undefined) return err({ code: 'nothing-to-resume' })
    return this.resume(last.id, parallel, waitMs)
  }

  #mayBeResumed(run: Run): Result<null, AppError> {
    if (run.importedAt !== null) return err({ code: 'run-from-file' })
    const [last] = this.#deps.runs.listRuns(run.setupId)
    if (last !== undefined && last.id !== run.id) return err({ code: 'run-overtaken', newer: last.startedAt })
    return run.state === 'finished' ? err({ code: 'nothing-to-resume' }) : ok(null)
  }

  /** What is under way is finished, nothing new is started. */
  pause(runId: string): Result<null, AppError> {
    const active = this.#deps.here.get(runId)
    if (active === undefined) return err({ code: 'run-not-under-way' })
    active.pause()
    return ok(null)
  }

  /** What may have been too early is tried at once. */
  async tryNow(runId: string): Promise<Result<null, AppError>> {
    const active = this.#deps.here.get(runId)
    if (active === undefined) return err({ code: 'run-not-under-way' })
    active.tryNow()
    return ok(null)
  }

  /** Ends sending and looking; what had not left stays planned and can be resumed. */
  async stop(runId: string): Promise<Result<null, AppError>> {
    const active = this.#deps.here.get(runId)
    if (active === undefined) return err({ code: 'run-not-under-way' })
    active.stop()
    // However it ends, it is over; what broke it is told by itself.
    await active.finished.catch(() => undefined)
    return ok(null)
  }

  /** Also what is only being brought on its way. */
  async stopAll(): Promise<void> {
    await this.#deps.here.prepared()
    for (const runId of this.#deps.here.ids()) await this.stop(runId)
  }

  /** A run of failures would say of every mailbox what is true of this PC alone: that its keychain does not answer. */
  async #signInsCanBeRead(
    { setup, recipe }: ConnectedSetup,
    attempts: Iterable<Attempt> | AsyncIterable<Attempt>,
  ): Promise<Result<null, AppError>> {
    const asApp = appProbes(recipe, setup.answers)
    for await (const attempt of attempts)
      if (!asApp(attempt)) {
        const vault = await this.#deps.vaults.forSetup(setup)
        return vault.ok ? ok(null) : vault
      }
    return ok(null)
  }

  /**
   * The application's tokens before anything of the run is written. A refusal that may only be too early stops
   * nothing: the attempts then wait until the usual delay is over.
   */
  async #earnTokens(
    where: ConnectedSetup,
    attempts: Iterable<Attempt> | AsyncIterable<Attempt>,
  ): Promise<Result<null, AppError>> {
    const asApp = appProbes(where.recipe, where.setup.answers)
    const resources = new Set<AppResource>()
    for await (const attempt of attempts)
      if (asApp(attempt)) resources.add(factsOf(attempt.transport).resource)
    const earned = await this.#deps.proof.forRun(where, [...resources])
    if (earned.ok) return earned
    const { error, diagnosis } = earned.error
    const early = new EarlyWatch({ ...this.#deps, where })
    const probe = {
      id: where.setup.id,
      outcome: 'failed',
      expected: 'accepted',
      diagnosis,
      tries: 0,
    } as const
    if (early.of(probe) !== null) return ok(null)
    return err(error)
  }

  /** While `work` brings the run on its way it is as much under way here as afterwards. */
  async #prepared(
    run: Run,
    work: () => Promise<Result<StartedRun, AppError>>,
  ): Promise<Result<StartedRun, AppError>> {
    try {
      return await this.#deps.here.preparing(run, work)
    } catch (thrown) {
      return asFailure(thrown)
    }
  }

  async #carryOut(
    where: ConnectedSetup,
    run: Run,
    probes: Iterable<Probe>,
    parallel: number,
    waitMs: number | undefined,
  ): Promise<Result<StartedRun, AppError>> {
    const holder = leaseOwner(this.#deps.surroundings)
    const journal = await RunJournal.of({ ...this.#deps, run, probes, holder })
    const course = new ActiveRun({ ...this.#deps, where, journal, parallel, waitMs })
    this.#deps.here.begin(course)
    const finished = course.carryOut(() => this.#deps.here.end(run.id))
    this.#deps.announcer.emit('setup.changed', { setup: run.setupId })
    // The window does not wait for the end: what broke one run must not take the program down.
    finished.catch(() => undefined)
    return ok({ run, finished })
  }

  #claim(run: Run, write: () => void): Result<null, AppError> {
    return claimRun(this.#deps, run, (runId) => this.#deps.here.has(runId), write)
  }
}

async function* unfinished(probes: Iterable<Probe>): AsyncGenerator<Probe> {
  for await (const probe of inTurns(probes)) if (isUnfinished(probe)) yield probe
}
