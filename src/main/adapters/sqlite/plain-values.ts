/**
 * Tests for values as they come out of a row, for who reads too many rows to put each to a schema. A test passes nothing
 * that the schema of the same member would refuse.
 */

export type Test = (value: unknown) => boolean

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

export const isText: Test = (value) => typeof value === 'string'
export const isId: Test = (value) => typeof value === 'string' && uuid.test(value)
export const isTime: Test = (value) => {
  if (typeof value !== 'string' || !time.test(value)) return false
  const at = new Date(value)
  // the 31st of February is read as a day in March
  return !Number.isNaN(at.getTime()) && at.toISOString() === value
}
export const wholeFrom =
  (least: number): Test =>
  (value) =>
    Number.isSafeInteger(value) && Number(value) >= least
export const oneOf = (words: readonly string[]): Test => {
  const known = new Set<unknown>(words)
  return (value) => known.has(value)
}
export const orNull =
  (test: Test): Test =>
  (value) =>
    value === null || test(value)

/** Exactly these members, and each as it has to be. */
export function only(tests: Readonly<Record<string, Test>>): Test {
  const members = Object.entries(tests)
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    const read = value as Readonly<Record<string, unknown>>
    return (
      Object.keys(read).length === members.length &&
      members.every(([name, test]) => Object.hasOwn(read, name) && test(read[name]))
    )
  }
}
