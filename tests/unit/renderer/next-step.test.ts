import { describe, expect, it } from 'vitest'
import type { ChecklistStep } from '../../../src/domain/checklist/checklist.schema.ts'
import { unnamedKinds, type Unnamed } from '../../../src/domain/run/plan-run.ts'
import { nextOf } from '../../../src/renderer/data/next-step.ts'

function aStep(id: string, changes: Partial<ChecklistStep> = {}): ChecklistStep {
  return {
    id,
    stage: 'registration',
    title: id,
    role: 'entra-admin',
    minutes: 5,
    waitMinutes: 0,
    what: '',
    clicks: [],
    why: '',
    portal: [],
    link: null,
    values: [],
    after: null,
    manual: [],
    needs: [],
    waitsFor: [],
    state: 'todo',
    waitUntil: null,
    automation: null,
    practice: false,
    history: [],
    ...changes,
  }
}

function next(
  steps: ChecklistStep[],
  id: string | null,
  practice = false,
  listed = 4,
  unnamed: Unnamed[] = [],
) {
  const checklist = { steps, total: steps.length, done: 0, next: id }
  return nextOf({
    checklist,
    mailboxes: { total: listed, authorised: 0, problems: 0, unnamed },
    practice: practice ? { running: true, faults: [], mailboxes: [], outside: null, calendar: null } : null,
  })
}

describe('the one next thing', () => {
  it('is the step the checklist names', () => {
    expect(next([aStep('a', { state: 'done' }), aStep('b')], 'b')).toMatchObject({
      kind: 'step',
      step: { id: 'b' },
      action: 'show',
    })
  })

  it('offers the practice administrator only in a rehearsal, and only for what he can do', () => {
    const steps = [aStep('a', { practice: true }), aStep('b')]
    expect(next(steps, 'a', true)).toMatchObject({ action: 'practise' })
    expect(next(steps, 'a', false)).toMatchObject({ action: 'show' })
    expect(next(steps, 'b', true)).toMatchObject({ action: 'show' })
  })

  it('leads to the page where Sendproof itself does the step', () => {
    expect(next([aStep('a', { automation: 'authorise' })], 'a')).toMatchObject({ action: 'mailboxes' })
    expect(next([aStep('a', { automation: 'verify' })], 'a')).toMatchObject({ action: 'verify' })
  })

  it('is the list of mailboxes when a step needs it and nobody has made one', () => {
    const members = { label: 'Members', value: '‹senders›', secret: false, missing: ['senders'] }
    const group = aStep('group', { practice: true, values: [members] })
    const send = aStep('send', { automation: 'verify' })
    for (const step of [group, send])
      expect(next([step], step.id, true, 0)).toMatchObject({ action: 'mailboxes', first: 'senders' })
    expect(next([aStep('a', { practice: true })], 'a', true, 0)).toMatchObject({ action: 'practise' })
    expect(next([group], 'group', true)).toMatchObject({ action: 'practise', first: null })
  })

  it('is the mailbox that must be blocked, or the recipient, where the run needs one and nobody is named', () => {
    for (const automation of ['verify', 'refusal'] as const)
      for (const missing of unnamedKinds)
        expect(next([aStep('run', { automation })], 'run', false, 4, [missing])).toMatchObject({
          action: 'mailboxes',
          first: missing,
        })
    const others: Unnamed[] = ['outside-scope']
    expect(next([aStep('a', { practice: true })], 'a', true, 4, others)).toMatchObject({ action: 'practise' })
    expect(next([aStep('sign', { automation: 'authorise' })], 'sign', false, 4, others)).toMatchObject({
      action: 'mailboxes',
      first: null,
    })
  })

  it('is waiting for the delay that is over first when nothing else is left', () => {
    const steps = [
      aStep('late', { state: 'waiting', waitUntil: '2026-11-21T12:00:00.000Z' }),
      aStep('soon', { state: 'waiting', waitUntil: '2026-11-21T10:00:00.000Z' }),
      aStep('never', { state: 'waiting' }),
    ]
    expect(next(steps, 'late')).toMatchObject({ kind: 'waiting', step: { id: 'soon' } })
  })

  it('says that everything is done only when nothing waits and nothing is blocked', () => {
    expect(next([aStep('a', { state: 'done' })], null)).toMatchObject({ kind: 'done' })
    expect(next([aStep('a', { state: 'blocked' })], null)).toMatchObject({ kind: 'stuck' })
  })

  it('calls the mailboxes proven only where a run has shown it', () => {
    const run = aStep('verify', { automation: 'verify', state: 'done' })
    const move = { at: '2026-11-21T10:00:00.000Z', who: 'anna', note: null }
    const told = {
      ...run,
      history: [{ ...move, by: 'person' as const, from: 'todo' as const, to: 'done' as const }],
    }
    const looked = aStep('outside-check', { state: 'done' })
    expect(next([run], null)).toEqual({ kind: 'done', proven: true })
    expect(next([told], null)).toEqual({ kind: 'done', proven: false })
    expect(next([looked], null)).toEqual({ kind: 'done', proven: false })
  })
})
