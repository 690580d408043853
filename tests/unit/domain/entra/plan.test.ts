import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { audit } from '../../../../src/domain/entra/audit/audit.ts'
import { isClean } from '../../../../src/domain/entra/audit/check.ts'
import {
  readRights,
  rightsToRead,
  signInLogRight,
  type AdminRight,
} from '../../../../src/domain/entra/facts/rights.ts'
import { buildPlan } from '../../../../src/domain/entra/plan/build-plan.ts'
import { ChangeSchema, type ChangeKind } from '../../../../src/domain/entra/plan/change.schema.ts'
import { changeTable, rightsAhead, rightsFor } from '../../../../src/domain/entra/plan/change-table.ts'
import { reverse } from '../../../../src/domain/entra/plan/reverse.ts'
import type { Wanted } from '../../../../src/domain/entra/wanted/wanted.ts'
import { rightsOf } from '../../../../src/main/services/entra/tenant-acts.ts'
import { recipeIds } from '../recipe/recipes.ts'
import { now, contosoSetup } from '../../../kit/contoso.ts'
import { faults } from './faults.ts'
import {
  admin,
  carryOut,
  carryOutAll,
  comparable,
  emptyTenant,
  factsOf,
  rightTenant,
  wantedFor,
  type TenantModel,
} from './tenant-model.ts'

const planFor = (wanted: Wanted, tenant: TenantModel) => {
  const facts = factsOf(tenant)
  const checks = audit(wanted, facts, now)
  return { checks, ...buildPlan({ wanted, facts, checks, now, reader: admin }) }
}

function revertAll(tenant: TenantModel, done: ReturnType<typeof carryOutAll>['done']): TenantModel {
  let current = tenant
  for (const { change, made } of [...done].reverse()) {
    const back = reverse(change, made)
    if (back === null) throw new Error(`${change.kind} cannot be reverted`)
    current = carryOut(current, back, () => '').tenant
  }
  return current
}

/** Faults a plan can settle, of the recipe that most faults are about. */
const settled = Object.values(faults).filter(
  ({ changes, recipe }) => changes.length > 0 && recipe === undefined,
)

