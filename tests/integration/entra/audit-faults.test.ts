import { describe, expect, it } from 'vitest'
import { differences } from '../../../src/domain/entra/audit/check.ts'
import { rightsToRead } from '../../../src/domain/entra/facts/rights.ts'
import { graphCommandLine } from '../practice/directory-kit.ts'
import { faults, rules, stepsOfEap } from './tenant-faults.ts'
import { rightTenant } from './tenant-kit.ts'

describe('somebody changed one thing in the tenant', () => {
  // What a plan puts right is named in apply-faults.test.ts, on the way there and back.
  it.each(Object.entries(faults).filter(([, { changes }]) => changes.length === 0))(
    '%s: exactly that is named, with its step, and nothing is planned against it',
    async (_, { check, breaks }) => {
      const tenant = await rightTenant()
      await breaks(tenant)
      const { checks, plan } = await tenant.audited()
      const named = differences(checks).filter(({ severity }) => severity !== 'note')
      expect(named.map(({ id, step }) => [id, step])).toEqual([[check, stepsOfEap[check]]])
      expect(plan.changes.filter((change) => change.checks.includes(check))).toEqual([])
    },
  )
})

describe('rules of the tenant that do not concern this application', () => {
  it('a policy of its own lifts them', async () => {
    const tenant = await rightTenant()
    const { admin } = tenant.p.tenant
    const [lifted] = rules('passwordAddition').passwordCredentials
    if (lifted === undefined) throw new Error('no rule')
    await admin.setPolicies({
      appManagement: rules('passwordAddition'),
      custom: [
        {
          id: '00000000-0000-4000-8000-000000000077',
          displayName: 'Mail products',
          description: null,
          isEnabled: true,
          appliesTo: [tenant.application],
          passwordCredentials: [{ ...lifted, state: 'disabled' }],
          keyCredentials: [],
        },
      ],
    })
    expect(
      differences((await tenant.audited()).checks).filter(({ severity }) => severity !== 'note'),
    ).toEqual([])
  })
})

describe('who reads', () => {
  it.each([
    ['reader', []],
    ['app.admin', ['credential-policy', 'user-consent', 'security-defaults', 'baseline-mode']],
  ])('%s: what the role does not cover is not known, and nothing is made up for it', async (who, unknown) => {
    const tenant = await rightTenant()
    const { admin, endpoints } = tenant.p.tenant
    const domain = endpoints.adminUser.split('@')[1] ?? ''
    for (const value of rightsToRead)
      await admin.grantConsent(graphCommandLine, { resource: 'graph', value, kind: 'delegated' })
    const { checks } = await tenant.audited(`${who}@${domain}`)
    expect(checks.filter(({ state }) => state === 'unknown').map(({ id }) => id)).toEqual(unknown)
    expect(differences(checks).filter(({ severity }) => severity !== 'note')).toEqual([])
  })
})

describe('a tenant is read', () => {
  it('with one question a fact, asked in two rounds', async () => {
    const { calls } = await (await rightTenant()).audited()
    expect(calls).toHaveLength(14)
    expect(new Set(calls).size).toBe(14)
  })
})
