/** The practice module plays ExchangeOnlineManagement as the reference describes it, and nothing beside it. */
import { writeFileSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import reference from '../../docs/reference/exo-cmdlets.json' with { type: 'json' }
import { patient, PracticePowerShell, powershell, quoted } from './practice-powershell.ts'

const session = z.array(
  z.object({
    name: z.string(),
    module: z.string(),
    parameters: z.array(
      z.object({
        name: z.string(),
        type: z.string(),
        sets: z.array(z.object({ name: z.string(), mandatory: z.boolean(), position: z.number() })),
      }),
    ),
  }),
)
interface Entry {
  readonly sets: Readonly<Record<string, string>>
  readonly params?: readonly (readonly [name: string, type: string, flags: string, ...rest: unknown[]])[]
  readonly whatIf: string
  readonly out?: unknown
}
const cmdlets = reference.cmdlets as unknown as Readonly<Record<string, Entry>>
const common = [
  'Verbose',
  'Debug',
  'ErrorAction',
  'WarningAction',
  'InformationAction',
  'ProgressAction',
  'ErrorVariable',
  'WarningVariable',
  'InformationVariable',
  'OutVariable',
  'OutBuffer',
  'PipelineVariable',
]

describe.skipIf(powershell === undefined)('The practice module', patient, () => {
  let practice: PracticePowerShell
  beforeAll(async () => {
    practice = await PracticePowerShell.start({ mailboxes: 2 })
    const [person = '', shared = ''] = practice.tenant.endpoints.mailboxes.map(({ address }) => address)
    await practice.tenant.admin.grantSendAs(shared, person)
  })
  afterAll(() => practice.close())

  const connect =
    'Import-Module ExchangeOnlineManagement; Connect-ExchangeOnline -DisableWAM -ShowBanner:$false -UserPrincipalName'

  it('has the parameters, sets and positions of the real cmdlets, and no others', async () => {
    const file = path.join(practice.folder, 'session.json')
    await practice.trouble()
    const { errors, out } = await practice.run(`
${connect} ${quoted(practice.tenant.endpoints.adminUser)}
$all = foreach ($command in Get-Command -Module tmpEXO_*, ExchangeOnlineManagement) {
  [ordered] @{ name = $command.Name; module = ($command.ModuleName -replace '_.*', ''); parameters = @(foreach ($parameter in $command.Parameters.Values) {
    [ordered] @{ name = $parameter.Name; type = $parameter.ParameterType.Name; sets = @(foreach ($set in $parameter.ParameterSets.Keys) {
      [ordered] @{ name = $set; mandatory = $parameter.ParameterSets[$set].IsMandatory; position = $parameter.ParameterSets[$set].Position } }) } }) }
}
Set-Content -LiteralPath ${quoted(file)} -Value (ConvertTo-Json -InputObject @($all) -Depth 8 -Compress)`)
    expect(errors, out).toBe('')
    const commands = session.parse(JSON.parse(readFileSync(file, 'utf8')))
    expect(commands.length).toBeGreaterThan(45)
    for (const { name, module, parameters } of commands) {
      const entry = cmdlets[name]
      if (entry === undefined) throw new Error(`${name} is not in the reference`)
      const local = [
        'Connect-ExchangeOnline',
        'Disconnect-ExchangeOnline',
        'Get-ConnectionInformation',
      ].includes(name)
      expect(module, name).toBe(local ? 'ExchangeOnlineManagement' : 'tmpEXO')
      const own = parameters.filter((one) => !common.includes(one.name))
      const sets = Object.values(entry.sets)
        .join(' ')
        .split(' ')
        .map((one) => one.replace(/[!#]/g, '').toLowerCase())
      const wanted = (entry.params ?? [])
        .map(([parameter]) => parameter)
        .filter((one) => sets.includes(one.toLowerCase()) || one === 'WhatIf' || one === 'Confirm')
      expect(own.map((one) => one.name).toSorted(), name).toEqual(wanted.toSorted())
      for (const parameter of own) {
        const type = entry.params?.find(([one]) => one === parameter.name)?.[1]
        expect(parameter.type === 'SwitchParameter', `${name} -${parameter.name}`).toBe(
          type === 'SwitchParameter',
        )
        if (['WhatIf', 'Confirm'].includes(parameter.name)) continue
        for (const [title, text] of Object.entries(entry.sets)) {
          const words = text.split(' ')
          const word = words.find(
            (one) => one.replace(/[!#]/g, '').toLowerCase() === parameter.name.toLowerCase(),
          )
          const set = title === '(All)' ? '__AllParameterSets' : title.replace(/ \(Default\)$/, '')
          const found = parameter.sets.find((one) => one.name === set || one.name === '__AllParameterSets')
          expect(found !== undefined, `${name} -${parameter.name} in ${title}`).toBe(word !== undefined)
          // the one page that still calls mandatory what the service has not asked for in years
          if (word !== undefined && parameter.name !== 'ServiceId')
            expect(found?.mandatory, `${name} -${parameter.name}`).toBe(word.startsWith('!'))
        }
      }
    }
  })

  it('answers as a real session does: deserialised, by type of error, asking where the real one asks', async () => {
    const [person = '', shared = ''] = practice.tenant.endpoints.mailboxes.map(({ address }) => address)
    const administrator =
      practice.tenant.endpoints.administrators.find(({ role }) => role === 'Exchange Administrator')
        ?.address ?? ''
    const file = path.join(practice.folder, 'answers.json')
    await practice.trouble()
    const { errors, out } = await practice.run(`
${connect} ${quoted(practice.tenant.endpoints.adminUser)}
$answers = [ordered] @{}
$mailbox = Get-Mailbox -Identity ${quoted(shared)} -ErrorAction Stop
$answers.type = $mailbox.PSObject.TypeNames[0]
$answers.guid = $mailbox.Guid.GetType().Name
$answers.list = $mailbox.EmailAddresses.GetType().Name
$answers.size = $mailbox.MaxSendSize
$answers.all = @(Get-Mailbox -Identity $null).Count
$answers.recipients = @(Get-Recipient).Count
$answers.users = @(Get-User).Count
$answers.administrator = (Get-User -Identity ${quoted(administrator)}).RecipientTypeDetails
$answers.withoutMailbox = $null -eq (Get-Mailbox -Identity ${quoted(administrator)} -ErrorAction SilentlyContinue)
try { Get-Mailbox -Identity 'nobody@x.example' -ErrorAction Stop } catch {
  $answers.message = $_.Exception.Message
  $answers.id = $_.FullyQualifiedErrorId -replace '[0-9a-f-]{36}|TimeStamp=[^\\]]*', ''
  $answers.reason = $_.CategoryInfo.Reason
  $answers.activity = $_.CategoryInfo.Activity
}
Get-Mailbox -Identity 'nobody@x.example' -ErrorVariable quiet -ErrorAction SilentlyContinue
$answers.goesOn = $quiet.Count -gt 0
try { Set-CASMailbox -Identity ${quoted(person)} -SmtpClientAuthenticationEnabled $true } catch { $answers.unknown = $_.FullyQualifiedErrorId }
try { Remove-RecipientPermission -Identity ${quoted(shared)} -Trustee ${quoted(person)} -AccessRights SendAs -ErrorAction Stop } catch { $answers.prompt = $_.Exception.GetType().Name }
Set-CASMailbox -Identity ${quoted(person)} -SmtpClientAuthenticationDisabled $false -WhatIf
$answers.whatIf = $null -eq (Get-CASMailbox ${quoted(person)}).SmtpClientAuthenticationDisabled
function Invoke-Preview { [CmdletBinding(SupportsShouldProcess = $true)] param() Set-CASMailbox -Identity ${quoted(person)} -SmtpClientAuthenticationDisabled $false }
Invoke-Preview -WhatIf
$answers.notReached = (Get-CASMailbox ${quoted(person)}).SmtpClientAuthenticationDisabled
Add-RecipientPermission -Identity ${quoted(shared)} -Trustee ${quoted(person)} -AccessRights SendAs -Confirm:$false -WarningVariable warned -WarningAction SilentlyContinue
$answers.warned = [string] $warned
try { New-ManagementRoleAssignment -Name x -Role 'Application Mail.Send' -App 11111111-1111-4111-8111-111111111111 -ErrorAction Stop } catch { $answers.app = $_.CategoryInfo.Reason }
Disconnect-ExchangeOnline -Confirm:$false
$answers.gone = $null -eq (Get-Command Get-Mailbox -ErrorAction SilentlyContinue)
Set-Content -LiteralPath ${quoted(file)} -Value (ConvertTo-Json -InputObject $answers)`)
    expect(errors, out).toBe('')
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      type: 'Deserialized.Microsoft.Exchange.Data.Directory.Management.Mailbox',
      guid: 'Guid',
      list: 'ArrayList',
      size: '35 MB (36,700,160 bytes)',
      // two senders, the recipient, the one outside and who administers everything; the other five only sign in
      all: 5,
      recipients: 5,
      users: 10,
      administrator: 'User',
      withoutMailbox: true,
      message: expect.stringMatching(
        /^Ex6F9304\|Microsoft\.Exchange\.Configuration\.Tasks\.ManagementObjectNotFoundException\|/,
      ) as string,
      id: '[Server=DB8PR04MB1001,RequestId=,],Write-ErrorMessage',
      reason: 'ManagementObjectNotFoundException',
      activity: 'Get-Mailbox',
      goesOn: true,
      unknown: 'NamedParameterNotFound,Set-CASMailbox',
      whatIf: true,
      notReached: false,
      app: 'ManagementObjectNotFoundException',
      gone: true,
    })
    const said = z
      .object({ prompt: z.string(), warned: z.string() })
      .parse(JSON.parse(readFileSync(file, 'utf8')))
    expect(said.prompt).not.toBe('')
    expect(said.warned).toContain('already present')
    expect((await practice.tenant.admin.describe()).sendAs).toHaveLength(1)
  })

  it('shows no property that the reference does not name', async () => {
    const file = path.join(practice.folder, 'properties.json')
    const probes: Readonly<Record<string, string>> = {
      'Get-Mailbox': '',
      'Get-CASMailbox': '',
      'Get-User': '',
      'Get-Recipient': '',
      'Get-RecipientPermission': '',
      'Get-EXORecipientPermission': '',
      'Get-MailboxPermission': `-Identity ${quoted(practice.tenant.endpoints.mailboxes[0]?.address ?? '')}`,
      'Get-OrganizationConfig': '-RetrieveEwsOperationAccessPolicy',
      'Get-TransportConfig': '',
      'Get-AcceptedDomain': '',
    }
    writeFileSync(file, '')
    await practice.trouble()
    const { errors } = await practice.run(`
${connect} ${quoted(practice.tenant.endpoints.adminUser)}
$shown = [ordered] @{}
${Object.entries(probes)
  .map(([name, more]) => `$shown['${name}'] = @((@(${name} ${more})[0]).PSObject.Properties.Name)`)
  .join('\n')}
Set-Content -LiteralPath ${quoted(file)} -Value (ConvertTo-Json -InputObject $shown)`)
    expect(errors).toBe('')
    const shown = z.record(z.string(), z.array(z.string())).parse(JSON.parse(readFileSync(file, 'utf8')))
    for (const [name, properties] of Object.entries(shown)) {
      const known = Object.keys(cmdlets[name]?.out ?? {})
      // the one without a documented list of its own shows what its older sister shows
      const sister = Object.keys(cmdlets['Get-RecipientPermission']?.out ?? {})
      expect(
        properties.filter(
          (one) => !known.includes(one) && !(name === 'Get-EXORecipientPermission' && sister.includes(one)),
        ),
        name,
      ).toEqual([])
    }
  })
})
