/** A recipe names a permission; a name that is slightly wrong, or a wrong id, grants something else or nothing. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { findPermission, parsePermissions } from '../../../../src/domain/recipe/permission-catalogue.ts'
import type {
  PermissionCatalogue,
  PermissionName,
} from '../../../../src/domain/recipe/permission-catalogue.schema.ts'
import { assets } from '../../../kit/assets.ts'
import { checkRecipeFile } from '../../../../src/main/adapters/system/yaml-recipe-source.ts'
import {
  applicationPermissions,
  delegatedPermissions,
} from '../../../../src/practice/directory/permissions.ts'
import { library, recipeIds, recipeOf, recipeText } from './recipes.ts'
import { saidAsset } from '../said-asset.ts'

const file = parse(readFileSync(path.join(assets, 'permissions.yaml'), 'utf8')) as Record<string, unknown>

function catalogue(): PermissionCatalogue {
  const parsed = parsePermissions(file)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
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
  expect(found).not.toBeNull()
  // anything but verified is looked up in the tenant
  expect(found?.sure === 'verified' ? found.id : null).toBe(id)
})

test.each(recipeIds())('every permission of %s is in the catalogue', (id) => {
  for (const permission of recipeOf(id).permissions)
    expect(findPermission(catalogue(), permission), `${permission.kind} ${permission.value}`).not.toBeNull()
})

test('the practice tenant knows every permission of the catalogue, on the resource the catalogue names', () => {
  const known = new Set([
    ...delegatedPermissions.map(
      // the portal lists openid and its companions under Microsoft Graph
      ({ resource, value }) => `${resource === 'openid' ? 'graph' : resource} delegated ${value}`,
    ),
    ...(['graph', 'exchange'] as const).flatMap((resource) =>
      applicationPermissions[resource].map((value) => `${resource} application ${value}`),
    ),
  ])
  const names = catalogue().permissions.map(({ resource, kind, value }) => `${resource} ${kind} ${value}`)
  expect(names.length).toBeGreaterThan(50)
  expect(names.filter((name) => !known.has(name))).toEqual([])
})

test('and everything a recipe names can be rehearsed there', () => {
  const known = new Set([
    ...delegatedPermissions.map(({ value }) => `delegated ${value}`),
    ...[...applicationPermissions.graph, ...applicationPermissions.exchange].map(
      (value) => `application ${value}`,
    ),
  ])
  const missing = recipeIds().flatMap((id) =>
    recipeOf(id)
      .permissions.map(({ kind, value }) => `${kind} ${value}`)
      .filter((name) => !known.has(name)),
  )
  expect(missing).toEqual([])
})

test.each([
  [
    'a misspelling',
    'value: Mail.ReadWrite',
    'value: Mail.ReadWrit',
    /“Mail\.ReadWrit” is not a permission .* check its spelling/,
  ],
  [
    'the other kind',
    'value: Mail.ReadWrite',
    'value: IMAP.AccessAsApp',
    /known is the application permission “IMAP\.AccessAsApp” of Office 365 Exchange Online/,
  ],
  [
    'wrong capitals',
    'value: Mail.ReadWrite',
    'value: mail.readwrite',
    /known is the \w+ permission “Mail\.ReadWrite” of Microsoft Graph/,
  ],
])('the author of a recipe is told about %s, with its line', (_, right, wrong, words) => {
  const text = recipeText('generic-graph-app').replace(right, wrong)
  const line = text.split('\n').findIndex((one) => one.includes(wrong)) + 1
  const [problem, ...others] = checkRecipeFile(text, library).map(saidAsset)
  expect(others).toEqual([])
  expect(problem).toMatch(new RegExp(`^line ${line}, column \\d+: permissions\\[1\\]\\.value: `))
  expect(problem).toMatch(words)
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
