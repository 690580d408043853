/** Names that look like script, like quotation marks or like dates are names, from the plan to the tenant and back. */
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Action } from '../../src/domain/exchange/plan.schema.ts'
import { patient, PracticePowerShell, powershell, quoted, readSet } from './practice-powershell.ts'

const known = [
  "O'Brien",
  '$(calc)',
  '${env:PATH}',
  'line`nbreak',
  '"; Remove-Mailbox -Identity *; "',
  "'; Remove-Mailbox -Identity *; '",
  '\u2018single\u2019 \u201cdouble\u201d \u201a\u201b\u201e',
  'x'.repeat(240),
  'Büro 😀👨‍👩‍👧 Zürich',
  'مكتب الفواتير',
  '\u202ereversed\u202c',
  '2026-11-27T08:30:00',
  '2026-11-27T08:30:00.000Z',
  '/Date(1764231000000)/',
  '@{Add=1}',
  '%PATH% & whoami | more > out.txt',
  '<b>bold</b> &amp; \\u0041 \\n',
  ' leading and trailing ',
  'a,b;c',
  '-WhatIf',
  '#not a comment',
  '',
].filter((one) => one !== '')

const parsed = z.array(z.object({ name: z.string(), values: z.record(z.string(), z.unknown()) }))

describe.skipIf(powershell === undefined)('A hostile name', patient, () => {
  let practice: PracticePowerShell
  beforeAll(async () => {
    practice = await PracticePowerShell.start({ mailboxes: 1 })
  })
  afterAll(() => practice.close())

  it('arrives in Exchange as it was planned, comes back in the result, and stays a text in the commands shown', async () => {
    const character = fc.oneof(
      fc.constantFrom(
        "'",
        '"',
        '`',
        '$',
        '(',
        ')',
        '{',
        '}',
        ';',
        '|',
        '&',
        '\u2018',
        '\u2019',
        '\u201c',
        '\u201d',
        '\u201a',
        '\u201b',
        '%',
        '@',
        '\\',
        ',',
        '#',
      ),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    )
    const made = fc.sample(
      fc.array(character, { minLength: 1, maxLength: 60 }).map((all) => all.join('')),
      { numRuns: 40, seed: 5 },
    )
    const names = [...new Set([...known, ...made])]
      .filter((one) => one.isWellFormed() && !/\p{Cc}/u.test(one) && one.trim() !== '' && one.length <= 256)
      // two of a name are one name to Exchange, whatever their case
      .filter(
        (one, index, all) =>
          all.findIndex((other) => other.trim().toLowerCase() === one.trim().toLowerCase()) === index,
      )
    expect(names.length).toBeGreaterThan(50)
    const actions = names.map((displayName, index): Action => ({
      kind: 'security-group',
      id: `n${index}`,
      needs: [],
      address: `group${index}@${practice.tenant.endpoints.tenantName}`,
      name: `g${index}`,
      displayName,
      alias: `group${index}`,
      state: 'present',
    }))
    await practice.trouble()
    const preview = practice.plan({ actions })
    const plan = practice.plan({ actions })
    const ran = await practice.run(
      `${practice.call('Set-Exchange.ps1', preview, '-Preview')}\n${practice.call('Set-Exchange.ps1', plan)}\nexit $LASTEXITCODE`,
    )
    expect(ran.errors).toBe('')
    const result = readSet(plan.result)
    expect(result?.actions.filter(({ outcome }) => outcome !== 'done')).toEqual([])

    // in the tenant
    const { groups } = await practice.tenant.admin.describe()
    expect(groups.map(({ displayName }) => displayName)).toEqual(names)
    // in what puts it back
    expect(
      result?.actions.map(({ undo }) =>
        undo.map((one) => (one.kind === 'security-group' ? one.displayName : '')),
      ),
    ).toEqual(names.map((name) => [name]))
    // in the calls: nothing but what was planned
    const calls = (await practice.calls()).filter(({ cmdlet }) => !cmdlet.startsWith('Get-'))
    expect(calls.map(({ cmdlet, parameters }) => [cmdlet, parameters.DisplayName])).toEqual(
      names.map((name) => ['New-DistributionGroup', name]),
    )

    // what is shown could be typed: the parser reads the very same values out of it, and one command each
    const shown = readSet(preview.result)?.actions.map(({ commands }) => commands[0] ?? '') ?? []
    const file = `${preview.result}.commands.json`
    const check = await practice.run(`
$commands = Get-Content -LiteralPath ${quoted(preview.result)} -Raw -Encoding UTF8 | ConvertFrom-Json -DateKind String
$all = foreach ($action in $commands.actions) {
  $errors = $null
  $tree = [System.Management.Automation.Language.Parser]::ParseInput($action.commands[0], [ref] $null, [ref] $errors)
  $found = @($tree.FindAll({ param($one) $one -is [System.Management.Automation.Language.CommandAst] }, $true))
  $values = [ordered] @{ errors = $errors.Count; commands = $found.Count }
  $elements = @($found[0].CommandElements)
  for ($index = 1; $index -lt $elements.Count; $index++) {
    if ($elements[$index] -is [System.Management.Automation.Language.CommandParameterAst] -and $index + 1 -lt $elements.Count -and $elements[$index + 1] -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $values[$elements[$index].ParameterName] = $elements[$index + 1].Value }
  }
  [ordered] @{ name = $found[0].GetCommandName(); values = $values }
}
Set-Content -LiteralPath ${quoted(file)} -Value (ConvertTo-Json -InputObject @($all) -Depth 4)`)
    expect(check.errors).toBe('')
    expect(shown).toHaveLength(names.length)
    expect(
      parsed
        .parse(JSON.parse(readFileSync(file, 'utf8')))
        .map(({ name, values }) => [name, values.errors, values.commands, values.DisplayName]),
    ).toEqual(names.map((name) => ['New-DistributionGroup', 0, 1, name]))
  })
})
