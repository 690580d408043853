/** What Read-Exchange.ps1 brings home of a tenant, and what it says where it may not look. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MailboxFacts } from '../../src/domain/exchange/facts.schema.ts'
import type { ReadPlan } from '../../src/domain/exchange/plan.schema.ts'
import { exchangeParts } from '../../src/domain/exchange/plan.schema.ts'
import { patient, PracticePowerShell, powershell } from './practice-powershell.ts'

describe.skipIf(powershell === undefined)('Read-Exchange.ps1', patient, () => {
  let practice: PracticePowerShell
  let [person, other, shared] = ['', '', '']
  beforeAll(async () => {
    practice = await PracticePowerShell.start({ mailboxes: 3, standing: true })
    ;[person = '', other = '', shared = ''] = practice.tenant.endpoints.mailboxes.map(
      ({ address }) => address,
    )
    const { admin } = practice.tenant
    await admin.setMailboxSmtpAuth(person, true)
    await admin.setMailboxSmtpAuth(other, false)
    await admin.grantSendAs(shared, person)
    await admin.grantSendOnBehalf(shared, other)
    await admin.grantFullAccess(shared, person)
    await admin.setEws(true, ['11111111-1111-4111-8111-111111111111'])
    await admin.createGroup(
      `senders@${practice.tenant.endpoints.tenantName}`,
      "Sender's, group",
      'security',
      [shared],
    )
    await admin.setProxyAddresses(shared, [`alias@${practice.tenant.endpoints.tenantName}`])
  })
  afterAll(() => practice.close())

  const everything = (mailboxes: ReadPlan['read']['mailboxes']): ReadPlan['read'] => ({
    parts: [...exchangeParts],
    mailboxes,
    groups: [{ address: `senders@${practice.tenant.endpoints.tenantName}`, id: null }],
    tests: [],
  })
  const named = (holders: { state: string; value?: readonly { address: string | null }[] }) =>
    holders.value?.map(({ address }) => address)

  it('reads three-valued switches, rights by address, and where a thing was not found says so', async () => {
    await practice.trouble({
      orphans: [{ mailbox: shared, right: 'fullAccess', sid: 'S-1-5-21-1-2-3-1001' }],
    })
    const alias = { address: `alias@${practice.tenant.endpoints.tenantName}`, id: null }
    const nobody = { address: `nobody@${practice.tenant.endpoints.tenantName}`, id: null }
    const { code, out, errors, result } = await practice.read(
      everything([{ address: person, id: null }, { address: other, id: null }, alias, nobody]),
    )
    expect({ code, errors, ended: result?.ended }, out).toEqual({ code: 0, errors: '', ended: 'complete' })
    const [first, second, third] = (result?.facts?.mailboxes ?? []).map(({ facts }) => facts)
    const switches = (one: MailboxFacts | null | undefined) => one?.smtpAuth
    expect([first, second, third].map(switches)).toEqual([
      { state: 'read', value: 'on' },
      { state: 'read', value: 'off' },
      { state: 'read', value: 'inherit' },
    ])
    expect(third).toMatchObject({
      address: shared,
      type: 'SharedMailbox',
      accountDisabled: true,
      hidden: false,
    })
    expect(
      third === null || third === undefined
        ? undefined
        : [named(third.sendAs), third.sendOnBehalf.map(({ address }) => address), named(third.fullAccess)],
    ).toEqual([[person], [other], [person, null]])
    expect(result?.facts?.mailboxes.map(({ found }) => found)).toEqual(['found', 'found', 'found', 'missing'])
    expect(result?.facts).toMatchObject({
      transport: { state: 'read', value: { smtpAuthDisabled: true } },
      organisation: {
        value: {
          isDehydrated: false,
          ewsEnabled: true,
          ewsAllowedAppIds: { state: 'read', value: ['11111111-1111-4111-8111-111111111111'] },
        },
      },
      domains: { value: [{ name: practice.tenant.endpoints.tenantName, isDefault: true }] },
      groups: [{ found: 'found', facts: { kind: 'security', members: { value: [{ address: shared }] } } }],
      hve: { state: 'read', value: [] },
      cutShort: [],
    })
    expect((await practice.calls()).every(({ cmdlet }) => /^(Get|Test)-/.test(cmdlet))).toBe(true)
  })

  it('keeps apart what is empty and what the account may not see, and reads on', async () => {
    await practice.trouble({
      lacking: [
        'Get-TransportConfig',
        'Get-CASMailbox',
        'Get-OrganizationConfig/RetrieveEwsOperationAccessPolicy',
      ],
    })
    const { code, result } = await practice.read(everything('all'))
    expect(code).toBe(1)
    expect(result?.facts).toMatchObject({
      transport: { state: 'unreadable', trouble: { code: 'cmdlet-missing' } },
      organisation: {
        state: 'read',
        value: { ewsAllowedAppIds: { state: 'unreadable', trouble: { code: 'cmdlet-missing' } } },
      },
      connectors: { state: 'read', value: [] },
    })
    expect(result?.facts?.mailboxes).toHaveLength(6)
    for (const { facts } of result?.facts?.mailboxes ?? [])
      expect(facts).toMatchObject({ smtpAuth: { state: 'unreadable' }, sendAs: { state: 'read' } })
  })
})
