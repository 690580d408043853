/** An application is taken out of the tenant: step by step, with the power going in between, and back again whole. */
import { describe, expect, it } from 'vitest'
import type { DecommissionStep } from '../../../src/domain/entra/decommission/decommission.ts'
import type { App } from '../../../src/main/wiring/app.ts'
import { bench, wish, type Bench } from './apply-kit.ts'

const heard = () => undefined
const logWish = { ...wish, logs: true }

async function look(app: App, { id }: Bench, step: DecommissionStep | null = null) {
  const found = await app.decommissions.look(id, step, logWish)
  if (!found.ok) throw new Error(JSON.stringify(found.error))
  return found.value
}

async function carryOut(app: App, tenant: Bench, step: DecommissionStep) {
  const { changes } = await look(tenant.app(), tenant, step)
  return app.decommissions.carryOut(tenant.id, step, changes, wish, heard)
}

describe('a product is no longer used', () => {
  it('deactivated, revoked and deleted in this order alone; each step is taken back, and all of it together', async () => {
    const tenant = await bench('generic-graph-app', '--answer', 'credential=secret')
    const done = await tenant.app().applies.apply(tenant.id, await tenant.plan(), wish, heard)
    expect(done).toMatchObject({ value: { stopped: null } })
    const app = tenant.app()
    await app.credentialProof.prove(tenant.id, null)
    const before = await look(app, tenant)
    expect(before).toMatchObject({
      standing: { stage: 'active' },
      use: { kind: 'signed-in', refused: false, people: 0 },
    })
    expect(before.leftovers.map(({ kind }) => kind)).toContain('service-principal')
    for (const step of ['revoke', 'delete'] as const)
      expect(await app.decommissions.look(tenant.id, step, logWish)).toMatchObject({
        error: { code: 'decommission-still-active' },
      })

    expect(await carryOut(app, tenant, 'deactivate')).toMatchObject({ value: { stopped: null } })
    expect(await app.credentialProof.prove(tenant.id, null)).toMatchObject({ ok: false })
    // The product is still switched on somewhere: the logs tell.
    expect(await look(app, tenant)).toMatchObject({
      standing: { stage: 'deactivated' },
      use: { kind: 'signed-in', refused: true },
    })
    expect(await app.decommissions.look(tenant.id, 'delete', logWish)).toMatchObject({
      error: { code: 'decommission-still-granted' },
    })

    // The power goes after the first permission was revoked, and again after the first deletion.
    const revoking = await look(tenant.app(), tenant, 'revoke')
    const questions = tenant.calls.filter((call) => !call.includes('signIns')).length
    await carryOut(tenant.app({ at: questions, answered: true }), tenant, 'revoke')
    expect(await carryOut(tenant.app(), tenant, 'revoke')).toMatchObject({ value: { stopped: null } })
    expect((await look(tenant.app(), tenant)).standing.stage).toBe('revoked')
    expect(revoking.changes.length).toBe(before.standing.grants + before.standing.roles)
    await carryOut(tenant.app({ at: questions + 1, answered: true }), tenant, 'delete')
    const deleted = await carryOut(tenant.app(), tenant, 'delete')
    expect(deleted).toMatchObject({ value: { stopped: null } })
    expect((await look(tenant.app(), tenant)).standing).toMatchObject({ stage: 'gone', application: null })
    const kinds = tenant
      .journal()
      .filter(({ purpose, state }) => purpose === 'decommission' && state === 'done')
      .map(({ change }) => change.kind)
    expect(kinds.filter((kind) => kind.startsWith('delete-'))).toEqual([
      'delete-service-principal',
      'delete-application',
    ])

    const undone = await tenant.app().reverts.revert(tenant.id, wish, heard, 'decommission')
    expect(undone).toMatchObject({ value: { stopped: null, changedSince: [], final: [] } })
    const after = await look(tenant.app(), tenant)
    expect(after.standing).toMatchObject({
      stage: 'active',
      grants: before.standing.grants,
      roles: before.standing.roles,
    })
    expect(await tenant.app().credentialProof.prove(tenant.id, null)).toMatchObject({ ok: true })
    expect((await tenant.plan()).changes).toEqual([])
  })
})

describe('somebody deleted the registration in the portal', () => {
  it('it is restored with its secret and its consent, and no second one is made', async () => {
    const tenant = await bench('generic-graph-app', '--answer', 'credential=secret')
    await tenant.app().applies.apply(tenant.id, await tenant.plan(), wish, heard)
    const { graph, application } = await tenant.tenant()
    expect((await look(tenant.app(), tenant)).owners).toEqual([])
    await graph('DELETE', `/applications/${application}`)
    const plan = await tenant.plan()
    expect(plan.changes).toMatchObject([{ kind: 'restore-application', target: { id: application } }])
    expect(plan.left).toContainEqual({ check: 'service-principal', why: 'after-restore' })
    const done = await tenant.app().applies.apply(tenant.id, plan, wish, heard)
    expect(done).toMatchObject({ value: { stopped: null, view: { clean: true } } })
    expect((await tenant.plan()).changes).toEqual([])
    expect(await tenant.app().credentialProof.prove(tenant.id, null)).toMatchObject({ ok: true })
    const named = await graph('GET', '/applications?$select=id')
    expect(named.body.value).toHaveLength(1)
  })
})

describe('nothing of Sendproof is to stay in the tenant', () => {
  it('“Sendproof administration” removes itself, and nothing that has another name; the journal has it', async () => {
    const tenant = await bench('eap')
    await tenant.app().applies.apply(tenant.id, await tenant.plan(), wish, heard)
    const { graph } = await tenant.tenant()
    const register = async (displayName: string) => {
      const body = { displayName, publicClient: { redirectUris: ['http://localhost'] } }
      const made = await graph('POST', '/applications', { body })
      await graph('POST', '/servicePrincipals', { body: { appId: made.body.appId } })
      return { ...wish, clientId: String(made.body.appId) }
    }
    const [ours, other] = [await register('Sendproof administration'), await register('Payroll')]
    const app = tenant.app()
    expect(await app.administrations.preview(tenant.id, wish)).toMatchObject({
      error: { code: 'administration-not-own' },
    })
    expect(await app.administrations.remove(tenant.id, other)).toMatchObject({
      error: { code: 'administration-other', name: 'Payroll' },
    })
    expect(await app.administrations.preview(tenant.id, ours)).toMatchObject({
      value: { kind: 'delete-application' },
    })
    expect(await app.administrations.remove(tenant.id, ours)).toMatchObject({ value: { removed: true } })
    const left = await graph('GET', `/applications?$filter=appId eq '${ours.clientId}'`)
    expect(left.body.value).toEqual([])
    expect(tenant.journal().at(-1)).toMatchObject({ purpose: 'administration', state: 'done' })
    // Taking back what was done for the setup leaves it deleted.
    const undo = app.reverts.preview(tenant.id, 'last-act')
    expect(undo.ok && undo.value.map(({ entry }) => entry.purpose)).not.toContain('administration')
  })
})
