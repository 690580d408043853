/** Handlers of the run calls. */
import { map, ok } from '../../domain/result.ts'
import type { Setup } from '../../domain/setup/setup.ts'
import type { App } from '../app.ts'
import type { Confirmation } from '../ports/confirmation.ts'
import type { SetupStore } from '../ports/setup-store.ts'
import type { Handlers } from './register.ts'

interface RunHandlerPorts {
  readonly confirmation: Confirmation
  readonly setups: SetupStore
}

type RunHandlers = Pick<Handlers, Extract<keyof Handlers, `run.${string}`>>

export function createRunHandlers(app: App, ports: RunHandlerPorts): RunHandlers {
  return {
    'run.plan': async ({ setup }) => app.runs.plan(setup),
    'run.start': async ({ setup, only, parallel, probes }) => {
      const known = ports.setups.getSetup(setup)
      if (known?.practice === null && !(await confirmSending(app, ports, known))) return ok(null)
      const options = { only, parallel, ...(probes === undefined ? {} : { probes }) }
      return map(await app.runs.start(setup, options), ({ run }) => ({ run: run.id }))
    },
    'run.get': async ({ run, from }) => app.runQueries.part(run, from ?? 0),
    'run.list': async ({ setup }) =>
      ok(app.runQueries.list(setup).map(({ id, startedAt, state }) => ({ id, startedAt, state }))),
    'run.pause': async ({ run }) => app.runs.pause(run),
    'run.resume': async ({ run }) => map(await app.runs.resume(run, 8), () => null),
    'run.stop': ({ run }) => app.runs.stop(run),
    'run.probe': async ({ run, probe }) => app.runQueries.probe(run, probe),
    'run.tryNow': ({ run }) => app.runs.tryNow(run),
    'run.compare': ({ setup, run, before }) => app.runQueries.compare(setup, run, before),
    'run.confirm': async ({ run, code }) => app.runQueries.confirm(run, code),
  }
}

/** Mail is about to leave for real: asked by main, so that a compromised page cannot send on its own. */
async function confirmSending(
  app: App,
  ports: RunHandlerPorts,
  { id, tenantName, tenantId }: Setup,
): Promise<boolean> {
  const plan = app.runs.plan(id)
  if (!plan.ok) return true
  const count = plan.value.probes.length
  return ports.confirmation.confirm({
    title: 'Send verification messages',
    message: `Send up to ${count} ${count === 1 ? 'message' : 'messages'} in the tenant ${tenantName ?? tenantId ?? ''}?`,
    detail: `They all go to ${plan.value.to ?? 'the recipient'}. Nothing in any mailbox is deleted.`,
    action: 'Send',
  })
}
