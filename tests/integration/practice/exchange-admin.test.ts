/** What an Exchange cmdlet sets is what practice mail goes by: one truth, whoever asks. */
import { fetch } from 'undici'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { RegistrationRequest } from '../../../src/practice/index.ts'
import { getCalendar } from './ews-kit.ts'
import { graph } from './graph-kit.ts'
import { appTokenOf, mailer, practice, type Practice, product, registrationOf, tokenOf } from './kit.ts'

const answer = z.looseObject({
  objects: z.array(z.object({ values: z.record(z.string(), z.unknown()) })).default([]),
  warnings: z.array(z.string()).default([]),
  error: z.string().optional(),
})

/** A session as the practice module opens one, in the language of a PC. */
async function session(p: Practice, language = 'en-US') {
  const { url, key } = p.tenant.endpoints.admin
  const ask = async (route: string, body: object): Promise<unknown> => {
    const response = await fetch(new URL(`/exchange-admin/${route}`, url), {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'accept-language': language },
      body: JSON.stringify(body),
      dispatcher: p.agent,
    })
    return response.json()
  }
  const { connectionId } = z.looseObject({ connectionId: z.string() }).parse(await ask('connect', {}))
  return async (cmdlet: string, parameters: object, validateOnly = false) =>
    answer.parse(await ask('invoke', { connectionId, cmdlet, parameters, validateOnly }))
}

const calendar: RegistrationRequest = {
  recipe: 'exact',
  displayName: 'Calendar',
  permissions: [{ resource: 'exchange', value: 'full_access_as_app', kind: 'application' }],
}

const reader: RegistrationRequest = {
  ...product,
  permissions: [
    ...(product.permissions ?? []),
    { resource: 'graph', value: 'Mail.Read', kind: 'application' },
  ],
}

describe('what a cmdlet sets', () => {
  test('EWS answers only where the organisation and the mailbox allow it', async () => {
    const p = await practice({ registrations: [calendar] })
    const invoke = await session(p)
    const token = await appTokenOf(p, 'exchange')
    const status = async () => (await getCalendar(p, token, p.anna)).status
    await invoke('Set-OrganizationConfig', { EwsEnabled: true, EwsAllowedAppIDs: p.clientId })
    expect(await status()).toBe(200)
    await invoke('Set-CASMailbox', { Identity: p.anna, EwsEnabled: false })
    expect(await status()).toBe(403)
    await invoke('Set-CASMailbox', { Identity: p.anna, EwsEnabled: null })
    expect(await status()).toBe(200)
    await invoke('Set-OrganizationConfig', { EwsAllowedAppIDs: '11111111-2222-4333-8444-555555555555' })
    expect(await status()).toBe(403)
  })

  test('a policy and a scope follow their group, members in groups inside it excepted', async () => {
    const p = await practice({ registrations: [calendar] })
    const invoke = await session(p)
    const token = await appTokenOf(p, 'exchange')
    const domain = p.tenant.endpoints.tenantName
    await invoke('Set-OrganizationConfig', { EwsEnabled: true })
    await invoke('New-DistributionGroup', {
      Name: 'Rooms, "all"',
      Type: 'Security',
      PrimarySmtpAddress: `rooms@${domain}`,
    })
    await invoke('New-ApplicationAccessPolicy', {
      AppId: p.clientId,
      AccessRight: 'RestrictAccess',
      PolicyScopeGroupID: `rooms@${domain}`,
    })
    const text = async (mailbox: string) => (await getCalendar(p, token, mailbox)).text
    expect(await text(p.anna)).toContain('ErrorAccessDenied')
    const joined = await invoke('Add-DistributionGroupMember', {
      Identity: `rooms@${domain}`,
      Member: p.anna,
    })
    expect(joined.error).toContain(
      '|Microsoft.Exchange.Management.Tasks.OperationRequiresGroupManagerException|',
    )
    await invoke('Add-DistributionGroupMember', {
      Identity: `rooms@${domain}`,
      Member: p.anna,
      BypassSecurityGroupManagerCheck: true,
    })
    expect(await text(p.anna)).toContain('NoError')

    const { servicePrincipalId } = await registrationOf(p)
    await invoke('New-ServicePrincipal', {
      AppId: p.clientId,
      ObjectId: servicePrincipalId,
      DisplayName: 'Calendar',
    })
    const group = (await invoke('Get-DistributionGroup', { Identity: `rooms@${domain}` })).objects[0]?.values
    const name = z.string().parse(group?.DistinguishedName)
    await invoke('New-ManagementScope', {
      Name: 'Rooms',
      RecipientRestrictionFilter: `MemberOfGroup -eq '${name}'`,
    })
    await invoke('New-ManagementRoleAssignment', {
      Role: 'Application EWS.AccessAsApp',
      App: servicePrincipalId,
      CustomResourceScope: 'Rooms',
    })
    const inScope = async (mailbox: string) =>
      (
        await invoke('Test-ServicePrincipalAuthorization', {
          Identity: servicePrincipalId,
          Resource: mailbox,
        })
      ).objects[0]?.values.InScope
    expect([await inScope(p.anna), await inScope(p.ben)]).toEqual([true, false])
    // the role inside its scope and the consent everywhere add up: the policy still holds the consent
    expect(await text(p.ben)).toContain('ErrorAccessDenied')
    await invoke('Remove-DistributionGroupMember', {
      Identity: `rooms@${domain}`,
      Member: p.anna,
      BypassSecurityGroupManagerCheck: true,
    })
    expect([await inScope(p.anna), (await text(p.anna)).includes('ErrorAccessDenied')]).toEqual([false, true])
  })

  test('mail sent as the shared mailbox lies in its Sent Items once the switch is on', async () => {
    const p = await practice({ registrations: [reader] })
    const invoke = await session(p)
    const token = await appTokenOf(p, 'graph')
    const sendAndCount = async () => {
      const transport = mailer(p, p.ben, await tokenOf(p, p.ben))
      const to = p.tenant.endpoints.recipient
      await transport.sendMail({ from: p.shared, to, subject: 'As the shared one', text: 'x' })
      transport.close()
      return (await graph(p, token, `/users/${p.shared}/mailFolders/sentitems/messages`)).body.value?.length
    }
    expect(await sendAndCount()).toBe(0)
    // with -WhatIf nothing is switched
    await invoke('Set-Mailbox', { Identity: p.shared, MessageCopyForSentAsEnabled: true }, true)
    expect(await sendAndCount()).toBe(0)
    await invoke('Set-Mailbox', { Identity: p.shared, MessageCopyForSentAsEnabled: true })
    expect(await sendAndCount()).toBe(1)
  })
})

