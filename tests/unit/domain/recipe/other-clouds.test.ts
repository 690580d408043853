/** An administrator of a national cloud is never sent to a worldwide portal, host or scope: nothing there knows the tenant. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { buildChecklist } from '../../../../src/domain/checklist/build-checklist.ts'
import { parseClouds } from '../../../../src/domain/cloud/parse-clouds.ts'
import { fieldSheet } from '../../../../src/domain/field-sheet/field-sheet.ts'
import { linkIn, portalIn } from '../../../../src/domain/recipe/portals.ts'
import { assets } from '../../../kit/assets.ts'
import { contosoMailbox, contosoSetup, now } from '../../../kit/contoso.ts'
import { recipeIds, recipeOf } from './recipes.ts'

const clouds = parseClouds(parse(readFileSync(path.join(assets, 'clouds.yaml'), 'utf8')))
if (!clouds.ok) throw new Error('clouds.yaml')
const national = clouds.value.filter(({ kind }) => kind !== 'global')

/** What only the worldwide cloud answers to. Documentation and vendors' pages are the same for everybody. */
const worldwideOnly =
  /(?:login\.microsoftonline\.com|entra\.microsoft\.com|admin(?:\.exchange)?\.microsoft\.com|smtp\.office365\.com|outlook\.office(?:365)?\.com|graph\.microsoft\.com)/

describe.each(national.map((cloud) => [cloud.name, cloud] as const))('%s', (_, cloud) => {
  test.each(recipeIds())('%s', (id) => {
    const recipe = recipeOf(id)
    const answers = {
      hostname: 'app.contoso.example',
      parts: 'globe, elis-calendar',
      'synergy-host': 's.example',
    }
    const setup = contosoSetup({ recipeId: id, cloud, answers })
    const mailboxes = [contosoMailbox(1)]
    const { steps } = buildChecklist({
      recipe,
      setup,
      mailboxes,
      records: [],
      runs: { lastSummary: null },
      now,
    })
    const { screens, redirects } = fieldSheet(recipe, setup, mailboxes)
    const toDo = [
      ...steps.flatMap(({ portal, link, values, what }) => [
        ...portal.map((part) => (typeof part === 'string' ? part : part.code)),
        link ?? '',
        what,
        ...values.map(({ value }) => value),
      ]),
      ...screens.flatMap(({ menu, fields }) => [...menu, ...fields.map(({ value }) => value)]),
      ...redirects.map(({ uri }) => uri),
    ]
    expect(toDo.filter((text) => worldwideOnly.test(text))).toEqual([])
  })
})

test.each([
  ['global', ['entra.microsoft.com', 'Entra ID'], ['entra.microsoft.com', 'Entra ID']],
  ['practice', ['entra.microsoft.com', 'Entra ID'], ['entra.microsoft.com', 'Entra ID']],
  ['china', ['entra.microsoft.com', 'Entra ID'], ['portal.azure.cn', 'Entra ID']],
  ['custom', ['entra.microsoft.com', 'Entra ID'], [{ code: 'entra-center' }, 'Entra ID']],
  ['gcc-high', ['the product', 'Settings'], ['the product', 'Settings']],
  ['dod', ['admin.exchange.microsoft.com', 'Recipients'], [{ code: 'exchange-center' }, 'Recipients']],
] as const)('in %s the path %j begins as %j', (kind, portal, expected) => {
  expect(portalIn({ kind }, portal)).toEqual(expected)
})

test.each([
  ['global', 'https://entra.microsoft.com/', 'https://entra.microsoft.com/'],
  ['dod', 'https://entra.microsoft.com/', 'https://portal.azure.us/'],
  ['dod', 'https://admin.exchange.microsoft.com/', null],
  ['custom', 'https://entra.microsoft.com/', null],
  ['dod', 'https://learn.microsoft.com/x', 'https://learn.microsoft.com/x'],
  ['dod', null, null],
] as const)('in %s the link %s opens %s', (kind, link, expected) => {
  expect(linkIn({ kind }, link)).toBe(expected)
})
