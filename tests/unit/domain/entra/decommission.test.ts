import { describe, expect, it } from 'vitest'
import {
  deactivation,
  deletions,
  isUnread,
  revocations,
  standingOf,
  type Standing,
} from '../../../../src/domain/entra/decommission/decommission.ts'
import { leftoversOf } from '../../../../src/domain/entra/decommission/leftovers.ts'
import { rightsFor } from '../../../../src/domain/entra/plan/change-table.ts'
import { reverse } from '../../../../src/domain/entra/plan/reverse.ts'
import { exchangeWanted } from '../../../../src/domain/exchange/wanted.ts'
import { rightsOf } from '../../../../src/main/services/entra/tenant-acts.ts'
import { contosoMailbox, contosoSetup } from '../../../kit/contoso.ts'
import { recipeOf } from '../recipe/recipes.ts'
import { emptyTenant, factsOf, rightTenant, wantedFor, type TenantModel } from './tenant-model.ts'

function stands(tenant: TenantModel, vendors = false): Standing {
  const standing = standingOf(factsOf(tenant), vendors)
  if (isUnread(standing)) throw new Error(standing.why)
  return standing
}
const right = rightTenant(wantedFor('enate', { answers: { limit: false } }))
const off = (tenant: TenantModel): TenantModel => ({
  ...tenant,
  application: tenant.application === null ? null : { ...tenant.application, disabled: true },
})
const bare = (tenant: TenantModel): TenantModel => ({ ...tenant, grants: [], roles: [] })

describe('where an application stands on its way out is read from the tenant', () => {
  it.each([
    ['active', right],
    ['deactivated', off(right)],
    ['revoked', off(bare(right))],
    ['gone', { ...emptyTenant(), servicePrincipal: null }],
  ] as const)('%s', (stage, tenant) => {
    expect(stands(tenant).stage).toBe(stage)
  })

  it('a vendor’s application: its sign-in in this tenant is what is switched off and deleted', () => {
    const standing = stands(right, true)
    expect(deactivation(standing).map(({ kind }) => kind)).toEqual(['set-sign-in'])
    expect(deletions(standing).map(({ kind }) => kind)).toEqual(['delete-service-principal'])
  })

  it('what could not be read is not taken for gone', () => {
    const unread = { why: 'forbidden', right: null, status: 403, requestId: null, at: 'x' } as const
    const facts = { ...factsOf(emptyTenant()), grants: { read: false as const, unread } }
    expect(standingOf(facts, false)).toEqual(unread)
  })
})

describe('each step is undone by a change of its own', () => {
  const made = { id: null, application: 'a', client: 'c' }
  it.each([
    ['deactivate', deactivation(stands(right)), ['set-disabled']],
    ['revoke', revocations(factsOf(right)), right.roles.map(() => 'add-role')],
    ['delete', deletions(stands(off(bare(right)))), ['restore-service-principal', 'restore-application']],
  ])('%s', (_, changes, undone) => {
    expect(changes.length).toBeGreaterThan(0)
    expect(changes.map((change) => reverse(change, made)?.kind)).toEqual(undone)
  })

  it.each([
    ['status without logs', [], false, []],
    ['status', [], true, ['AuditLog.Read.All']],
    ['deactivate', deactivation(stands(right)), false, ['Application.ReadWrite.All']],
    ['revoke', revocations(factsOf(right)), false, ['AppRoleAssignment.ReadWrite.All']],
    ['delete', deletions(stands(off(bare(right)))), false, ['Application.ReadWrite.All']],
  ] as const)('%s asks for nothing beyond reading but %s', (_, changes, logs, more) => {
    const kinds = changes.map(({ kind }) => kind)
    const reading = rightsOf([], false)
    expect(rightsOf(kinds, logs).filter((one) => !reading.includes(one))).toEqual(more)
    expect(rightsFor(changes).every((one) => rightsOf(kinds, logs).includes(one))).toBe(true)
  })
})

describe('what stays in Exchange is listed in the order in which it goes', () => {
  const setup = contosoSetup()
  const mailboxes = [contosoMailbox(1, { kind: 'shared', signInAs: 'kim@contoso.example' })]
  const kinds = (recipe: string, answers = {}) => {
    const wanted = exchangeWanted({ ...setup, answers }, recipeOf(recipe), mailboxes, setup.clientId)
    return [...new Set(leftoversOf(wanted).map(({ kind }) => kind))]
  }
  it('of an application that is limited: assignments before their scope, the pointer after both', () => {
    expect(kinds('enate', { limit: true })).toEqual([
      'role-assignment',
      'scope',
      'access-policy',
      'service-principal',
      'group',
    ])
  })
  it('of a product that people sign in to: their rights on the mailbox', () => {
    expect(kinds('eap')).toContain('mailbox-right')
    expect(kinds('eap')).not.toContain('service-principal')
  })
})