describe('a plan is carried out', () => {
  it('whatever is wrong at once: afterwards nothing differs, the next plan is empty, and taken back it is as before', () => {
    const wanted = wantedFor('eap')
    fc.assert(
      fc.property(fc.shuffledSubarray(settled), (broken) => {
        const before = broken.reduce((tenant, { breaks }) => breaks(tenant), rightTenant(wanted))
        const plan = planFor(wanted, before)
        expect(plan.left).toEqual([])
        const { tenant, done } = carryOutAll(before, plan.changes)
        const again = planFor(wanted, tenant)
        expect(isClean(again.checks)).toBe(true)
        expect(again.changes).toEqual([])
        expect(comparable(revertAll(tenant, done))).toEqual(comparable(before))
      }),
      { numRuns: 300 },
    )
  })

  it('one write an object part: no two changes of a plan write the same', () => {
    const wanted = wantedFor('eap')
    fc.assert(
      fc.property(fc.shuffledSubarray(settled), (broken) => {
        const { changes } = planFor(
          wanted,
          broken.reduce((tenant, { breaks }) => breaks(tenant), rightTenant(wanted)),
        )
        const places = changes
          .filter(({ target }) => target.id !== null)
          .map(({ kind, target }) => `${kind} ${target.id ?? ''}`)
        expect(new Set(places).size).toBe(places.length)
      }),
      { numRuns: 200 },
    )
  })

  it.each(recipeIds())('%s: from nothing to a clean audit', (recipeId) => {
    const vendors = recipeId === 'generic-vendor-app'
    const answers = { ...contosoSetup().answers, limit: false }
    const wanted = wantedFor(recipeId, { answers, ...(vendors ? {} : { clientId: null }) })
    const plan = planFor(wanted, emptyTenant())
    expect(plan.left).toEqual([])
    for (const change of plan.changes)
      expect(ChangeSchema.parse(JSON.parse(JSON.stringify(change)))).toEqual(change)
    const { tenant, done } = carryOutAll(emptyTenant(), plan.changes)
    const linked = wantedFor(recipeId, { answers, clientId: tenant.servicePrincipal?.appId ?? null })
    const again = planFor(linked, tenant)
    expect(again.checks.filter(({ state }) => state !== 'ok')).toEqual([])
    expect(again.changes).toEqual([])
    expect(comparable(revertAll(tenant, done))).toEqual(comparable(emptyTenant()))
  })

  it('interrupted after every change in turn, the next plan finishes and makes nothing twice', () => {
    const wanted = wantedFor('eap', { clientId: null })
    const whole = planFor(wanted, emptyTenant())
    for (let stop = 1; stop < whole.changes.length; stop += 1) {
      const half = carryOutAll(emptyTenant(), whole.changes.slice(0, stop)).tenant
      const linked = wantedFor('eap', { clientId: half.application?.appId ?? null })
      const rest = planFor(linked, half)
      expect(rest.changes.map(({ kind }) => kind)).toEqual(whole.changes.slice(stop).map(({ kind }) => kind))
      expect(isClean(planFor(linked, carryOutAll(half, rest.changes, 2_000_000).tenant).checks)).toBe(true)
    }
  })

  it('what works goes on working: nothing is taken away before everything was added', () => {
    const wanted = wantedFor('generic-graph-app', { answers: { limit: false, credential: 'secret' } })
    const right = rightTenant(wanted)
    const other = right.graph.roles.find(({ value }) => value === 'Mail.ReadWrite')?.id ?? ''
    const { changes } = planFor(wanted, {
      ...right,
      roles: [{ id: 'role-other', resourceId: right.graph.id, roleId: other }],
    })
    expect(changes.map(({ kind }) => kind)).toEqual(['add-role', 'remove-role'])
  })
})

