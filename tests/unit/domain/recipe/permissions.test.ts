/** A recipe names a permission; what is sent to Entra is an id. A wrong id grants something else. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import {
  certainId,
  findPermission,
  parsePermissions,
  type PermissionCatalogue,
  type PermissionName,
} from '../../../../src/domain/recipe/permission-catalogue.ts'
import { assets } from '../sample.ts'
import { recipeIds, recipeOf } from './recipes.ts'

const file = parse(readFileSync(path.join(assets, 'permissions.yaml'), 'utf8')) as Record<string, unknown>

function catalogue(): PermissionCatalogue {
  const parsed = parsePermissions(file)
  if (!parsed.ok) throw new Error(parsed.error.map(({ what }) => what).join('\n'))
  return parsed.value
}

const facts: [PermissionName['resource'], PermissionName['kind'], string, string | null][] = [
  ['graph', 'delegated', 'SMTP.Send', '258f6531-6087-4cc4-bb90-092c5fb3ed3f'],
  ['graph', 'delegated', 'offline_access', '7427e0e9-2fba-42fe-b0c0-848c9e6a8182'],
  ['graph', 'delegated', 'Mail.Send', 'e383f46e-2787-4529-855e-0e479a3ffac0'],
  ['graph', 'application', 'Mail.Send', 'b633e1c5-b582-4048-a93e-9f11b44c7e96'],
  ['graph', 'application', 'Mail.ReadWrite', 'e2a3a72e-5f79-4c64-b1b1-878b674786c9'],
  ['graph', 'application', 'MailboxFolder.ReadWrite.All', 'fef87b92-8391-4589-9da7-eb93dab7dc8a'],
  ['graph', 'application', 'AccessReview.Read.All', 'd07a8cc0-3d51-4b77-b3b0-32704d1f69fa'],
  ['exchange', 'application', 'full_access_as_app', 'dc890d15-9560-4a4c-9b7f-a736ec74ec40'],
  // seen in community files only: looked up in the tenant
  ['exchange', 'application', 'SMTP.SendAsApp', null],
  ['exchange', 'application', 'IMAP.AccessAsApp', null],
  ['exchange', 'delegated', 'Exchange.Manage', null],
  // found nowhere
  ['exchange', 'application', 'Exchange.ManageAsAppV2', null],
]

test.each(facts)('%s, %s, %s', (resource, kind, value, id) => {
  const found = findPermission(catalogue(), { resource, kind, value })
  expect(found && certainId(found)).toBe(id)
  expect(found).not.toBeNull()
})

test.each(recipeIds())('every permission of %s is in the catalogue', (id) => {
  for (const permission of recipeOf(id).permissions)
    expect(findPermission(catalogue(), permission), `${permission.kind} ${permission.value}`).not.toBeNull()
})

test('no recipe repeats an id of the catalogue', () => {
  const ids = catalogue().permissions.flatMap(({ id }) => id ?? [])
  for (const recipe of recipeIds())
    for (const id of ids) expect(JSON.stringify(recipeOf(recipe))).not.toContain(id)
})

test('no id stands for two permissions of one resource', () => {
  const ids = catalogue().permissions.flatMap(({ id }) => id ?? [])
  expect(new Set(ids).size).toBe(ids.length)
})

test('a catalogue with a mistake is refused', () => {
  const [first] = file.permissions as Record<string, unknown>[]
  for (const wrong of [
    { ...first, id: 'not an id' },
    { ...first, id: null },
    { ...first, sure: 'unknown' },
    { ...first, kind: 'application', consent: 'user' },
  ])
    expect(parsePermissions({ ...file, permissions: [wrong] }).ok).toBe(false)
  expect(parsePermissions({ ...file, permissions: [first, first] }).ok).toBe(false)
})
