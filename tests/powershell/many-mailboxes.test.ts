/** Large tenants and unattended runs: as few calls as the cmdlets allow, and nobody at the keyboard. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReadPlan } from '../../src/domain/exchange/plan.schema.ts'
import { createClientCertificate } from '../../src/practice/tenant/certificates.ts'
import { patient, PracticePowerShell, powershell } from './practice-powershell.ts'

describe.skipIf(powershell === undefined)('Read-Exchange.ps1 in a large tenant', patient, () => {
  let practice: PracticePowerShell
  const mailboxes = 1010
  beforeAll(async () => {
    practice = await PracticePowerShell.start({ mailboxes })
  })
  afterAll(() => practice.close())

  const address = (index: number) => practice.tenant.endpoints.mailboxes[index]?.address ?? ''
  const read = (parts: ReadPlan['read']['parts'], asked: ReadPlan['read']['mailboxes']) =>
    practice.read({ parts, mailboxes: asked, groups: [], tests: [] })

  it('asks once for each list, whatever the number of mailboxes, and names everybody who holds a right', async () => {
    const { admin } = practice.tenant
    await admin.grantSendAs(address(7), address(8))
    await admin.grantSendAs(address(8), address(9))
    await admin.grantSendOnBehalf(address(9), address(7))
    await admin.setMailboxSmtpAuth(address(1005), true)
    await practice.trouble()
    const asked = Array.from({ length: mailboxes }, (_, index) => ({ address: address(index), id: null }))
    const { code, result, errors, out } = await read(['mailboxes', 'smtp-auth', 'users', 'send-as'], asked)
    expect({ code, errors }, out).toEqual({ code: 0, errors: '' })
    const calls = (await practice.calls()).map(({ cmdlet }) => cmdlet)
    expect(calls.toSorted()).toEqual([
      'Get-CASMailbox',
      'Get-EXORecipientPermission',
      'Get-Mailbox',
      'Get-User',
    ])
    const facts = result?.facts?.mailboxes ?? []
    expect(facts.map((one) => one.facts?.address)).toEqual(asked.map((one) => one.address))
    expect(result?.facts?.cutShort).toEqual([])
    const holders = (index: number) => {
      const sendAs = facts[index]?.facts?.sendAs
      return sendAs?.state === 'read' ? sendAs.value.map((one) => one.address) : sendAs
    }
    expect([holders(7), holders(8), holders(9)]).toEqual([[address(8)], [address(9)], []])
    expect(facts[9]?.facts?.sendOnBehalf.map((one) => one.address)).toEqual([address(7)])
    expect(facts[1005]?.facts?.smtpAuth).toEqual({ state: 'read', value: 'on' })
  })

  it('signs in by certificate where nobody sits, and is refused without the consent', async () => {
    const { admin, endpoints } = practice.tenant
    const { clientId } = await admin.registerApplication({
      recipe: 'reader',
      displayName: 'Reader',
      permissions: [{ resource: 'exchange', value: 'Exchange.ManageAsApp', kind: 'application' }],
    })
    const { certificate } = await createClientCertificate('Reader', Date.now(), 30)
    await admin.addCertificate(clientId, certificate)
    const file = path.join(practice.folder, 'reader.pem')
    writeFileSync(file, certificate)
    await practice.trouble({ administrators: { [clientId]: ['View-Only Organization Management'] } })
    const connect = {
      account: null,
      signIn: { by: 'certificate-file' as const, appId: clientId, file, organization: endpoints.tenantName },
    }
    const transport = { parts: ['transport' as const], mailboxes: [], groups: [], tests: [] }
    const refused = await practice.read(transport, { connect })
    expect([refused.code, refused.result?.troubles.map(({ code }) => code)]).toEqual([3, ['sign-in-failed']])
    await admin.grantAdminConsent(clientId)
    const { code, result } = await practice.read(transport, { connect })
    expect([code, result?.connected]).toEqual([
      0,
      { account: '', appId: clientId, tenantId: endpoints.tenantId, organization: endpoints.tenantName },
    ])
  })
})