describe('a cmdlet', () => {
  test('refuses by type in the language of the PC, and takes everybody where nobody was named', async () => {
    const p = await practice({ registrations: [product] })
    const [english, german] = [await session(p), await session(p, 'de-DE')]
    const [one, other] = [
      await english('Get-Mailbox', { Identity: 'nobody@x.example' }),
      await german('Get-Mailbox', { Identity: 'nobody@x.example' }),
    ]
    expect(one.error).toMatch(
      /^Ex6F9304\|Microsoft\.Exchange\.Configuration\.Tasks\.ManagementObjectNotFoundException\|The operation/,
    )
    expect(other.error).toMatch(
      /^Ex6F9304\|Microsoft\.Exchange\.Configuration\.Tasks\.ManagementObjectNotFoundException\|Der Vorgang/,
    )
    expect((await english('Get-Mailbox', { Identity: null })).objects.length).toBeGreaterThan(3)
    expect((await english('Get-Mailbox', { ResultSize: 2 })).warnings).toHaveLength(1)
  })

  test('makes no scope before the organisation was customised, and says so by type', async () => {
    const p = await practice()
    const invoke = await session(p)
    const { url, key } = p.tenant.endpoints.admin
    await fetch(new URL('/exchange-admin/trouble', url), {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: '{"dehydrated":true}',
      dispatcher: p.agent,
    })
    const scope = { Name: 'Some', RecipientRestrictionFilter: `PrimarySmtpAddress -eq '${p.anna}'` }
    expect((await invoke('New-ManagementScope', scope)).error).toContain(
      'InvalidOperationInDehydratedContextException',
    )
    await invoke('Enable-OrganizationCustomization', {})
    expect((await invoke('New-ManagementScope', scope)).error).toBeUndefined()
    expect((await invoke('Enable-OrganizationCustomization', {})).error).toContain('already')
  })
})
