import { describe, expect, it } from 'vitest'
import { activitiesOf } from '../../../src/renderer/data/activity.ts'
import { keyOf } from '../../../src/renderer/data/snapshot-keys.ts'
import { reduceSnapshots } from '../../../src/renderer/data/snapshots.ts'
import { chooseTheme } from '../../../src/renderer/kit/tones.ts'
import { countStates, otherStates } from '../../../src/renderer/features/plan/step-look.ts'
import { text } from '../../../src/renderer/desk/words.ts'
import { duration, fullDate, isSameDay } from '../../../src/renderer/kit/dates.ts'
import { fieldProblem } from '../../../src/renderer/kit/forms.ts'
import { errorForSupport, forSupport } from '../../../src/renderer/kit/failures.ts'

describe('dates', () => {
  const noon = new Date(2026, 10, 21, 12, 0, 0).toISOString()

  it('are ISO with the weekday in the person’s language', () => {
    expect(fullDate(noon, 'en')).toBe('Sat 2026-11-21 12:00')
    expect(fullDate(noon, 'de')).toMatch(/^Sa\.? 2026-11-21 12:00$/)
  })

  it('know today from yesterday by the calendar, not by 24 hours', () => {
    expect(isSameDay(noon, new Date(2026, 10, 21, 23, 59).getTime())).toBe(true)
    expect(isSameDay(noon, new Date(2026, 10, 22, 0, 1).getTime())).toBe(false)
  })

  it.each([
    [0.2, '1 s'],
    [45, '45 s'],
    [120, '2 min'],
    [3600, '1 h'],
    [5400, '1 h 30 min'],
  ])('say %d seconds as “%s”', (seconds, words) => {
    expect(duration(seconds)).toBe(words)
  })
})

describe('what is copied for support', () => {
  it('holds no person and no secret', () => {
    const copied = forSupport(
      'anna.keller@contoso.example said Authorization: Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln',
    )
    expect(copied).toContain('a***@contoso.example')
    expect(copied).not.toContain('keller')
    expect(copied).not.toContain('eyJ')
  })

  it('starts with the stable code and leaves nothing empty', () => {
    const copied = errorForSupport({ code: 'network', what: 'No answer.', details: 'ECONNREFUSED' })
    expect(copied.split('\n')).toEqual(['Sendproof: network', 'No answer.', 'ECONNREFUSED'])
  })
})

describe('an error of a form', () => {
  const fields = { tenantId: ['tenant'], clientId: [], hostname: ['Name of the server'] }

  it('stands beside the field it names, whatever main calls it', () => {
    const named = (field: string) =>
      fieldProblem({ code: 'bad-input', what: 'Wrong.', next: 'Fix it.', field }, fields)
    expect(named('tenant')).toEqual({ tenantId: 'Wrong. Fix it.' })
    expect(named('client-id')).toEqual({ clientId: 'Wrong. Fix it.' })
    expect(named('Name of the server')).toEqual({ hostname: 'Wrong. Fix it.' })
  })

  it('stands above the form when it names no field of it', () => {
    expect(fieldProblem({ code: 'disk', what: 'Full.' }, fields)).toBeNull()
    expect(fieldProblem({ code: 'bad-input', what: 'Wrong.', field: 'seed' }, fields)).toBeNull()
  })
})

describe('the theme', () => {
  it('follows high contrast whatever was set, and otherwise the setting before the system', () => {
    expect(chooseTheme('light', { dark: true, contrast: true })).toBe('contrast')
    expect(chooseTheme('light', { dark: true, contrast: false })).toBe('light')
    expect(chooseTheme('system', { dark: true, contrast: false })).toBe('dark')
  })
})

describe('the plan in words', () => {
  it('says what a stage still needs, worst first', () => {
    const steps = (['todo', 'blocked', 'waiting', 'done', 'not-needed'] as const).map((state) => ({ state }))
    expect(text.plan.stageState(countStates(steps))).toBe('1 blocked, 1 waiting, 1 not started')
    expect(text.plan.stageState(countStates([{ state: 'done' }, { state: 'not-needed' }]))).toBe('done')
  })

  it('offers no move to the state a step already has', () => {
    for (const state of ['todo', 'doing', 'waiting', 'blocked', 'not-needed', 'done'] as const)
      expect(otherStates(state)).not.toContain(state)
  })
})

describe('work under way', () => {
  const told = (state: string) =>
    reduceSnapshots(new Map(), {
      type: 'pushed',
      key: keyOf('auth.get', { setup: 's' }),
      request: 1,
      value: { setupId: 's', state, items: [{ state: 'authorised' }, { state: 'waiting' }] },
    })

  it('is shown wherever the person is, and only while it runs', () => {
    expect(activitiesOf(told('running'))).toEqual([{ setup: 's', kind: 'authorise', done: 1, total: 2 }])
    expect(activitiesOf(told('idle'))).toEqual([])
  })
})

describe('counts, the same on every face', () => {
  it('call a run that did all it should complete, whether a message arrived or had to be refused', () => {
    expect(text.setups.lastRunSaid('finished', 6, 6, 0)).toBe('All 6 as planned')
    expect(text.setups.lastRunSaid('finished', 5, 6, 0)).toBe('5 of 6 as planned')
    expect(text.setups.lastRunSaid('finished', 4, 5, 1)).toBe('Not safe: 1 mailbox got in')
    expect(text.setups.lastRunSaid('stopped', 54, 300, 0)).toBe('54 of 300 so far, stopped')
  })

  it('never count a message that was not tried as one that went wrong', () => {
    expect(text.verify.spoken('paused', { percent: 10, unexpected: 0, untried: 284 })).toBe(
      'Run paused. Everything tried is as expected. 284 messages not tried yet.',
    )
    expect(text.verify.spoken('finished', { percent: 100, unexpected: 1, untried: 0 })).toBe(
      'Run finished. 1 message not as expected.',
    )
  })

  it('tell notes from cautions, and what is wrong in a manual from what is only unconfirmed', () => {
    expect(text.plan.warnings.count(1, 1, 2, 1)).toBe('1 date, 1 danger, 2 cautions, 1 note')
    expect(text.plan.manualWrong(3, 0)).toBe('The manual is wrong here in 3 places')
    expect(text.plan.manualWrong(1, 1)).toBe(
      'The manual is wrong here in 1 place; 1 point of the manual is not confirmed',
    )
    expect(text.plan.manualWrong(0, 2)).toBe('2 points of the manual are not confirmed')
  })
})
