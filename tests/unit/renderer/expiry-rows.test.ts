/** An administrator opens Expiries once a month: what needs her first stands first, under the right month, and leads to the right page. */
import { expect, test } from 'vitest'
import type { ExpiryItem } from '../../../src/domain/expiry/expiry-item.ts'
import {
  countKinds,
  groupsOf,
  ofKind,
  ofSetup,
  sortLines,
  stateOf,
  whereToFix,
  type ExpiryLine,
} from '../../../src/renderer/features/expiries/expiry-rows.ts'

const listed = (id: string, day: string | null, daysLeft: number | null, setups = ['A']) => ({
  ...{ id, day, daysLeft, setups },
})
const secret = (id: string, day: string | null, daysLeft: number | null): ExpiryItem => ({
  ...listed(id, day, daysLeft),
  ...{ kind: 'secret', hint: 'x', current: true, product: 'EAP', source: 'person' },
})
const deadline = (
  id: string,
  state: 'past' | 'now' | 'ahead',
  day: string | null,
  left: number | null,
): ExpiryItem => ({
  ...listed(id, day, left, ['A', 'B']),
  ...{ kind: 'deadline', title: id, what: '', from: day, to: null, announced: 'soon', state },
  ...{ sure: 'confirmed', source: 'https://example.com' },
})
const signIn: ExpiryItem = {
  ...{ kind: 'sign-in', id: 's', day: '2027-01-20', daysLeft: 54, setups: ['B'], product: 'EAP' },
  mailboxes: [{ id: 'm1', address: 'anna@contoso.example' }],
}
const items = [
  secret('old', '2026-11-20', -7),
  secret('today', '2026-11-27', 0),
  secret('week', '2026-12-04', 7),
  secret('month', '2026-12-27', 30),
  deadline('ahead', 'ahead', '2027-01-05', 39),
  signIn,
  secret('unknown', null, null),
  deadline('gone', 'past', null, null),
  deadline('since', 'now', null, null),
]

test.each([
  ['old', 'expired'],
  ['today', 'week'],
  ['week', 'week'],
  ['month', 'month'],
  ['ahead', 'later'],
  ['unknown', 'undated'],
  ['gone', 'over'],
  ['since', 'over'],
])('%s is %s', (id, state) => {
  const item = items.find((one) => one.id === id)
  expect(item === undefined ? null : stateOf(item)).toBe(state)
})

test('the months follow each other behind what has expired, before what has no day', () => {
  expect(groupsOf(items).map(({ key, items: own }) => [key, own.map(({ id }) => id)])).toEqual([
    ['expired', ['old']],
    ['2026-11', ['today']],
    ['2026-12', ['week', 'month']],
    ['2027-01', ['ahead', 's']],
    ['undated', ['unknown']],
    ['over', ['gone', 'since']],
  ])
})

test('a filter shows what its number promises', () => {
  const counts = countKinds(ofSetup(items, 'B'))
  expect(counts).toEqual({ all: 4, credentials: 0, 'sign-ins': 1, deadlines: 3, tenant: 0 })
  expect(ofKind(ofSetup(items, 'B'), 'deadlines')).toHaveLength(counts.deadlines)
  expect(ofKind(items, 'all')).toBe(items)
})

test('a sign-in leads to its mailbox, a credential to the Credential page', () => {
  expect(whereToFix(signIn)).toEqual({ page: 'mailboxes', open: { mailbox: 'm1' } })
  expect(whereToFix(secret('x', null, null)).page).toBe('credential')
  expect(whereToFix(deadline('d', 'ahead', null, null)).page).toBe('plan')
})

test('sorted by what it is, numbers in names count as numbers, and the other way round is the other way round', () => {
  const lines = ['b', 'a 10', 'a 9'].map((what): ExpiryLine => ({
    item: signIn,
    state: 'later',
    what,
    when: '',
    setups: '',
    evidence: '',
  }))
  const names = (down: boolean) => sortLines(lines, { by: 'what', down }).map(({ what }) => what)
  expect(names(false)).toEqual(['a 9', 'a 10', 'b'])
  expect(names(true)).toEqual(['b', 'a 10', 'a 9'])
  expect(sortLines(lines, { by: 'when', down: true }).map(({ what }) => what)).toEqual(['a 9', 'a 10', 'b'])
})
