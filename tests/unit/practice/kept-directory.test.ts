import { describe, expect, test } from 'vitest'
import { withDirectory } from '../../../src/practice/directory/principals.ts'
import { newState } from '../../../src/practice/tenant/new-state.ts'
import { tenantState } from '../../../src/practice/tenant/state.ts'

const now = Date.parse('2026-11-27T09:00:00Z')
const directoryOnly = [
  'foreignPrincipals',
  'deletedRegistrations',
  'deletedPrincipals',
  'directoryRoles',
  'userAssignments',
  'policies',
  'domains',
  'signIns',
  'audits',
]

/** A tenant as it was written before there was a directory. */
function older() {
  const state = newState({ mailboxes: 3, prepared: false, clock: () => now })
  const kept = Object.entries(state).filter(([name]) => !directoryOnly.includes(name))
  const registration = {
    recipe: 'eap',
    displayName: 'Automation Platform mail',
    clientId: 'c1',
    objectId: 'o1',
    servicePrincipalId: 's1',
    secrets: [{ secretId: 'k1', hint: 'abc', sha256: '', expiresAt: now }],
  }
  const consents = [
    {
      clientId: '14d82eec-204b-4c2f-b7e8-296a70dab67e',
      principal: 'all',
      resource: 'graph',
      value: 'User.Read',
      kind: 'delegated',
    },
  ]
  return { ...Object.fromEntries(kept), registrations: [registration], consents }
}

describe('a tenant kept since before it had a directory', () => {
  test('is read as if its registrations had had their service principals all the time', () => {
    const [registration] = tenantState.parse(JSON.parse(JSON.stringify(older()))).registrations
    expect(registration?.enterprise).toMatchObject({
      exists: true,
      accountEnabled: true,
      assignmentRequired: false,
    })
    expect(registration?.details.isDisabled).toBe(false)
  })

  test('gets the APIs, the clients that were agreed to, and its administrators, once', () => {
    const state = withDirectory(tenantState.parse(older()), now)
    const names = state.foreignPrincipals.map(({ displayName }) => displayName)
    expect(names).toEqual([
      'Microsoft Graph',
      'Office 365 Exchange Online',
      'Microsoft Graph Command Line Tools',
    ])
    const people = state.users.length
    const again = withDirectory(tenantState.parse(structuredClone(state)), now)
    expect([again.users.length, again.foreignPrincipals.length]).toEqual([people, 3])
    expect(again.directoryRoles).toEqual(state.directoryRoles)
  })

  test('and a role that was taken away does not come back', () => {
    const state = withDirectory(tenantState.parse(older()), now)
    state.directoryRoles = state.directoryRoles.slice(0, 1)
    expect(withDirectory(state, now).directoryRoles).toHaveLength(1)
  })
})
