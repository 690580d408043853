import { expect, it } from 'vitest'
import { bench, wish } from './apply-kit.ts'

/** How a directory of many replicas behaves towards whoever writes to it. */
const manners = ['directory-lag', 'half-replicated', 'directory-throttled', 'concurrent-writes'] as const

it.each(manners)('%s: one apply is enough all the same, and nothing is made twice', async (fault) => {
  const tenant = await bench('eap', '--fault', fault)
  const app = tenant.app()
  const plan = await tenant.plan(app)
  const done = await app.applies.apply(tenant.id, plan, wish, () => undefined)
  if (!done.ok) throw new Error(JSON.stringify(done.error))
  expect(done.value).toMatchObject({ stopped: null, view: { clean: true } })
  expect(tenant.journal().map(({ change, state }) => `${change.kind} ${state}`)).toEqual(
    plan.changes.map(({ kind }) => `${kind} done`),
  )
  const undone = await app.reverts.revert(tenant.id, wish, () => undefined)
  expect(undone).toMatchObject({ ok: true, value: { stopped: null, final: [], changedSince: [] } })
})
