import { describe, expect, it } from 'vitest'
import {
  placeOf,
  reduceLocation,
  startFrom,
  startLocation,
  type Move,
} from '../../../src/renderer/data/location.ts'

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

  it('leads from a failed probe to the page of its cause, to a neighbour, and back step by step', () => {
    const walk: readonly Move[] = [
      { type: 'setup', setup: 'a', page: 'verify', open: { probe: 'p1' } },
      { type: 'cause', tag: 'send_as_denied', focus: true },
      { type: 'cause', tag: 'propagation_delay', focus: true },
    ]
    expect(after(...walk).place).toEqual({ at: 'causes', tag: 'propagation_delay' })
    expect(after(...walk, { type: 'back' }).place).toEqual({ at: 'causes', tag: 'send_as_denied' })
    const home = after(...walk, { type: 'back' }, { type: 'back' })
    expect(home.place).toMatchObject({ at: 'setup', page: 'verify' })
    expect(home.opened['a']?.probe).toBe('p1')
    expect(startFrom(placeOf(after(...walk))).place).toEqual({ at: 'causes', tag: 'propagation_delay' })
  })

  it('goes back the way it came, and never to where it stands', () => {
    const walk: readonly Move[] = [
      { type: 'setup', setup: 'a', page: 'plan' },
      { type: 'setup', setup: 'a', page: 'plan', open: { step: 'consent' } },
      { type: 'setup', setup: 'a', page: 'verify' },
      { type: 'go', place: 'settings' },
    ]
    expect(after(...walk, { type: 'back' }).place).toMatchObject({ page: 'verify' })
    expect(after(...walk, { type: 'back' }, { type: 'back' }).place).toMatchObject({ page: 'plan' })
    const home = after(...walk, ...walk.map(() => ({ type: 'back' }) as const))
    expect(home.place).toEqual({ at: 'setups' })
    expect(reduceLocation(home, { type: 'back' })).toBe(home)
  })

  it('leads to a step until it has been reached, and no longer than that', () => {
    const led = after({ type: 'setup', setup: 'a', page: 'plan', open: { step: 'consent' }, lead: true })
    expect(led.leadingTo).toBe('consent')
    expect(reduceLocation(led, { type: 'led' }).leadingTo).toBeNull()
    expect(reduceLocation(led, { type: 'go', place: 'diagnose' }).leadingTo).toBeNull()
  })

  it('begins where the window was left', () => {
    const left = { at: 'setup', setup: 'a', page: 'plan', step: 'consent' } as const
    const begun = startFrom(left)
    expect(begun.place).toEqual({ at: 'setup', setup: 'a', page: 'plan' })
    expect(begun.opened['a']?.step).toBe('consent')
    expect(placeOf(begun)).toEqual(left)
    expect(startFrom({ at: 'diagnose' }).place).toEqual({ at: 'diagnose' })
    expect(startFrom(null)).toEqual(startLocation)
  })

  it('turns to the next page of the setup and back, round at the ends, and nowhere outside a setup', () => {
    const pageAfter = (...by: (1 | -1)[]) =>
      after(
        { type: 'setup', setup: 'a', page: 'plan' },
        ...by.map((one): Move => ({ type: 'turn', by: one })),
      ).place
    expect(pageAfter(1)).toMatchObject({ page: 'registration' })
    expect(pageAfter(1, 1)).toMatchObject({ page: 'exchange' })
    expect(pageAfter(1, -1)).toMatchObject({ page: 'plan' })
    expect(pageAfter(-1)).toMatchObject({ page: 'report' })
    expect(pageAfter(-1, 1)).toMatchObject({ page: 'plan' })
    expect(after({ type: 'turn', by: 1 })).toEqual(startLocation)
  })
})
