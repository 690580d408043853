import { describe, expect, it } from 'vitest'
import { confirmed } from '../../../../src/domain/entra/apply/confirmed.ts'
import type { Change } from '../../../../src/domain/entra/plan/change.schema.ts'

const id = '00000000-0000-4000-8000-000000000001'
const other = '00000000-0000-4000-8000-000000000002'
const target = { object: 'application', id } as const
const common = { checks: [], step: null }
const notes = (before: string | null, after: string): Change => ({
  kind: 'set-notes',
  target,
  before,
  after,
  ...common,
})
const owner = (who: string): Change => ({
  kind: 'add-owner',
  target,
  before: null,
  after: { id: who, name: who },
  ...common,
})
const grant = (client: string | null, ...scopes: string[]): Change => ({
  kind: 'create-grant',
  target: { object: 'grant', id: null },
  before: null,
  after: { client, resourceId: other, resourceName: 'Microsoft Graph', principalId: null, scopes },
  ...common,
})
const secret = (endsAt: string): Change => ({
  kind: 'add-secret',
  target,
  before: null,
  after: { keyId: null, displayName: 'mail', endsAt },
  ...common,
})

describe('a plan is carried out later than it was agreed to', () => {
  it('what is so by now is not done again, and nothing is done that nobody agreed to', () => {
    const result = confirmed([notes(null, 'a'), owner(id)], [owner(id), secret('2027-01-01T00:00:00.000Z')])
    expect(result).toEqual({ due: [owner(id)], already: [notes(null, 'a')], outOfDate: [] })
  })

  it('ids that were not known then, and an end that moved with the day, are no difference', () => {
    const fresh = [grant(id, 'Mail.Send'), secret('2027-01-02T00:00:00.000Z')]
    const agreed = [grant(null, 'Mail.Send'), secret('2027-01-01T00:00:00.000Z')]
    expect(confirmed(agreed, fresh)).toEqual({ due: fresh, already: [], outOfDate: [] })
  })

  it.each([
    ['somebody wrote other notes meanwhile', notes(null, 'a'), notes('b', 'a')],
    ['the product needs another permission by now', grant(null, 'Mail.Send'), grant(id, 'Mail.ReadWrite')],
  ])('%s: it has to be agreed to anew', (_, agreed, fresh) => {
    expect(confirmed([agreed], [fresh])).toEqual({ due: [], already: [], outOfDate: [agreed] })
  })

  it('by somebody else: the owner stays the one that was agreed to', () => {
    expect(confirmed([owner(id)], [owner(other)]).due).toEqual([owner(id)])
  })
})
