/** What an administrator sees in the two columns: as much as was read, every fault where it stands, and nothing made up. */
import { describe, expect, it } from 'vitest'
import { audit } from '../../../../src/domain/entra/audit/audit.ts'
import type { Check } from '../../../../src/domain/entra/audit/check.ts'
import { CheckSchema } from '../../../../src/domain/entra/audit/check.schema.ts'
import { sidesOf } from '../../../../src/domain/entra/audit/sides.ts'
import { SidesSchema, type SideValue } from '../../../../src/domain/entra/audit/sides.schema.ts'
import { portalLink } from '../../../../src/domain/entra/admin/portal-links.ts'
import type { EntraFacts } from '../../../../src/domain/entra/facts/entra-facts.ts'
import type { Wanted } from '../../../../src/domain/entra/wanted/wanted.ts'
import { contosoSetup, now } from '../../../kit/contoso.ts'
import { recipeIds } from '../recipe/recipes.ts'
import { faults } from './faults.ts'
import { emptyTenant, factsOf, rightTenant, wantedFor } from './tenant-model.ts'

const answersOf = (more: Readonly<Record<string, string | boolean>> = {}) => ({
  answers: { ...contosoSetup().answers, ...more },
})

function rowsOf(wanted: Wanted, facts: EntraFacts) {
  return audit(wanted, facts, now).map((check) => ({ check, ...sidesOf(check, wanted, facts) }))
}
const marksIn = (values: readonly SideValue[]) =>
  values.flatMap((value) => ('mark' in value && value.mark !== null ? [value.mark] : []))

/** Where a value that both sides show is right on one of them, the sentence beside it says why it is not enough. */
const saidInWords: readonly Check['id'][] = ['credential-expiry', 'credential-policy']

describe('the two columns of a setting', () => {
  it.each(recipeIds())(
    '%s: of a tenant that is right, nothing is marked, and both sides say something',
    (id) => {
      const wanted = wantedFor(id, answersOf({ limit: false }))
      for (const { check, wanted: left, found } of rowsOf(wanted, factsOf(rightTenant(wanted)))) {
        expect(marksIn([...left, ...found]), check.id).toEqual([])
        expect(left.length, check.id).toBeGreaterThan(0)
        expect(found.length, check.id).toBeGreaterThan(0)
      }
    },
  )

  it.each(Object.entries(faults))(
    '%s: the fault can be seen, in the columns and nowhere else',
    (_, { recipe = 'eap', answers, breaks, check: broken }) => {
      const wanted = wantedFor(recipe, answersOf(answers))
      const rows = rowsOf(wanted, factsOf(breaks(rightTenant(wanted))))
      const row = rows.find(({ check }) => check.id === broken)
      if (row === undefined) throw new Error(`no row for ${broken}`)
      if (!saidInWords.includes(broken)) expect(row.found).not.toEqual(row.wanted)
      const marked = rows.filter(({ wanted: left, found }) => marksIn([...left, ...found]).length > 0)
      expect(marked.filter(({ check }) => check.state === 'ok')).toEqual([])
    },
  )

  it('of a tenant in which nobody has done anything, everything wanted is missing and nothing is found', () => {
    const wanted = wantedFor('eap')
    const rows = rowsOf(wanted, factsOf(emptyTenant()))
    const of = (id: Check['id']) => rows.find(({ check }) => check.id === id)
    expect(of('registered')?.found).toEqual([{ kind: 'word', word: 'absent' }])
    for (const id of ['redirects', 'verification-redirect', 'permissions', 'consent'] as const) {
      const left = of(id)?.wanted ?? []
      expect(marksIn(left), id).toEqual(left.map(() => 'missing'))
      expect(of(id)?.found, id).toEqual([
        { kind: 'word', word: id === 'verification-redirect' ? 'absent' : 'none' },
      ])
    }
  })

  it('what could not be read has no found side, and its wanted side is told all the same', () => {
    const wanted = wantedFor('eap')
    const facts = factsOf(rightTenant(wanted))
    const unread = {
      why: 'forbidden',
      right: 'Policy.Read.All',
      status: 403,
      requestId: null,
      at: now,
    } as const
    const rows = rowsOf(wanted, {
      ...facts,
      securityDefaults: { read: false, unread },
      credentialPolicy: { read: false, unread },
    })
    for (const id of ['security-defaults', 'credential-policy'] as const) {
      const row = rows.find(({ check }) => check.id === id)
      expect(row?.found).toEqual([])
      expect(row?.wanted.length).toBeGreaterThan(0)
    }
  })
})

describe('what crosses to the page', () => {
  it('is every check of every fault, and nothing that rides along', () => {
    for (const { recipe = 'eap', answers, breaks } of Object.values(faults)) {
      const wanted = wantedFor(recipe, answersOf(answers))
      for (const { check, ...sides } of rowsOf(wanted, factsOf(breaks(rightTenant(wanted))))) {
        expect(CheckSchema.parse(check)).toEqual(check)
        expect(SidesSchema.parse(sides)).toEqual(sides)
      }
    }
    const wanted = wantedFor('eap')
    const [first] = audit(wanted, factsOf(rightTenant(wanted)), now)
    expect(CheckSchema.safeParse({ ...first, secret: 'x' }).success).toBe(false)
    expect(CheckSchema.safeParse({ ...first, facts: { ...first?.facts, secret: 'x' } }).success).toBe(false)
  })
})

describe('the portal of the cloud', () => {
  const id = '11111111-2222-4333-8444-555555555555'
  it.each([
    [
      'global',
      'permissions',
      `https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/CallAnAPI/appId/${id}`,
    ],
    [
      'gcc-high',
      'redirects',
      `https://portal.azure.us/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Authentication/appId/${id}`,
    ],
    [
      'china',
      'credentials',
      `https://portal.azure.cn/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Credentials/appId/${id}`,
    ],
    ['practice', 'application', null],
    ['custom', 'application', null],
  ] as const)('%s: %s', (kind, group, link) => {
    expect(portalLink({ kind }, id, group)).toBe(link)
  })

  it('lists the registrations where none is known', () => {
    expect(portalLink({ kind: 'dod' }, null)).toBe(
      'https://portal.azure.us/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade',
    )
  })
})
