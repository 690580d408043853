/** What an administrator copies must be exactly what was answered, and what nobody answered must be seen. */
import { expect, test } from 'vitest'
import fc from 'fast-check'
import { fill, placeholderValues } from '../../../../src/domain/recipe/placeholders.ts'
import { powerShellText } from '../../../../src/domain/text/power-shell.ts'
import { eap } from '../../../kit/assets.ts'
import { contosoMailbox, contosoSetup } from '../../../kit/contoso.ts'
import { anyText } from '../any-text.ts'

test('shows what nobody has answered yet instead of leaving a hole', () => {
  expect(fill('https://{hostname}/wm', {})).toEqual({ text: 'https://‹hostname›/wm', missing: ['hostname'] })
})

test('takes braces in an answer as text: an answer cannot pull another value in', () => {
  expect(fill('{a}-{b}', { a: '{b}', b: 'secret' }).text).toBe('{b}-secret')
})

test('finds no value on the prototype', () => {
  expect(fill('{constructor} {toString}', {}).missing).toEqual(['constructor', 'toString'])
})

test('puts every value in unchanged, whatever is in it', () => {
  fc.assert(
    fc.property(
      anyText().filter((text) => text !== ''),
      (value) => {
        expect(fill('<{x}>', { x: value })).toEqual({ text: `<${value}>`, missing: [] })
      },
    ),
  )
})

test('a practice setup borrows the example host name, a real one never does', () => {
  const practice = { mailboxes: 3, seed: 1, prepared: false, faults: [] }
  expect(placeholderValues(contosoSetup({ answers: {}, practice }), eap(), []).hostname).toBe(
    'eap.contoso.example',
  )
  expect(placeholderValues(contosoSetup({ answers: {} }), eap(), []).hostname).toBeUndefined()
})

test('counts a delegate who signs in for two addresses once, and leaves recipients out', () => {
  const values = placeholderValues(contosoSetup(), eap(), [
    contosoMailbox(1, { address: 'anna@contoso.example' }),
    contosoMailbox(2, { address: 'sales@contoso.example', kind: 'shared', signInAs: 'Anna@contoso.example' }),
    contosoMailbox(3, { address: 'verify@contoso.example', purpose: 'recipient' }),
  ])
  expect(values).toMatchObject({
    mailboxes: '2 mailboxes',
    signInMailboxes: '1 mailbox',
    senders: 'anna@contoso.example, sales@contoso.example',
    sharedMailboxes: 'sales@contoso.example',
    delegates: 'Anna@contoso.example',
    displayName: 'EAP mail (eap.contoso.example)',
    smtpPort: '587',
  })
})

test('no address ends its PowerShell text early, typographic apostrophes included', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("'", '\u2018', '\u2019', '\u201a', '\u201b', '$', '`', ';', 'a') }),
      (text) => {
        const inner = powerShellText(text).slice(1, -1)
        // PowerShell takes any two of the five in a row for one; an odd one out would end the text
        for (const [run] of inner.matchAll(/['\u2018-\u201b]+/g)) expect(run.length % 2).toBe(0)
      },
    ),
  )
})

test('a name with an apostrophe does not end the command it is put into', () => {
  const command = "New-ServicePrincipal -DisplayName '{displayName}'"
  expect(fill(command, { displayName: "O'Brien’s mail" }).text).toBe(
    "New-ServicePrincipal -DisplayName 'O''Brien’’s mail'",
  )
  expect(fill(command, {})).toEqual({
    text: "New-ServicePrincipal -DisplayName '‹displayName›'",
    missing: ['displayName'],
  })
})
