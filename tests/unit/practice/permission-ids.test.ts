import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { durationMs } from '../../../src/practice/directory/app-policies.ts'
import { offered, permissionById, permissionByName } from '../../../src/practice/directory/permission-ids.ts'

interface Listed {
  resource: 'graph' | 'exchange'
  value: string
  kind: 'delegated' | 'application'
  id: string | null
}
const file = new URL('../../../assets/permissions.yaml', import.meta.url)
const { permissions } = parse(readFileSync(file, 'utf8')) as { permissions: Listed[] }

describe('ids of permissions', () => {
  test('are the ones our own list has, where it has one', () => {
    const listed = permissions.filter(({ id }) => id !== null)
    expect(listed.length).toBeGreaterThan(40)
    const here = listed.map((one) => ({
      ...one,
      id: permissionByName(one.resource, one.kind, one.value)?.id,
    }))
    expect(here).toEqual(listed)
  })

  test('lead back to the name, and no two are alike', () => {
    for (const resource of ['graph', 'exchange'] as const)
      for (const kind of ['delegated', 'application'] as const) {
        const all = offered(resource, kind)
        expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
        for (const one of all) expect(permissionById(resource, kind, one.id.toUpperCase())).toEqual(one)
      }
  })
})

test.each([
  ['P90D', 90],
  ['P1Y', 366],
  ['PT12H', 0.5],
  ['P0D', undefined],
  ['soon', undefined],
  [null, undefined],
])('a policy that says %s means %s days', (text, days) =>
  expect(durationMs(text)).toBe(days === undefined ? undefined : days * 86_400_000),
)
