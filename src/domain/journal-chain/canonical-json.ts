/** One text for one value: members in order of their names, no blanks. Two programs that hold the same write the same. */
import { memberParts } from '../text/json-parts.ts'

/** The same text in parts: a list among the members is not written at once, but an item at a time. */
export function canonicalParts(members: Readonly<Record<string, unknown>>): Generator<string> {
  return memberParts(sorted(members), canonicalJson)
}

/** Follows RFC 8785 for what JSON can hold; members that are undefined are left out, as JSON does. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  return `{${sorted(value)
    .map(([name, item]) => `${JSON.stringify(name)}:${canonicalJson(item)}`)
    .join(',')}}`
}

function sorted(value: object): [string, unknown][] {
  return Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}
