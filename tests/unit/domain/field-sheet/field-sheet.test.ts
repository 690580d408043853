/** Somebody sits in front of the product and types: each field with its value, and never a secret. */
import { expect, test } from 'vitest'
import { fieldSheet } from '../../../../src/domain/field-sheet/field-sheet.ts'
import { FieldSheetSchema } from '../../../../src/domain/field-sheet/field-sheet.schema.ts'
import { en } from '../../../../src/words/en.ts'
import { renderFieldSheet } from '../../../../src/cli/commands/fieldsheet.ts'
import type { Recipe } from '../../../../src/domain/recipe/recipe.schema.ts'
import { eap } from '../../../kit/assets.ts'
import { contosoMailbox, contosoSetup } from '../../../kit/contoso.ts'

test('every field of the product’s screens is there under its own name, filled in', () => {
  const sheet = FieldSheetSchema.parse(fieldSheet(eap(), contosoSetup(), [contosoMailbox(1)]))
  const fields = sheet.screens.flatMap((screen) => screen.fields)
  expect(sheet.screens.map(({ title }) => title)).toEqual(eap().product.screens.map(({ title }) => title))
  expect(fields.find(({ name }) => name === 'SMTP server')?.value).toBe('smtp.office365.com:587')
  expect(fields.find(({ name }) => name === 'Client ID')?.value).toBe('aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee')
  expect(sheet.missing).toEqual([])
})

test('what is not known yet is named in words, once', () => {
  const sheet = fieldSheet(eap(), contosoSetup({ clientId: null, answers: {} }), [])
  const names = sheet.missing.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(sheet.missing).toContainEqual({
    name: 'clientId',
    label: null,
    where: 'details',
  })
  expect(renderFieldSheet(en, sheet)).toContain('‹clientId›  Application (client) ID')
})

test('a secret is never filled in, even when its field asks for a value we know', () => {
  const recipe: Recipe = {
    ...eap(),
    product: {
      ...eap().product,
      screens: [
        {
          title: 'S',
          menu: ['M'],
          fields: [{ name: 'Secret', value: '{clientId} {hostname}', secret: true }],
        },
      ],
    },
  }
  const [screen] = fieldSheet(recipe, contosoSetup(), []).screens
  expect(screen?.fields[0]).toMatchObject({ value: '{clientId} {hostname}', secret: true, missing: [] })
})

test('all places where the same secret is typed are listed, each once', () => {
  const place = { screen: 'Mail', menu: ['System', 'Mail'], field: 'Client secret', each: 'each user' }
  const recipe: Recipe = { ...eap(), credential: { ...eap().credential, places: [place] } }
  const sheet = fieldSheet(recipe, contosoSetup(), [])
  expect(sheet.secretPlaces[0]).toMatchObject(place)
  expect(sheet.secretPlaces.length).toBeGreaterThan(1)
  expect(new Set(sheet.secretPlaces.map((one) => JSON.stringify(one))).size).toBe(sheet.secretPlaces.length)
  expect(renderFieldSheet(en, sheet)).toContain('System > Mail > Client secret (each user)')
})
