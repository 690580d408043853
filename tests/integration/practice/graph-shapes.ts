/** Compares what Graph answered with docs/reference/graph-shapes.json: status, names and types. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Answer, Row } from './directory-kit.ts'

type Type = string | { [name: string]: Type }
interface Shape {
  props: Record<string, Type>
  readOnly?: string[]
}
interface Call {
  id: string
  m: string
  p: string
  ver?: string
  ok: number | number[]
  read?: string[]
}
interface Shapes {
  types: Record<string, Shape>
  calls: Call[]
  errors: Record<string, { status: number; code: string; message: string; weak?: boolean }>
}

const file = fileURLToPath(new URL('../../../docs/reference/graph-shapes.json', import.meta.url))
export const shapes = JSON.parse(readFileSync(file, 'utf8')) as Shapes

/** The names under which the file describes a type that the metadata calls otherwise. */
const aliases: Record<string, string> = {
  webApplication: 'web',
  publicClientApplication: 'publicClient',
  spaApplication: 'spa',
  permissionGrantConditionSet: '(set)',
  verifiedDomain: '(verifiedDomain)',
}
/** What every directory object has, and what policies have besides. */
const everywhere = new Set(['id', 'deletedDateTime', 'displayName', 'description'])

const patterns: Record<string, RegExp> = {
  Guid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  DateTimeOffset: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/,
  Duration: /^P(?=\d|T)/,
  Binary: /^[A-Za-z0-9+/]+=*$/,
}

/** What is wrong with an answer to a call, one line a fault. */
export function misshapes(call: Call, answer: Answer, type: string | undefined): string[] {
  const wrong: string[] = []
  if (![call.ok].flat().includes(answer.status))
    return [`${call.id}: ${answer.status} ${answer.text.slice(0, 200)}`]
  if (answer.headers.get('request-id') === null) wrong.push(`${call.id}: no request-id`)
  if (answer.status === 204) return answer.text === '' ? wrong : [...wrong, `${call.id}: 204 with a body`]
  const rows = answer.body.value ?? [answer.body]
  if (rows.length === 0) wrong.push(`${call.id}: an empty list shows nothing`)
  for (const row of rows) {
    if (type !== undefined) wrong.push(...misfits(`${call.id}`, row, type, shapes.types[type]))
    for (const name of call.read ?? [])
      if (!name.startsWith('*') && !reaches(row, name)) wrong.push(`${call.id}: ${name} is missing`)
    const whole = (call.read ?? []).find((name) => name.startsWith('*'))?.slice(1)
    for (const name of Object.keys(shapes.types[whole ?? '']?.props ?? {}))
      if (!name.startsWith('(') && !navigation.has(name) && !(name in row))
        wrong.push(`${call.id}: ${name} is missing`)
  }
  return [...new Set(wrong)]
}

/** These only come with $expand. */
const navigation = new Set([
  'owners',
  'appManagementPolicies',
  'federatedIdentityCredentials',
  'oauth2PermissionGrants',
  'appRoleAssignments',
  'appRoleAssignedTo',
  'appliesTo',
])

/** 'status.errorCode', 'servicePlans[].servicePlanName', 'a.b[kind]': is there something under this name? */
function reaches(value: unknown, name: string): boolean {
  if (name === '') return true
  const [, first = '', kind, rest = ''] = /^([^.[]+)(?:\[(\w*)\])?\.?(.*)$/.exec(name) ?? []
  if (typeof value !== 'object' || value === null || !(first in value)) return false
  const next = (value as Row)[first]
  if (kind === undefined) return reaches(next, rest)
  if (!Array.isArray(next)) return false
  if (kind !== '') return next.some((one: Row) => Object.values(one).includes(kind))
  return next.every((one) => reaches(one, rest))
}

function misfits(where: string, row: Row, type: string, shape: Shape | undefined): string[] {
  if (shape === undefined) return [`${where}: the file has no type ${type}`]
  return Object.entries(row).flatMap(([name, value]) => {
    if (name.startsWith('@odata')) return []
    const wanted = shape.props[name]
    if (wanted !== undefined) return misfit(`${where}: ${type}.${name}`, value, wanted)
    return everywhere.has(name) || shape.readOnly?.includes(name) === true
      ? []
      : [`${where}: ${type} has no ${name}`]
  })
}

function misfit(where: string, value: unknown, wanted: Type): string[] {
  if (value === null) return []
  const no = [`${where} is ${JSON.stringify(value).slice(0, 60)}`]
  if (typeof wanted !== 'string') return isRow(value) ? misfits(where, value, '', { props: wanted }) : no
  const inner = /^Collection\((.+)\)$/.exec(wanted)?.[1]
  if (inner !== undefined)
    return Array.isArray(value)
      ? value.flatMap((one: unknown) => (one === null ? no : misfit(where, one, inner)))
      : no
  switch (wanted) {
    case 'String':
      return typeof value === 'string' ? [] : no
    case 'Boolean':
      return typeof value === 'boolean' ? [] : no
    case 'Int32':
      return Number.isInteger(value) ? [] : no
    case 'Guid':
    case 'DateTimeOffset':
    case 'Duration':
    case 'Binary':
      return typeof value === 'string' && patterns[wanted]?.test(value) === true ? [] : no
  }
  const alias = aliases[wanted] ?? wanted
  const nested = shapes.types[alias] ?? nestedType(alias)
  if (nested !== undefined) return isRow(value) ? misfits(where, value, alias, nested) : no
  // an enumeration, or a type the file says nothing about
  return isRow(value) || typeof value === 'string' ? [] : no
}

/** '(verifiedDomain)' stands among the properties of the type that uses it. */
function nestedType(name: string): Shape | undefined {
  for (const { props } of Object.values(shapes.types)) {
    const found = props[name]
    if (typeof found === 'object') return { props: found }
  }
  return undefined
}

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
