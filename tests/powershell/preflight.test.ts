/** What the scripts say of a PC that cannot run them, before anybody signs in. */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { ReadPlan } from '../../src/domain/exchange/plan.schema.ts'
import { ReadResultSchema } from '../../src/domain/exchange/result.schema.ts'
import { modules, patient, PracticePowerShell, powershell, quoted, scripts } from './practice-powershell.ts'

describe.skipIf(powershell === undefined)('Before anybody signs in, a script', patient, () => {
  let practice: PracticePowerShell
  beforeAll(async () => {
    practice = await PracticePowerShell.start({ mailboxes: 1 })
  })
  // the tests come in any order, and one of them has Exchange refuse a cmdlet
  beforeEach(() => practice.trouble())
  afterAll(() => practice.close())

  const read: ReadPlan['read'] = { parts: ['transport'], mailboxes: [], groups: [], tests: [] }
  const result = (file: string) => ReadResultSchema.parse(JSON.parse(readFileSync(file, 'utf8')))

  /** A folder of modules that holds these versions of ours. */
  function installed(name: string, ...versions: readonly string[]): string {
    const folder = path.join(practice.folder, name)
    mkdirSync(folder, { recursive: true })
    for (const version of versions) {
      const target = path.join(folder, 'ExchangeOnlineManagement', version)
      cpSync(path.join(modules, 'ExchangeOnlineManagement'), target, { recursive: true })
      // what it shares with the other module lies above it
      cpSync(path.join(modules, 'PracticeClient.ps1'), path.join(target, '..', 'PracticeClient.ps1'))
      const manifest = path.join(target, 'ExchangeOnlineManagement.psd1')
      writeFileSync(
        manifest,
        readFileSync(manifest, 'utf8').replace(/ModuleVersion( *)= '[^']+'/, `ModuleVersion$1= '${version}'`),
      )
    }
    return folder
  }

  it('names the module that is missing, old, there twice, in the way, and a policy that would stop it', async () => {
    const before = `$system = ($env:PSModulePath -split [IO.Path]::PathSeparator | Where-Object { $_ -ne ${quoted(modules)} }) -join [IO.Path]::PathSeparator`
    const from = (folder: string) =>
      `$env:PSModulePath = ${quoted(folder)} + [IO.Path]::PathSeparator + $system`
    const [missing, old, twice, other, policy, device, constrained, stale] = Array.from(
      { length: 8 },
      (_, index) =>
        practice.plan(
          { read },
          index === 5
            ? {
                signIn: {
                  by: 'certificate-file',
                  appId: practice.tenant.endpoints.tenantId,
                  file: 'none.pfx',
                  organization: 'x.example',
                },
              }
            : {},
        ),
    )
    if (!missing || !old || !twice || !other || !policy || !device || !constrained || !stale)
      throw new Error('eight plans')
    const ran = await practice.run(
      [
        before,
        from(installed('none')),
        practice.call('Read-Exchange.ps1', missing),
        'Write-Host "exit $LASTEXITCODE"',
        from(installed('old', '3.4.0')),
        practice.call('Read-Exchange.ps1', old),
        from(installed('twice', '3.7.2', '3.9.2')),
        practice.call('Read-Exchange.ps1', twice),
        'Write-Host "exit $LASTEXITCODE"',
        from(modules),
        practice.call('Read-Exchange.ps1', stale),
        'Remove-Module ExchangeOnlineManagement',
        practice.call('Read-Exchange.ps1', device),
        'Remove-Module ExchangeOnlineManagement',
        'New-Module -Name Microsoft.Graph.Authentication { } | Import-Module',
        practice.call('Read-Exchange.ps1', other),
        'Remove-Module Microsoft.Graph.Authentication',
        "function global:Get-ExecutionPolicy { 'AllSigned' }",
        practice.call('Read-Exchange.ps1', policy),
        'Remove-Item function:Get-ExecutionPolicy',
        "$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'",
        practice.call('Read-Exchange.ps1', constrained),
      ].join('\n'),
    )
    expect(ran.errors).toBe('')
    const said = (file: string) =>
      result(file).troubles.map(({ code, facts }) =>
        [code, facts.found, facts.taken].flat().filter((one) => one !== undefined),
      )
    expect(
      [...ran.out.matchAll(/^exit (\d)$/gm)].map(([, code]) => code),
      ran.out,
    ).toEqual(['3', '0'])
    expect(said(missing.result)).toEqual([['module-missing']])
    expect(said(old.result)).toEqual([['module-old', '3.4.0']])
    expect(said(twice.result)).toEqual([['module-two-versions', '3.9.2', '3.7.2', '3.9.2']])
    expect(result(twice.result)).toMatchObject({
      ended: 'complete',
      host: { module: '3.9.2', modules: ['3.9.2', '3.7.2'] },
      facts: { transport: { state: 'read' } },
    })
    expect(said(device.result)[0]?.[0]).toBe('sign-in-failed')
    expect(said(stale.result)).toEqual([['other-module-loaded', 'ExchangeOnlineManagement 3.9.2']])
    expect(said(other.result)).toEqual([['other-module-loaded', 'Microsoft.Graph.Authentication']])
    expect(said(policy.result)).toEqual([['execution-policy', 'AllSigned']])
    expect(said(constrained.result)).toEqual([['constrained-language', 'ConstrainedLanguage']])
  })

  it('takes the version of the module that its PowerShell can load', async () => {
    const rows = [
      // installed, PowerShell, edition, taken
      ['3.10.1', '5.1', 'Desktop', '3.10.1'],
      ['3.10.1', '7.6', 'Core', '3.10.1'],
      ['3.10.1', '7.5', 'Core', ''],
      ['3.10.1 3.9.2', '7.5', 'Core', '3.9.2'],
      ['3.9.2 3.10.0', '7.4', 'Core', '3.9.2'],
      ['3.7.1', '5.1', 'Desktop', ''],
      ['3.7.2', '7.4', 'Core', '3.7.2'],
      ['3.7.2 3.8.0 3.4.0', '5.1', 'Desktop', '3.8.0'],
    ]
    const file = path.join(practice.folder, 'taken.json')
    const asked = rows.map(
      ([versions = '', host = '', edition = '']) =>
        `[string] (Select-ModuleVersion @(${versions
          .split(' ')
          .map((one) => `'${one}'`)
          .join(', ')}) ([version] '${host}') '${edition}')`,
    )
    const { errors } = await practice.run(
      [
        `. ${quoted(path.join(scripts, 'parts/Preflight.ps1'))}`,
        `$taken = @(`,
        ...asked,
        ')',
        `Set-Content -LiteralPath ${quoted(file)} -Value (ConvertTo-Json -InputObject $taken)`,
      ].join('\n'),
    )
    expect(errors).toBe('')
    expect(z.array(z.string()).parse(JSON.parse(readFileSync(file, 'utf8')))).toEqual(
      rows.map(([, , , taken]) => taken),
    )
  })

  it('says that Windows PowerShell knows no code for another device, and PowerShell 7 does', async () => {
    const file = path.join(practice.folder, 'device.json')
    const asked = `@((Test-Machine @{ signIn = @{ by = 'device' } } @()).troubles | ForEach-Object { $_.code })`
    const { errors } = await practice.run(
      [
        '$script:OutputAs = "Text"',
        ...['Plan', 'Preflight'].map((part) => `. ${quoted(path.join(scripts, `parts/${part}.ps1`))}`),
        `$seven = ${asked}`,
        '$facts = Get-HostFacts',
        "$facts.edition = 'Desktop'",
        'function Get-HostFacts { $facts }',
        'function Test-DotNetFramework { $true }',
        `$five = ${asked}`,
        `Set-Content -LiteralPath ${quoted(file)} -Value (ConvertTo-Json -InputObject @(, $seven + , $five) -Depth 3)`,
      ].join('\n'),
    )
    expect(errors).toBe('')
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual([[], ['device-sign-in-unavailable']])
  })

  it('lets a person read what is missing in a sentence, where no program asks', async () => {
    const plan = practice.plan({ read })
    const folder = path.join(practice.folder, 'allowed folder')
    const more = `-ModuleFolder ${quoted(folder)}`
    const text = practice.call('Read-Exchange.ps1', plan, more).replace('-Output Json', '-Output Text')
    const ran = await practice.run(
      `${practice.rehearse({ lacking: ['Get-TransportConfig'] })}\n${text}\nexit $LASTEXITCODE`,
    )
    // where the module was allowed to write, and where it has left nothing
    expect(readdirSync(folder)).toEqual([])
    expect(ran.out).toContain('Signing in to Exchange Online.')
    expect(ran.out).toContain(`The result is in ${plan.result}.`)
    expect(ran.code).toBe(1)
  })
})
