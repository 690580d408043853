/** EWS for an application: the organisation's switch, its list, and whose calendar may be opened. */
import { describe, expect, test } from 'vitest'
import type { RegistrationRequest } from '../../../src/practice/index.ts'
import { getCalendar, getFolders } from './ews-kit.ts'
import { appTokenOf, practice, registrationOf } from './kit.ts'

const exact = (withClaim: boolean): RegistrationRequest => ({
  recipe: 'exact',
  displayName: 'Exact calendar',
  permissions: withClaim ? [{ resource: 'exchange', value: 'full_access_as_app', kind: 'application' }] : [],
})
const start = (withClaim = true) => practice({ registrations: [exact(withClaim)] })

describe('the switch', () => {
  test('nobody set it: closed; on: open; on with a list: open for those on it', async () => {
    const p = await start()
    const token = await appTokenOf(p, 'exchange')
    const status = async () => (await getCalendar(p, token, p.anna)).status
    expect(await status()).toBe(403)
    await p.tenant.admin.setEws(true, null)
    expect(await status()).toBe(200)
    await p.tenant.admin.setEws(true, ['11111111-2222-4333-8444-555555555555'])
    expect(await status()).toBe(403)
    await p.tenant.admin.setEws(true, [p.clientId])
    expect(await status()).toBe(200)
    await p.tenant.admin.setEws(false, [p.clientId])
    expect(await status()).toBe(403)
  })
})

describe('the calendar', () => {
  test('is named in the answer; another folder and a mailbox nobody has are not there', async () => {
    const p = await start()
    await p.tenant.admin.setEws(true, [p.clientId])
    const token = await appTokenOf(p, 'exchange')
    const found = await getCalendar(p, token, p.anna)
    expect(found.headers.get('content-type')).toContain('text/xml')
    expect(found.text).toContain('<m:ResponseCode>NoError</m:ResponseCode>')
    expect(found.text).toContain('<t:DisplayName>Calendar</t:DisplayName>')
    expect((await getCalendar(p, token, p.anna, 'nowhere')).text).toContain('ErrorFolderNotFound')
    // where every client of EWS begins
    expect((await getCalendar(p, token, p.anna, 'root')).text).toContain('<t:Folder><t:FolderId Id="AAMk')
    expect((await getCalendar(p, token, 'ghost@contoso.example')).text).toContain('ErrorNonExistentMailbox')
    expect((await getCalendar(p, token)).text).toContain('ExchangeImpersonation SOAP header must be present')
  })

  test('of somebody else opens with Full Access alone, and each folder asked for has its own answer', async () => {
    const p = await start()
    await p.tenant.admin.setEws(true, null)
    const token = await appTokenOf(p, 'exchange')
    const codes = async () => {
      const { text } = await getFolders(p, token, p.anna, [
        { folder: 'inbox' },
        { folder: 'calendar', owner: p.shared },
        { folder: 'calendar', owner: 'ghost@contoso.example' },
      ])
      return [...text.matchAll(/<m:ResponseCode>(\w+)</g)].map(([, code]) => code)
    }
    expect(await codes()).toEqual(['NoError', 'ErrorFolderNotFound', 'ErrorNonExistentMailbox'])
    await p.tenant.admin.grantFullAccess(p.shared, p.anna)
    expect(await codes()).toEqual(['NoError', 'NoError', 'ErrorNonExistentMailbox'])
  })

  test('with a role and no claim opens inside the scope only', async () => {
    const p = await start(false)
    const { admin, endpoints } = p.tenant
    await admin.setEws(true, [p.clientId])
    await admin.registerServicePrincipal(p.clientId, (await registrationOf(p)).servicePrincipalId)
    await admin.createScope('Calendars', [p.anna])
    await admin.assignAppRole(p.clientId, 'Application EWS.AccessAsApp', 'Calendars')
    const token = await appTokenOf(p, 'exchange')
    expect((await getCalendar(p, token, p.anna)).status).toBe(200)
    const refused = await getCalendar(p, token, endpoints.outside)
    expect(refused.status).toBe(500)
    expect(refused.text).toContain('a:ErrorImpersonateUserDenied')
  })

  test('does not open for nonsense or for a Graph token', async () => {
    const p = await start()
    await p.tenant.admin.setEws(true, null)
    for (const token of ['nonsense', await appTokenOf(p, 'graph')]) {
      const reply = await getCalendar(p, token, p.anna)
      expect(reply.status).toBe(401)
      expect(reply.headers.get('www-authenticate')).toContain('Bearer')
    }
  })
})
