/** Runs the scripts on this PC, one at a time: prepared first, so that what is confirmed is what is carried out. */
import type { Errand, ExchangeRunView } from '../../../contract/exchange-views.schema.ts'
import { readPlan, setPlan } from '../../../domain/exchange/build-plan.ts'
import { inTheBrowser, type PlanSignIn } from '../../../domain/exchange/plan-sign-in.ts'
import type { Action, ExchangePlan } from '../../../domain/exchange/plan.schema.ts'
import type { ScriptStep } from '../../../domain/exchange/script-step.schema.ts'
import { undoPlan } from '../../../domain/exchange/undo-plan.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { asFailure } from '../surroundings/store-failure.port.ts'
import type { Clock } from '../surroundings/surroundings.port.ts'
import type { Announcer } from '../desk/announcer.ts'
import type { ExchangeReadings } from './exchange-readings.ts'
import type { ExchangeService, ExchangeTaken } from './exchange-service.ts'
import type { PowerShell, ScriptEnded, ScriptJob, ScriptRun } from './powershell.port.ts'

/** An errand and, to undo, the plan id of the change. */
export type Wish =
  { readonly errand: Exclude<Errand, 'undo'> } | { readonly errand: 'undo'; readonly change: string }

export interface PreparedScript {
  readonly setup: string
  readonly errand: Errand
  /** For the question whether to go ahead: name, or id where no name is known. */
  readonly tenant: string
  readonly name: string
  readonly practice: boolean
  /** Empty where nothing is changed, and where an ended plan is run to its end. */
  readonly actions: readonly Action[]
  readonly job: ScriptJob
}

interface ExchangeRunsDeps {
  readonly powershell: PowerShell
  readonly exchange: Pick<ExchangeService, 'ready' | 'take'>
  readonly readings: Pick<ExchangeReadings, 'facts' | 'change'>
  readonly clock: Clock
  readonly announcer: Announcer
}

interface Active {
  readonly script: ScriptRun
  view: ExchangeRunView
  /** Something is being changed: only then is there a change to wait for. */
  acting: boolean
  killed: boolean
}

/** Steps that are kept to look at; a person reads the last of them. */
const mostSteps = 200
/** Progress is told at most this often. */
const tellEveryMs = 80

export class ExchangeRuns {
  readonly #deps: ExchangeRunsDeps
  /** The newest of each setup, until the next one. */
  readonly #views = new Map<string, ExchangeRunView>()
  #active: Active | null = null
  #starting = false
  #telling = false
  #finished: Promise<unknown> = Promise.resolve()

  constructor(deps: ExchangeRunsDeps) {
    this.#deps = deps
  }

  view(setupId: string): ExchangeRunView | null {
    return this.#views.get(setupId) ?? null
  }

  isBusy(): boolean {
    return this.#active !== null || this.#starting
  }

  /** Nothing is started yet. Fails where there is nothing to do, and while an ended change waits to be finished. */
  async prepare(
    setupId: string,
    wish: Wish,
    signIn: PlanSignIn = inTheBrowser,
  ): Promise<Result<PreparedScript, AppError>> {
    const { powershell, exchange } = this.#deps
    if (powershell.find() === null) return err({ code: 'powershell-missing' })
    if (this.isBusy()) return err({ code: 'exchange-busy', where: 'here' })
    const ready = await exchange.ready(setupId, signIn)
    if (!ready.ok) return ready
    const { connected, wanted, head, tenantId } = ready.value
    const { setup, practice } = connected
    const frame = (plan: ExchangePlan | null, planId: string): PreparedScript => ({
      setup: setupId,
      errand: wish.errand,
      tenant: practice?.tenantName ?? setup.tenantName ?? tenantId,
      name: setup.name,
      practice: practice !== null,
      actions: plan?.kind === 'set' ? plan.actions : [],
      job: {
        setup: setupId,
        script: wish.errand === 'read' ? 'Read-Exchange.ps1' : 'Set-Exchange.ps1',
        planId,
        plan,
        preview: wish.errand === 'preview',
        practice: practice?.exchangeAdmin ?? null,
      },
    })
    if (wish.errand === 'read') return ok(frame(readPlan(head, wanted), head.id))
    const unfinished = await powershell.unfinished(setupId)
    if (wish.errand === 'finish')
      return unfinished === null ? err({ code: 'exchange-nothing-unfinished' }) : ok(frame(null, unfinished))
    if (unfinished !== null) return err({ code: 'exchange-unfinished', setup: setup.name })
    if (wish.errand === 'undo') {
      const change = await this.#deps.readings.change(setupId, wish.change)
      if (!change.ok) return change
      const { plan } = undoPlan(head, change.value)
      return plan === null ? err({ code: 'exchange-nothing-to-undo' }) : ok(frame(plan, head.id))
    }
    const facts = await this.#deps.readings.facts(setupId)
    if (!facts.ok) return facts
    if (facts.value === null) return err({ code: 'exchange-not-read-yet' })
    const { plan } = setPlan(head, wanted, facts.value)
    return plan === null ? err({ code: 'exchange-nothing-to-set' }) : ok(frame(plan, head.id))
  }

