/**
 * The power goes at any call to the directory. In every test run: around each write, and at the first look after each; a
 * look changes nothing in the tenant, so those that follow one another leave the same things behind. `npm run bench --
 * cut-offs` cuts at each of them.
 */
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
    const isLook = (at: number) => calls[at]?.startsWith('GET') ?? false
    const chosen =
      process.env['CUT_OFFS'] === 'each'
        ? cuts
        : cuts.filter(({ at }) => !isLook(at) || at === 0 || !isLook(at - 1))
    expect(cuts.filter(({ answered }) => answered)).toHaveLength(plan.changes.length)
    for (const cut of chosen) {
      const result = await cutAndGoOn(tenant, plan, cut)
      expect(result, `cut at ${JSON.stringify(cut)} ${calls[cut.at] ?? ''}`).toEqual(whole)
      await tenant.startOver()
    }
  })

  it('around any write of a product with a certificate: the one that is kept is the one that signs in', async () => {
    const tenant = await bench('generic-graph-app', '--answer', 'credential=certificate')
    const plan = await tenant.plan()
    expect(plan.changes.map(({ kind }) => kind)).toContain('add-certificate')
    await tenant.app().applies.apply(tenant.id, plan, wish, heard)
    const writes = tenant.calls.flatMap((call, at) => (call.startsWith('GET') ? [] : [at]))
    await tenant.startOver()
    for (const at of writes)
      for (const answered of [false, true]) {
        const result = await cutAndGoOn(tenant, plan, { at, answered })
        const made = plan.changes.map(({ kind }) => kind).sort()
        expect(result, `${at} ${answered}`).toEqual({ stopped: null, clean: true, left: [], kept: 1, made })
        const proven = await tenant.app().credentialProof.prove(tenant.id, null)
        expect(proven, `${at} ${answered}`).toMatchObject({ ok: true })
        await tenant.startOver()
      }
  })
})
