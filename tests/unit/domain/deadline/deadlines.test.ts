/** Somebody plans a setup in November 2026 and must learn what stops working, and how sure that is. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deadlinesFor, dueOn, parseDeadlines } from '../../../../src/domain/deadline/deadline.ts'
import type { Deadline } from '../../../../src/domain/deadline/deadline.schema.ts'
import { en } from '../../../../src/words/en.ts'
import { deadlines } from '../../../kit/assets.ts'
import { now } from '../../../kit/contoso.ts'
import { recipeOf, recipeIds } from '../recipe/recipes.ts'

function one(id: string): Deadline {
  const found = deadlines().find((deadline) => deadline.id === id)
  if (found === undefined) throw new Error(`no deadline ${id}`)
  return found
}

function said(id: string, today: string): string {
  const { when, sure } = one(id)
  return en.dates.when({ from: when.from ?? null, to: when.to ?? null, announced: when.text, sure }, today)
}

test.each([
  ['smtp-basic-off', 30, 'ahead', '21 to 31 December 2026, 30 days left'],
  [
    'smtp-basic-removal',
    222,
    'ahead',
    '1 July to 31 December 2027, 222 days left; Microsoft has not named the day',
  ],
  ['ews-blocking', -51, 'now', '1 October 2026 to 31 March 2027, 130 days left'],
  ['ews-end', 131, 'ahead', '1 April 2027, 131 days left'],
  ['ews-kiosk', -143, 'past', 'since 1 July 2026; not confirmed by Microsoft'],
  ['access-policies', null, 'undated', 'no date announced; Microsoft has not named the day'],
  ['hve-basic', 650, 'ahead', '1 to 30 September 2028, 650 days left'],
])('%s, seen from 21 November 2026', (id, daysLeft, state, wording) => {
  expect(dueOn(one(id), now)).toMatchObject({ daysLeft, state })
  expect(said(id, now)).toBe(wording)
})

test('the last day still counts, and the day after it is past', () => {
  expect(dueOn(one('ews-end'), '2027-04-01T23:59:00.000Z')).toMatchObject({ daysLeft: 0, state: 'now' })
  expect(dueOn(one('ews-end'), '2027-04-02T00:00:00.000Z').state).toBe('past')
  expect([
    said('ews-end', '2027-03-31T00:00:00.000Z'),
    said('ews-end', '2027-04-01T23:59:00.000Z'),
    said('ews-end', '2027-04-02T00:00:00.000Z'),
    said('smtp-basic-off', '2026-12-31T00:00:00.000Z'),
  ]).toEqual([
    '1 April 2027, 1 day left',
    'today, 1 April 2027',
    'since 1 April 2027',
    '21 to 31 December 2026, the last day is today',
  ])
})

test('an Exact setup with the calendar is told about EWS, soonest first; without the calendar it is not', () => {
  const ids = (parts: string) =>
    deadlinesFor(deadlines(), recipeOf('exact'), { parts }, now).map(({ id }) => id)
  expect(ids('globe, elis-calendar')).toEqual(['ews-blocking', 'ews-end', 'ews-kiosk', 'access-policies'])
  expect(ids('globe')).toEqual(['access-policies'])
})

test('FlexDeploy hears about SMTP only when it uses it', () => {
  const ids = (api: string) =>
    deadlinesFor(deadlines(), recipeOf('flexdeploy'), { api }, now).map(({ id }) => id)
  expect(ids('smtp')).toContain('smtp-basic-off')
  expect(ids('graph')).not.toContain('smtp-basic-off')
})

test('every deadline a recipe points to exists, has a source and says when it was looked up', () => {
  const known = deadlines()
  for (const id of recipeIds())
    for (const { deadline } of recipeOf(id).cautions)
      if (deadline !== undefined) expect(known.map((entry) => entry.id)).toContain(deadline)
  for (const entry of known) {
    expect(entry.source).toMatch(/^https:/)
    expect(entry.checkedOn).toBe('2026-11-21')
  }
})

test('a list that is wrong is refused with the place', () => {
  const good = JSON.parse(JSON.stringify(deadlines())) as Record<string, unknown>[]
  const twice = parseDeadlines([...good, good[0]])
  expect(twice).toMatchObject({ ok: false, error: [{ code: 'used-twice', path: `[${good.length}].id` }] })
  const backwards = parseDeadlines([
    { ...good[0], when: { from: '2027-02-01', to: '2027-01-01', text: 'x' } },
  ])
  expect(backwards).toMatchObject({ ok: false, error: [{ code: 'ends-too-early', path: '[0].when' }] })
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(parseDeadlines(value).ok).toBe(false)
    }),
  )
})
