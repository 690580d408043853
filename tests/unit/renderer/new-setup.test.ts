import { describe, expect, it } from 'vitest'
import type { RecipeView } from '../../../src/contract/views.schema.ts'
import {
  anyProduct,
  draftOf,
  emptySetup,
  formOf,
  initials,
  reduceNewSetup,
  requestOf,
  searchRecipes,
  suggestedName,
  tenantProblems,
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
    sendingWhy: 'Each mailbox signs in.',
    parts: [],
    credentialKinds: ['secret'],
    cautions: { count: 0, danger: null },
    minutes: 60,
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

  it('comes back as it was left, and without the answers of a product that is gone', () => {
    const left = reduceNewSetup(chosen, {
      type: 'set',
      fields: { where: 'tenant', tenantId: 'contoso.com', answers: { hostname: 'eap' } },
    })
    const draft = draftOf({ ...left, step: 'questions' })
    if (draft === null) throw new Error('a form that was filled in has a draft')
    expect(formOf(draft, [eap])).toEqual({ ...left, step: 'questions' })
    expect(formOf(draft, [finpower])).toEqual({ ...left, recipe: null, step: 'product', answers: {} })
    expect(draftOf(emptySetup)).toBeNull()
  })

  it('offers what fits any product where none is found', () => {
    const generic = aRecipe('generic-smtp-oauth', 'Another product')
    expect(anyProduct([eap, generic])).toEqual([generic])
  })

  it('forgets the answers of another product, and keeps those of the same', () => {
    const answered = reduceNewSetup(chosen, { type: 'set', fields: { answers: { hostname: 'eap' } } })
    expect(reduceNewSetup(answered, { type: 'choose', recipe: eap }).answers).toEqual({ hostname: 'eap' })
    expect(reduceNewSetup(answered, { type: 'choose', recipe: finpower }).answers).toEqual({})
  })

  it('calls a product by its abbreviation only where that is one', () => {
    const named = (recipe: RecipeView) =>
      suggestedName(reduceNewSetup(emptySetup, { type: 'choose', recipe }), [])
    expect(named(eap)).toBe('Practice · EAP')
    expect(named(aRecipe('enate', 'Enate'))).toBe('Practice · Enate')
    expect(named(aRecipe('exact', 'Exact Globe+, Compact and ELIS'))).toBe('Practice · Exact Globe+')
  })

  it('does not send what was typed into a question that went out of sight', () => {
    const question = (id: string, when?: { answer: string; is: boolean }) =>
      ({ id, type: 'text', label: id, shape: 'any', required: true, when }) as const
    const recipe: RecipeView = {
      ...eap,
      questions: [
        { id: 'limit', type: 'flag', label: 'Limit', default: true },
        question('group', { answer: 'limit', is: true }),
        question('host'),
      ],
    }
    const form = reduceNewSetup(emptySetup, { type: 'choose', recipe })
    const answered = { ...form, answers: { limit: false, group: 'bad\u0000name', host: 'eap' } }
    expect(requestOf(answered, 'x')?.answers).toEqual({ limit: false, host: 'eap' })
    expect(requestOf({ ...answered, answers: { ...answered.answers, limit: true } }, 'x')?.answers).toEqual({
      limit: true,
      group: 'bad\u0000name',
      host: 'eap',
    })
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

describe('the second step holds what is wrong in it, and says so there', () => {
  const real = { ...emptySetup, where: 'tenant' } as const
  it.each([
    ['99999', false],
    ['0', false],
    ['abc', false],
    ['', false],
    ['2.5', false],
    ['1', true],
    [' 1000 ', true],
  ])('“%s” practice mailboxes may go on: %s', (mailboxes, fine) => {
    const said = tenantProblems({ ...emptySetup, mailboxes })
    expect(said).toEqual(fine ? {} : { mailboxes: 'Enter a whole number from 1 to 1,000.' })
  })

  it.each([
    ['', '', ['tenantId']],
    ['contoso', '', ['tenantId']],
    ['contoso.onmicrosoft.com', '', []],
    ['contoso.onmicrosoft.com', 'not an id', ['clientId']],
  ])('tenant “%s” and client “%s”: %j', (tenantId, clientId, fields) => {
    expect(Object.keys(tenantProblems({ ...real, tenantId, clientId }))).toEqual(fields)
  })
})
