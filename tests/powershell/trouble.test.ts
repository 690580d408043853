/** What goes wrong in the middle: no change is lost, none is made twice, and none goes to the wrong tenant. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Action } from '../../src/domain/exchange/plan.schema.ts'
import { patient, PracticePowerShell, powershell, readSet } from './practice-powershell.ts'

describe.skipIf(powershell === undefined)('When something goes wrong, Set-Exchange.ps1', patient, () => {
  let practice: PracticePowerShell
  let [person, shared] = ['', '']
  beforeAll(async () => {
    practice = await PracticePowerShell.start({ mailboxes: 104, standing: true })
    const all = practice.tenant.endpoints.mailboxes.map(({ address }) => address)
    ;[person, shared] = [all[0] ?? '', all.at(-1) ?? '']
  })
  afterAll(() => practice.close())

  const actions = (mailbox = person): Action[] => [
    {
      kind: 'mailbox-smtp-auth',
      id: 'switch',
      needs: [],
      mailbox: { address: mailbox, id: null },
      value: 'on',
    },
    {
      kind: 'send-as',
      id: 'right',
      needs: [],
      target: { address: shared, id: null },
      trustee: { kind: 'recipient', address: mailbox, id: null },
      state: 'present',
    },
  ]
  const mailbox = (index: number) => practice.tenant.endpoints.mailboxes[index]?.address ?? ''
  const outcomes = (file: string) => readSet(file)?.actions.map(({ outcome }) => outcome)
  const codes = (file: string) => readSet(file)?.troubles.map(({ code }) => code)

  it('touches nothing in a tenant, as an account or with roles the plan is not for', async () => {
    const elsewhere = '99999999-9999-4999-8999-999999999999'
    const [tenant, account, roles, spreading, unreadable, otherKind, kept] = [1, 2, 3, 4, 5, 6, 7].map(
      (index) => practice.plan({ actions: actions() }, index === 2 ? { account: 'kim@contoso.example' } : {}),
    )
    if (!tenant || !account || !roles || !spreading || !unreadable || !otherKind || !kept)
      throw new Error('seven plans')
    writeFileSync(unreadable.plan, '{ "format": "sendproof-exchange-plan", ')
    const reading = practice.plan({ read: { parts: ['transport'], mailboxes: [], groups: [], tests: [] } })
    writeFileSync(kept.result, JSON.stringify({ preview: false }))
    const transport = { parts: ['transport' as const], mailboxes: [], groups: [], tests: [] }
    const partner = practice.plan(
      { read: transport },
      { delegatedOrganization: practice.tenant.endpoints.tenantName },
    )
    const stranger = practice.plan({ read: transport }, { delegatedOrganization: 'fabrikam.example' })
    // the relationship gives this partner's account the role to read, and another one none
    const customer = { delegatedOrganization: practice.tenant.endpoints.tenantName }
    const asPartner = (account: string) => ({ ...customer, account })
    const reader = 'jo@partner.example'
    const overlooking = practice.plan({ read: transport }, asPartner(reader))
    const setting = practice.plan({ actions: actions() }, asPartner(reader))
    const nobody = practice.plan({ read: transport }, asPartner('max@partner.example'))
    const say = 'Write-Host "exit $LASTEXITCODE"'
    const ran = await practice.run(
      [
        practice.call('Read-Exchange.ps1', partner),
        practice.rehearse({ administrators: { [reader]: ['View-Only Organization Management'] } }),
        practice.call('Read-Exchange.ps1', overlooking),
        practice.call('Set-Exchange.ps1', setting),
        practice.call('Read-Exchange.ps1', nobody),
        practice.rehearse({}),
        practice.call('Read-Exchange.ps1', stranger),
        practice.rehearse({ tenantId: elsewhere }),
        practice.call('Set-Exchange.ps1', tenant),
        say,
        practice.rehearse({
          connectFailure: "The role assigned to user 'x' isn't supported in this scenario.",
        }),
        practice.call('Set-Exchange.ps1', spreading),
        say,
        practice.rehearse({
          lacking: ['Add-RecipientPermission', 'Set-CASMailbox/SmtpClientAuthenticationDisabled'],
        }),
        practice.call('Set-Exchange.ps1', roles),
        say,
        practice.call('Set-Exchange.ps1', unreadable),
        say,
        practice.call('Set-Exchange.ps1', { plan: reading.plan, result: otherKind.result }),
        say,
        practice.call('Set-Exchange.ps1', kept),
        say,
      ].join('\n'),
    )
    expect(ran.errors).toBe('')
    expect(
      [...ran.out.matchAll(/^exit (\d)$/gm)].map(([, code]) => code),
      ran.out,
    ).toEqual(['3', '3', '3', '2', '2', '2'])
    const read = (file: string) => JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, '')) as unknown
    expect(read(partner.result)).toMatchObject({ ended: 'complete', facts: { transport: { state: 'read' } } })
    expect(read(overlooking.result)).toMatchObject({
      ended: 'complete',
      connected: { account: reader, tenantId: practice.tenant.endpoints.tenantId },
      facts: { transport: { state: 'read' } },
    })
    expect(readSet(setting.result)).toMatchObject({ ended: 'refused', actions: [] })
    expect(new Set(codes(setting.result))).toEqual(new Set(['cmdlet-missing']))
    expect(read(nobody.result)).toMatchObject({
      ended: 'refused',
      troubles: [
        { code: 'sign-in-failed', facts: { message: expect.stringContaining('max@partner') as string } },
      ],
    })
    expect(read(stranger.result)).toMatchObject({
      ended: 'refused',
      connected: null,
      troubles: [
        { code: 'sign-in-failed', facts: { message: expect.stringContaining('fabrikam') as string } },
      ],
    })
    expect(readSet(tenant.result)).toMatchObject({
      ended: 'refused',
      actions: [],
      troubles: [
        { code: 'wrong-tenant', facts: { expected: practice.tenant.endpoints.tenantId, found: elsewhere } },
      ],
    })
    expect(codes(spreading.result)).toEqual(['sign-in-failed'])
    expect(readSet(roles.result)?.troubles).toMatchObject([
      {
        code: 'cmdlet-missing',
        facts: {
          cmdlet: 'Set-CASMailbox',
          parameter: '-SmtpClientAuthenticationDisabled',
          role: 'Recipient Management',
        },
      },
      { code: 'cmdlet-missing', facts: { cmdlet: 'Add-RecipientPermission', role: 'Recipient Management' } },
    ])
    expect([existsSync(unreadable.result), existsSync(otherKind.result)]).toEqual([false, false])
    for (const code of ['plan-unreadable', 'plan-other-kind', 'result-exists'])
      expect(ran.out).toContain(`"code":"${code}"`)

    practice.browserSignedInAs(practice.tenant.endpoints.adminUser)
    const other = await practice.run(`${practice.call('Set-Exchange.ps1', account)}; exit $LASTEXITCODE`)
    practice.browserSignedInAs(null)
    expect([other.code, codes(account.result)]).toEqual([3, ['wrong-account']])
    expect(await practice.calls()).toEqual([])
  })

  it('reconnects once, waits out a throttle, and goes on after the one of a hundred mailboxes that refuses', async () => {
    const lost = practice.plan({ actions: actions(mailbox(1)) })
    const unheard = practice.plan({ actions: actions(mailbox(2)) })
    const throttled = practice.plan({ actions: actions(mailbox(3)) })
    const never = practice.plan({ actions: actions(mailbox(4)) })
    const stopped = practice.plan({ actions: actions(mailbox(5)) })
    writeFileSync(`${stopped.result}.stop`, '')
    const many = practice.plan({
      actions: Array.from({ length: 100 }, (_, index): Action => ({
        kind: 'mailbox-smtp-auth',
        id: `m${index}`,
        needs: [],
        mailbox: { address: mailbox(index), id: null },
        value: 'off',
      })),
    })
    const view = await practice.tenant.admin.describe()
    const stubborn = view.users.find(({ address }) => address === mailbox(10))?.id ?? 'nobody'
    const ran = await practice.run(
      [
        practice.rehearse({}),
        practice.call('Set-Exchange.ps1', stopped),
        practice.rehearse({ calls: [{ kind: 'lost', after: 3 }] }),
        practice.call('Set-Exchange.ps1', lost),
        practice.rehearse({ calls: [{ kind: 'lost-after', cmdlet: 'Add-RecipientPermission' }] }),
        practice.call('Set-Exchange.ps1', unheard),
        practice.rehearse({ calls: [{ kind: 'throttled', cmdlet: 'Set-CASMailbox', times: 2 }] }),
        practice.call('Set-Exchange.ps1', throttled),
        practice.rehearse({ calls: [{ kind: 'throttled', cmdlet: 'Set-CASMailbox', times: 1000 }] }),
        practice.call('Set-Exchange.ps1', never),
        practice.rehearse({
          calls: [{ kind: 'out-of-scope', cmdlet: 'Set-CASMailbox', about: stubborn, times: 1000 }],
        }),
        '$env:PRACTICE_CULTURE = "de-DE"',
        practice.call('Set-Exchange.ps1', many),
      ].join('\n'),
    )
    expect(ran.errors).toBe('')
    expect(outcomes(lost.result), ran.out).toEqual(['done', 'done'])
    expect(ran.out.match(/"event":"signing-in"/g)).toHaveLength(8)
    expect(readSet(stopped.result)).toMatchObject({ ended: 'stopped', troubles: [{ code: 'stopped' }] })
    expect(outcomes(stopped.result)).toEqual(['not-tried', 'not-tried'])
    expect(readSet(unheard.result)?.actions[1]).toMatchObject({
      outcome: 'done',
      before: 'absent',
      undo: [{ state: 'absent' }],
    })
    expect(outcomes(throttled.result)).toEqual(['done', 'done'])
    expect(readSet(never.result)?.actions).toMatchObject([
      { outcome: 'failed', before: 'inherit', after: 'inherit', undo: [], trouble: { code: 'throttled' } },
      { outcome: 'done' },
    ])
    const { actions: all = [] } = readSet(many.result) ?? {}
    expect(
      all.map(({ outcome }, index) => (outcome === 'done' ? '' : `${index} ${outcome}`)).filter(Boolean),
    ).toEqual(['10 failed'])
    // told by its type, whatever the language of the text
    expect(all[10]).toMatchObject({
      trouble: {
        code: 'access-denied',
        error: {
          type: 'ADScopeException',
          cmdlet: 'Set-CASMailbox',
          message: expect.stringContaining('Schreibbereiche') as string,
        },
      },
    })
    expect(all[10]?.trouble?.error?.requestId).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('ended half-way twice, keeps in the last result what puts all of it back', async () => {
    const plan = practice.plan({ actions: actions(mailbox(102)) })
    const run = () => practice.run(`${practice.call('Set-Exchange.ps1', plan)}; exit $LASTEXITCODE`)
    await practice.trouble({ calls: [{ kind: 'killed-after', cmdlet: 'Set-CASMailbox' }] })
    expect((await run()).code).not.toBe(0)
    await practice.trouble({ calls: [{ kind: 'killed', cmdlet: 'Add-RecipientPermission' }] })
    expect((await run()).code).not.toBe(0)
    expect([existsSync(plan.result), existsSync(`${plan.result}.journal`)]).toEqual([false, true])
    await practice.trouble()
    const last = await run()
    expect(last.code, last.out + last.errors).toBe(0)
    expect(readSet(plan.result)?.actions).toMatchObject([
      {
        outcome: 'done',
        earlier: true,
        before: 'inherit',
        after: 'on',
        undo: [{ kind: 'mailbox-smtp-auth', value: 'inherit' }],
      },
      {
        outcome: 'done',
        earlier: true,
        before: 'absent',
        after: 'present',
        undo: [{ kind: 'send-as', state: 'absent' }],
      },
    ])
    expect(
      (await practice.calls()).filter(({ cmdlet }) => !cmdlet.startsWith('Get-')).map(({ cmdlet }) => cmdlet),
    ).toEqual(['Add-RecipientPermission'])
    expect(existsSync(`${plan.result}.journal`)).toBe(false)
  })
})
