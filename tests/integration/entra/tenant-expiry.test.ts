/** What expires is read from the tenant itself: also what nobody here set up. */
import { describe, expect, it } from 'vitest'
import { expiringWithin } from '../../../src/domain/expiry/expiry-list.ts'
import { HttpGraphDirectory } from '../../../src/main/adapters/entra/graph-directory.ts'
import { SystemClock } from '../../../src/main/adapters/system/node-system.ts'
import { calendarOf } from '../../../src/documents/files/calendar.ts'
import type { EventPayload } from '../../../src/contract/events.schema.ts'
import { en } from '../../../src/words/en.ts'
import { contosoSetup } from '../../kit/contoso.ts'
import { bench, wish } from './apply-kit.ts'

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

describe('Kim asks the tenant what expires', () => {
  it('of this registration, and of one that somebody else made years ago', async () => {
    const tenant = await bench('eap')
    await tenant.app().applies.apply(tenant.id, await tenant.plan(), wish, () => undefined)
    const { graph } = await tenant.tenant()
    const made = await graph('POST', '/applications', { body: { displayName: 'Old scanner' } })
    const passwordCredential = { displayName: 'scan to mail', endDateTime: inDays(10) }
    await graph('POST', `/applications/${String(made.body.id)}/addPassword`, { body: { passwordCredential } })
    const app = tenant.app()
    const own = await app.tenantExpiries.read(tenant.id, wish, false)
    expect(own.ok && own.value.map(({ credential }) => credential)).toEqual(['secret'])
    expect(tenant.calls).toHaveLength(1)
    const all = await app.tenantExpiries.read(tenant.id, wish, true)
    if (!all.ok) throw new Error(JSON.stringify(all.error))
    const due = expiringWithin(all.value, 30)
    expect(due).toMatchObject([
      {
        application: 'Old scanner',
        name: 'scan to mail',
        credential: 'secret',
        readBy: 'admin@contoso.example',
      },
    ])
    const [first] = due
    if (first === undefined) throw new Error('nothing is due')
    // what was read is on the page Expiries as well, also after a restart, until its setup is removed
    const asked = { clientId: null, commandLineTools: false, account: null, browser: false, code: false }
    expect(await app.expiryBoard.read(tenant.id, asked, true)).toMatchObject({ ok: true })
    const kept = tenant
      .app()
      .expiryBoard.list()
      .items.filter(({ kind }) => kind === 'tenant')
    expect(kept.map(({ day, setups }) => [day, setups.length])).toEqual(all.value.map(({ day }) => [day, 1]))
    expect(app.expiries.list().items.find(({ kind }) => kind === 'secret')).toMatchObject({
      source: 'creation',
    })
    await app.setups.remove(tenant.id)
    expect(app.expiryBoard.list().items.filter(({ kind }) => kind === 'tenant')).toEqual([])
    const now = new Date().toISOString()
    expect(en.calendar.when(first, now)).toContain('read from the tenant by admin@contoso.example')
    expect(calendarOf(due, now, en)).toContain('Old scanner expires')
  })

  it('with a code on another device, which is shown until she cancels', async () => {
    const app = (await bench('eap')).app()
    const [setup] = app.setups.list().cards
    if (setup === undefined) throw new Error('no setup')
    const told: (string | null)[] = []
    app.announcer.subscribe((name, payload) => {
      if (name !== 'expiry.code') return
      const { code } = payload as EventPayload<'expiry.code'>
      told.push(code === null ? null : `${new URL(code.address).hostname} ${code.code}`)
      if (code !== null) app.expiryBoard.stop(setup.id)
    })
    const byCode = { clientId: null, commandLineTools: false, account: null, browser: false, code: true }
    expect(await app.expiryBoard.read(setup.id, byCode, true)).toMatchObject({
      error: { code: 'sign-in-cancelled-here' },
    })
    expect(told).toEqual([expect.stringMatching(/^localhost [A-Z0-9]{8,9}$/), null])
  })

  it('of SAML sign-ins too; other keys of an enterprise application are its registration’s', async () => {
    const key = (usage: string, keyId: string) => ({
      keyId,
      usage,
      displayName: 'CN=SSO',
      endDateTime: inDays(5),
    })
    const pages: Record<string, object[]> = {
      '/v1.0/applications': [],
      '/v1.0/servicePrincipals': [
        { appId: 'a', displayName: 'Payroll', keyCredentials: [key('Sign', 'k1'), key('Verify', 'k2')] },
      ],
    }
    const asked: string[] = []
    const directory = new HttpGraphDirectory({
      clock: new SystemClock(),
      fetch: async (url) => {
        asked.push(url)
        return Response.json({ value: pages[new URL(url).pathname] })
      },
    })
    const caller = { cloud: contosoSetup().cloud, token: 't', who: 'admin', signal: wish.signal }
    const read = await directory.allCredentials(caller)
    expect(read).toMatchObject({
      read: true,
      value: [{ application: 'Payroll', credential: 'saml-signing', keyId: 'k1' }],
    })
    expect(asked).toHaveLength(2)
  })
})
