import { describe, expect, test } from 'vitest'
import { parseFilter } from '../../../src/practice/graph/odata-filter.ts'
import { messageTable } from '../../../src/practice/graph/odata-tables.ts'
import { parseQuery, parseShape, project, runQuery } from '../../../src/practice/graph/odata.ts'

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
    ["endswith(internetMessageId,'@x>')", ['1', '2', '3']],
    ["subject eq '' or isRead eq true", ['2', '3']],
    ["subject eq '' or isRead eq true and internetMessageId eq '<b@x>'", ['2', '3']],
    ["(subject eq '' or isRead eq true) and internetMessageId eq '<b@x>'", ['2']],
    ['not isRead eq true', ['1', '3']],
    ["not (isRead eq true or subject eq '')", ['1']],
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
    ["subject eq 'a' xor subject eq 'b'", "'and' or 'or' expected"],
    ["(subject eq 'a'", "')' expected"],
    ["subject eq 'a')", "'and' or 'or' expected"],
    [`${'('.repeat(30)}subject eq 'a'${')'.repeat(30)}`, 'nested too deeply'],
    ["subject eq 'a' and", 'property named'],
    ['receivedDateTime ge yesterday', 'not a value'],
    ["receivedDateTime ge '2026-11-21T10:00:00Z'", 'not a value'],
    ['contains(isRead,true)', 'needs a text property'],
    ["contains(subject 'x')", "',' expected"],
    ['__proto__ eq 1', "property named '__proto__'"],
  ])('%s is refused', (filter, text) => {
    const parsed = parseFilter(filter, messageTable)
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

  test.each([
    ['"a1b2c3"', ['2']],
    ['"subject:probe"', ['2']],
    ['"from:ben probe"', ['2']],
    ['"from:anna"', ['1']],
    ['"nothing of the kind"', []],
  ])('$search=%s', (text, expected) => {
    const parsed = parseQuery(new URLSearchParams({ $search: text }))
    if (!parsed.ok) throw new Error(parsed.text)
    expect(runQuery(rows, parsed.query).rows.map(({ id }) => id)).toEqual(expected)
  })

  test.each([
    [{ $search: '"a"', $filter: 'isRead eq true' }, 'SearchWithFilter'],
    [{ $search: '"a"', $orderby: 'subject' }, 'SearchWithOrderBy'],
    [{ $search: 'bare' }, undefined],
    [{ $filter: 'isRead eq true', $orderby: 'receivedDateTime desc' }, 'InefficientFilter'],
    [
      { $filter: 'isRead eq true and receivedDateTime ge 2026-01-01', $orderby: 'receivedDateTime' },
      'InefficientFilter',
    ],
  ])('%o is refused as %s', (params, code) => {
    const parsed = parseQuery(new URLSearchParams(params as Record<string, string>))
    expect(parsed.ok ? 'understood' : parsed.code).toBe(code)
  })

  test('sorting by what the filter names first is fine', () => {
    const params = {
      $filter: 'receivedDateTime ge 2026-01-01 and isRead eq false',
      $orderby: 'receivedDateTime desc',
    }
    expect(parseQuery(new URLSearchParams(params)).ok).toBe(true)
  })

  test.each([{ $select: 'subject,colour' }, { $expand: 'colour' }])(
    '%o names something there is none of',
    (params) => {
      const shape = parseShape(new URLSearchParams(params as Record<string, string>), messageTable)
      expect(shape.ok ? 'understood' : shape.text).toContain("property named 'colour'")
    },
  )

  test('an expansion may say in brackets what of it is wanted', () => {
    const $expand =
      "attachments($select=id,name),singleValueExtendedProperties($filter=id eq 'String 0x1000')"
    expect(parseShape(new URLSearchParams({ $expand }), messageTable)).toMatchObject({
      expand: ['attachments', 'singleValueExtendedProperties'],
    })
  })

  test('a selection keeps the id', () => {
    expect(project({ id: '1', subject: 's', body: 'b' }, ['subject'])).toEqual({ id: '1', subject: 's' })
  })
})
