/**
 * What a request for a list of directory objects asks for, and the page it gets. Some questions are only answered with
 * the header `ConsistencyLevel: eventual` and `$count=true`. @see reference 7.3
 */
import { createHash } from 'node:crypto'
import { type Filter, parseFilter } from '../odata-filter.ts'
import { parseShape, project, type Query, type Row, runQuery } from '../odata.ts'
import { type GraphError, graphErrors } from '../reply.ts'
import { directoryErrors } from './errors.ts'
import type { DirectoryTable } from './tables.ts'

/** A property of the rows that only comes when it is asked for by $expand. */
export type Expansions = Readonly<Record<string, (row: Row) => unknown>>
export interface Asked {
  params: URLSearchParams
  /** the header ConsistencyLevel: eventual */
  eventual: boolean
}
export interface Page {
  rows: Row[]
  total: number | undefined
  /** where the next page starts, as it stands in its address */
  next: string | undefined
  select: string[] | undefined
}
type Outcome<T> = { ok: true; value: T } | { ok: false; error: GraphError }
const refuse = (error: GraphError): { ok: false; error: GraphError } => ({ ok: false, error })

const known = [
  '$filter',
  '$select',
  '$expand',
  '$search',
  '$orderby',
  '$top',
  '$count',
  '$skiptoken',
  '$skip',
  '$format',
]

export function pageOf(
  rows: readonly Row[],
  { params, eventual }: Asked,
  table: DirectoryTable,
  expansions: Expansions = {},
): Outcome<Page> {
  const stranger = strangeOption(params)
  if (stranger !== undefined) return refuse(stranger)
  if (params.has('$skip')) return refuse(directoryErrors.noSkip())
  const advanced = eventual && params.get('$count') === 'true'
  const shaped = shapeOf(params, table, expansions)
  if (!shaped.ok) return shaped
  const { select, expand } = shaped.value
  const filter = filterOf(params.get('$filter'), table, advanced)
  if (!filter.ok) return filter
  const search = searchOf(params.get('$search'), table, eventual)
  if (!search.ok) return search
  const orderBy = orderOf(params.get('$orderby'), table, advanced, params.has('$filter'))
  if (!orderBy.ok) return orderBy
  const topText = params.get('$top') ?? String(table.defaultTop)
  const top = /^\d{1,6}$/.test(topText) ? Number(topText) : 0
  if (top < 1 || top > table.largestTop) return refuse(directoryErrors.badPageSize(topText, table.largestTop))
  const skip = readToken(params)
  if (skip === undefined) return refuse(directoryErrors.badPage())

  const query: Query = {
    filter: filter.value,
    search: search.value,
    select,
    expand: [],
    orderBy: orderBy.value,
    top,
    skip,
    count: advanced,
    table,
  }
  const found = runQuery(rows, query)
  return {
    ok: true,
    value: {
      rows: found.rows.map((row) => ({ ...project(row, select), ...expand(row) })),
      total: advanced ? found.total : undefined,
      next: found.nextSkip === undefined ? undefined : writeToken(params, found.nextSkip),
      select,
    },
  }
}

/** How many rows there are: `/$count`, which is answered as bare text. */
export function countOf(rows: readonly Row[], asked: Asked, table: DirectoryTable): Outcome<number> {
  if (!asked.eventual) return refuse(directoryErrors.countHeader())
  const params = new URLSearchParams(asked.params)
  params.set('$count', 'true')
  const page = pageOf(rows, { params, eventual: true }, table)
  return page.ok ? { ok: true, value: page.value.total ?? 0 } : page
}

/** $select and $expand of one object. */
export function shapedRow(
  row: Row,
  params: URLSearchParams,
  table: DirectoryTable,
  expansions: Expansions = {},
): Outcome<{ row: Row; select: string[] | undefined }> {
  const stranger = strangeOption(params)
  if (stranger !== undefined) return refuse(stranger)
  const shaped = shapeOf(params, table, expansions)
  if (!shaped.ok) return shaped
  const { select, expand } = shaped.value
  return { ok: true, value: { row: { ...project(row, select), ...expand(row) }, select } }
}

/** An option without its $ is ignored by the real one as any other word in an address is. */
function strangeOption(params: URLSearchParams): GraphError | undefined {
  const stranger = [...params.keys()].find(
    (name) => name.startsWith('$') && !known.includes(name.toLowerCase()),
  )
  return stranger === undefined ? undefined : directoryErrors.unknownOption(stranger)
}

