/**
 * The part of OData that finding a message needs: $filter with comparisons joined by `and`, $select, $orderby,
 * $top, $skip.
 */

export type Row = Record<string, unknown>
type Operator = 'eq' | 'ne' | 'ge' | 'gt' | 'le' | 'lt' | 'startswith' | 'contains'
interface Condition {
  field: string
  operator: Operator
  value: string | boolean | number
}
export interface Query {
  conditions: Condition[]
  select: string[] | undefined
  orderBy: { field: string; descending: boolean }[]
  top: number
  skip: number
  table: Table
}
export type ParsedQuery = { ok: true; query: Query } | { ok: false; text: string }
type FieldKind = 'text' | 'time' | 'boolean' | 'number'
/** What may be filtered and sorted by, and what the rows are called in Graph's complaints. */
export interface Table {
  typeName: string
  fields: ReadonlyMap<string, FieldKind>
  defaultTop: number
  largestTop: number
}

const messageFields: ReadonlyMap<string, FieldKind> = new Map([
  ['id', 'text'],
  ['internetMessageId', 'text'],
  ['subject', 'text'],
  ['receivedDateTime', 'time'],
  ['sentDateTime', 'time'],
  ['isRead', 'boolean'],
  ['hasAttachments', 'boolean'],
  ['from/emailAddress/address', 'text'],
  ['sender/emailAddress/address', 'text'],
])
const messageTable: Table = {
  typeName: 'Microsoft.OutlookServices.Message',
  fields: messageFields,
  defaultTop: 10,
  largestTop: 1000,
}
export const folderTable: Table = {
  typeName: 'Microsoft.OutlookServices.MailFolder',
  fields: new Map([
    ['id', 'text'],
    ['displayName', 'text'],
    ['totalItemCount', 'number'],
    ['unreadItemCount', 'number'],
  ]),
  defaultTop: 10,
  largestTop: 1000,
}
/** @see reference 5.4 */
export const traceTable: Table = {
  typeName: 'microsoft.graph.exchangeMessageTrace',
  fields: new Map([
    ['id', 'text'],
    ['messageId', 'text'],
    ['senderAddress', 'text'],
    ['recipientAddress', 'text'],
    ['subject', 'text'],
    ['status', 'text'],
    ['fromIP', 'text'],
    ['toIP', 'text'],
    ['receivedDateTime', 'time'],
  ]),
  defaultTop: 1000,
  largestTop: 5000,
}

/** One token: a literal in quotes (a quote inside is doubled), a bracket, a comma, or a word. */
const token = /\s*('(?:[^']|'')*'|[(),]|[^\s(),']+)/y

function tokens(text: string): string[] | undefined {
  const found: string[] = []
  token.lastIndex = 0
  while (token.lastIndex < text.trimEnd().length) {
    const match = token.exec(text)
    if (match?.[1] === undefined) return undefined
    found.push(match[1])
  }
  return found
}

export function parseFilter(
  text: string,
  table: Table = messageTable,
): { ok: true; conditions: Condition[] } | { ok: false; text: string } {
  const list = tokens(text)
  if (list === undefined || list.length === 0) return bad(`Invalid filter clause: '${text}'.`)
  const conditions: Condition[] = []
  let at = 0
  const next = () => list[at++] ?? ''
  for (;;) {
    const condition = oneCondition(next, table)
    if (typeof condition === 'string') return bad(condition)
    conditions.push(condition)
    if (at >= list.length) return { ok: true, conditions }
    const joint = next()
    if (joint !== 'and') return bad(`Invalid filter clause: 'and' expected, found '${joint}'.`)
  }
}

function oneCondition(next: () => string, { fields, typeName }: Table): Condition | string {
  const word = next()
  let field = word
  let operator: string
  let literal: string
  if (word === 'startswith' || word === 'contains') {
    operator = word
    if (next() !== '(') return `Invalid filter clause: '(' expected after ${word}.`
    field = next()
    if (next() !== ',') return `Invalid filter clause: ',' expected in ${word}.`
    literal = next()
    if (next() !== ')') return `Invalid filter clause: ')' expected after ${word}.`
  } else {
    operator = next()
    literal = next()
  }
  const kind = fields.get(field)
  if (kind === undefined) return `Could not find a property named '${field}' on type '${typeName}'.`
  if (!isOperator(operator)) return `Invalid filter clause: '${operator}' is not an operator.`
  const value = literalValue(kind, literal)
  if (value === undefined) return `Invalid filter clause: '${literal}' is not a value for ${field}.`
  if (kind !== 'text' && (operator === 'startswith' || operator === 'contains'))
    return `Invalid filter clause: ${operator} needs a text property.`
  return { field, operator, value }
}

