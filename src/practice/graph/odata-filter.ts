/** $filter: comparisons, in, startswith, endswith, contains, any of a collection, and, or, not, brackets. */

export type Row = Record<string, unknown>
/** `guid`: text that may stand without quotes */
export type FieldKind = 'text' | 'time' | 'boolean' | 'number' | 'guid'
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
      return this.#condition()
    } finally {
      this.#depth -= 1
    }
  }

  #expect(mark: string, where: string): void {
    if (this.#next() !== mark) throw new Misread(`Invalid filter clause: '${mark}' expected ${where}.`)
  }

  #condition(): Filter {
    const word = this.#next()
    const collection = /^(.+)\/any$/.exec(word)?.[1]
    if (collection === undefined) return this.#comparison(word, (field) => field)
    this.#expect('(', 'after any')
    const [, variable, first] = /^(\w+):(.*)$/s.exec(this.#next()) ?? []
    if (variable === undefined)
      throw new Misread(`Invalid filter clause: a range variable is expected in ${word}.`)
    // 'x/keyId' is the property of each one, 'x' alone is each one itself
    const ofEach = (field: string) => {
      if (field !== variable && !field.startsWith(`${variable}/`))
        throw new Misread(`Could not find a property named '${field}' on type '${this.#table.typeName}'.`)
      return `${collection}/*${field.slice(variable.length)}`
    }
    // a space may follow the colon
    const parts = [this.#comparison(first === undefined || first === '' ? this.#next() : first, ofEach)]
    // Any of this or that is any of this, or any of that; of `and` this is not true, and it is not read.
    while (this.#peek() === 'or') {
      this.#at += 1
      parts.push(this.#comparison(this.#next(), ofEach))
    }
    this.#expect(')', 'after any')
    const [only] = parts
    return parts.length === 1 && only !== undefined ? only : { kind: 'or', parts }
  }

  /** @param nameOf what a property is called that the clause names this way */
  #comparison(word: string, nameOf: (field: string) => string): Filter {
    if (functions.includes(word)) {
      this.#expect('(', `after ${word}`)
      const field = nameOf(this.#next())
      this.#expect(',', `in ${word}`)
      const literal = this.#next()
      this.#expect(')', `after ${word}`)
      return this.#checked(field, word, literal)
    }
    const field = nameOf(word)
    const operator = this.#next()
    if (operator !== 'in') return this.#checked(field, operator, this.#next())
    this.#expect('(', 'after in')
    const parts = [this.#checked(field, 'eq', this.#next())]
    while (this.#peek() === ',') {
      this.#at += 1
      parts.push(this.#checked(field, 'eq', this.#next()))
    }
    this.#expect(')', 'after in')
    return { kind: 'or', parts }
  }

  #checked(field: string, operator: string, literal: string): Filter {
    const kind = this.#table.fields.get(field)
    if (kind === undefined)
      throw new Misread(
        `Could not find a property named '${field.replace('/*', '')}' on type '${this.#table.typeName}'.`,
      )
    if (!isOperator(operator)) throw new Misread(`Invalid filter clause: '${operator}' is not an operator.`)
    const value = literalValue(kind, literal)
    if (value === undefined)
      throw new Misread(`Invalid filter clause: '${literal}' is not a value for ${field}.`)
    if (kind !== 'text' && functions.includes(operator))
      throw new Misread(`Invalid filter clause: ${operator} needs a text property.`)
    return { kind: 'condition', field, operator, value }
  }
}

const isOperator = (text: string): text is Operator => operators.includes(text)

function literalValue(kind: FieldKind, literal: string): Condition['value'] | undefined {
  if (kind === 'boolean') return literal === 'true' ? true : literal === 'false' ? false : undefined
  if (kind === 'number') return /^\d{1,9}$/.test(literal) ? Number(literal) : undefined
  // a property without a value reads as empty text
  if (literal === 'null' && kind !== 'time') return ''
  if (kind === 'guid' && /^[0-9a-f-]{36}$/i.test(literal)) return literal
  if (kind === 'text' || kind === 'guid')
    return /^'.*'$/s.test(literal) ? literal.slice(1, -1).replaceAll("''", "'") : undefined
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
      return filter.field.includes('/*')
        ? valuesOf(row, filter.field.split('/')).some((value) => compares(value, filter))
        : compares(valueOf(row, filter.field, fields), filter)
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

/** Every value a path leads to where it goes through a collection. */
function valuesOf(value: unknown, [name, ...rest]: string[]): (string | number | boolean)[] {
  if (name === undefined) return typeof value === 'string' || typeof value === 'boolean' ? [value] : []
  if (name === '*') return Array.isArray(value) ? value.flatMap((one: unknown) => valuesOf(one, rest)) : []
  return isRow(value) ? valuesOf(value[name], rest) : []
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null
}

/** Exchange compares text without regard to case. */
export function compare(a: string | number | boolean, b: string | number | boolean): number {
  const [x, y] = [typeof a === 'string' ? a.toLowerCase() : a, typeof b === 'string' ? b.toLowerCase() : b]
  return x === y ? 0 : x < y ? -1 : 1
}
