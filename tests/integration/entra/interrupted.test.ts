import { describe, expect, it } from 'vitest'
import type { EntraPlan } from '../../../src/domain/entra/plan/entra-plan.schema.ts'
import { bench, wish, type Bench, type Cut } from './apply-kit.ts'

const heard = () => undefined

/** Cut off at this call, started again, and what there is then of each thing. */
async function cutAndGoOn(tenant: Bench, plan: EntraPlan, cut: Cut) {
  await tenant.app(cut).applies.apply(tenant.id, plan, wish, heard)
  const app = tenant.app()
  const again = await tenant.plan(app)
  const done = await app.applies.apply(tenant.id, again, wish, heard)
  if (!done.ok) throw new Error(`${JSON.stringify(cut)}: ${JSON.stringify(done.error)}`)
  const after = await app.applies.preview(tenant.id, wish, null)
  const credentials = app.credentials.list(tenant.id)
  const made = tenant.journal().filter(({ state, reverts }) => state === 'done' && reverts === null)
  return {
    stopped: done.value.stopped,
    clean: after.ok && after.value.view.clean,
    left: after.ok ? after.value.plan.changes.map(({ kind }) => kind) : null,
    kept: credentials.ok ? credentials.value.credentials.length : null,
    made: made.map(({ change }) => change.kind).sort(),
  }
}

describe('the PC is switched off in the middle of it', () => {
  it('after any call to the directory: the next apply finishes, and nothing is there twice', async () => {
    const tenant = await bench('eap')
    const plan = await tenant.plan()
    await tenant.app().applies.apply(tenant.id, plan, wish, heard)
    const calls = [...tenant.calls]
    await tenant.startOver()
    const whole = {
      stopped: null,
      clean: true,
      left: [],
      kept: 1,
      made: plan.changes.map(({ kind }) => kind).sort(),
    }
    const cuts: Cut[] = calls.flatMap((call, at) => [
      { at, answered: false },
      // A question whose answer is lost has changed nothing.
      ...(call.startsWith('GET') ? [] : [{ at, answered: true }]),
    ])
    expect(cuts.filter(({ answered }) => answered)).toHaveLength(plan.changes.length)
    for (const cut of cuts) {
      const result = await cutAndGoOn(tenant, plan, cut)
      expect(result, `cut at ${JSON.stringify(cut)} ${calls[cut.at] ?? ''}`).toEqual(whole)
      await tenant.startOver()
    }
  }, 240_000)
})
