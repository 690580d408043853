/** A credential is replaced: over days, with the power going at any write, and with nobody ever left without one. */
import { describe, expect, it } from 'vitest'
import type { App } from '../../../src/main/wiring/app.ts'
import { bench, wish, type Bench, type Cut } from './apply-kit.ts'

const heard = () => undefined
const finishWish = { ...wish, keep: [], logs: true }

async function applied(tenant: Bench): Promise<void> {
  const done = await tenant.app().applies.apply(tenant.id, await tenant.plan(), wish, heard)
  if (!done.ok || done.value.stopped !== null) throw new Error(JSON.stringify(done))
}

/** Key ids the registration has, as an administrator sees them. */
async function keysOf(tenant: Bench): Promise<string[]> {
  const { graph, application } = await tenant.tenant()
  const { body } = await graph(
    'GET',
    `/applications/${application}?$select=passwordCredentials,keyCredentials`,
  )
  const { passwordCredentials, keyCredentials } = body as Record<string, readonly { keyId: string }[]>
  return [...(passwordCredentials ?? []), ...(keyCredentials ?? [])].map(({ keyId }) => keyId)
}

const placesOf = (app: App, id: string) => {
  const status = app.rollovers.status(id)
  return status.ok ? status.value.places.map(({ place }) => place) : []
}
const stageOf = (app: App, id: string) => {
  const status = app.rollovers.status(id)
  return status.ok ? status.value.stage : null
}

async function finished(app: App, id: string) {
  const found = await app.rollovers.previewFinish(id, finishWish)
  if (!found.ok) return found
  return app.rollovers.finish(id, found.value.removals, finishWish, heard)
}

describe('Kim replaces a secret that is about to expire', () => {
  it('the old one works until the new one is proven and entered everywhere, and goes only then', async () => {
    const tenant = await bench('eap')
    await applied(tenant)
    const [old = ''] = await keysOf(tenant)
    const first = tenant.app().credentials.list(tenant.id)
    const oldHere = first.ok ? (first.value.credentials[0]?.id ?? '') : ''

    expect(await tenant.app().rollovers.finish(tenant.id, [], finishWish, heard)).toMatchObject({
      error: { code: 'rollover-not-ready', obstacle: { why: 'not-begun' } },
    })
    const started = await tenant.app().rollovers.start(tenant.id, wish, false, heard)
    expect(started).toMatchObject({ value: { stopped: null, unproven: null } })
    const both = await keysOf(tenant)
    expect(both).toHaveLength(2)
    expect(both).toContain(old)
    expect(await tenant.app().credentialProof.prove(tenant.id, oldHere)).toMatchObject({ ok: true })

    // The next day, on the same PC.
    const later = tenant.app()
    expect(stageOf(later, tenant.id)).toBe('enter')
    const again = await later.rollovers.start(tenant.id, wish, false, heard)
    expect(again).toMatchObject({ value: { entries: [], stopped: null } })
    expect(await keysOf(tenant)).toHaveLength(2)
    const places = placesOf(later, tenant.id)
    expect(places).toHaveLength(1)
    later.rollovers.enter(tenant.id, places, true)
    later.rollovers.enter(tenant.id, places, false)
    expect(await finished(later, tenant.id)).toMatchObject({
      error: { code: 'rollover-not-ready', obstacle: { why: 'not-entered', places: 1 } },
    })
    expect(await keysOf(tenant)).toHaveLength(2)

    later.rollovers.enter(tenant.id, places, true)
    const found = await later.rollovers.previewFinish(tenant.id, finishWish)
    expect(found).toMatchObject({ value: { removals: [{ before: { keyId: old } }] } })
    // The product still has the old one somewhere: the logs of the tenant tell.
    await later.credentialProof.prove(tenant.id, oldHere)
    expect(await later.rollovers.previewFinish(tenant.id, finishWish)).toMatchObject({
      value: { use: { kind: 'used', keyId: old } },
    })

    expect(await finished(later, tenant.id)).toMatchObject({ value: { stopped: null } })
    expect(await keysOf(tenant)).toEqual(both.filter((one) => one !== old))
    expect(stageOf(later, tenant.id)).toBe('done')
    const kept = later.credentials.list(tenant.id)
    expect(kept.ok && kept.value.credentials.map(({ id }) => id)).not.toContain(oldHere)
    expect(await later.credentialProof.prove(tenant.id, null)).toMatchObject({ ok: true })
    // Nothing takes the removal back, so nothing may take the new one away either, unless the registration goes.
    const undo = later.reverts.preview(tenant.id)
    expect(undo.ok && undo.value.slice(0, 2)).toMatchObject([
      { change: null, entry: { change: { kind: 'remove-secret' } } },
      { change: { kind: 'remove-secret' }, entry: { purpose: 'rollover', change: { kind: 'add-secret' } } },
    ])
    expect(undo.ok && undo.value.filter(({ entry }) => entry.change.kind === 'add-secret')).toHaveLength(1)
    const undone = await later.reverts.revert(tenant.id, wish, heard)
    expect(undone).toMatchObject({ ok: true, value: { stopped: null, changedSince: [] } })
    expect(later.credentials.list(tenant.id)).toMatchObject({ ok: true, value: { credentials: [] } })
  })

  it('a certificate that nobody proved, or that somebody deleted, is no reason to remove the old one', async () => {
    const tenant = await bench('generic-graph-app', '--answer', 'credential=certificate')
    await applied(tenant)
    const app = tenant.app()
    await app.rollovers.start(tenant.id, wish, false, heard)
    app.rollovers.enter(tenant.id, placesOf(app, tenant.id), true)
    const status = app.rollovers.status(tenant.id)
    const added = status.ok ? status.value.added : null
    expect(added?.kind).toBe('certificate')
    const { graph, application } = await tenant.tenant()
    const { body } = await graph('GET', `/applications/${application}?$select=keyCredentials`)
    const keys = body.keyCredentials as { keyId: string }[]
    await graph('PATCH', `/applications/${application}`, {
      body: { keyCredentials: keys.filter(({ keyId }) => keyId !== added?.keyId) },
    })
    expect(await finished(app, tenant.id)).toMatchObject({
      error: { code: 'rollover-not-ready', obstacle: { why: 'not-valid' } },
    })
    await app.credentials.forget(tenant.id, added?.credential?.id ?? '')
    expect(await finished(app, tenant.id)).toMatchObject({
      error: { code: 'rollover-not-ready', obstacle: { why: 'not-held' } },
    })
    expect(await keysOf(tenant)).toHaveLength(1)
  })
})

