/** SMTP for an application on its own: two ways in, and every usual mistake on them (reference 4.6). */
import { describe, expect, test } from 'vitest'
import type { RegistrationRequest } from '../../../src/practice/index.ts'
import { appTokenOf, practice, type Practice, registrationOf, send } from './kit.ts'

const mailer = (withClaim: boolean): RegistrationRequest => ({
  recipe: 'generic-smtp-oauth',
  displayName: 'Mail product',
  permissions: withClaim ? [{ resource: 'exchange', value: 'SMTP.SendAsApp', kind: 'application' }] : [],
})
const start = (withClaim: boolean) => practice({ registrations: [mailer(withClaim)] })

async function attempt(p: Practice, user: string, from = user): Promise<string> {
  const result = await send(p, { user, from, token: await appTokenOf(p, 'exchange') })
  return result.ok ? 'accepted' : (result.error.response ?? '')
}
const refused = /^535 5\.7\.3 Authentication unsuccessful \[/

describe('with the claim SMTP.SendAsApp', () => {
  test('the service principal and Full Access are both needed, mailbox by mailbox', async () => {
    const p = await start(true)
    const { admin } = p.tenant
    const { servicePrincipalId } = await registrationOf(p)
    expect(await attempt(p, p.anna)).toMatch(refused)
    await admin.registerServicePrincipal(p.clientId, servicePrincipalId)
    expect(await attempt(p, p.anna)).toMatch(refused)
    await admin.grantAppFullAccess(p.anna, p.clientId)
    expect(await attempt(p, p.anna)).toBe('accepted')
    expect(await attempt(p, p.ben)).toMatch(refused)
    expect(await attempt(p, p.tenant.endpoints.outside)).toMatch(refused)
  })

  test('the object id of the app registration is the classic mistake', async () => {
    const p = await start(true)
    const { objectId, servicePrincipalId } = await registrationOf(p)
    await p.tenant.admin.registerServicePrincipal(p.clientId, objectId)
    await p.tenant.admin.grantAppFullAccess(p.anna, p.clientId)
    expect(await attempt(p, p.anna)).toMatch(refused)
    await p.tenant.admin.registerServicePrincipal(p.clientId, servicePrincipalId)
    await p.tenant.admin.grantAppFullAccess(p.anna, p.clientId)
    expect(await attempt(p, p.anna)).toBe('accepted')
  })

  test('a role alone does not replace Full Access while the claim is there', async () => {
    const p = await start(true)
    await p.tenant.admin.registerServicePrincipal(p.clientId, (await registrationOf(p)).servicePrincipalId)
    await p.tenant.admin.assignAppRole(p.clientId, 'Application SMTP.SendAsApp', null)
    expect(await attempt(p, p.anna)).toMatch(refused)
  })

  test('the SMTP AUTH switch counts for applications too', async () => {
    const p = await start(true)
    await p.tenant.admin.registerServicePrincipal(p.clientId, (await registrationOf(p)).servicePrincipalId)
    await p.tenant.admin.grantAppFullAccess(p.anna, p.clientId)
    await p.tenant.admin.setMailboxSmtpAuth(p.anna, false)
    expect(await attempt(p, p.anna)).toMatch(/^535 5\.7\.139 .*disabled for the Mailbox/)
  })
})

describe('with a role in a scope and no claim', () => {
  test('the members of the scope can be sent from, a shared mailbox among them, and nobody else', async () => {
    const p = await start(false)
    const { admin, endpoints } = p.tenant
    await admin.registerServicePrincipal(p.clientId, (await registrationOf(p)).servicePrincipalId)
    await admin.createScope('Mail senders', [p.anna, p.shared])
    await admin.assignAppRole(p.clientId, 'Application SMTP.SendAsApp', 'Mail senders')
    await admin.setMailboxSmtpAuth(endpoints.outside, true)
    expect(await attempt(p, p.anna)).toBe('accepted')
    expect(await attempt(p, p.shared)).toBe('accepted')
    expect(await attempt(p, p.ben)).toMatch(refused)
    expect(await attempt(p, endpoints.outside)).toMatch(refused)
    expect(await attempt(p, p.anna, p.ben)).toMatch(/^554 5\.2\.252 SendAsDenied/)
    await admin.createScope('Mail senders', [p.ben])
    expect(await attempt(p, p.anna)).toMatch(refused)
    expect(await attempt(p, p.ben)).toBe('accepted')
    await admin.removeAppRole(p.clientId, 'Application SMTP.SendAsApp')
    expect(await attempt(p, p.ben)).toMatch(refused)
  })

  test('a role for mail over Graph opens no SMTP', async () => {
    const p = await start(false)
    await p.tenant.admin.registerServicePrincipal(p.clientId, (await registrationOf(p)).servicePrincipalId)
    await p.tenant.admin.assignAppRole(p.clientId, 'Application Mail.Send', null)
    expect(await attempt(p, p.anna)).toMatch(refused)
  })

  test('Exchange has to know the application and the scope first', async () => {
    const p = await start(false)
    const { admin } = p.tenant
    const assign = () => admin.assignAppRole(p.clientId, 'Application SMTP.SendAsApp', 'Nobody made it')
    await expect(assign()).rejects.toMatchObject({ code: 'unknown-service-principal' })
    await admin.registerServicePrincipal(p.clientId, (await registrationOf(p)).servicePrincipalId)
    await expect(assign()).rejects.toMatchObject({ code: 'unknown-scope' })
    await expect(admin.createScope('Senders', ['ghost@contoso.example'])).rejects.toMatchObject({
      code: 'unknown-mailbox',
    })
  })
})

test('a Graph token opens no SMTP for an application either', async () => {
  const p = await start(true)
  await p.tenant.admin.registerServicePrincipal(p.clientId, (await registrationOf(p)).servicePrincipalId)
  await p.tenant.admin.grantAppFullAccess(p.anna, p.clientId)
  const result = await send(p, { user: p.anna, token: await appTokenOf(p, 'graph') })
  expect(result.ok ? '' : result.error.response).toMatch(refused)
})
