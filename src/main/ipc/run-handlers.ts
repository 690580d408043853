/** Handlers of the run calls. */
import type { CallInput } from '../../contract/calls.schema.ts'
import type { RunPlanView } from '../../contract/views.schema.ts'
import { openBeforeSending } from '../../domain/checklist/what-is-left.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import { err, map, ok, type Result } from '../../domain/result.ts'
import type { Words } from '../../words/words.ts'
import type { App } from '../wiring/app.ts'
import type { Confirmation } from '../services/surroundings/person.port.ts'
import type { SetupStore } from '../services/desk/stores.port.ts'
import type { Handlers } from './register.ts'

interface RunHandlerPorts {
  readonly confirmation: Confirmation
  readonly setups: SetupStore
  readonly words: Words
}

type RunHandlers = Pick<Handlers, Extract<keyof Handlers, `run.${string}`>>

/** So many attempts at a time when a run is resumed from the window. */
const resumedParallel = 8

export function createRunHandlers(app: App, ports: RunHandlerPorts): RunHandlers {
  return {
    'run.plan': async ({ setup }) => app.runs.plan(setup),
    'run.start': async ({ setup, ...choice }) => {
      const agreed = await agreedSending(app, ports, setup, choice)
      if (!agreed.ok) return agreed
      if (agreed.value === null) return ok(null)
      const options = { ...choice, ...agreed.value }
      return map(await app.runs.start(setup, options), ({ run }) => ({ run: run.id }))
    },
    'run.get': async ({ run, from }) => app.runQueries.part(run, from ?? 0),
    'run.list': async ({ setup }) =>
      ok(
        app.runQueries
          .list(setup)
          .map(({ id, startedAt, state, importedAt }) => ({ id, startedAt, state, importedAt })),
      ),
    'run.pause': async ({ run }) => app.runs.pause(run),
    'run.resume': async ({ run }) => {
      const agreed = await agreedResuming(app, ports, run)
      if (!agreed.ok) return agreed
      if (!agreed.value) return ok({ resumed: false })
      return map(await app.runs.resume(run, resumedParallel), () => ({ resumed: true }))
    },
    'run.stop': ({ run }) => app.runs.stop(run),
    'run.probe': async ({ run, probe }) => app.runQueries.probe(run, probe),
    'run.tryNow': ({ run }) => app.runs.tryNow(run),
    'run.compare': ({ setup, run, before }) => app.runQueries.compare(setup, run, before),
    'run.confirm': async ({ run, code }) => app.runQueries.confirm(run, code),
  }
}

/**
 * Mail is about to leave for real: asked by main, so that a compromised page cannot send on its own. Answers with the
 * recipient the person agreed to, which the run then keeps to whatever the page changes meanwhile; null for a no. A
 * plan that has grown while the question was open is not started.
 */
async function agreedSending(
  app: App,
  { setups, confirmation, words }: RunHandlerPorts,
  setupId: string,
  choice: Pick<CallInput<'run.start'>, 'addresses' | 'probes'>,
): Promise<Result<{ to?: string } | null, AppError>> {
  const setup = setups.getSetup(setupId)
  // A practice tenant's mail leaves nothing; a setup that is gone, and a plan that cannot be made, are refused below.
  if (setup?.practice !== null) return ok({})
  const plan = app.runs.plan(setup.id)
  if (!plan.ok) return plan
  const { to, probes } = plan.value
  const view = app.setups.get(setup.id)
  if (!view.ok) return view
  const { ask, cancel } = words.native
  const question = ask.send({
    name: setup.name,
    tenant: setup.tenantName ?? setup.tenantId,
    count: countOf(probes, choice),
    to,
    open: openBeforeSending(view.value.checklist).map(({ title }) => title),
  })
  if (!(await confirmation.confirm({ ...question, cancel }))) return ok(null)
  const now = app.runs.plan(setup.id)
  if (!now.ok) return now
  const same = now.value.to === to && now.value.probes.length <= probes.length
  return same ? ok(to === null ? {} : { to }) : err({ code: 'setup-changed-meanwhile' })
}

/** The most that leaves: single attempts again, those from some addresses, or all of the plan. */
function countOf(
  planned: RunPlanView['probes'],
  { addresses, probes }: Pick<CallInput<'run.start'>, 'addresses' | 'probes'>,
): number {
  if (probes !== undefined) return Math.min(planned.length, probes.length)
  if (addresses === undefined) return planned.length
  const wanted = new Set(addresses.map((address) => address.toLowerCase()))
  return planned.filter(({ from }) => wanted.has(from.toLowerCase())).length
}

/** What is left of a run leaves for real as well; its recipient was fixed when it began. */
async function agreedResuming(
  app: App,
  { setups, confirmation, words }: RunHandlerPorts,
  runId: string,
): Promise<Result<boolean, AppError>> {
  const view = app.runQueries.part(runId, 0)
  if (!view.ok) return view
  const { run, summary } = view.value
  const setup = setups.getSetup(run.setupId)
  if (setup?.practice !== null) return ok(true)
  const { ask, cancel } = words.native
  const question = ask.resume({
    name: setup.name,
    tenant: setup.tenantName ?? setup.tenantId,
    count: Math.max(1, summary.planned - summary.accepted - summary.refused),
    to: run.to,
  })
  return ok(await confirmation.confirm({ ...question, cancel }))
}