  /** `finished` never rejects: what the script has left was taken in, or why not. */
  async start(
    prepared: PreparedScript,
    heard: (step: ScriptStep) => void = () => undefined,
  ): Promise<Result<{ readonly finished: Promise<Result<ExchangeTaken, AppError>> }, AppError>> {
    if (this.isBusy()) return err({ code: 'exchange-busy', where: 'here' })
    this.#starting = true
    const { powershell, clock } = this.#deps
    const { setup, errand, job } = prepared
    const early: ScriptStep[] = []
    const started = await powershell.start(job, (step) => {
      if (this.#active === null) early.push(step)
      else this.#hear(this.#active, step)
      heard(step)
    })
    this.#starting = false
    if (!started.ok) return started
    const active: Active = {
      script: started.value,
      acting: false,
      killed: false,
      view: {
        setupId: setup,
        errand,
        state: 'running',
        startedAt: clock.now().toISOString(),
        endedAt: null,
        done: 0,
        total: 0,
        steps: [],
        earlier: 0,
        error: null,
      },
    }
    this.#active = active
    for (const step of early) this.#hear(active, step)
    this.#show(active, {})
    const finished = this.#finish(active, job)
    this.#finished = finished
    return ok({ finished })
  }

  /** First after the change it is at; asked again, or where nothing is changed, at once. */
  async stop(setupId: string): Promise<void> {
    const active = this.#active
    if (active === null || active.view.setupId !== setupId) return
    const gently = active.acting && active.view.state === 'running'
    this.#show(active, { state: 'stopping' })
    if (gently) await active.script.stop()
    else this.#kill(active)
  }

  /** For the end of the program: what was changed stays in its journal, and can be finished later. */
  async close(): Promise<void> {
    if (this.#active !== null) this.#kill(this.#active)
    await this.#finished
  }

  #kill(active: Active): void {
    active.killed = true
    active.script.kill()
  }

  #hear(active: Active, step: ScriptStep): void {
    const { steps, earlier } = active.view
    if (step.event === 'acting') active.acting = active.view.errand !== 'preview'
    const counted = 'total' in step && step.total > 0
    const done = counted && 'done' in step && step.event !== 'acting' ? { done: step.done } : {}
    // Each change is told twice, and a person needs only what came of it.
    const kept = step.event === 'acting' ? steps : [...steps, step]
    const over = Math.max(0, kept.length - mostSteps)
    active.view = {
      ...active.view,
      ...(counted ? { total: step.total } : {}),
      ...done,
      steps: over > 0 ? kept.slice(over) : kept,
      earlier: earlier + over,
    }
    this.#views.set(active.view.setupId, active.view)
    this.#tell(active)
  }

  async #finish(active: Active, job: ScriptJob): Promise<Result<ExchangeTaken, AppError>> {
    const ended = await active.script.ended
    const taken = await this.#take(active, job, ended)
    this.#active = null
    this.#show(active, {
      state: 'ended',
      endedAt: this.#deps.clock.now().toISOString(),
      error: taken.ok ? null : taken.error,
    })
    this.#deps.announcer.emit('setup.changed', { setup: job.setup })
    return taken
  }

  async #take(active: Active, job: ScriptJob, ended: ScriptEnded): Promise<Result<ExchangeTaken, AppError>> {
    const { exchange, powershell } = this.#deps
    if (ended.result === null) {
      // Its journal and its plan stay, so that it can be run to its end.
      if (!ended.halfWay) await powershell.discard(job.setup, job.planId)
      return err(withoutResult(active, ended))
    }
    try {
      const taken = await exchange.take(job.setup, ended.result)
      await powershell.discard(job.setup, job.planId)
      return taken
    } catch (thrown) {
      // The disk failed: the result stays where it is.
      return asFailure(thrown)
    }
  }

  #show(active: Active, change: Partial<ExchangeRunView>): void {
    active.view = { ...active.view, ...change }
    this.#views.set(active.view.setupId, active.view)
    this.#deps.announcer.emit('exchange.progress', active.view)
  }

  /** The first step at once, those that follow together. */
  #tell(active: Active): void {
    if (this.#telling) return
    this.#telling = true
    this.#deps.announcer.emit('exchange.progress', active.view)
    void this.#deps.clock.sleep(tellEveryMs).then(() => {
      this.#telling = false
      if (this.#active === active) this.#deps.announcer.emit('exchange.progress', active.view)
    })
  }
}

function withoutResult({ killed, view }: Active, { halfWay, exitCode, said }: ScriptEnded): AppError {
  const { steps } = view
  if (halfWay) return { code: 'exchange-ended-half-way' }
  if (killed) return { code: 'exchange-cancelled' }
  const why = steps.flatMap((step) => (step.event === 'trouble' ? [step.trouble.code] : []))
  return { code: 'exchange-no-result', why, exitCode, ...(said === '' ? {} : { details: said }) }
}
