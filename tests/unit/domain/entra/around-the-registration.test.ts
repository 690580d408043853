/** What an administrator would find out too late: a deleted registration, an unverified publisher, who set the rules. */
import { describe, expect, it } from 'vitest'
import { audit } from '../../../../src/domain/entra/audit/audit.ts'
import type { Check, CheckOf } from '../../../../src/domain/entra/audit/check.ts'
import type { CheckId } from '../../../../src/domain/entra/audit/check-ids.ts'
import type { BaselineSign } from '../../../../src/domain/entra/facts/baseline.ts'
import type { DeletedFacts, EntraFacts } from '../../../../src/domain/entra/facts/entra-facts.ts'
import {
  readExchangeSide,
  type ExchangeSide,
} from '../../../../src/domain/entra/facts/exchange-side.schema.ts'
import { buildPlan } from '../../../../src/domain/entra/plan/build-plan.ts'
import { exchangeSideOf } from '../../../../src/domain/exchange/exchange-side.ts'
import { LegacyBlockRow } from '../../../../src/main/adapters/entra/directory-rows.schema.ts'
import { en } from '../../../../src/words/en.ts'
import { contosoSetup, now, uuid } from '../../../kit/contoso.ts'
import { application, assignment, exchangeFacts, organisation, read as seen } from '../../../kit/exchange.ts'
import {
  admin,
  clientId,
  emptyTenant,
  factsOf,
  rightTenant,
  wantedFor,
  type TenantModel,
} from './tenant-model.ts'

function checkOf<I extends CheckId>(checks: readonly Check[], id: I): CheckOf<I> {
  const found = checks.find((check) => check.id === id)
  if (found === undefined) throw new Error(`no check ${id}`)
  return found as unknown as CheckOf<I>
}
const said = (checks: readonly Check[], id: CheckId) =>
  en.entra.sayCheck(checkOf(checks, id) as unknown as Check)

describe('a registration is not there, and one was deleted', () => {
  const right = rightTenant(wantedFor('eap')).application
  if (right === null) throw new Error('no registration')
  const gone = (changes: Partial<typeof right> = {}): DeletedFacts => ({
    application: { ...right, ...changes },
    deletedAt: '2026-11-20T09:00:00.000Z',
  })
  const planned = (known: string | null, ...deleted: DeletedFacts[]) => {
    const wanted = wantedFor('eap', { clientId: known })
    const facts = factsOf({ ...emptyTenant(), deleted }, known === null ? 'name' : 'client-id')
    const checks = audit(wanted, facts, now)
    return { checks, ...buildPlan({ wanted, facts, checks, now, reader: admin }) }
  }

  it('the setup’s own: restoring it is the whole plan, and what comes after is read first', () => {
    const { checks, changes, left } = planned(clientId, gone())
    expect(changes).toMatchObject([
      { kind: 'restore-application', target: { id: right.id }, after: { displayName: right.displayName } },
    ])
    expect(left.filter(({ why }) => why === 'person')).toEqual([])
    expect(left).toContainEqual({ check: 'service-principal', why: 'after-restore' })
    expect(said(checks, 'deleted')).toContain('instead of creating a second one')
  })

  it('one of the same name: offered, never taken, and a new one may still be made', () => {
    const { checks, changes, left } = planned(null, gone({ appId: uuid(77) }))
    expect(changes[0]?.kind).toBe('create-application')
    expect(left).toContainEqual({ check: 'deleted', why: 'person' })
    expect(said(checks, 'deleted')).toContain(uuid(77))
    expect(said(checks, 'deleted')).toContain('choose it by its client ID')
  })

  it('deleted items that could not be read are not called empty', () => {
    const wanted = wantedFor('eap')
    const unread = { why: 'forbidden', right: null, status: 403, requestId: null, at: now } as const
    const facts: EntraFacts = { ...factsOf(emptyTenant()), deleted: { read: false, unread } }
    const checks = audit(wanted, facts, now)
    expect(checkOf(checks, 'deleted').state).toBe('unknown')
    expect(buildPlan({ wanted, facts, checks, now, reader: admin }).changes).toEqual([])
  })

  it('is not asked about while the registration is there', () => {
    const wanted = wantedFor('eap')
    expect(audit(wanted, factsOf(rightTenant(wanted)), now).map(({ id }) => id)).not.toContain('deleted')
  })
})

