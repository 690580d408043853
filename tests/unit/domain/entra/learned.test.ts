import { describe, expect, it } from 'vitest'
import { learnedAnswers } from '../../../../src/domain/entra/audit/learned.ts'
import { recipeOf } from '../recipe/recipes.ts'
import { emptyTenant, factsOf, rightTenant, wantedFor } from './tenant-model.ts'

const recipe = recipeOf('generic-graph-app')
const tenant = rightTenant(wantedFor('generic-graph-app', { answers: { limit: true } }))
const id = tenant.servicePrincipal?.id
const unread = { why: 'forbidden', right: null, status: 403, requestId: null, at: 'x' } as const

describe('Exchange commands need the object ID of the enterprise application', () => {
  it.each([
    ['nobody entered it', { limit: true }, factsOf(tenant), id],
    [
      'that of the registration was entered by mistake',
      { limit: true, 'enterprise-object-id': 'x' },
      factsOf(tenant),
      id,
    ],
    ['it is known already', { limit: true, 'enterprise-object-id': id ?? '' }, factsOf(tenant), undefined],
    ['this setup does not limit the application', { limit: false }, factsOf(tenant), undefined],
    ['there is none yet', { limit: true }, factsOf(emptyTenant()), undefined],
    [
      'it could not be read',
      { limit: true },
      { servicePrincipal: { read: false as const, unread } },
      undefined,
    ],
  ])('%s', (_, answers, facts, learned) => {
    expect(learnedAnswers(recipe, answers, facts)?.['enterprise-object-id']).toBe(learned)
  })

  it('other answers stay, and a product that does not ask for it gets none', () => {
    expect(learnedAnswers(recipe, { limit: true, other: 'kept' }, factsOf(tenant))).toMatchObject({
      other: 'kept',
    })
    expect(learnedAnswers(recipeOf('eap'), {}, factsOf(tenant))).toBeNull()
  })
})
