/** Whether an application may into a mailbox: consent, roles in a scope, and older policies together. */
import { describe, expect, test } from 'vitest'
import { type AppCaller, appRight, maySubmitAs } from '../../../src/practice/exchange/app-access.ts'
import { FaultBoard } from '../../../src/practice/tenant/faults.ts'
import { newState } from '../../../src/practice/tenant/new-state.ts'
import type { TenantState } from '../../../src/practice/tenant/state.ts'
import type { Tenant } from '../../../src/practice/tenant/tenant.ts'

const inside = 'anna@contoso.example'
const outside = 'payroll@contoso.example'
const appId = '11111111-1111-4111-8111-111111111111'
const objectId = '22222222-2222-4222-8222-222222222222'

/** Only what these rules look at. */
function tenantWith(change: Partial<TenantState>, faults: string[] = []): Tenant {
  const state = { ...newState({ mailboxes: 1, prepared: false }), ...change }
  const board = new FaultBoard(faults, { first: inside, shared: undefined, resolve: (address) => address })
  return { state, faults: board } as Tenant
}
const caller = (...roles: string[]): AppCaller => ({ appId, objectId, roles })
const scoped = (role: string): Partial<TenantState> => ({
  servicePrincipals: [{ appId, objectId, displayName: 'App' }],
  managementScopes: [{ name: 'Senders', members: [inside] }],
  roleAssignments: [{ servicePrincipal: objectId, role, scope: 'Senders' }],
})
const rights = (tenant: Tenant, app: AppCaller) => [
  appRight(tenant, app, 'send', inside),
  appRight(tenant, app, 'send', outside),
]

describe('sending over Graph', () => {
  test.each([
    ['neither consent nor role', {}, [], ['denied', 'denied']],
    ['the consent alone reaches everybody', {}, ['Mail.Send'], ['granted', 'granted']],
    ['the role alone ends at its scope', scoped('Application Mail.Send'), [], ['granted', 'denied']],
    ['both together reach everybody', scoped('Application Mail.Send'), ['Mail.Send'], ['granted', 'granted']],
    ['a role for something else', scoped('Application Mail.Read'), [], ['denied', 'denied']],
    ['the role that holds it all', scoped('Application Exchange Full Access'), [], ['granted', 'denied']],
    ['a consent for something else', {}, ['Mail.ReadWrite'], ['denied', 'denied']],
  ])('%s', (_what, state, roles, expected) => {
    expect(rights(tenantWith(state), caller(...roles))).toEqual(expected)
  })

  test('a role without a scope reaches everybody', () => {
    const { servicePrincipals = [] } = scoped('Application Mail.Send')
    const roleAssignments = [{ servicePrincipal: objectId, role: 'Application Mail.Send', scope: null }]
    expect(rights(tenantWith({ servicePrincipals, roleAssignments }), caller())).toEqual([
      'granted',
      'granted',
    ])
  })

  test('roles given under another object id do not count', () => {
    const other = { ...caller(), objectId: '33333333-3333-4333-8333-333333333333' }
    expect(rights(tenantWith(scoped('Application Mail.Send')), other)).toEqual(['denied', 'denied'])
  })

  test.each([
    ['a restriction shuts out the rest', ['RestrictAccess'], ['granted', 'blocked-by-policy']],
    ['a denial shuts out whom it names', ['DenyAccess'], ['blocked-by-policy', 'granted']],
    [
      'a denial beats a restriction',
      ['RestrictAccess', 'DenyAccess'],
      ['blocked-by-policy', 'blocked-by-policy'],
    ],
  ] as const)('an older policy: %s', (_what, policies, expected) => {
    const accessPolicies = policies.map((right) => ({ appId, right, members: [inside] }))
    expect(rights(tenantWith({ accessPolicies }), caller('Mail.Send'))).toEqual(expected)
  })

  test('faults turn it round: a scope that leaks, and a mailbox that is shut', () => {
    const leaking = tenantWith(scoped('Application Mail.Send'), ['unscoped-app'])
    expect(rights(leaking, caller())).toEqual(['granted', 'granted'])
    const shut = tenantWith({}, [`app-out-of-scope@${inside}`])
    expect(rights(shut, caller('Mail.Send'))).toEqual(['denied', 'granted'])
  })
})

describe('submitting over SMTP', () => {
  const fullAccess = { appFullAccess: [{ mailbox: inside, servicePrincipal: objectId }] }
  const role = scoped('Application SMTP.SendAsApp')
  test.each([
    ['the role, no claim', role, [], [true, false]],
    ['the claim, no Full Access', role, ['SMTP.SendAsApp'], [false, false]],
    ['the claim and Full Access', { ...role, ...fullAccess }, ['SMTP.SendAsApp'], [true, false]],
    ['Full Access without the claim', { ...role, ...fullAccess, roleAssignments: [] }, [], [false, false]],
    [
      'nobody told Exchange',
      { ...role, ...fullAccess, servicePrincipals: [] },
      ['SMTP.SendAsApp'],
      [false, false],
    ],
  ])('%s', (_what, state, roles, expected) => {
    const tenant = tenantWith(state)
    expect([inside, outside].map((mailbox) => maySubmitAs(tenant, caller(...roles), mailbox))).toEqual(
      expected,
    )
  })
})
