import { describe, expect, it } from 'vitest'
import type { RecipeView } from '../../../src/contract/views.ts'
import {
  emptySetup,
  initials,
  reduceNewSetup,
  requestOf,
  searchRecipes,
  suggestedName,
} from '../../../src/renderer/features/setups/new-setup.ts'

function aRecipe(id: string, name: string, vendor = 'Matrix42'): RecipeView {
  return {
    id,
    name,
    vendor,
    versions: ['11'],
    summary: 'Sends mail.',
    sendingMode: 'smtp-delegated',
    questions: [],
    steps: 16,
    credentialKinds: ['secret'],
  }
}
const eap = aRecipe('eap', 'Enterprise Automation Platform')
const finpower = aRecipe('finpower', 'finPOWER Connect', 'Intersoft')
const chosen = reduceNewSetup(emptySetup, { type: 'choose', recipe: eap })

describe('a new setup', () => {
  it('finds a product by any words of its name or vendor', () => {
    expect(searchRecipes([eap, finpower], 'matrix AUTO')).toEqual([eap])
    expect(searchRecipes([eap, finpower], 'nothing')).toEqual([])
    expect(searchRecipes([eap, finpower], ' ')).toHaveLength(2)
  })

  it('forgets the answers of another product, and keeps those of the same', () => {
    const answered = reduceNewSetup(chosen, { type: 'set', fields: { answers: { hostname: 'eap' } } })
    expect(reduceNewSetup(answered, { type: 'choose', recipe: eap }).answers).toEqual({ hostname: 'eap' })
    expect(reduceNewSetup(answered, { type: 'choose', recipe: finpower }).answers).toEqual({})
  })

  it('suggests a name that nobody has taken', () => {
    expect(suggestedName(chosen, [])).toBe('Practice · EAP')
    expect(suggestedName(chosen, ['Practice · EAP', 'Practice · EAP 2'])).toBe('Practice · EAP 3')
  })

  it('names a real setup after the tenant, but never after a bare id', () => {
    const real = (tenantId: string) => suggestedName({ ...chosen, where: 'tenant', tenantId }, [])
    expect(real('contoso.onmicrosoft.com')).toBe('contoso · EAP')
    expect(real('0f0e0d0c-0000-4000-8000-000000000001')).toBe('EAP')
  })

  it('asks main for nothing before a product is chosen', () => {
    expect(requestOf(emptySetup, 'x')).toBeNull()
  })

  it('sends a real tenant’s ids without the blanks that copying brings', () => {
    const request = requestOf(
      { ...chosen, where: 'tenant', tenantId: ' contoso.com ', clientId: ' ' },
      ' Contoso ',
    )
    expect(request).toMatchObject({
      name: 'Contoso',
      where: { kind: 'tenant', tenantId: 'contoso.com', clientId: '' },
    })
  })

  it('makes a two-letter mark for a product without a logo', () => {
    expect(initials('Enterprise Automation Platform')).toBe('EA')
    expect(initials('Enate')).toBe('E')
  })
})
