import { describe, expect, it } from 'vitest'
import { reduceLocation, startLocation, type Move } from '../../../src/renderer/data/location.ts'

const after = (...moves: readonly Move[]) => moves.reduce(reduceLocation, startLocation)

describe('where the person is', () => {
  it('comes back to the page of a setup that was left', () => {
    const { place } = after(
      { type: 'setup', setup: 'a', page: 'mailboxes' },
      { type: 'go', place: 'settings' },
      { type: 'setup', setup: 'a' },
    )
    expect(place).toEqual({ at: 'setup', setup: 'a', page: 'mailboxes' })
  })

  it('keeps what was opened on one page while another page is looked at', () => {
    const { opened } = after(
      { type: 'setup', setup: 'a', page: 'plan', open: { step: 'consent' } },
      { type: 'setup', setup: 'a', page: 'verify', open: { probe: 'p1' } },
      { type: 'setup', setup: 'b', page: 'plan', open: { step: 'register' } },
    )
    expect(opened['a']).toMatchObject({ step: 'consent', probe: 'p1' })
    expect(opened['b']).toMatchObject({ step: 'register', probe: null })
  })

  it('opens a setup that was never looked at on its plan', () => {
    expect(after({ type: 'setup', setup: 'new' }).place).toMatchObject({ page: 'plan' })
  })

  it('counts only the jumps that take the focus away from what was pressed', () => {
    expect(
      after({ type: 'go', place: 'settings' }, { type: 'setup', setup: 'a', focus: true }).arrivals,
    ).toBe(1)
  })
})
