import { describe, expect, it } from 'vitest'
import { audit } from '../../../../src/domain/entra/audit/audit.ts'
import { stepVerdicts } from '../../../../src/domain/entra/audit/step-verdicts.ts'
import type { ShownState } from '../../../../src/domain/checklist/checklist.schema.ts'
import { differences, isClean, type Check } from '../../../../src/domain/entra/audit/check.ts'
import { checkIds } from '../../../../src/domain/entra/audit/check-ids.ts'
import type { EntraFacts } from '../../../../src/domain/entra/facts/entra-facts.ts'
import { unreadReasons, type Unread } from '../../../../src/domain/entra/facts/reading.ts'
import { buildPlan } from '../../../../src/domain/entra/plan/build-plan.ts'
import { recipeIds } from '../recipe/recipes.ts'
import { now, recordOf, contosoSetup, uuid } from '../../../kit/contoso.ts'
import { faults } from './faults.ts'
import { admin, clientId, emptyTenant, factsOf, rightTenant, wantedFor } from './tenant-model.ts'

const answersOf = (more: Readonly<Record<string, string | boolean>> = {}) => ({
  answers: { ...contosoSetup().answers, ...more },
})
const differing = (checks: readonly Check[]) => differences(checks).map(({ id }) => id)

describe('an administrator reads a tenant that is as the recipe wants it', () => {
  it.each(recipeIds())('%s: nothing differs, everything is backed by a reading', (recipeId) => {
    const wanted = wantedFor(recipeId, answersOf({ limit: false }))
    const checks = audit(wanted, factsOf(rightTenant(wanted)), now)
    expect(differing(checks)).toEqual([])
    expect(isClean(checks)).toBe(true)
    expect(checks.length).toBeGreaterThan(4)
    for (const check of checks)
      expect(check.evidence, check.id).toEqual({ who: admin.name, at: now, requestIds: [uuid(700)] })
  })
})

describe('one thing is wrong, and exactly that is named with the step it belongs to', () => {
  it.each(Object.entries(faults))('%s', (_, { recipe = 'eap', answers, breaks, check, step, changes }) => {
    const wanted = wantedFor(recipe, answersOf(answers))
    const facts = factsOf(breaks(rightTenant(wanted)))
    const checks = audit(wanted, facts, now)
    const alone = check === 'service-principal' ? ['service-principal', 'consent'] : [check]
    expect(differing(checks)).toEqual(alone)
    expect(differences(checks)[0]).toMatchObject({ id: check, step })
    const plan = buildPlan({ wanted, facts, checks, now, reader: admin })
    expect(plan.changes.map(({ kind }) => kind)).toEqual(changes)
    expect(plan.left).toEqual(changes.length > 0 ? [] : [{ check, why: 'person' }])
  })

  it('no check is left without a fault that shows it', () => {
    const shown = new Set(Object.values(faults).map(({ check }) => check))
    const elsewhere = [
      'registered',
      'deleted',
      'consent-beside-limit',
      'publisher',
      'user-consent',
      'tenant-wide-mail',
    ]
    expect(checkIds.filter((id) => !shown.has(id))).toEqual(elsewhere)
  })
})

describe('what stands there a little differently', () => {
  it.each([
    ['the redirect stands under another platform', 'platform'],
    ['the redirect has a slash too many', 'slash'],
    ['the redirect has other capitals', 'capitals'],
    ['the redirect is http', 'scheme'],
  ])('%s is told as one difference, not as one missing and one surplus', (name, how) => {
    const fault = faults[name]
    const wanted = wantedFor('eap')
    const found = fault === undefined ? rightTenant(wanted) : fault.breaks(rightTenant(wanted))
    const check = audit(wanted, factsOf(found), now).find(({ id }) => id === 'redirects')
    expect(check?.facts).toMatchObject({ missing: [], surplus: [], nearly: [{ how }] })
  })
})

