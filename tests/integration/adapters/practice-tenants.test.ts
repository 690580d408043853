import type { StepEvent } from '../../../src/domain/step/step-event.schema.ts'
import { access } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { placeholderValues } from '../../../src/domain/recipe/placeholders.ts'
import type { PracticeAction } from '../../../src/domain/recipe/recipe-step.schema.ts'
import { PracticeTenants } from '../../../src/main/adapters/practice/practice-tenants.ts'
import { aSetup } from '../../kit/samples.ts'
import { practiceSetup } from './practice-setup.ts'
import { plainly } from '../../fakes/plainly.ts'

describe('the practice tenant of a setup', () => {
  it('starts empty, and every practice step of the recipe says what it did and what is there now', async () => {
    const { handle, recipe, setup } = await practiceSetup({ prepared: false })
    expect(await handle.clientId('eap')).toBeNull()
    const context = {
      recipe,
      values: placeholderValues(setup, recipe, []),
      answers: {},
      senders: [],
      calendars: [],
    }
    const events: StepEvent[] = []
    for (const action of recipe.steps.flatMap((step) => step.practice)) {
      const done = await handle.perform(action, context)
      if (!done.ok) throw new Error(`${action}: ${plainly(done.error).what}`)
      events.push(done.value.event)
    }
    expect(await handle.clientId('eap')).toMatch(/^[0-9a-f-]{36}$/)
    const shared = handle.mailboxes.find((mailbox) => mailbox.kind === 'shared')
    const found = (code: StepEvent['code']) => events.find((event) => event.code === code)
    expect(found('registered')).toMatchObject({ clientId: await handle.clientId('eap') })
    expect(JSON.stringify(found('redirects-set'))).toContain('http://localhost')
    expect(JSON.stringify(found('permissions-added'))).toContain('SMTP.Send (delegated)')
    expect(JSON.stringify(found('consent-granted'))).toContain('SMTP.Send')
    // the switch of whoever signs in, and of nobody else: a rehearsal must not hide one that the plan forgets
    const signIns = new Set(handle.mailboxes.map(({ signInAs }) => signInAs))
    expect(signIns.size).toBeLessThan(handle.mailboxes.length)
    expect(found('smtp-auth-on')).toMatchObject({ tenantOn: false, count: signIns.size })
    expect(JSON.stringify(found('send-as-granted'))).toContain(
      `${shared?.signInAs ?? ''} → ${shared?.address ?? ''}`,
    )
    expect(JSON.stringify(events)).not.toContain('‹')
  })

  it('does a step for the mailboxes of the setup alone once it has some', async () => {
    const { handle, recipe } = await practiceSetup({ prepared: false })
    const anna = handle.mailboxes[0]?.address ?? ''
    const done = await handle.perform('enable-smtp-auth', {
      recipe,
      values: {},
      answers: {},
      senders: [{ address: anna.toUpperCase(), signInAs: anna }],
      calendars: [],
    })
    expect(done.ok && done.value.event).toMatchObject({ code: 'smtp-auth-on', count: 1 })
  })

  it('says what has to be done first when steps are taken out of order', async () => {
    const { handle, recipe } = await practiceSetup({ prepared: false })
    for (const action of [
      'set-redirects',
      'add-permissions',
      'grant-consent',
      'add-secret',
    ] satisfies PracticeAction[])
      expect(
        await handle.perform(action, { recipe, values: {}, answers: {}, senders: [], calendars: [] }),
      ).toMatchObject({
        ok: false,
        error: { code: 'practice-unregistered' },
      })
  })

  it('refuses a mailbox that it does not have, in a sentence', async () => {
    const { handle, recipe } = await practiceSetup({ prepared: false })
    const done = await handle.perform('enable-smtp-auth', {
      recipe,
      values: {},
      answers: {},
      senders: [{ address: 'nobody@elsewhere.example', signInAs: 'nobody@elsewhere.example' }],
      calendars: [],
    })
    expect(done).toMatchObject({ ok: false, error: { code: 'practice-refused' } })
  })

  it('is the same tenant again after a restart, and started once however many ask at once', async () => {
    const { dir, tenants, setup, recipe, handle } = await practiceSetup()
    const [a, b] = await Promise.all([tenants.ensure(setup, recipe), tenants.ensure(setup, recipe)])
    expect(a.ok && a.value.cloud).toEqual(handle.cloud)
    expect(b.ok && b.value.cloud).toEqual(handle.cloud)
    expect(tenants.isRunning(setup.id)).toBe(true)
    const clientId = await handle.clientId('eap')
    expect(clientId).toMatch(/^[0-9a-f-]{36}$/)
    await tenants.closeAll()
    expect(tenants.isRunning(setup.id)).toBe(false)
    const later = new PracticeTenants(dir)
    onTestFinished(() => later.closeAll())
    const again = await later.ensure(setup, recipe)
    if (!again.ok) throw new Error(plainly(again.error).what)
    expect(again.value).toMatchObject({ tenantId: handle.tenantId, cloud: handle.cloud })
    expect(await again.value.clientId('eap')).toBe(clientId)
  })

  it('goes on in this process when the other one that served it has ended', async () => {
    const { dir, tenants, setup, recipe } = await practiceSetup()
    const joined = new PracticeTenants(dir)
    onTestFinished(() => joined.closeAll())
    expect((await joined.ensure(setup, recipe)).ok).toBe(true)
    await tenants.closeAll()
    const again = await joined.ensure(setup, recipe)
    expect(again.ok && (await again.value.clientId('eap'))).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('is gone with its folder when the setup is removed', async () => {
    const { dir, tenants, setup } = await practiceSetup()
    await access(path.join(dir, setup.id))
    await tenants.remove(setup.id)
    await expect(access(path.join(dir, setup.id))).rejects.toThrow()
  })

  it('does not start with a fault nobody knows, and never for a real tenant', async () => {
    const { tenants, recipe, setup } = await practiceSetup()
    const odd = aSetup({ practice: { mailboxes: 2, seed: 1, prepared: true, faults: ['no-such-fault'] } })
    expect(await tenants.ensure(odd, recipe)).toMatchObject({
      ok: false,
      error: { code: 'practice-wrong-start' },
    })
    expect(tenants.isRunning(odd.id)).toBe(false)
    expect(await tenants.ensure({ ...setup, practice: null }, recipe)).toMatchObject({
      ok: false,
      error: { code: 'practice-setups-only' },
    })
  })

  it('lets the robot tell that it signs in nowhere else', async () => {
    const { handle } = await practiceSetup()
    const answered = await handle.answer(
      'https://login.microsoftonline.com/x',
      'a',
      new AbortController().signal,
    )
    expect(answered).toMatchObject({ ok: false, error: { code: 'sign-in-robot-failed' } })
  })
})
