/** Somebody else's account answers the sign-in; nothing of it may be taken for the mailbox that was meant. */
import { expect, test } from 'vitest'
import { compareIdentity } from '../../../../src/domain/mailbox/compare-identity.ts'
import { en } from '../../../../src/words/en.ts'
import { sayProblem } from '../../../../src/words/shape/say-problem.ts'

const tenantId = '0f0e0d0c-0b0a-4908-8706-050403020100'
const other = '1a2b3c4d-5e6f-4a1b-8c2d-3e4f5a6b7c8d'
const meant = { address: 'anna@contoso.example', tenantId, before: null, namesDiffer: false }
const anna = { username: 'Anna@Contoso.example', objectId: 'a', tenantId: tenantId.toUpperCase(), mail: null }
/** Signs in under a name that is not its address. */
const anna4711 = { ...anna, username: 'a4711@contoso.example', mail: 'Anna@contoso.example' }
const before = {
  username: 'anna@contoso.example',
  objectId: 'old',
  tenantId,
  at: '2026-11-01T00:00:00Z',
  scopes: [],
}

test.each([
  ['the account that was meant', meant, anna, null],
  ['an account that only calls the address its e-mail', meant, anna4711, 'account-other-name'],
  ['the same after a person said that names differ here', { ...meant, namesDiffer: true }, anna4711, null],
  [
    'another person, whose record does not name the address, though names differ here',
    { ...meant, namesDiffer: true },
    { ...anna4711, mail: 'bert@contoso.example' },
    'account-other',
  ],
  [
    'the account that was accepted under that name before',
    { ...meant, before: { ...before, username: anna4711.username, objectId: 'a' } },
    anna4711,
    null,
  ],
  [
    'another account with that name, deleted and created again',
    { ...meant, namesDiffer: true, before: { ...before, username: anna4711.username } },
    anna4711,
    'account-recreated',
  ],
  [
    'an account without an object id is never the one from before',
    { ...meant, before: { ...before, objectId: '' } },
    { ...anna4711, objectId: '', mail: null },
    'account-other',
  ],
  ['a tenant named by its domain', { ...meant, tenantId: 'contoso.onmicrosoft.com' }, anna, null],
  ['another person', meant, { ...anna, username: 'bert@contoso.example' }, 'account-other'],
  ['another tenant', meant, { ...anna, tenantId: other }, 'account-of-other-tenant'],
  ['a user created again', { ...meant, before }, anna, 'account-recreated'],
] as const)('%s', (_, wanted, arrived, code) => {
  const compared = compareIdentity(wanted, arrived)
  expect(compared.ok ? null : compared.error.code).toBe(code)
})

test('a mismatch names who signed in and who was meant, and what to do on each face', () => {
  const compared = compareIdentity({ ...meant, before }, anna)
  if (compared.ok) throw new Error('taken')
  const [window, cli] = (['window', 'cli'] as const).map((face) => sayProblem(en, compared.error, face))
  expect(window?.what).toContain(
    'Anna@Contoso.example is not the account that signed in for anna@contoso.example',
  )
  expect(window?.next).toContain('Mailboxes page')
  expect(cli?.next).not.toContain('page')
})