describe('could users let a vendor’s application in themselves?', () => {
  const itself = wantedFor('generic-vendor-app')
  const permissions = itself.permissions.map((one) => ({ ...one, id: null, kind: 'delegated' as const }))
  const wanted = { ...itself, permissions }
  const of = (publisher: string | null, userConsent: string[], granted: boolean) => {
    const tenant = rightTenant(wanted)
    const principal = tenant.servicePrincipal
    if (principal === null) throw new Error('no enterprise application')
    const changed: TenantModel = {
      ...tenant,
      ...(granted ? {} : { grants: [] }),
      userConsent,
      servicePrincipal: { ...principal, publisher },
    }
    return audit(wanted, factsOf(changed), now)
  }
  it.each<[string, string | null, string[], boolean, 'yes' | 'perhaps' | 'no', boolean]>([
    ['nobody verified the publisher', null, ['microsoft-user-default-legacy'], false, 'no', true],
    ['not verified, and granted already', null, ['microsoft-user-default-legacy'], true, 'no', false],
    ['the tenant lets nobody consent', 'Vendor Ltd', [], false, 'no', false],
    ['the old policy lets them', 'Vendor Ltd', ['microsoft-user-default-legacy'], false, 'yes', false],
    ['only what is classified as low', 'Vendor Ltd', ['microsoft-user-default-low'], false, 'perhaps', false],
    ['a policy of the tenant’s own', 'Vendor Ltd', ['contoso-policy'], false, 'perhaps', false],
  ])('%s', (_, publisher, policies, granted, usersMay, differs) => {
    const checks = of(publisher, policies, granted)
    const check = checkOf(checks, 'publisher')
    expect(check).toMatchObject({
      state: differs ? 'differs' : 'ok',
      severity: 'note',
      facts: { name: publisher, usersMay, granted },
    })
    const words = said(checks, 'publisher')
    expect(words.includes('An administrator has to grant consent')).toBe(usersMay === 'no' && !granted)
    expect(words.includes('Vendor Ltd')).toBe(publisher !== null)
  })

  it('never where the application acts by itself, whatever the policy', () => {
    const facts = factsOf({ ...rightTenant(itself), userConsent: ['microsoft-user-default-legacy'] })
    expect(checkOf(audit(itself, facts, now), 'publisher').facts).toMatchObject({ usersMay: 'no' })
  })

  it('says nothing of it for a registration of the tenant’s own', () => {
    const own = wantedFor('eap')
    expect(audit(own, factsOf(rightTenant(own)), now).map(({ id }) => id)).not.toContain('publisher')
  })
})

describe('Baseline Security Mode leaves its fingerprints', () => {
  const wanted = wantedFor('eap')
  const rules = ['passwordAddition', 'symmetricKeyAddition'].map((rule) => ({
    rule,
    maxDays: null,
    since: null,
  }))
  const managed = ['microsoft-user-default-recommended']
  const ewsOff: ExchangeSide = { at: now, ewsEnabled: false, roles: null }
  it.each<[string, Partial<TenantModel>, ExchangeSide | null, readonly BaselineSign[], boolean]>([
    ['nothing of it', {}, null, [], false],
    ['new secrets are blocked', { policy: { rules, lifted: [] } }, null, ['new-secrets'], true],
    ['one half of that rule', { policy: { rules: rules.slice(0, 1), lifted: [] } }, null, [], false],
    ['consent managed by Microsoft alone', { userConsent: managed }, null, ['user-consent'], false],
    [
      'a policy against old clients alone',
      { legacyBlocks: ['CA01'] },
      null,
      ['legacy-authentication'],
      false,
    ],
    ['EWS is off alone', {}, ewsOff, ['ews'], false],
    [
      'everything',
      { policy: { rules, lifted: [] }, userConsent: managed, legacyBlocks: ['CA01'] },
      ewsOff,
      ['new-secrets', 'user-consent', 'legacy-authentication', 'ews'],
      true,
    ],
  ])('%s', (_, changes, exchange, signs, differs) => {
    const checks = audit(wanted, factsOf({ ...rightTenant(wanted), ...changes }), now, exchange)
    expect(checkOf(checks, 'baseline-mode')).toMatchObject({
      state: differs ? 'differs' : 'ok',
      severity: 'note',
      facts: { signs },
    })
    expect(said(checks, 'baseline-mode').includes('likely reason')).toBe(differs)
  })

  it.each<[string, object, string | null]>([
    ['blocks old clients', {}, 'CA01'],
    ['is off', { state: 'disabled' }, null],
    ['only reports', { state: 'enabledForReportingButNotEnforced' }, null],
    ['blocks browsers as well', { conditions: { clientAppTypes: ['browser', 'other'] } }, null],
    ['concerns every client', { conditions: { clientAppTypes: ['all'] } }, null],
    ['asks for a second factor', { grantControls: { builtInControls: ['mfa'] } }, null],
    ['has no controls', { grantControls: null }, null],
  ])('a Conditional Access policy that %s', (_, changes, name) => {
    const row = {
      displayName: 'CA01',
      state: 'enabled',
      conditions: { clientAppTypes: ['exchangeActiveSync', 'other'] },
      grantControls: { builtInControls: ['block'] },
    }
    expect(LegacyBlockRow.parse({ ...row, ...changes })).toBe(name)
  })
})

