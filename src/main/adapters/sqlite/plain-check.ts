/**
 * A quick test made from a schema, for who reads too many rows to put each to it: the schema takes a tenth of a
 * millisecond, and a run may have twenty thousand probes. A value that passes is one the schema would let through
 * unchanged; what does not pass is put to the schema, which has the last word. Whatever of a schema is not understood
 * here passes nothing, so a schema may grow without a thought of this file.
 */
import type { z } from 'zod'

type Test = (value: unknown) => boolean

/** The little of a schema's definition that is read; zod documents it for who builds upon it. */
interface Definition {
  readonly type: string
  readonly format?: string
  readonly check?: string
  readonly checks?: readonly { readonly _zod: { readonly def: CheckDefinition } }[]
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>
  readonly catchall?: z.core.$ZodType
  readonly innerType?: z.core.$ZodType
  readonly element?: z.core.$ZodType
  readonly options?: readonly z.core.$ZodType[]
  readonly entries?: Readonly<Record<string, unknown>>
  readonly values?: readonly unknown[]
  readonly discriminator?: string
}

interface CheckDefinition {
  readonly check: string
  readonly value?: number | bigint | Date
  readonly inclusive?: boolean
  readonly maximum?: number
  readonly minimum?: number
}

/** True only for what `schema` lets through unchanged. */
export function plainCheck<T>(schema: z.ZodType<T>): (value: unknown) => value is T {
  return testOf(schema) as (value: unknown) => value is T
}

const nothing: Test = () => false

function testOf(schema: z.core.$ZodType): Test {
  const def = schema._zod.def as unknown as Definition
  const own = ownTest(def)
  const checks = (def.checks ?? []).map(({ _zod }) => checkTest(_zod.def))
  if (checks.length === 0) return own
  return (value) => own(value) && checks.every((test) => test(value))
}

function ownTest(def: Definition): Test {
  switch (def.type) {
    case 'string':
      return textTest(def.format)
    case 'number':
      if (def.format === 'safeint') return Number.isSafeInteger
      return def.format === undefined ? Number.isFinite : nothing
    case 'boolean':
      return (value) => typeof value === 'boolean'
    case 'null':
      return (value) => value === null
    case 'enum': {
      const known = new Set(Object.values(def.entries ?? {}))
      return (value) => known.has(value)
    }
    case 'literal': {
      const known = new Set(def.values)
      return (value) => known.has(value)
    }
    // a member left out would be filled in: that changes the value, so it has to be there
    case 'default':
      return inner(def)
    case 'optional': {
      const test = inner(def)
      return (value) => value === undefined || test(value)
    }
    case 'nullable': {
      const test = inner(def)
      return (value) => value === null || test(value)
    }
    case 'array': {
      const test = def.element === undefined ? nothing : testOf(def.element)
      return (value) => Array.isArray(value) && value.every(test)
    }
    case 'union':
      return unionTest(def)
    case 'object':
      return objectTest(def)
    default:
      return nothing
  }
}

const inner = ({ innerType }: Definition) => (innerType === undefined ? nothing : testOf(innerType))

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

function textTest(format: string | undefined): Test {
  switch (format) {
    case undefined:
      return (value) => typeof value === 'string'
    case 'uuid':
      return (value) => typeof value === 'string' && uuid.test(value)
    case 'datetime':
      return isTime
    default:
      return nothing
  }
}

function isTime(value: unknown): boolean {
  if (typeof value !== 'string' || !time.test(value)) return false
  const at = new Date(value)
  // the 31st of February is read as a day in March
  return !Number.isNaN(at.getTime()) && at.toISOString() === value
}

function checkTest({ check, value: bound, inclusive, maximum, minimum }: CheckDefinition): Test {
  switch (check) {
    case 'greater_than':
      return typeof bound === 'number' ? (value) => above(Number(value), bound, inclusive) : nothing
    case 'less_than':
      return typeof bound === 'number' ? (value) => above(bound, Number(value), inclusive) : nothing
    case 'max_length':
      return maximum === undefined ? nothing : (value) => (value as { length: number }).length <= maximum
    case 'min_length':
      return minimum === undefined ? nothing : (value) => (value as { length: number }).length >= minimum
    default:
      return nothing
  }
}

const above = (value: number, bound: number, inclusive: boolean | undefined) =>
  inclusive === true ? value >= bound : value > bound

function unionTest({ options = [], discriminator }: Definition): Test {
  const tests = options.map(testOf)
  if (discriminator === undefined) return (value) => tests.some((test) => test(value))
  const byCode = new Map<unknown, Test>()
  for (const [index, option] of options.entries()) {
    const { shape } = option._zod.def as unknown as Definition
    const code = shape?.[discriminator]
    const { values = [] } = (code?._zod.def ?? {}) as unknown as Definition
    for (const value of values) byCode.set(value, tests[index] ?? nothing)
  }
  return (value) => isRecord(value) && (byCode.get(value[discriminator]) ?? nothing)(value)
}

/** Exactly the members of the shape, optional ones aside, and each as it has to be. */
function objectTest({ shape = {}, catchall }: Definition): Test {
  const members = Object.entries(shape).map(([name, member]) => ({
    name,
    test: testOf(member),
    optional: (member._zod.def as unknown as Definition).type === 'optional',
  }))
  const known = new Set(Object.keys(shape))
  const others =
    catchall === undefined || (catchall._zod.def as unknown as Definition).type === 'never'
      ? nothing
      : testOf(catchall)
  const required = members.filter(({ optional }) => !optional).length
  return (value) => {
    if (!isRecord(value)) return false
    const names = Object.keys(value)
    if (names.length < required) return false
    let found = 0
    for (const { name, test, optional } of members) {
      const there = Object.hasOwn(value, name)
      if (there ? !test(value[name]) : !optional) return false
      if (there) found += 1
    }
    return names.length === found || names.every((name) => known.has(name) || others(value[name]))
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