describe('an administrator is asked for the fewest rights of each act', () => {
  /** The call of docs/reference/graph-shapes.json that a change of the kind is. */
  const calls: Readonly<Record<ChangeKind, string>> = {
    'create-application': 'app.create',
    'delete-application': 'app.delete',
    'restore-application': 'app.deleted.restore',
    'set-disabled': 'app.update',
    'set-audience': 'app.update',
    'set-redirects': 'app.update',
    'set-implicit': 'app.update',
    'set-public-client': 'app.update',
    'set-permissions': 'app.update',
    'set-notes': 'app.update',
    'add-owner': 'app.owner.add',
    'remove-owner': 'app.owner.remove',
    'add-secret': 'app.addPassword',
    'remove-secret': 'app.removePassword',
    'add-certificate': 'app.update',
    'remove-certificate': 'app.update',
    'create-service-principal': 'sp.create',
    'delete-service-principal': 'sp.delete',
    'restore-service-principal': 'app.deleted.restore',
    'set-sign-in': 'sp.update',
    'set-assignment-required': 'sp.update',
    'create-grant': 'grant.create',
    'set-grant': 'grant.update',
    'remove-grant': 'grant.delete',
    'add-role': 'role.create',
    'remove-role': 'role.delete',
  }
  const shapes = JSON.parse(readFileSync('docs/reference/graph-shapes.json', 'utf8')) as {
    calls: { id: string; least: string[]; leastRule?: string }[]
  }
  it.each(Object.entries(calls))('%s is %s', (kind, id) => {
    const call = shapes.calls.find((one) => one.id === id)
    const { rights } = changeTable[kind as ChangeKind]
    if (call?.leastRule === 'all') expect([...rights].sort()).toEqual([...call.least].sort())
    else {
      expect(rights).toHaveLength(1)
      expect(call?.least).toContain(rights[0])
    }
  })

  it.each([
    ['application', 'app.list'],
    ['namesakes', 'app.list'],
    ['deleted', 'app.deleted.list'],
    ['legacyBlocks', 'ca.list'],
    ['owners', 'app.owners'],
    ['servicePrincipal', 'sp.getByAppId'],
    ['grants', 'grant.list'],
    ['roles', 'role.list'],
    ['graph', 'sp.getByAppId'],
    ['exchange', 'sp.getByAppId'],
    ['credentialPolicy', 'pol.default'],
    ['credentialPolicy', 'pol.default.beta'],
    ['credentialPolicy', 'app.policies'],
    ['userConsent', 'pol.authorization'],
    ['securityDefaults', 'pol.secdefaults'],
    ['organization', 'org.get'],
    ['assigned', 'role.assignedTo'],
  ] as const)('reading %s is %s, and reading takes no right to write', (fact, id) => {
    expect(shapes.calls.find((one) => one.id === id)?.least).toContain(readRights[fact])
    expect(rightsToRead).toEqual([
      'Application.Read.All',
      'Directory.Read.All',
      'Policy.Read.All',
      'User.Read',
    ])
  })

  it.each<[string, readonly ChangeKind[], boolean, readonly AdminRight[]]>([
    ['reading', [], false, []],
    ['reading the sign-in logs as well', [], true, ['AuditLog.Read.All']],
    ['a rollover', ['add-secret', 'add-certificate', 'remove-secret'], false, ['Application.ReadWrite.All']],
    ['deactivating', ['set-disabled'], false, ['Application.ReadWrite.All']],
    ['revoking delegated grants', ['remove-grant'], false, ['DelegatedPermissionGrant.ReadWrite.All']],
    ['revoking application permissions', ['remove-role'], false, ['AppRoleAssignment.ReadWrite.All']],
    ['deleting', ['delete-service-principal', 'delete-application'], false, ['Application.ReadWrite.All']],
    ['restoring', ['restore-application'], false, ['Application.ReadWrite.All']],
  ])('%s asks for nothing beyond reading but what it writes', (_, kinds, logs, more) => {
    expect(rightsOf(kinds, logs).filter((right) => !rightsToRead.includes(right))).toEqual(more)
  })

  it('expiry dates of the whole tenant take the right to read applications, and the logs their own', () => {
    for (const id of ['app.list', 'sp.list'])
      expect(shapes.calls.find((one) => one.id === id)?.least).toContain(readRights.application)
    expect(shapes.calls.find(({ id }) => id === 'signins')?.least).toContain(signInLogRight)
    // Consent on Microsoft's page is asked of Microsoft, not of Graph: nobody signs in here for it.
    expect(rightsFor([])).toEqual([])
  })

  it('a plan asks for no right that none of its changes needs', () => {
    expect(rightsFor([{ kind: 'set-redirects' }, { kind: 'add-secret' }])).toEqual([
      'Application.ReadWrite.All',
    ])
    expect(rightsFor([{ kind: 'create-grant' }])).toEqual(['DelegatedPermissionGrant.ReadWrite.All'])
    expect(rightsFor([])).toEqual([])
  })

  it('the registration that signs administrators in asks for what the steps ahead take, and no more', () => {
    expect(rightsAhead(wantedFor('eap'))).toEqual([
      'Application.Read.All',
      'Application.ReadWrite.All',
      'DelegatedPermissionGrant.ReadWrite.All',
      'Directory.Read.All',
      'Policy.Read.All',
      'User.Read',
    ])
    expect(rightsAhead(wantedFor('enate'))).not.toContain('DelegatedPermissionGrant.ReadWrite.All')
    expect(rightsAhead(wantedFor('enate'))).toContain('AppRoleAssignment.ReadWrite.All')
  })

  it('what takes a change back is a change that itself is taken back by the first', () => {
    for (const [kind, { revertedBy }] of Object.entries(changeTable)) {
      if (revertedBy === null) continue
      const back = changeTable[revertedBy].revertedBy
      // What was deleted comes back as it was, and is not made anew.
      const deleted = revertedBy.startsWith('delete-') && back?.startsWith('restore-')
      expect(back === null || back === kind || deleted, kind).toBe(true)
    }
  })
})
