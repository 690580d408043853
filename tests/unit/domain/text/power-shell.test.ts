/** An administrator pastes a command with somebody's address in it: it must run as it reads, whatever the address holds. */
import { expect, test } from 'vitest'
import { intoPowerShell } from '../../../../src/domain/text/power-shell.ts'

const names = ['from', 'host'] as const

test.each([
  ['a plain address stays as it is', 'Get-Mailbox {from}', 'anna@x.example', 'Get-Mailbox anna@x.example'],
  ['one with an apostrophe is quoted', 'Get-Mailbox {from}', "o'brien@x", "Get-Mailbox 'o''brien@x'"],
  ['one that would be an option is quoted', 'Get-Mailbox {from}', '-Force', "Get-Mailbox '-Force'"],
  ['one that would be splatted is quoted', 'Get-Mailbox {from}', '@all', "Get-Mailbox '@all'"],
  [
    'between apostrophes it is not quoted twice',
    "(('{from}' -split '@')[-1])",
    'o’brien@x',
    "(('o’’brien@x' -split '@')[-1])",
  ],
  ['in the middle of a literal', "-Subject 'CN={from}, x' {from}", "o'b", "-Subject 'CN=o''b, x' 'o''b'"],
  [
    'in a filter it ends neither the filter nor the string',
    `-Filter "p eq 'smtp:{from}'" -Name {from}`,
    `o'b$x"\``,
    `-Filter "p eq 'smtp:o''b\`$x\`"\`\`'" -Name 'o''b$x"\`'`,
  ],
  ['between double quotes nothing expands', '"a {from}"', "o'b$(x)”", '"a o\'b`$(x)`”"'],
  ['an escaped quote opens nothing', 'a`"{from}`"', "o'b", "a`\"'o''b'`\""],
  ['braces of PowerShell are its own', '| % { $_.{from} } | ? { $x }', 'ab', '| % { $_.ab } | ? { $x }'],
  ['what is not known stays visible', "Get-Mailbox '{host}'", 'a@x', "Get-Mailbox '‹host›'"],
])('%s', (_, command, from, expected) => {
  expect(intoPowerShell(command, names, (name) => (name === 'from' ? from : undefined))).toBe(expected)
})