function isOperator(text: string): text is Operator {
  return ['eq', 'ne', 'ge', 'gt', 'le', 'lt', 'startswith', 'contains'].includes(text)
}

function literalValue(kind: FieldKind, literal: string): Condition['value'] | undefined {
  if (kind === 'boolean') return literal === 'true' ? true : literal === 'false' ? false : undefined
  if (kind === 'number') return /^\d{1,9}$/.test(literal) ? Number(literal) : undefined
  if (kind === 'text') return /^'.*'$/s.test(literal) ? literal.slice(1, -1).replaceAll("''", "'") : undefined
  // times stand without quotes
  const time = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(literal)
    ? Date.parse(literal)
    : Number.NaN
  return Number.isNaN(time) ? undefined : time
}

const bad = (text: string): { ok: false; text: string } => ({ ok: false, text })

export function parseQuery(params: URLSearchParams, table: Table = messageTable): ParsedQuery {
  const { fields, defaultTop, largestTop } = table
  const filter = params.get('$filter')
  const parsed = filter === null ? { ok: true as const, conditions: [] } : parseFilter(filter, table)
  if (!parsed.ok) return parsed
  const top = wholeNumber(params.get('$top') ?? String(defaultTop))
  if (top === undefined || top < 1 || top > largestTop)
    return bad(
      `Invalid value '${params.get('$top') ?? ''}' for $top: it must be between 1 and ${largestTop}.`,
    )
  const skip = wholeNumber(params.get('$skip') ?? '0')
  if (skip === undefined) return bad('Invalid value for $skip.')
  const orderBy: Query['orderBy'] = []
  for (const part of (params.get('$orderby') ?? '').split(',').filter((text) => text.trim() !== '')) {
    const [field = '', direction = 'asc', ...more] = part.trim().split(/\s+/)
    if (fields.get(field) === undefined || !['asc', 'desc'].includes(direction) || more.length > 0)
      return bad(`Invalid $orderby clause: '${part.trim()}'.`)
    orderBy.push({ field, descending: direction === 'desc' })
  }
  const select = params
    .get('$select')
    ?.split(',')
    .map((name) => name.trim())
  return { ok: true, query: { conditions: parsed.conditions, select, orderBy, top, skip, table } }
}

const wholeNumber = (text: string) => (/^\d{1,9}$/.test(text) ? Number(text) : undefined)

/** The rows the query asks for, and where the next page starts. */
export function runQuery(rows: readonly Row[], query: Query): { rows: Row[]; nextSkip: number | undefined } {
  const { table } = query
  const found = rows.filter((row) => query.conditions.every((condition) => holds(row, condition, table)))
  const inOrder = (a: Row, b: Row): number => {
    for (const { field, descending } of query.orderBy) {
      const order = compare(valueOf(a, field, table), valueOf(b, field, table))
      if (order !== 0) return descending ? -order : order
    }
    return 0
  }
  // an Inbox of thousands usually stands in the order that is asked for
  if (found.some((row, at) => inOrder(found[at - 1] ?? row, row) > 0)) found.sort(inOrder)
  const end = query.skip + query.top
  return { rows: found.slice(query.skip, end), nextSkip: end < found.length ? end : undefined }
}

/** `id` always comes along, as in Graph. */
export function project(row: Row, select: readonly string[] | undefined): Row {
  if (select === undefined) return row
  return Object.fromEntries(Object.entries(row).filter(([name]) => name === 'id' || select.includes(name)))
}

function valueOf(row: Row, field: string, table: Table): string | number | boolean {
  let value: unknown = row
  for (const name of field.split('/')) value = isRow(value) ? value[name] : undefined
  if (table.fields.get(field) === 'time') return typeof value === 'string' ? Date.parse(value) : Number.NaN
  return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number' ? value : ''
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null
}

function holds(row: Row, { field, operator, value }: Condition, table: Table): boolean {
  const actual = valueOf(row, field, table)
  switch (operator) {
    case 'eq':
      return compare(actual, value) === 0
    case 'ne':
      return compare(actual, value) !== 0
    case 'ge':
      return compare(actual, value) >= 0
    case 'gt':
      return compare(actual, value) > 0
    case 'le':
      return compare(actual, value) <= 0
    case 'lt':
      return compare(actual, value) < 0
    case 'startswith':
      return String(actual).toLowerCase().startsWith(String(value).toLowerCase())
    case 'contains':
      return String(actual).toLowerCase().includes(String(value).toLowerCase())
  }
}

/** Exchange compares text without regard to case. */
function compare(a: string | number | boolean, b: string | number | boolean): number {
  const [x, y] = [typeof a === 'string' ? a.toLowerCase() : a, typeof b === 'string' ? b.toLowerCase() : b]
  return x === y ? 0 : x < y ? -1 : 1
}
