/** What a cmdlet is to this service: parameters in, objects, warnings and a change out. */
import type { Tenant } from '../tenant/tenant.ts'
import { holds, parseFilter } from '../exchange/scope-filter.ts'
import { Refusal, say, type Language, type TextKey } from './refusal.ts'

/** As the module sends them: what was not given is not in it. */
export type Parameters = Readonly<Record<string, unknown>>

export interface ExchangeObject {
  /** the last part of its .NET name */
  readonly type: string
  /** properties whose value is a GUID and arrives as one */
  readonly guids?: readonly string[]
  readonly values: Readonly<Record<string, unknown>>
}

export interface Answer {
  readonly objects?: readonly ExchangeObject[]
  readonly warnings?: readonly string[]
  /** what it does to the tenant; not run when only validated */
  readonly change?: () => void
}

export interface Asked {
  readonly tenant: Tenant
  readonly parameters: Parameters
  readonly language: Language
}
export type Cmdlet = (asked: Asked) => Answer

export const warned = (asked: Asked, key: TextKey, ...values: readonly string[]): string =>
  say(asked.language, key, ...values)

/** undefined: not given, or empty; Exchange tells neither from $null. */
export function textOf({ parameters }: Asked, name: string): string | undefined {
  const value = parameters[name]
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

export function needText(asked: Asked, name: string): string {
  const value = textOf(asked, name)
  if (value === undefined) throw new Refusal('bad-value', name, JSON.stringify(asked.parameters[name]))
  return value
}

/** undefined: not given. */
export function flagOf({ parameters }: Asked, name: string): boolean | null | undefined {
  if (!Object.hasOwn(parameters, name)) return undefined
  const value = parameters[name]
  if (value === null || typeof value === 'boolean') return value
  throw new Refusal('bad-value', name, JSON.stringify(value))
}

export function needFlag(asked: Asked, name: string): boolean | undefined {
  const value = flagOf(asked, name)
  if (value === null) throw new Refusal('bad-value', name, '$null')
  return value
}

export function textsOf({ parameters }: Asked, name: string): string[] {
  const value = parameters[name]
  return (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]).map(String)
}

/** What @{Add=…; Remove=…}, a list or $null does to a list. */
export function changedList(
  asked: Asked,
  name: string,
  now: readonly string[],
  read: (one: string) => string,
): string[] {
  const value = asked.parameters[name]
  if (value === null) return []
  if (typeof value !== 'object' || Array.isArray(value)) return textsOf(asked, name).map(read)
  const part = (key: string): string[] => {
    const found = Object.entries(value).find(([one]) => one.toLowerCase() === key)?.[1] as unknown
    return (Array.isArray(found) ? found : found === undefined || found === null ? [] : [found]).map((one) =>
      read(String(one)),
    )
  }
  const [add, remove] = [part('add'), part('remove')]
  return [...new Set([...now, ...add])].filter((one) => !remove.includes(one))
}

const withoutLimit = 1000

/** The rows a Get- cmdlet shows: all that match, or the first thousand with the one sign that there are more. */
export function limited(asked: Asked, objects: readonly ExchangeObject[]): Answer {
  const size = asked.parameters.ResultSize
  if (typeof size === 'string' && size.toLowerCase() === 'unlimited') return { objects }
  const most = size === undefined || size === null ? withoutLimit : Number(size)
  return objects.length <= most
    ? { objects }
    : { objects: objects.slice(0, most), warnings: [warned(asked, 'more-results')] }
}

/** -Filter of the Get- cmdlets, over the properties of what they show. */
export function filtered(asked: Asked, objects: readonly ExchangeObject[]): readonly ExchangeObject[] {
  const text = textOf(asked, 'Filter')
  if (text === undefined) return objects
  const filter = parseFilter(text)
  if (filter === undefined) throw new Refusal('bad-filter', text)
  return objects.filter(({ values }) => {
    const properties = new Map(Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]))
    return holds(filter, (property) => {
      if (!properties.has(property)) throw new Refusal('bad-filter', text)
      const value = properties.get(property)
      if (value === null || value === undefined || value === '') return []
      return (Array.isArray(value) ? value : [value]).map(String)
    })
  })
}
