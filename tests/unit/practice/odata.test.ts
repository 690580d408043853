import { describe, expect, test } from 'vitest'
import { parseFilter, parseQuery, project, runQuery } from '../../../src/practice/graph/odata.ts'

const rows = [
  {
    id: '1',
    subject: "It's here",
    internetMessageId: '<a@x>',
    receivedDateTime: '2026-11-21T10:00:00Z',
    isRead: false,
    from: { emailAddress: { address: 'anna@x' } },
  },
  {
    id: '2',
    subject: 'Probe A1B2C3 and more',
    internetMessageId: '<b@x>',
    receivedDateTime: '2026-11-21T11:00:00Z',
    isRead: true,
    from: { emailAddress: { address: 'ben@x' } },
  },
  {
    id: '3',
    subject: '',
    internetMessageId: '<c@x>',
    receivedDateTime: '2026-11-21T12:00:00Z',
    isRead: false,
    from: { emailAddress: { address: 'ben@x' } },
  },
]

function ids(filter: string): string[] | string {
  const parsed = parseQuery(new URLSearchParams({ $filter: filter }))
  if (!parsed.ok) return parsed.text
  return runQuery(rows, parsed.query).rows.map((row) => String(row.id))
}

describe('$filter', () => {
  test.each([
    ["internetMessageId eq '<b@x>'", ['2']],
    ["internetMessageId eq '<B@X>'", ['2']],
    ["internetMessageId ne '<b@x>'", ['1', '3']],
    ["subject eq 'It''s here'", ['1']],
    ["subject eq ''", ['3']],
    ["subject eq 'a and b'", []],
    ['receivedDateTime ge 2026-11-21T11:00:00Z', ['2', '3']],
    ['receivedDateTime gt 2026-11-21T11:00:00Z', ['3']],
    ['receivedDateTime le 2026-11-21T11:00:00Z', ['1', '2']],
    ['receivedDateTime lt 2026-11-21', []],
    ['receivedDateTime ge 2026-11-21T12:00:00+01:00', ['2', '3']],
    ['isRead eq true', ['2']],
    ["from/emailAddress/address eq 'ben@x'", ['2', '3']],
    ["contains(subject,'a1b2c3')", ['2']],
    ["startswith(subject, 'Probe')", ['2']],
    [
      "receivedDateTime ge 2026-11-21T10:30:00Z and isRead eq false and from/emailAddress/address eq 'ben@x'",
      ['3'],
    ],
  ])('%s', (filter, expected) => expect(ids(filter)).toEqual(expected))

  test.each([
    ['', 'Invalid filter'],
    ["colour eq 'red'", "property named 'colour'"],
    ["subject is 'x'", "'is' is not an operator"],
    ['subject eq x', "'x' is not a value"],
    ["subject eq 'open", 'Invalid filter'],
    ["subject eq 'a' or subject eq 'b'", "'and' expected"],
    ["subject eq 'a' and", 'property named'],
    ['receivedDateTime ge yesterday', 'not a value'],
    ["receivedDateTime ge '2026-11-21T10:00:00Z'", 'not a value'],
    ['contains(isRead,true)', 'needs a text property'],
    ["contains(subject 'x')", "',' expected"],
    ['__proto__ eq 1', "property named '__proto__'"],
  ])('%s is refused', (filter, text) => {
    const parsed = parseFilter(filter)
    expect(parsed.ok ? 'understood' : parsed.text).toContain(text)
  })
})

describe('$top, $skip, $orderby, $select', () => {
  test('pages without losing or repeating a row', () => {
    const parsed = parseQuery(new URLSearchParams({ $top: '2', $orderby: 'receivedDateTime desc' }))
    if (!parsed.ok) throw new Error(parsed.text)
    const first = runQuery(rows, parsed.query)
    expect(first).toMatchObject({ rows: [{ id: '3' }, { id: '2' }], nextSkip: 2 })
    const rest = runQuery(rows, { ...parsed.query, skip: 2 })
    expect(rest).toMatchObject({ rows: [{ id: '1' }], nextSkip: undefined })
  })

  test.each([
    { $top: '0' },
    { $top: '1001' },
    { $top: 'many' },
    { $skip: '-1' },
    { $orderby: 'colour' },
    { $orderby: 'subject sideways' },
  ])('%o is refused', (params) => {
    expect(parseQuery(new URLSearchParams(params as Record<string, string>)).ok).toBe(false)
  })

  test('a selection keeps the id', () => {
    expect(project({ id: '1', subject: 's', body: 'b' }, ['subject'])).toEqual({ id: '1', subject: 's' })
  })
})
