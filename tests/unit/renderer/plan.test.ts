/** The plan as somebody with little time reads it: their own steps, the word they remember, the next date, the title in the task bar. */
import { describe, expect, it } from 'vitest'
import type { DeadlineView } from '../../../src/contract/views.schema.ts'
import { reduceLocation, startLocation } from '../../../src/renderer/data/location.ts'
import { nextDeadline } from '../../../src/renderer/data/next-step.ts'
import { titleOf } from '../../../src/renderer/data/activity.ts'
import { countNeeded, isFiltered, shownSteps } from '../../../src/renderer/features/plan/plan-filter.ts'
import { evidenceOf, notesOf } from '../../../src/renderer/features/plan/step-look.ts'
import { text } from '../../../src/renderer/desk/words.ts'
import { checklistOf, now, recordOf } from '../../kit/contoso.ts'

const note = {
  at: now,
  who: 'anna',
  by: 'person' as const,
  from: 'todo' as const,
  to: 'todo' as const,
  note: 'Waiting for Omar to be back from lunch',
}
const checklist = checklistOf({
  records: [recordOf('consent', 'todo', { history: [note] }), recordOf('register', 'done')],
})
const everything = { role: null, left: false, words: '', notNeeded: true }
const ids = (plan: Parameters<typeof shownSteps>[1]) => shownSteps(checklist, plan).map(({ id }) => id)

describe('the steps shown', () => {
  it('are all of them until something is asked for', () => {
    expect(ids(everything)).toHaveLength(checklist.steps.length)
    expect(isFiltered(everything)).toBe(false)
    expect(isFiltered({ ...everything, words: '  ' })).toBe(false)
  })

  it('leave out what these answers do not need, until it is asked for or searched', () => {
    const some = checklistOf({ records: [recordOf('consent', 'not-needed')] })
    const listed = (plan: Parameters<typeof shownSteps>[1]) => shownSteps(some, plan).map(({ id }) => id)
    const short = { ...everything, notNeeded: false }
    expect(listed(everything)).toContain('consent')
    expect(listed(short)).not.toContain('consent')
    expect(listed(short)).toHaveLength(some.total)
    expect(countNeeded(some, { role: null, left: false })).toBe(some.total)
    const title = some.steps.find(({ id }) => id === 'consent')?.title ?? ''
    expect(listed({ ...short, words: title })).toContain('consent')
  })

  it('are found by any words of title, text, values and notes', () => {
    expect(ids({ ...everything, words: 'LUNCH omar' })).toEqual(['consent'])
    expect(ids({ ...everything, words: 'eap.contoso.example redirect' })).not.toEqual([])
    expect(ids({ ...everything, words: 'no such word' })).toEqual([])
  })

  it('of a role with what is left leave out what is done', () => {
    const left = ids({ ...everything, role: 'entra-admin', left: true })
    expect(left).toContain('consent')
    expect(left).not.toContain('register')
  })

  it('say how much is left in work and in waiting', () => {
    expect(text.plan.left('Exchange admin', 2, 10, 120)).toBe(
      'Left for Exchange admin: 2 steps, 10 min of work, up to 2 h of waiting',
    )
    expect(text.plan.left(null, 1, 0, 0)).toBe('Left: 1 step, no work, no waiting')
  })

  it('stay chosen while another page is looked at', () => {
    const plan = {
      role: 'exchange-admin' as const,
      left: true,
      words: 'smtp',
      notNeeded: false,
      warnings: true,
    }
    const { opened } = [
      { type: 'setup' as const, setup: 'a', page: 'plan' as const, open: { plan } },
      { type: 'setup' as const, setup: 'a', page: 'report' as const },
      { type: 'go' as const, place: 'settings' as const },
    ].reduce(reduceLocation, startLocation)
    expect(opened['a']?.plan).toEqual(plan)
  })
})

describe('what is told about a step', () => {
  const read = {
    ...note,
    by: 'check' as const,
    to: 'done' as const,
    note: 'SmtpClientAuthenticationDisabled: False',
  }
  const brought = { ...note, by: 'app' as const, who: 'Template', note: 'Ask the vendor first' }

  it('keeps what people wrote apart from what was read, newest first', () => {
    expect(notesOf([note, read, brought]).map(({ move }) => move.who)).toEqual(['Template', 'anna'])
    expect(evidenceOf([note, read, brought]).map(({ move }) => move.note)).toEqual([read.note])
  })

  it('tells two moves of the same moment apart', () => {
    expect(new Set(notesOf([note, note]).map(({ key }) => key)).size).toBe(2)
  })
})

describe('the next date', () => {
  const date = (id: string, state: DeadlineView['state'], to: string | null = '2027-03-31') =>
    ({ id, state, to }) as DeadlineView
  it('is one that is ahead before one that is going on, and never one that has passed', () => {
    expect(nextDeadline([date('a', 'now'), date('b', 'ahead')])?.id).toBe('b')
    expect(nextDeadline([date('a', 'past'), date('b', 'now')])?.id).toBe('b')
    expect(nextDeadline([date('a', 'past'), date('b', 'undated')])).toBeNull()
    expect(nextDeadline([date('since 2025', 'now', null)])).toBeNull()
  })
})

describe('the title in the task bar', () => {
  const at = Date.parse('2026-11-21T13:18:00.000Z')
  const wait = (until: string) => ({ step: 's', title: 'Authenticated SMTP', since: null, until })
  const idle = { id: 'a', name: 'Contoso · EAP', waiting: null }
  const waits = { id: 'b', name: 'Fabrikam', waiting: wait('2026-11-21T13:30:00.000Z') }
  const later = { id: 'c', name: 'Tailspin', waiting: wait('2026-11-21T15:30:00.000Z') }
  const inside = (setup: string) => ({ at: 'setup', setup, page: 'plan' }) as const

  it('counts the open setup’s wait down, and says when it is time to look', () => {
    expect(titleOf(inside('c'), [idle, waits, later], at)).toBe('(2 h 12 min) Tailspin')
    expect(titleOf(inside('b'), [waits], at + 12 * 60_000)).toBe('(check now) Fabrikam')
  })

  it('names the wait that ends first when the open setup has none', () => {
    expect(titleOf(inside('a'), [idle, later, waits], at)).toBe('(12 min) Fabrikam')
    expect(titleOf({ at: 'setups' }, [later, waits], at)).toBe('(12 min) Fabrikam')
  })

  it('is the setup’s name when nobody waits, and nothing of its own elsewhere', () => {
    expect(titleOf(inside('a'), [idle], at)).toBe('Contoso · EAP')
    expect(titleOf({ at: 'settings' }, [idle], at)).toBe('')
  })
})