function shapeOf(
  params: URLSearchParams,
  table: DirectoryTable,
  expansions: Expansions,
): Outcome<{ select: string[] | undefined; expand: (row: Row) => Row }> {
  const shape = parseShape(params, table)
  if (!shape.ok) return refuse(graphErrors.badRequest(shape.text))
  const wrong = shape.expand.find((name) => expansions[name] === undefined)
  if (wrong !== undefined) return refuse(directoryErrors.badFilter(wrong, table.resource))
  const text = params.get('$expand') ?? ''
  const inner = (name: string) =>
    new RegExp(`${name}\\(\\$select=([^)]*)\\)`)
      .exec(text)?.[1]
      ?.split(',')
      .map((one) => one.trim())
  const expand = (row: Row): Row =>
    Object.fromEntries(shape.expand.map((name) => [name, narrowed(expansions[name]?.(row), inner(name))]))
  return { ok: true, value: { select: shape.select, expand } }
}

function narrowed(value: unknown, select: string[] | undefined): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => narrowed(one, select))
  return typeof value === 'object' && value !== null
    ? project(value as Row, select === undefined ? undefined : [...select, '@odata.type'])
    : value
}

const basic = ['eq', 'startswith', 'ge', 'gt', 'le', 'lt']

function filterOf(
  text: string | null,
  table: DirectoryTable,
  advanced: boolean,
): Outcome<Filter | undefined> {
  if (text === null) return { ok: true, value: undefined }
  const parsed = parseFilter(text, table)
  if (!parsed.ok) return refuse(graphErrors.badRequest(parsed.text))
  const wrong = unsupported(parsed.filter, table, advanced)
  return wrong === undefined
    ? { ok: true, value: parsed.filter }
    : refuse(directoryErrors.badFilter(wrong, table.resource))
}

/** The property whose clause the directory does not answer. */
function unsupported(filter: Filter, table: DirectoryTable, advanced: boolean): string | undefined {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.parts.map((part) => unsupported(part, table, advanced)).find((one) => one !== undefined)
    case 'not':
      return advanced ? unsupported(filter.part, table, true) : fieldIn(filter.part)
    case 'condition': {
      const { operator, field } = filter
      const allowed = table.equalOnly === true ? ['eq'] : advanced ? [...basic, 'ne', 'endswith'] : basic
      // nothing in the directory is found by what stands inside it
      return allowed.includes(operator) ? undefined : field.replace('/*', '')
    }
  }
}

function fieldIn(filter: Filter): string {
  if (filter.kind === 'condition') return filter.field
  return filter.kind === 'not' ? fieldIn(filter.part) : (filter.parts.map(fieldIn)[0] ?? '')
}

function searchOf(text: string | null, table: DirectoryTable, eventual: boolean): Outcome<Query['search']> {
  if (text === null) return { ok: true, value: [] }
  const { search } = table
  if (search === undefined) return refuse(directoryErrors.noSearch())
  if (!eventual) return refuse(directoryErrors.searchHeader())
  const clauses = [...text.matchAll(/"(\w+):([^"]*)"/g)]
  if (clauses.length === 0)
    return refuse(
      graphErrors.badRequest(
        `Syntax error: character '${text.trim().charAt(0)}' is not valid at position 0 in '${text}'.`,
      ),
    )
  const terms: Query['search'] = []
  for (const [, name = '', wanted = ''] of clauses) {
    const fields = search.get(name.toLowerCase())
    if (fields === undefined) return refuse(directoryErrors.badFilter(name, table.resource))
    terms.push({ fields, text: wanted.toLowerCase() })
  }
  return { ok: true, value: terms }
}

function orderOf(
  text: string | null,
  table: DirectoryTable,
  advanced: boolean,
  filtered: boolean,
): Outcome<Query['orderBy']> {
  if (text === null) return { ok: true, value: [] }
  if (filtered && !advanced) return refuse(directoryErrors.badSort(table.resource))
  const order: Query['orderBy'] = []
  for (const part of text.split(',')) {
    const [field = '', direction = 'asc', ...more] = part.trim().split(/\s+/)
    if (table.fields.get(field) === undefined || !['asc', 'desc'].includes(direction) || more.length > 0)
      return refuse(directoryErrors.badSort(table.resource))
    order.push({ field, descending: direction === 'desc' })
  }
  return { ok: true, value: order }
}

/** A token belongs to one question: with another it leads nowhere. */
function questionOf(params: URLSearchParams): string {
  const rest = [...params].filter(([name]) => name !== '$skiptoken')
  return createHash('sha256').update(JSON.stringify(rest)).digest('base64url').slice(0, 16)
}

const writeToken = (params: URLSearchParams, skip: number) =>
  Buffer.from(`${skip} ${questionOf(params)}`).toString('base64url')

function readToken(params: URLSearchParams): number | undefined {
  const token = params.get('$skiptoken')
  if (token === null) return 0
  const [skip = '', question] = Buffer.from(token, 'base64url').toString('utf8').split(' ')
  return question === questionOf(params) && /^\d{1,9}$/.test(skip) ? Number(skip) : undefined
}