describe('nobody registered anything yet', () => {
  it('names what is missing, and nothing about how it is set', () => {
    const wanted = wantedFor('eap', { clientId: null })
    const checks = audit(wanted, factsOf(emptyTenant(), 'name'), now)
    expect(differing(checks)).toEqual([
      'registered',
      'redirects',
      'verification-redirect',
      'implicit',
      'permissions',
      'service-principal',
      'consent',
      'credential',
    ])
  })

  it('a registration of that name is a question, not the one that is meant', () => {
    const wanted = wantedFor('eap', { clientId: null })
    const facts = factsOf(rightTenant(wanted), 'name')
    const checks = audit(wanted, facts, now)
    expect(differences(checks)).toMatchObject([
      { id: 'registered', settledBy: 'person', facts: { clientId, by: 'name' } },
    ])
    expect(buildPlan({ wanted, facts, checks, now, reader: admin })).toEqual({
      changes: [],
      left: [{ check: 'registered', why: 'person' }],
    })
  })

  it('of several registrations of that name none is taken, and none is added', () => {
    const wanted = wantedFor('eap', { clientId: null })
    const namesakes = [820, 822].map((n) => ({ id: uuid(n), appId: uuid(n + 1), createdAt: null }))
    const facts = factsOf({ ...emptyTenant(), namesakes }, 'name')
    const plan = buildPlan({ wanted, facts, checks: audit(wanted, facts, now), now, reader: admin })
    expect(plan.changes).toEqual([])
    expect(plan.left).toContainEqual({ check: 'only-one', why: 'person' })
  })

  it('for a vendor’s application nothing is granted before somebody has said which one it is', () => {
    const wanted = wantedFor('generic-vendor-app', { clientId: null })
    const facts = factsOf(emptyTenant(), 'name')
    const plan = buildPlan({ wanted, facts, checks: audit(wanted, facts, now), now, reader: admin })
    expect(plan.changes).toEqual([])
    expect(plan.left).toContainEqual({ check: 'service-principal', why: 'person' })
  })

  it('a client id that leads nowhere is a question too, not a reason to make another registration', () => {
    const wanted = wantedFor('eap')
    const facts = factsOf(emptyTenant())
    const plan = buildPlan({ wanted, facts, checks: audit(wanted, facts, now), now, reader: admin })
    expect(plan.changes).toEqual([])
    expect(plan.left).toContainEqual({ check: 'registered', why: 'person' })
  })
})

describe('what could not be read is never taken for absent', () => {
  const readings: readonly (keyof EntraFacts)[] = [
    'application',
    'namesakes',
    'owners',
    'servicePrincipal',
    'grants',
    'roles',
    'graph',
    'credentialPolicy',
    'userConsent',
    'securityDefaults',
    'organization',
  ]
  it.each(readings.flatMap((part) => unreadReasons.map((why) => [part, why] as const)))(
    '%s: %s',
    (part, why) => {
      const wanted = wantedFor('eap')
      const unread: Unread = { why, right: 'Policy.Read.All', status: 403, requestId: uuid(5), at: now }
      const facts: EntraFacts = { ...factsOf(rightTenant(wanted)), [part]: { read: false, unread } }
      const checks = audit(wanted, facts, now)
      expect(differing(checks)).toEqual([])
      const unknown = checks.filter(({ state }) => state === 'unknown')
      expect(unknown.length).toBeGreaterThan(0)
      for (const check of unknown) expect(check).toMatchObject({ facts: null, unread })
      const plan = buildPlan({ wanted, facts, checks, now, reader: admin })
      expect(plan.changes).toEqual([])
      expect(plan.left.map(({ check }) => check)).toEqual(unknown.map(({ id }) => id))
    },
  )
})

describe('an application is limited in Exchange', () => {
  const limited = answersOf({ limit: true, credential: 'secret' })
  const granted = rightTenant(wantedFor('generic-graph-app', limited))

  it('before the role is there the consent is wanted', () => {
    const wanted = wantedFor('generic-graph-app', limited)
    expect(differing(audit(wanted, factsOf({ ...granted, roles: [] }), now))).toEqual(['consent'])
  })

  it('once the role is there the consent may be there or be gone', () => {
    const wanted = wantedFor('generic-graph-app', limited, { records: [recordOf('scope-roles', 'done')] })
    expect(isClean(audit(wanted, factsOf(granted), now))).toBe(true)
    expect(differing(audit(wanted, factsOf({ ...granted, roles: [] }), now))).toEqual([])
  })

  it('while the product has not been tried with the role, what is still granted is said and left alone', () => {
    const records = [recordOf('scope-roles', 'done'), recordOf('consent', 'done')]
    const wanted = wantedFor('generic-graph-app', limited, { records })
    const checks = audit(wanted, factsOf(granted), now)
    expect(checks.find(({ id }) => id === 'consent-beside-limit')).toMatchObject({
      state: 'differs',
      severity: 'note',
      settledBy: 'person',
      facts: { permissions: [{ value: 'Mail.Send' }], due: false },
    })
    expect(buildPlan({ wanted, facts: factsOf(granted), checks, now, reader: admin }).changes).toEqual([])
  })

  it('once the product was tried with the role, the plan removes the consent', () => {
    const records = ['scope-roles', 'consent', 'product-test'].map((id) => recordOf(id, 'done'))
    const wanted = wantedFor('generic-graph-app', limited, { records })
    const checks = audit(wanted, factsOf(granted), now)
    expect(differing(checks)).toEqual(['permissions-surplus', 'consent-beside-limit'])
    const plan = buildPlan({ wanted, facts: factsOf(granted), checks, now, reader: admin })
    expect(plan.changes.map(({ kind }) => kind)).toEqual(['set-permissions', 'remove-role'])
  })

  it.each<[ShownState, string | null, string[]]>([
    ['todo', null, ['waiting']],
    ['doing', '2026-11-21T12:00:00.000Z', ['done']],
    ['done', null, []],
  ])('it is gone and the step is %s: tokens from before are valid for a while', (state, waitUntil, to) => {
    const records = ['scope-roles', 'consent', 'product-test'].map((id) => recordOf(id, 'done'))
    const wanted = wantedFor('generic-graph-app', limited, { records })
    const checks = audit(wanted, factsOf({ ...granted, roles: [] }), now)
    const verdicts = stepVerdicts(checks, wanted.steps, [{ id: 'remove-consent', state, waitUntil }], now)
    expect(verdicts.map((one) => one.to)).toEqual(to)
  })

  it('once somebody said it is gone, a consent that is still there defeats the limit', () => {
    const records = [recordOf('scope-roles', 'done'), recordOf('remove-consent', 'waiting')]
    const wanted = wantedFor('generic-graph-app', limited, { records })
    const checks = audit(wanted, factsOf(granted), now)
    expect(differing(checks)).toEqual(['permissions-surplus', 'consent-beside-limit'])
    expect(differences(checks)[1]).toMatchObject({ severity: 'error', step: 'remove-consent' })
    const plan = buildPlan({ wanted, facts: factsOf(granted), checks, now, reader: admin })
    expect(plan.changes.map(({ kind }) => kind)).toEqual(['set-permissions', 'remove-role'])
  })
})

