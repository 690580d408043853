/** What the registration page puts first, and what its one primary button says. */
import { describe, expect, it } from 'vitest'
import { audit } from '../../../src/domain/entra/audit/audit.ts'
import { sidesOf } from '../../../src/domain/entra/audit/sides.ts'
import {
  byGroup,
  candidatesOf,
  clientIdOf,
  countsOf,
  filtered,
  firstToShow,
  hasWork,
  isAbsent,
  lookOf,
  saidOf,
  type SettingRow,
} from '../../../src/renderer/features/registration/setting-rows.ts'
import { wordsFor } from '../../../src/words/words.ts'
import { now, uuid } from '../../kit/contoso.ts'
import { faults } from '../domain/entra/faults.ts'
import {
  clientId,
  emptyTenant,
  factsOf,
  rightTenant,
  wantedFor,
  type TenantModel,
} from '../domain/entra/tenant-model.ts'

const words = wordsFor('en')

function rowsOf(change: (tenant: TenantModel) => TenantModel, known = true): SettingRow[] {
  const wanted = wantedFor('eap', known ? {} : { clientId: null })
  const facts = factsOf(change(rightTenant(wanted)), known ? 'client-id' : 'name')
  // A row is what crossed the bridge: a check out of JSON.
  return audit(wanted, facts, now).map((check) => ({ check, sides: sidesOf(check, wanted, facts) }))
}
const right = rowsOf((tenant) => tenant)
const nothing = rowsOf(() => emptyTenant(), false)
const spoilt = rowsOf(faults['the redirect stands under another platform']?.breaks ?? ((tenant) => tenant))

describe('a tenant as it should be', () => {
  it('offers nothing to repair and knows the registration', () => {
    expect(countsOf(right)).toMatchObject({ differs: 0, suggested: 0, unknown: 0 })
    expect(saidOf(right)).toBe('')
    expect([hasWork(right), isAbsent(right)]).toEqual([false, false])
    expect(clientIdOf(right)).toBe(clientId)
    expect(byGroup(right).map(({ group }) => group)).toEqual([
      'application',
      'redirects',
      'permissions',
      'credentials',
      'tenant',
    ])
  })
})

describe('a tenant in which something differs', () => {
  it('shows the gravest difference first, and alone where only differences are wanted', () => {
    expect(firstToShow(spoilt)?.check.id).toBe('redirects')
    expect(filtered(spoilt, 'differs').map(({ check }) => check.id)).toEqual(['redirects'])
    expect(spoilt.map(({ check }) => lookOf(check)).filter((look) => look !== 'ok')).toEqual(['error'])
    expect([hasWork(spoilt), isAbsent(spoilt)]).toEqual([true, false])
  })

  it('tells what matters from what is only suggested', () => {
    const unowned = rowsOf((tenant) => ({ ...tenant, owners: [], securityDefaults: true }))
    expect(saidOf(unowned)).toBe('1 difference, 1 suggestion')
  })

  it('is to be created where nothing is there', () => {
    expect([hasWork(nothing), isAbsent(nothing)]).toEqual([true, true])
  })
})

describe('several registrations of one name', () => {
  it('are neither called absent nor made once more while nobody has said which one it is', () => {
    const namesakes = [31, 32].map((id) => ({ id: uuid(id), appId: uuid(id), createdAt: null }))
    const rows = rowsOf(() => ({ ...emptyTenant(), namesakes }), false)
    const [registered] = rows
    expect(isAbsent(rows)).toBe(false)
    expect(registered?.sides.found).toEqual([{ kind: 'word', word: 'several' }])
    expect(registered === undefined ? '' : words.entra.sayCheck(registered.check)).toMatch(
      /^2 registrations are called “.+”\. Which one is for this product\?$/,
    )
  })

  it('are told apart by client id and by when they were created', () => {
    const twice = rowsOf((tenant) => ({
      ...tenant,
      namesakes: [{ id: uuid(31), appId: uuid(32), createdAt: '2026-01-02T00:00:00.000Z' }],
    }))
    expect(candidatesOf([clientId, uuid(32)], twice)).toEqual([
      { clientId, createdAt: null },
      { clientId: uuid(32), createdAt: '2026-01-02T00:00:00.000Z' },
    ])
  })
})
