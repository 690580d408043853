/** The scripts as files: what Windows PowerShell 5.1 can read, and the rules that keep a change behind its gate. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import reference from '../../docs/reference/exo-cmdlets.json' with { type: 'json' }
import { ActionSchema } from '../../src/domain/exchange/plan.schema.ts'
import { ChangeSchema } from '../../src/domain/entra/plan/change.schema.ts'
import { root } from '../../tools/run.ts'
import { patient, PracticePowerShell, powershell, quoted, scripts } from './practice-powershell.ts'

const files = readdirSync(scripts, { recursive: true, encoding: 'utf8' })
  .filter((one) => one.endsWith('.ps1'))
  .map((one) => path.join(scripts, one))
const entra = /Entra\w*\.ps1$/
const text = (file: string) => readFileSync(file, 'utf8').replace(/^\ufeff/, '')

describe('A script that is handed over', () => {
  it.each(files.map((file) => [path.basename(file), file]))(
    '%s is ASCII behind a mark, so that 5.1 reads it as UTF-8',
    (_, file) => {
      const bytes = readFileSync(file)
      expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf')
      expect([...bytes.subarray(3)].filter((byte) => byte > 126 || (byte < 32 && byte !== 10))).toEqual([])
    },
  )

  it('asks for no cmdlet and no parameter that Exchange does not have', () => {
    const known: Readonly<Record<string, { params?: readonly unknown[][] }>> = reference.cmdlets
    const needs = files.flatMap((file) => [...text(file).matchAll(/'([A-Z][a-z]+-[A-Z]\w+)\/(\w+)'/g)])
    expect(needs.length).toBeGreaterThan(20)
    for (const [, cmdlet = '', parameter = ''] of needs)
      expect(
        known[cmdlet]?.params?.map(([name]) => name),
        cmdlet,
      ).toContain(parameter)
  })

  it('carries out every kind of action a plan can hold', () => {
    const kinds = files
      .filter((file) => !entra.test(file))
      .flatMap((file) => [...text(file).matchAll(/^\$script:Kinds\['([a-z-]+)'\]/gm)].map(([, kind]) => kind))
    expect(kinds.toSorted()).toEqual(ActionSchema.options.map(({ shape }) => shape.kind.value).toSorted())
  })

  it('carries out every kind of change a plan for Entra ID can hold', () => {
    const kinds = files
      .filter((file) => entra.test(file))
      .flatMap((file) => [
        ...text(file).matchAll(
          /^(?:Add-(?:Property|ClientProperty|Presence|Grant) |\$script:Kinds\[)'([a-z-]+)'/gm,
        ),
      ])
      .map(([, kind]) => kind)
    expect(kinds.toSorted()).toEqual(ChangeSchema.options.map(({ shape }) => shape.kind.value).toSorted())
  })
})

const findings = z.array(z.object({ file: z.string(), line: z.number(), rule: z.string(), text: z.string() }))

const bad: readonly (readonly [rule: string, line: string])[] = [
  ['operator-of-7', '$a = $b ?? 1'],
  ['operator-of-7', 'Get-Date && Get-Date'],
  ['operator-of-7', '$a = $b ? 1 : 2'],
  ['operator-of-7', '$a ??= 1'],
  ['operator-of-7', 'Get-Date || Get-Date'],
  ['operator-of-7', '${a}?.Length'],
  ['operator-of-7', '${a}?[0]'],
  ['clean-block', 'function Get-It { process { 1 } clean { 2 } }'],
  ['parameter-of-7', '$x = ConvertFrom-Json -InputObject $t -AsHashtable'],
  ['parameter-of-7', '$x = ConvertTo-Json -InputObject $t -AsArray'],
  ['command-of-7', '$x = Get-Uptime'],
  ['parameter-of-7', '1, 2 | ForEach-Object -Parallel { $_ }'],
  ['variable-of-7', 'if ($IsWindows) { 1 }'],
  ['replace-by-script', "$t -replace 'a', { 'b' }"],
  ['text-as-code', 'Invoke-Expression $t'],
  ['alias', 'gci $folder'],
  ['unknown-door', '& $cmdlet -Identity $id'],
  ['dot-source', '. $file'],
  ['no-error-action', '$m = Get-Mailbox @p -WarningAction Continue'],
  ['exchange-in-a-pipeline', 'Get-Mailbox @p -ErrorAction Stop | Select-Object Name'],
  ['values-in-the-text', 'Get-Mailbox -Identity $id -ErrorAction Stop'],
  ['would-ask', 'New-Call { Set-Mailbox @p -ErrorAction Stop }'],
  ['change-outside-the-gate', 'Set-Mailbox @p -Confirm:$false -ErrorAction Stop'],
  ['request-outside-the-gate', 'Invoke-MgGraphRequest -Method PATCH @p -ErrorAction Stop'],
  ['request-outside-the-gate', 'Invoke-MgGraphRequest @p -ErrorAction Stop'],
  ['values-in-the-text', 'Invoke-MgGraphRequest -Method GET -Uri $path -ErrorAction Stop'],
  ['no-error-action', 'Invoke-MgGraphRequest -Method GET @p -OutputType Json'],
  ['another-module', 'New-MgApplication @p -ErrorAction Stop'],
  ['parse-error', 'if ($a) {'],
]

describe.skipIf(powershell === undefined)("PowerShell's own parser", patient, () => {
  let practice: PracticePowerShell
  beforeAll(async () => {
    practice = await PracticePowerShell.start({ mailboxes: 1 })
    writeFileSync(path.join(practice.folder, 'cmdlets.txt'), Object.keys(reference.cmdlets).join('\n'))
  })
  afterAll(() => practice.close())

  async function look(paths: readonly string[]) {
    const [list, cmdlets] = ['files.txt', 'cmdlets.txt'].map((name) => path.join(practice.folder, name))
    writeFileSync(list ?? '', paths.join('\n'))
    const lint = path.join(root, 'tests/powershell/grammar.ps1')
    const { out, errors } = await practice.run(
      `& ${quoted(lint)} -Files ${quoted(list ?? '')} -Exchange ${quoted(cmdlets ?? '')}`,
    )
    expect(errors).toBe('')
    return findings.parse(JSON.parse(out))
  }

  it('finds nothing in the scripts that 5.1 lacks, and no way past the gate', async () => {
    expect(await look(files)).toEqual([])
  })

  it('is shown a bad line for every rule it has', () => {
    const lint = readFileSync(path.join(root, 'tests/powershell/grammar.ps1'), 'utf8')
    const rules = [...lint.matchAll(/(?:Add-Finding \$name \$ast|rule =) '([a-z0-9-]+)'/g)].map(
      ([, rule]) => rule,
    )
    expect(new Set(rules)).toEqual(new Set(bad.map(([rule]) => rule)))
  })

  it('would find each of them', async () => {
    // one file each: an error of grammar must not hide the others, and one process looks at them all
    const paths = bad.map(([, line], index) => {
      const file = path.join(practice.folder, `bad-${index}.ps1`)
      writeFileSync(file, `${line}\n`)
      return file
    })
    const found = await look(paths)
    const rules = bad.map(
      (_, index) => new Set(found.filter(({ file }) => file === `bad-${index}.ps1`).map((one) => one.rule)),
    )
    expect(bad.filter(([rule], index) => rules[index]?.has(rule) !== true)).toEqual([])
  })
})
