/** $filter as mail and the message trace know it: comparisons, startswith, endswith, contains, and, or, not, brackets. */

export type Row = Record<string, unknown>
export type FieldKind = 'text' | 'time' | 'boolean' | 'number'
type Operator = 'eq' | 'ne' | 'ge' | 'gt' | 'le' | 'lt' | 'startswith' | 'endswith' | 'contains'
export interface Condition {
  field: string
  operator: Operator
  value: string | boolean | number
}
export type Filter =
  | ({ kind: 'condition' } & Condition)
  | { kind: 'and' | 'or'; parts: Filter[] }
  | { kind: 'not'; part: Filter }
export interface Fields {
  typeName: string
  fields: ReadonlyMap<string, FieldKind>
}
type Parsed = { ok: true; filter: Filter } | { ok: false; text: string }

const functions = ['startswith', 'endswith', 'contains']
const operators = ['eq', 'ne', 'ge', 'gt', 'le', 'lt', ...functions]
/** Deeper than anybody writes, and shallow enough for the stack. */
const deepest = 20

class Misread extends Error {}

export function parseFilter(text: string, table: Fields): Parsed {
  const list = tokens(text)
  if (list === undefined || list.length === 0) return { ok: false, text: `Invalid filter clause: '${text}'.` }
  const reader = new Reader(list, table)
  try {
    return { ok: true, filter: reader.whole() }
  } catch (error) {
    if (error instanceof Misread) return { ok: false, text: error.message }
    throw error
  }
}

/** One token: a literal in quotes (a quote inside is doubled), a bracket, a comma, or a word. */
function tokens(text: string): string[] | undefined {
  const token = /\s*('(?:[^']|'')*'|[(),]|[^\s(),']+)/y
  const found: string[] = []
  while (token.lastIndex < text.trimEnd().length) {
    const match = token.exec(text)
    if (match?.[1] === undefined) return undefined
    found.push(match[1])
  }
  return found
}

class Reader {
  readonly #list: readonly string[]
  readonly #table: Fields
  #at = 0
  #depth = 0

  constructor(list: readonly string[], table: Fields) {
    this.#list = list
    this.#table = table
  }

  whole(): Filter {
    const filter = this.#joined('or')
    if (this.#at < this.#list.length)
      throw new Misread(`Invalid filter clause: 'and' or 'or' expected, found '${this.#peek()}'.`)
    return filter
  }

  #peek = () => this.#list[this.#at] ?? ''
  #next = () => this.#list[this.#at++] ?? ''

  /** `and` binds tighter than `or`. */
  #joined(word: 'and' | 'or'): Filter {
    const parts = [this.#part(word)]
    while (this.#peek() === word) {
      this.#at += 1
      parts.push(this.#part(word))
    }
    const [first] = parts
    return parts.length === 1 && first !== undefined ? first : { kind: word, parts }
  }

  #part = (word: 'and' | 'or'): Filter => (word === 'or' ? this.#joined('and') : this.#one())

  #one(): Filter {
    this.#depth += 1
    if (this.#depth > deepest) throw new Misread('The query is nested too deeply.')
    try {
      if (this.#peek() === 'not') {
        this.#at += 1
        return { kind: 'not', part: this.#one() }
      }
      if (this.#peek() === '(') {
        this.#at += 1
        const inside = this.#joined('or')
        this.#expect(')', 'at the end of a bracket')
        return inside
      }
      return { kind: 'condition', ...this.#condition() }
    } finally {
      this.#depth -= 1
    }
  }

  #expect(mark: string, where: string): void {
    if (this.#next() !== mark) throw new Misread(`Invalid filter clause: '${mark}' expected ${where}.`)
  }

  #condition(): Condition {
    const word = this.#next()
    let field = word
    let operator: string
    let literal: string
    if (functions.includes(word)) {
      operator = word
      this.#expect('(', `after ${word}`)
      field = this.#next()
      this.#expect(',', `in ${word}`)
      literal = this.#next()
      this.#expect(')', `after ${word}`)
    } else {
      operator = this.#next()
      literal = this.#next()
    }
    const kind = this.#table.fields.get(field)
    if (kind === undefined)
      throw new Misread(`Could not find a property named '${field}' on type '${this.#table.typeName}'.`)
    if (!isOperator(operator)) throw new Misread(`Invalid filter clause: '${operator}' is not an operator.`)
    const value = literalValue(kind, literal)
    if (value === undefined)
      throw new Misread(`Invalid filter clause: '${literal}' is not a value for ${field}.`)
    if (kind !== 'text' && functions.includes(operator))
      throw new Misread(`Invalid filter clause: ${operator} needs a text property.`)
    return { field, operator, value }
  }
}

const isOperator = (text: string): text is Operator => operators.includes(text)

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

/** The comparisons that must all hold, whatever else the filter says. */
export function certain(filter: Filter | undefined): Condition[] {
  if (filter === undefined) return []
  if (filter.kind === 'condition') return [filter]
  return filter.kind === 'and' ? filter.parts.flatMap((part) => certain(part)) : []
}

/** The properties in the order in which the filter names them. */
export function fieldsOf(filter: Filter): string[] {
  switch (filter.kind) {
    case 'condition':
      return [filter.field]
    case 'not':
      return fieldsOf(filter.part)
    case 'and':
    case 'or':
      return filter.parts.flatMap((part) => fieldsOf(part))
  }
}

export function holds(row: Row, filter: Filter, fields: Fields['fields']): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.parts.every((part) => holds(row, part, fields))
    case 'or':
      return filter.parts.some((part) => holds(row, part, fields))
    case 'not':
      return !holds(row, filter.part, fields)
    case 'condition':
      return compares(valueOf(row, filter.field, fields), filter)
  }
}

function compares(actual: string | number | boolean, { operator, value }: Condition): boolean {
  const [text, wanted] = [String(actual).toLowerCase(), String(value).toLowerCase()]
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
      return text.startsWith(wanted)
    case 'endswith':
      return text.endsWith(wanted)
    case 'contains':
      return text.includes(wanted)
  }
}

export function valueOf(row: Row, field: string, fields: Fields['fields']): string | number | boolean {
  let value: unknown = row
  for (const name of field.split('/')) value = isRow(value) ? value[name] : undefined
  if (fields.get(field) === 'time') return typeof value === 'string' ? Date.parse(value) : Number.NaN
  return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number' ? value : ''
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null
}

/** Exchange compares text without regard to case. */
export function compare(a: string | number | boolean, b: string | number | boolean): number {
  const [x, y] = [typeof a === 'string' ? a.toLowerCase() : a, typeof b === 'string' ? b.toLowerCase() : b]
  return x === y ? 0 : x < y ? -1 : 1
}