describe('other applications that can open every mailbox', () => {
  it('are listed with what they hold, this one and harmless permissions left out', () => {
    const wanted = wantedFor('generic-graph-app', answersOf({ limit: false, credential: 'secret' }))
    const tenant = rightTenant(wanted)
    const role = (value: string) => tenant.graph.roles.find((one) => one.value === value)?.id ?? ''
    const held = (principalId: string, principalName: string, value: string) => ({
      principalId,
      principalName,
      resourceId: tenant.graph.id,
      roleId: role(value),
    })
    const assigned = [
      held(uuid(31), 'Scanner', 'Mail.Send'),
      held(uuid(32), 'Backup', 'Mail.ReadWrite'),
      held(uuid(31), 'Scanner', 'Mail.Read'),
      held(tenant.servicePrincipal?.id ?? '', 'This one', 'Mail.Send'),
      { ...held(uuid(33), 'Directory sync', 'Mail.Send'), roleId: uuid(34) },
    ]
    const checks = audit(wanted, factsOf({ ...tenant, assigned }), now)
    expect(checks.find(({ id }) => id === 'tenant-wide-mail')).toMatchObject({
      state: 'ok',
      facts: {
        applications: [
          { name: 'Backup', permissions: ['Mail.ReadWrite'] },
          { name: 'Scanner', permissions: ['Mail.Read', 'Mail.Send'] },
        ],
      },
    })
  })

  it('are not asked for where the product only acts as the people who sign in', () => {
    const wanted = wantedFor('eap')
    const ids = audit(wanted, factsOf(rightTenant(wanted)), now).map(({ id }) => id)
    expect(ids).not.toContain('tenant-wide-mail')
  })
})

describe('the rules of the tenant decide which credential is made', () => {
  it('a secret is fitted to the longest life that is allowed', () => {
    const wanted = wantedFor('eap')
    const tenant = rightTenant(wanted)
    const application = tenant.application === null ? null : { ...tenant.application, credentials: [] }
    const rules = [{ rule: 'passwordLifetime', maxDays: 90, since: null }]
    const facts = factsOf({ ...tenant, application, policy: { rules, lifted: [] } })
    const plan = buildPlan({ wanted, facts, checks: audit(wanted, facts, now), now, reader: admin })
    expect(plan.changes).toMatchObject([
      { kind: 'add-secret', after: { endsAt: '2027-02-18T13:02:00.000Z' } },
    ])
  })

  it('an application older than the rule, or one with a policy of its own, is exempt', () => {
    const wanted = wantedFor('eap')
    const tenant = rightTenant(wanted)
    const since = '2026-11-21T00:00:00.000Z'
    const later = factsOf({
      ...tenant,
      policy: { rules: [{ rule: 'passwordAddition', maxDays: null, since }], lifted: [] },
    })
    const rules = [{ rule: 'passwordAddition', maxDays: null, since: null }]
    const lifted = factsOf({ ...tenant, policy: { rules, lifted: ['passwordAddition'] } })
    expect(differing(audit(wanted, later, now))).toEqual([])
    expect(differing(audit(wanted, lifted, now))).toEqual([])
  })

  it('Baseline Security Mode is named as the likely author', () => {
    const wanted = wantedFor('eap')
    const rules = ['passwordAddition', 'symmetricKeyAddition'].map((rule) => ({
      rule,
      maxDays: null,
      since: null,
    }))
    const checks = audit(wanted, factsOf({ ...rightTenant(wanted), policy: { rules, lifted: [] } }), now)
    expect(differences(checks)[0]?.facts).toMatchObject({ forbidden: true, baseline: true })
  })
})
