/** What a request for a list may say besides its address: $filter, $search, $select, $expand, $orderby, $top, $skip, $count. */
import { compare, fieldsOf, type Filter, holds, parseFilter, type Row, valueOf } from './odata-filter.ts'
import { messageTable, type Table } from './odata-tables.ts'

export type { Row } from './odata-filter.ts'
export interface Query {
  filter: Filter | undefined
  search: SearchTerm[]
  select: string[] | undefined
  expand: string[]
  orderBy: { field: string; descending: boolean }[]
  top: number
  skip: number
  count: boolean
  table: Table
}
export interface SearchTerm {
  fields: readonly string[]
  text: string
}
export type ParsedQuery = { ok: true; query: Query } | { ok: false; text: string; code?: string }

const bad = (text: string, code?: string): Extract<ParsedQuery, { ok: false }> => ({
  ok: false,
  text,
  ...(code === undefined ? {} : { code }),
})
const names = (text: string) => text.split(',').map((name) => name.trim())

export function parseQuery(params: URLSearchParams, table: Table = messageTable): ParsedQuery {
  const { fields, defaultTop, largestTop } = table
  const shape = parseShape(params, table)
  if (!shape.ok) return shape
  const text = params.get('$filter')
  const parsed = text === null ? undefined : parseFilter(text, table)
  if (parsed?.ok === false) return parsed
  const search = parseSearch(params, table)
  if (!Array.isArray(search)) return search
  const top = wholeNumber(params.get('$top') ?? String(defaultTop))
  if (top === undefined || top < 1 || top > largestTop)
    return bad(
      `Invalid value '${params.get('$top') ?? ''}' for $top: it must be between 1 and ${largestTop}.`,
    )
  const skip = wholeNumber(params.get('$skip') ?? '0')
  if (skip === undefined) return bad('Invalid value for $skip.')
  const orderBy: Query['orderBy'] = []
  for (const part of (params.get('$orderby') ?? '').split(',').filter((one) => one.trim() !== '')) {
    const [field = '', direction = 'asc', ...more] = part.trim().split(/\s+/)
    if (fields.get(field) === undefined || !['asc', 'desc'].includes(direction) || more.length > 0)
      return bad(`Invalid $orderby clause: '${part.trim()}'.`)
    orderBy.push({ field, descending: direction === 'desc' })
  }
  if (table === messageTable && parsed !== undefined && tooComplex(parsed.filter, orderBy))
    return bad('The restriction or sort order is too complex for this operation.', 'InefficientFilter')
  const count = params.get('$count') === 'true'
  const { select, expand } = shape
  return {
    ok: true,
    query: { filter: parsed?.filter, search, select, expand, orderBy, top, skip, count, table },
  }
}

/** Options of OData that mean something to Graph; the last two are how pages are turned. */
const options: readonly string[] =
  '$filter $search $select $expand $orderby $top $skip $count $format $skiptoken $deltatoken'.split(' ')

/** $select and $expand, which a request for one row may carry as well. */
export function parseShape(
  params: URLSearchParams,
  { properties, navigation, typeName }: Table,
): { ok: true; select: string[] | undefined; expand: string[] } | { ok: false; text: string } {
  const unknown = (name: string) =>
    bad(
      `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type '${typeName}'.`,
    )
  const select = params.has('$select') ? names(params.get('$select') ?? '') : undefined
  const option = [...params.keys()].find(
    (name) => name.startsWith('$') && !options.includes(name.toLowerCase()),
  )
  if (option !== undefined) return bad(`The query parameter '${option}' is not supported.`)
  const stranger = select?.find((name) => !properties.has(name) && !navigation.has(name))
  if (stranger !== undefined) return unknown(stranger)
  // what stands in brackets says how to expand, and may hold commas
  const expand = names((params.get('$expand') ?? '').replace(/\((?:[^()]|\([^()]*\))*\)/g, '')).filter(
    (name) => name !== '',
  )
  const wrong = expand.find((name) => !navigation.has(name))
  return wrong === undefined ? { ok: true, select, expand } : unknown(wrong)
}

/** Mail is sorted only by what the filter names first, and in the same order. */
function tooComplex(filter: Filter, orderBy: Query['orderBy']): boolean {
  const filtered = [...new Set(fieldsOf(filter))]
  return orderBy.some(({ field }, at) => filtered[at] !== field)
}

function parseSearch(
  params: URLSearchParams,
  table: Table,
): SearchTerm[] | Extract<ParsedQuery, { ok: false }> {
  const text = params.get('$search')
  if (text === null) return []
  if (table.search === undefined) return bad("The query parameter '$search' is not supported.")
  if (params.has('$filter'))
    return bad("The query parameter '$filter' is not supported with '$search'.", 'SearchWithFilter')
  if (params.has('$orderby'))
    return bad("The query parameter '$orderBy' is not supported with '$search'.", 'SearchWithOrderBy')
  const inside = /^\s*"(.*)"\s*$/s.exec(text)?.[1]
  if (inside === undefined)
    return bad(`Syntax error: character '${text.trim().charAt(0)}' is not valid at position 0 in '${text}'.`)
  const { search } = table
  return [...inside.matchAll(/(?:(\w+):)?(?:\\"([^"]*)\\"|(\S+))/g)]
    .filter(([whole]) => whole !== 'AND')
    .map(([whole, name = '', quoted, word]) => {
      const fields = search.get(name.toLowerCase())
      // a word with a colon that names no field is a word
      return fields === undefined
        ? { fields: search.get('') ?? [], text: whole.toLowerCase() }
        : { fields, text: (quoted ?? word ?? '').toLowerCase() }
    })
}

const wholeNumber = (text: string) => (/^\d{1,9}$/.test(text) ? Number(text) : undefined)

/** The rows the query asks for, where the next page starts, and how many there are. */
export function runQuery(
  rows: readonly Row[],
  query: Query,
): { rows: Row[]; nextSkip: number | undefined; total: number } {
  const { filter, search } = query
  const { fields } = query.table
  const found = rows.filter(
    (row) =>
      (filter === undefined || holds(row, filter, fields)) &&
      search.every((term) => term.fields.some((field) => textOf(row[field]).includes(term.text))),
  )
  const inOrder = (a: Row, b: Row): number => {
    for (const { field, descending } of query.orderBy) {
      const order = compare(valueOf(a, field, fields), valueOf(b, field, fields))
      if (order !== 0) return descending ? -order : order
    }
    return 0
  }
  // an Inbox of thousands usually stands in the order that is asked for
  if (found.some((row, at) => inOrder(found[at - 1] ?? row, row) > 0)) found.sort(inOrder)
  const end = query.skip + query.top
  return {
    rows: found.slice(query.skip, end),
    nextSkip: end < found.length ? end : undefined,
    total: found.length,
  }
}

/** Every text in a value: names and addresses of people, the content of a body. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value.toLowerCase()
  if (typeof value !== 'object' || value === null) return ''
  return Object.values(value).map(textOf).join(' ')
}

/** `id` always comes along, as in Graph. */
export function project(row: Row, select: readonly string[] | undefined): Row {
  if (select === undefined) return row
  return Object.fromEntries(Object.entries(row).filter(([name]) => name === 'id' || select.includes(name)))
}