describe('applications that reach mail: by permission, by a role in Exchange, or by both', () => {
  const wanted = wantedFor('generic-graph-app', { answers: { ...contosoSetup().answers, limit: true } })
  const tenant = rightTenant(wanted)
  const mailSend = tenant.graph.roles.find(({ value }) => value === 'Mail.Send')?.id ?? ''
  const held = (principalId: string, principalName: string) => ({
    ...{ principalId, principalName, resourceId: tenant.graph.id, roleId: mailSend },
  })
  const [both, wide, limited] = [uuid(31), uuid(32), uuid(33)]
  const facts = factsOf({ ...tenant, assigned: [held(both, 'Scanner'), held(wide, 'Backup')] })
  const of = (objectId: string, changes: Parameters<typeof assignment>[0] = {}) => ({
    ...assignment(changes),
    objectId,
  })
  const inExchange = exchangeFacts({
    applications: application({
      servicePrincipals: seen([{ appId: uuid(34), objectId: limited, name: 'Ticketing', sid: '' }]),
      assignments: seen([
        of(both),
        of(limited),
        of(wide, { enabled: false }),
        of(tenant.servicePrincipal?.id ?? ''),
      ]),
    }),
  })

  it('each is listed with its rights, and the one with both is told apart, in facts and in words', () => {
    const side = readExchangeSide(JSON.stringify(exchangeSideOf(inExchange, now)))
    const checks = audit(wanted, facts, now, side)
    const role = { role: 'Application Mail.Send', scope: 'Senders scope' }
    expect(checkOf(checks, 'tenant-wide-mail')).toMatchObject({
      state: 'ok',
      facts: {
        rolesReadAt: now,
        applications: [
          { name: 'Backup', objectId: wide, permissions: ['Mail.Send'], roles: [] },
          { name: 'Scanner', objectId: both, permissions: ['Mail.Send'], roles: [role] },
          { name: 'Ticketing', objectId: limited, permissions: [], roles: [role] },
        ],
      },
    })
    const words = said(checks, 'tenant-wide-mail')
    expect(words).toMatch(/whole organisation to Backup \(Mail\.Send\)\./)
    expect(words).toMatch(
      /limits nothing then: Scanner \(Mail\.Send; Application Mail\.Send, Senders scope\)/,
    )
    expect(words).toMatch(/role in Exchange only: Ticketing/)
  })

  it('without a reading of Exchange nothing is said of its roles but that they are not known', () => {
    const cut = exchangeSideOf({ ...inExchange, cutShort: ['assignments'] }, now)
    for (const side of [null, cut]) {
      const checks = audit(wanted, facts, now, side)
      expect(checkOf(checks, 'tenant-wide-mail').facts).toMatchObject({
        rolesReadAt: null,
        applications: [{ roles: null }, { roles: null }],
      })
      expect(said(checks, 'tenant-wide-mail')).toContain('not known')
    }
  })

  it('EWS that is off, a damaged note of it, and none at all', () => {
    const off = exchangeFacts({ organisation: organisation({ ewsEnabled: false }) })
    expect(exchangeSideOf(off, now).ewsEnabled).toBe(false)
    expect([readExchangeSide('{"at":1}'), readExchangeSide('x'), readExchangeSide(null)]).toEqual([
      null,
      null,
      null,
    ])
  })
})