describe('the PC is switched off in the middle of a rollover', () => {
  it('around any write: begun again it goes on, and ends with one new credential that works', async () => {
    const tenant = await bench('eap')
    await applied(tenant)
    const steps = ['start', 'finish'] as const
    for (const step of steps)
      for (const answered of process.env['CUT_OFFS'] === 'each' ? [false, true] : [true]) {
        const before = new Set(await keysOf(tenant))
        expect(before.size).toBe(1)
        const plain = tenant.app()
        if (step === 'finish') {
          await plain.rollovers.start(tenant.id, wish, true, heard)
          plain.rollovers.enter(tenant.id, placesOf(plain, tenant.id), true)
        }
        // The first write is the first call that is no question.
        const write = async (cut?: Cut) => {
          const app = tenant.app(cut)
          if (step === 'start') await app.rollovers.start(tenant.id, wish, true, heard)
          else {
            const removals = await plain.rollovers.previewFinish(tenant.id, finishWish)
            tenant.calls.length = 0
            if (removals.ok) await app.rollovers.finish(tenant.id, removals.value.removals, finishWish, heard)
          }
        }
        const at = await firstWrite(tenant, step)
        await write({ at, answered })
        const rest = tenant.app()
        const started = await rest.rollovers.start(tenant.id, wish, false, heard)
        expect(started, `${step} ${answered}`).toMatchObject({ ok: true })
        rest.rollovers.enter(tenant.id, placesOf(rest, tenant.id), true)
        const ended = await finished(rest, tenant.id)
        expect(ended, `${step} ${answered}`).toMatchObject({ value: { stopped: null } })
        const keys = await keysOf(tenant)
        expect(keys, `${step} ${answered}`).toHaveLength(1)
        expect(before.has(keys[0] ?? ''), `${step} ${answered}`).toBe(false)
        expect(await rest.credentialProof.prove(tenant.id, null)).toMatchObject({ ok: true })
        const kept = rest.credentials.list(tenant.id)
        expect(kept.ok && kept.value.credentials, `${step} ${answered}`).toHaveLength(1)
      }
  })
})

/** How many questions come before the write: as many as a look of the same kind asks. */
async function firstWrite(tenant: Bench, step: 'start' | 'finish'): Promise<number> {
  const app = tenant.app()
  if (step === 'start') await app.rollovers.previewStart(tenant.id, wish, true)
  else await app.rollovers.previewFinish(tenant.id, { ...finishWish, logs: false })
  return tenant.calls.length
}
